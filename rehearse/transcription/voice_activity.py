"""Where somebody speaks: Silero's probability of voice and the sound itself, then edges drawn by energy.

Silero knows voice from noise, but doubts voices by telephone and short words that stand alone; what is loud and repeats
itself as a voice does is one too (`voiced_sound`), where Silero does not wholly deny it. Each edge is then moved to
where the sound rises above the noise beside it (`voice_edges`), and a last consonant apart from its vowel is taken in
(`hiss`). Where voice and noise are too close together for that, Silero's own edge stands.

Everything is decided in the order of time and a little later than it is heard: a stretch of voice is settled `LOOK_S`
after its end and never changes again, however the take goes on. So a take that is heard while it is spoken gives the
very stretches that its file gives.

How often pauses are found is measured by `tests/benchmarks/hearing.py --pauses` and stands in the decisions (0015).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span
from rehearse.transcription.hiss import Hiss, HissOptions
from rehearse.transcription.levels import FRAME_S, Levels
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_edges import LOOK_S, EdgeOptions, Edges
from rehearse.transcription.voice_probability import WINDOW, VoiceProbability
from rehearse.transcription.voiced_sound import SoundOptions, VoicedSound

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 5 * WINDOW
"""Sound is looked at in blocks of this many samples, 0.16 s, however it comes: so any portions give the same."""

SOON_S = 0.25
"""After a silence of so much it is worth preparing for the end of the take."""

REACH_S = 0.35
"""A stretch that begins later may turn out to have begun so much before."""


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """Thresholds of the voice activity.

    Attributes:
        onset: Silero probability at which voice begins.
        offset: Probability below which it ends; lower than `onset`, so that a faint syllable does not end it.
        shortest_voice_s: Shorter stretches are clicks.
        shortest_silence_s: Shorter silences are closures of consonants and belong to the voice.
        by_sound_s: Sound that is a voice by itself begins a stretch once it lasts so long.
        least_peak: Somewhere in a stretch Silero must think a voice so probable at least.
        sound: When sound is a voice by itself.
        edges: How edges are drawn.
        hiss: What belongs to a voice after its end.
    """

    onset: float = 0.5
    offset: float = 0.35
    shortest_voice_s: float = 0.06
    shortest_silence_s: float = 0.1
    by_sound_s: float = 0.06
    least_peak: float = 0.15
    sound: SoundOptions = field(default_factory=SoundOptions)
    edges: EdgeOptions = field(default_factory=EdgeOptions)
    hiss: HissOptions = field(default_factory=HissOptions)


DEFAULTS = VoiceOptions()


def voiced_spans(samples_16k: NDArray[np.float32], options: VoiceOptions = DEFAULTS) -> tuple[Span, ...]:
    """Find the stretches in which somebody speaks.

    Args:
        samples_16k: One channel at `RATE_HZ`.
        options: Thresholds.

    Returns:
        Stretches in order, apart from each other by at least `options.shortest_silence_s` before their edges are
        drawn; none in silence, noise or anything shorter than a window.

    Raises:
        KnownError: RECOGNISER_FAILED.
    """
    follower = VoiceFollower(options)
    follower.add(samples_16k)
    follower.finish()
    return tuple(follower.settled)


def warm_up() -> None:
    """Load Silero, which takes a second the first time, before it is needed.

    Raises:
        KnownError: RECOGNISER_FAILED.
    """
    VoiceProbability()


class VoiceFollower:
    """Finds the stretches in which somebody speaks while sound comes in portions of any size.

    Attributes:
        settled: The stretches that nothing which follows can change, in order.
        heard_s: How much sound was looked at.

    Raises:
        KnownError: RECOGNISER_FAILED, from every method.
    """

    def __init__(self, options: VoiceOptions = DEFAULTS) -> None:
        self.settled: list[Span] = []
        self.heard_s = 0.0
        self._options = options
        self._silero = VoiceProbability()
        self._sound = VoicedSound(options.sound)
        self._edges = Edges(options.edges)
        self._hiss = Hiss(options.hiss)
        self._probabilities: list[float] = []
        self._levels = Levels()
        self._stretches = _Stretches(options)
        self._waiting: NDArray[np.float32] = np.zeros(0, np.float32)
        self._before_s = 0.0

    @property
    def is_quiet(self) -> bool:
        """Whether nobody speaks now, and all voice before is settled."""
        return not self._stretches.unsettled

    @property
    def unsettled_from_s(self) -> float:
        """Where voice may begin that is not settled yet."""
        return self._stretches.unsettled[0].start_s if self._stretches.unsettled else self.heard_s

    @property
    def speaks_s(self) -> float:
        """For how long somebody has spoken who speaks now; 0 in a pause."""
        return self._stretches.speaks_s

    def if_over(self) -> tuple[Span, ...]:
        """The stretches that are not settled, as they probably will be; none before `SOON_S` of silence."""
        if self._stretches.silence_s < SOON_S:
            return ()
        before_s, drawn = self._before_s, []
        for stretch, gap_s in self._stretches.closed():
            if (span := self._drawn(stretch, gap_s, before_s)) is not None:
                drawn.append(span)
            before_s = stretch.end_s
        return tuple(drawn)

    def add(self, samples_16k: NDArray[np.float32]) -> None:
        """Hear the next samples, one channel at `RATE_HZ`."""
        waiting = np.concatenate([self._waiting, samples_16k])
        whole = len(waiting) // BLOCK * BLOCK
        for start in range(0, whole, BLOCK):
            self._hear(waiting[start : start + BLOCK])
        self._waiting = waiting[whole:]

    def finish(self) -> None:
        """Settle everything: the sound is over, and nothing may be added after that."""
        if self.heard_s == 0 and len(self._waiting) < WINDOW:
            return
        if len(self._waiting):
            self._hear(self._waiting)
        self._levels.finish()
        self._hiss.finish()
        self._stretches.finish()
        self._settle(math.inf)

    def _hear(self, block: NDArray[np.float32]) -> None:
        self._levels.add(block)
        self._hiss.add(block)
        probabilities = self._silero.of(block)
        self._probabilities += probabilities.tolist()
        self._stretches.add(probabilities, self._sound.of(block, probabilities))
        self.heard_s += len(block) / RATE_HZ
        self._settle(len(self._levels) * FRAME_S)

    def _settle(self, known_s: float) -> None:
        """Draw the edges of all stretches that lie far enough back from the end of the known levels."""
        for stretch, gap_s in self._stretches.take(known_s):
            self._edges.follow(self._levels, stretch.end_s)
            if (span := self._drawn(stretch, gap_s, self._before_s)) is not None:
                self.settled.append(span)
            self._before_s = stretch.end_s

    def _drawn(self, stretch: Span, gap_s: float, before_s: float) -> Span | None:
        """A stretch with its edges drawn; None where nothing is left of it.

        Args:
            stretch: Silero's stretch.
            gap_s: The silence after it.
            before_s: The end of the one before.
        """
        start, end = self._edges.of(stretch, self._levels, self._probabilities, stretch.start_s - before_s, gap_s)
        end = self._hiss.end_of(end, stretch.end_s + min(gap_s, LOOK_S), self._probabilities)
        start = max(start, self.settled[-1].end_s) if self.settled else start
        start, end = round(start, 3), round(min(end, self.heard_s), 3)
        return Span(start, end) if start < end else None


class _Stretches:
    """Silero's stretches: hysteresis, short silences filled, clicks left out.

    Attributes:
        unsettled: Stretches that were not taken yet, in order, the last one as far as it goes.
    """

    def __init__(self, options: VoiceOptions) -> None:
        self.unsettled: list[Span] = []
        self._options = options
        self._peaks: list[float] = []
        self._windows = 0
        self._sounding = 0
        self._speaks = False
        self._is_over = False

    def add(self, probabilities: NDArray[np.float32], by_sound: NDArray[np.bool_]) -> None:
        """Take in the probabilities of the next windows, and whether each is a voice by its sound."""
        window_s = WINDOW / RATE_HZ
        for probability, sounds in zip(probabilities.tolist(), by_sound.tolist(), strict=True):
            self._sounding = self._sounding + 1 if sounds else 0
            start_s = self._windows * window_s
            self._windows += 1
            by_itself = self._sounding * window_s >= self._options.by_sound_s
            if not self._speaks and (by_itself or probability >= self._options.onset):
                self._speaks = True
                self._begin(start_s - max(0, self._sounding - 1) * window_s)
            elif self._speaks and probability < self._options.offset and not sounds:
                self._speaks = False
            if self._speaks:
                self.unsettled[-1] = Span(self.unsettled[-1].start_s, start_s + window_s)
                self._peaks[-1] = max(self._peaks[-1], probability)
        self._leave_out_clicks()

    def finish(self) -> None:
        """The sound is over."""
        self._is_over = True
        self._leave_out_clicks()

    def take(self, known_s: float) -> list[tuple[Span, float]]:
        """Take away the stretches that lie `LOOK_S` back, each with the silence after it as far as it matters."""
        taken = []
        while self.unsettled and self._is_closed(0) and known_s >= self.unsettled[0].end_s + LOOK_S:
            following_s = self.unsettled[1].start_s if len(self.unsettled) > 1 else math.inf
            if len(self.unsettled) > 1 and self._may_be_a_click(1) and not self._is_closed(1):
                break
            stretch = self.unsettled.pop(0)
            self._peaks.pop(0)
            silence_s = following_s if math.isfinite(following_s) else max(self._heard_s, stretch.end_s)
            taken.append((stretch, silence_s - stretch.end_s))
        return taken

    def closed(self) -> list[tuple[Span, float]]:
        """The stretches that nothing makes longer, each with the silence after it as far as it was heard."""
        closed = [self.unsettled[at] for at in range(len(self.unsettled)) if self._is_closed(at)]
        follow_s = [*(stretch.start_s for stretch in self.unsettled[1:]), self._heard_s]
        return [(stretch, max(follow_s[at], stretch.end_s) - stretch.end_s) for at, stretch in enumerate(closed)]

    @property
    def speaks_s(self) -> float:
        """How long the stretch is that goes on now; 0 where nobody speaks."""
        return self.unsettled[-1].duration_s if self.unsettled and self._speaks else 0.0

    @property
    def silence_s(self) -> float:
        """For how long nobody has spoken since the last stretch that is not taken; 0 where there is none."""
        return self._heard_s - self.unsettled[-1].end_s if self.unsettled and not self._speaks else 0.0

    @property
    def _heard_s(self) -> float:
        return self._windows * WINDOW / RATE_HZ

    def _begin(self, start_s: float) -> None:
        if self.unsettled and start_s - self.unsettled[-1].end_s < self._options.shortest_silence_s:
            return
        self.unsettled.append(Span(start_s, start_s))
        self._peaks.append(0.0)

    def _is_closed(self, index: int) -> bool:
        """Whether nothing that follows can make a stretch longer."""
        if index < len(self.unsettled) - 1 or self._is_over:
            return True
        passed_s = self._heard_s - self.unsettled[index].end_s
        return not self._speaks and passed_s >= self._options.shortest_silence_s

    def _may_be_a_click(self, index: int) -> bool:
        return (
            self.unsettled[index].duration_s < self._options.shortest_voice_s
            or self._peaks[index] < self._options.least_peak
        )

    def _leave_out_clicks(self) -> None:
        kept = [
            index
            for index in range(len(self.unsettled))
            if not (self._may_be_a_click(index) and self._is_closed(index))
        ]
        self.unsettled[:] = [self.unsettled[index] for index in kept]
        self._peaks[:] = [self._peaks[index] for index in kept]

"""Where a stretch of voice begins and ends, by the energy of the sound itself.

Silero looks at windows of 32 ms with a memory, so its edges lie up to two tenths of a second off. Here each is moved to
where the sound rises clearly above the noise of the gap beside it. Soft consonants and the release of a closed one, a
moment apart from the vowel, belong to the voice where Silero thinks one possible. In a room with echo the sound goes on
when the voice is over; that a room echoes is seen in how fast the sound has ever fallen, and the end is then drawn
higher up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehearse.transcription.levels import FRAME, FRAME_S, Levels
from rehearse.transcription.share_below import ShareBelow
from rehearse.transcription.voice_probability import WINDOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.speech import Span

GAP_S = 0.4
"""How much of the silence beside an edge tells the noise; what comes later can't move the edge."""

LOOK_S = 0.5
"""How much of the levels after a stretch must be known before its edges are drawn."""

MARGIN = 4
"""Frames beside an edge that tell nothing about the noise."""

FALL = 8
"""Frames over which the fall of the sound is taken, 80 ms."""

FALLS = 20
"""So many falls must be known before a room is thought dry."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """How loud the sound must be beside an edge to be voice.

    Attributes:
        rise: At least this share of the way from noise to voice, in decibels.
        depth_db: No further than this below the voice, however quiet the room.
    """

    rise: float
    depth_db: float


@dataclass(frozen=True, slots=True)
class EdgeOptions:
    """How edges are drawn. All were chosen by the sum over synthesised takes, none of which stands in a table.

    Attributes:
        start: Where voice begins.
        end: Where it ends in a room without echo.
        end_in_echo: Where it ends otherwise.
        least_rise_db: Voice is at least this far above the noise.
        clear_db: Voice and noise must lie this far apart for energy to draw an edge.
        noise_percent: Share of the gap's frames that are quieter than what is taken for its noise.
        context_s: How much of the voice beside an edge tells its level.
        touching_s: How far an edge moves outward over sound that touches it.
        outward_s: How far it moves over sound in which Silero thinks a voice possible.
        bridged_s: Silence within such sound: the closure of a consonant.
        possible: The probability at which Silero thinks so.
        inward_s: How far an edge moves towards the voice.
        dry_db: Only a room without echo lets sound fall so far within 80 ms.
        dry_percent: Of the falls so far, such a share is slower than the one that is looked at.
    """

    start: Threshold = Threshold(0.2, 38.0)
    end: Threshold = Threshold(0.15, 40.0)
    end_in_echo: Threshold = Threshold(0.3, 19.0)
    least_rise_db: float = 4.5
    clear_db: float = 8.0
    noise_percent: float = 20.0
    context_s: float = 0.6
    touching_s: float = 0.1
    outward_s: float = 0.3
    bridged_s: float = 0.08
    possible: float = 0.03
    inward_s: float = 0.3
    dry_db: float = 22.0
    dry_percent: float = 98.0


class Edges:
    """Draws the edges of one take's stretches, in order."""

    def __init__(self, options: EdgeOptions) -> None:
        self._options = options
        self._falls = ShareBelow(options.dry_db, options.dry_percent)
        self._seen = 0

    def of(
        self, stretch: Span, levels: Levels, probabilities: Sequence[float], before_s: float, after_s: float
    ) -> tuple[float, float]:
        """Start and end of a stretch in seconds.

        Args:
            stretch: Silero's stretch.
            levels: Of the take, known up to `LOOK_S` after it or to the take's end.
            probabilities: Silero's, per window from the take's beginning.
            before_s: How much silence lies before it.
            after_s: And after it.
        """
        start, end, reach = _frames(stretch.start_s), _frames(stretch.end_s), _frames(LOOK_S)
        first = max(0, start - reach)
        around = levels[first : start + reach]
        place = _Place(around, self._may_be_voice(first, around, probabilities), start - first, _gap(before_s))
        start = first + self._start(place, self._options.start)
        # The end of a stretch is its start heard backwards, so one function draws both.
        first = max(0, end - reach)
        around = levels[first : end + reach]
        may_be = self._may_be_voice(first, around, probabilities)
        place = _Place(around[::-1], may_be[::-1], len(around) - (end - first), _gap(after_s))
        mirrored = self._start(place, self._options.end if self._is_dry else self._options.end_in_echo)
        return start * FRAME_S, (first + len(around) - mirrored) * FRAME_S

    def follow(self, levels: Levels, end_s: float) -> None:
        """Learn from the sound up to `LOOK_S` after a stretch how it falls in this room, before its end is drawn."""
        new = levels[self._seen : _frames(end_s) + _frames(LOOK_S)]
        if len(new) > FALL:
            earlier = new[:-FALL]
            # Only what is loud can fall far.
            self._falls.add((earlier - new[FALL:])[earlier > new.max() - 20.0])
            self._seen += len(earlier)

    @property
    def _is_dry(self) -> bool:
        """Whether sound has fallen as fast as it does without echo: every closed consonant shows it."""
        return len(self._falls) >= FALLS and self._falls.reaches

    def _may_be_voice(
        self, first: int, around: NDArray[np.float64], probabilities: Sequence[float]
    ) -> NDArray[np.bool_]:
        """Of the frames from one on, whether Silero thinks a voice possible."""
        windows = ((np.arange(len(around)) + first) * FRAME + FRAME // 2) // WINDOW
        near = np.asarray(probabilities[windows[0] : windows[-1] + 1] if len(windows) else [])
        return np.asarray(near[np.minimum(windows - windows[:1], len(near) - 1)] >= self._options.possible, np.bool_)

    def _start(self, place: _Place, by: Threshold) -> int:
        """Where voice begins near the rough frame of a place."""
        options, rough = self._options, place.rough
        threshold = self._threshold(place, by)
        if threshold is None:
            return rough
        over = place.levels > threshold
        start = self._outward(place, over)
        if start < rough:
            return start
        while start < min(len(over) - 1, rough + _frames(options.inward_s)) and not over[start]:
            start += 1
        return start

    def _threshold(self, place: _Place, by: Threshold) -> float | None:
        silence = place.levels[max(0, place.rough - place.gap + MARGIN) : max(0, place.rough - MARGIN + 1)]
        voice = place.levels[place.rough : place.rough + _frames(self._options.context_s)]
        if len(silence) < MARGIN or len(voice) == 0:
            return None
        noise_db = float(np.percentile(silence, self._options.noise_percent))
        voice_db = float(np.percentile(voice, 85))
        if voice_db - noise_db < self._options.clear_db:
            return None
        rise_db = max(self._options.least_rise_db, by.rise * (voice_db - noise_db))
        return max(noise_db + rise_db, voice_db - by.depth_db)

    def _outward(self, place: _Place, over: NDArray[np.bool_]) -> int:
        """The start moved away from the voice over what touches it, or may belong to it."""
        start = place.rough
        touching = place.rough - _frames(self._options.touching_s)
        furthest = max(0, place.rough - place.gap, place.rough - _frames(self._options.outward_s))
        for at in range(place.rough - 1, furthest - 1, -1):
            if start - at > _frames(self._options.bridged_s) + 1:
                break
            if over[at] and ((at >= touching and start == at + 1) or place.may_be_voice[at]):
                start = at
        return start


@dataclass(frozen=True, slots=True)
class _Place:
    """An edge and what lies around it, voice to the right.

    Attributes:
        levels: Per frame.
        may_be_voice: Per frame.
        rough: The frame at which voice begins by Silero.
        gap: So many frames before it hold no voice.
    """

    levels: NDArray[np.float64]
    may_be_voice: NDArray[np.bool_]
    rough: int
    gap: int


def _gap(silence_s: float) -> int:
    return _frames(min(GAP_S, silence_s))


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_S)

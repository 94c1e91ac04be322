"""Where the applicant speaks, a thirtieth of a second after it was said, and the sound of a turn for the recogniser.

Silero decides per window of 32 ms. While the other side is heard over a loudspeaker the ears are deaf, so that its
voice is never taken for the applicant's.
"""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Protocol

import numpy as np

from rehearse.audio.resample import Resampler
from rehearse.speech import Span
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_probability import WINDOW, VoiceProbability

if TYPE_CHECKING:
    from numpy.typing import NDArray

ONSET, OFFSET = 0.5, 0.35
"""Probability at which voice begins and below which it ends, as in the analysis."""

SHORTEST_VOICE_S = 0.12
"""Shorter bursts are clicks and coughs."""

BEFORE_S = 0.3
"""Sound before the first voice that the recogniser gets too."""

KEPT_S = 240.0
"""How much of the call's sound is held; no turn lasts longer."""


class Probability(Protocol):
    """Tells voice from everything else; see `VoiceProbability`."""

    def of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probability of voice per window of the next samples."""


class Ears:
    """Hears a microphone; `add` may be called from any thread, all else belongs to one.

    Attributes:
        heard_s: How much sound was looked at, the clock of everything here.
        is_deaf: What is heard now is not the applicant.

    Raises:
        KnownError: RECOGNISER_FAILED, from every method.
    """

    def __init__(self, sample_rate_hz: int, voice: Probability | None = None) -> None:
        """Listen to a microphone of this rate; `voice` tells the probability of voice, Silero where it is None."""
        self.heard_s = 0.0
        self.is_deaf = False
        self._resampler = Resampler(sample_rate_hz, RATE_HZ)
        self._voice = voice or VoiceProbability()
        self._incoming: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._waiting: NDArray[np.float32] = np.zeros(0, np.float32)
        self._sound: list[NDArray[np.float32]] = []
        self._dropped = 0
        self._spans: list[Span] = []
        self._speaks = False

    def change_rate(self, sample_rate_hz: int) -> None:
        """Go on with another microphone."""
        self._resampler = Resampler(sample_rate_hz, RATE_HZ)

    def add(self, samples: bytes) -> None:
        """Take in the microphone's next samples: 16 bits, one channel. It never waits."""
        self._incoming.put(samples)

    def listen(self) -> None:
        """Look at all that came in."""
        while not self._incoming.empty():
            raw = np.frombuffer(self._incoming.get_nowait(), np.int16).astype(np.float32) / np.float32(32768.0)
            self._waiting = np.concatenate([self._waiting, self._resampler.add(raw)])
        whole = len(self._waiting) // WINDOW * WINDOW
        if whole:
            self._hear(self._waiting[:whole])
            self._waiting = self._waiting[whole:]

    @property
    def hears_voice(self) -> bool:
        """Whether there is voice right now, however short it is as yet."""
        return self._speaks

    def voice_since(self, from_s: float) -> Span | None:
        """From the first to the last voice since a moment; None where there was none."""
        spans = [span for span in self._spans if span.end_s > from_s and span.duration_s >= SHORTEST_VOICE_S]
        return Span(max(from_s, spans[0].start_s), spans[-1].end_s) if spans else None

    def sound(self, from_s: float, to_s: float) -> NDArray[np.float32]:
        """The sound between two moments, at the recogniser's rate, with a little before."""
        whole = np.concatenate(self._sound) if self._sound else np.zeros(0, np.float32)
        first = max(0, round((from_s - BEFORE_S) * RATE_HZ) - self._dropped)
        return whole[first : max(first, round(to_s * RATE_HZ) - self._dropped)]

    def _hear(self, samples: NDArray[np.float32]) -> None:
        self._sound.append(samples)
        held = sum(map(len, self._sound))
        while held > KEPT_S * RATE_HZ:
            held -= len(self._sound[0])
            self._dropped += len(self._sound.pop(0))
        for probability in self._voice.of(samples).tolist():
            self._follow(probability)

    def _follow(self, probability: float) -> None:
        start_s = self.heard_s
        self.heard_s = start_s + WINDOW / RATE_HZ
        speaks = not self.is_deaf and probability >= (OFFSET if self._speaks else ONSET)
        if speaks and self._speaks:
            self._spans[-1] = Span(self._spans[-1].start_s, self.heard_s)
        elif speaks:
            self._spans.append(Span(start_s, self.heard_s))
        self._speaks = speaks

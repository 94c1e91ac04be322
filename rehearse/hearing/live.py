"""A take that is heard while it is spoken: the steps of a whole recording, each done as soon as its sound is there.

Voice activity, chunks, words and measures depend on nothing that comes later than a little after them, so the same
comes out as from the finished file. Only the sound that is not in a certain chunk yet is held in memory.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from rehearse.acoustics import SoundFollower
from rehearse.audio.resample import Resampler
from rehearse.hearing.values import HeardTake
from rehearse.hearing.words import LiveWords
from rehearse.speech import NOTHING_EXPECTED, Span, Transcript
from rehearse.transcription import planning
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_activity import REACH_S, VoiceFollower

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from rehearse.hearing.listener import ChunkHearer
    from rehearse.speech import Expected
    from rehearse.transcription.chunks import Chunk

LIKELY_S = 0.5
"""Who has spoken for so long after a pause goes on for a while: there is time to hear a chunk as a whole."""

KEPT_S = 1.0
"""Sound held before whatever may still become voice."""


class LiveHearing:
    """Hears one take bit by bit; its methods belong to one thread.

    Raises:
        KnownError: RECOGNISER_FAILED, from every method.
    """

    def __init__(
        self,
        sample_rate_hz: int,
        recogniser: ChunkHearer,
        pool: Executor,
        changed: Callable[[], None],
        expected: Expected = NOTHING_EXPECTED,
    ) -> None:
        """Begin a take.

        Args:
            sample_rate_hz: The rate of the samples that will be added.
            recogniser: See `LiveWords`, as all that follow.
            pool: What hears the chunks.
            changed: Called whenever a chunk has got further.
            expected: Names to listen for.
        """
        self.words = LiveWords(recogniser, pool, changed, expected)
        self.frames = 0
        self._rate_hz = sample_rate_hz
        self._model = recogniser.model
        self._resampler = Resampler(sample_rate_hz, RATE_HZ)
        self._voice = VoiceFollower()
        self._sound = SoundFollower(sample_rate_hz)
        # The last of the sound at 16 kHz, and the number of its first sample in the take.
        self._held: NDArray[np.float32] = np.zeros(0, np.float32)
        self._held_from = 0
        # Voice that is certain but in no certain chunk yet, and where the last certain chunk ends.
        self._spans_seen = 0
        self._unplanned: list[Span] = []
        self._planned_s: float | None = None
        self._ended_at_s = 0.0
        self._chunks_left = 0

    @property
    def held_s(self) -> float:
        """How much sound is held in memory."""
        return len(self._held) / RATE_HZ

    def add(self, samples: NDArray[np.float32]) -> None:
        """Hear the next samples, one channel at the take's own rate, -1 to 1."""
        self.frames += len(samples)
        self._sound.add(samples)
        self._hear(self._resampler.add(samples))
        self._plan()
        self._forget()

    def finish(self) -> None:
        """The take is over: what is left is certain now."""
        self._ended_at_s = time.perf_counter()
        self._hear(self._resampler.finish())
        self._voice.finish()
        self._hear(np.zeros(0, np.float32))
        begins_s = self._held_from / RATE_HZ
        for chunk in planning.plan(self._unplanned, self._held, begins_s=begins_s, planned_s=self._planned_s):
            self.words.add(chunk, self._held, begins_s)
        self.words.expect((), self._held, begins_s)
        self._chunks_left = self.words.waiting

    def result(self) -> HeardTake:
        """What was heard, once `words.waiting` is 0."""
        return HeardTake(
            duration_s=self.frames / self._rate_hz,
            sample_rate_hz=self._rate_hz,
            voiced=tuple(self._voice.settled),
            transcript=Transcript.of(self.words.result(), self._model),
            sound=self._sound.sound(),
            transcribe_s=time.perf_counter() - self._ended_at_s,
            chunks=self.words.count,
            chunks_left=self._chunks_left,
            chunks_s=self.words.took_s,
        )

    def _hear(self, samples_16k: NDArray[np.float32]) -> None:
        self._held = np.concatenate([self._held, samples_16k])
        self._voice.add(samples_16k)
        for span in self._voice.settled[self._spans_seen :]:
            self._sound.add_voice(span, self._held, self._held_from / RATE_HZ)
            self._unplanned.append(span)
        self._spans_seen = len(self._voice.settled)

    def _plan(self) -> None:
        """Hear what is certain, and ahead what is over or would be the end if the take ended in this pause."""
        begins_s = self._held_from / RATE_HZ
        likely_s = min(self._voice.heard_s, self._voice.unsettled_from_s)
        planned = planning.plan_ahead(
            self._unplanned,
            self._held,
            begins_s=begins_s,
            planned_s=self._planned_s,
            known_s=likely_s - REACH_S,
            likely_s=likely_s,
        )
        for chunk in planned.certain:
            self.words.add(chunk, self._held, begins_s)
            self._planned_s = planned_s = chunk.voiced[-1].end_s
            left = (span for span in self._unplanned if span.end_s > planned_s)
            self._unplanned = [Span(max(span.start_s, planned_s), span.end_s) for span in left]
        goes_on = self._voice.speaks_s >= LIKELY_S
        wanted = (*planned.over, *self._ending(begins_s), *(planned.whole if goes_on else ()))
        self.words.expect(wanted, self._held, begins_s, if_begun=planned.whole)

    def _ending(self, begins_s: float) -> tuple[Chunk, ...]:
        """The last chunks if the take ended in this pause, as far as can be told; none while somebody speaks."""
        soon = self._voice.if_over()
        if not soon and not self._voice.is_quiet:
            return ()
        voiced = [*self._unplanned, *soon]
        return planning.plan_ahead(voiced, self._held, begins_s=begins_s, planned_s=self._planned_s).ending

    def _forget(self) -> None:
        """Let go of the sound that no chunk needs any more."""
        needed_s = self._unplanned[0].start_s if self._unplanned else self._voice.unsettled_from_s
        first = round((needed_s - KEPT_S) * RATE_HZ) - self._held_from
        if first > RATE_HZ:
            self._held = self._held[first:].copy()
            self._held_from += first

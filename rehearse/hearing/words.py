"""The words of a take that is still being spoken: every chunk heard once it is over, certain ones before all others.

What would be the last chunks if the take ended here is heard ahead. If it ends there, its words are known by then; if
it goes on, what is not wanted any more is dropped.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehearse.speech import NOTHING_EXPECTED
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.hearing.listener import ChunkHearer
    from rehearse.speech import Expected, Word
    from rehearse.transcription.chunks import Chunk


@dataclass(eq=False)
class _Job:
    chunk: Chunk
    samples_16k: NDArray[np.float32]
    begins_s: float
    stop: threading.Event = field(default_factory=threading.Event)
    future: Future[tuple[Word, ...]] = field(default_factory=Future)
    heard_s: float = 0.0
    took_s: float = 0.0

    @property
    def is_begun(self) -> bool:
        """Whether it is being heard, or was."""
        return self.future.running() or self.future.done()

    def leave(self) -> None:
        """Nobody wants it any more."""
        self.stop.set()
        self.future.cancel()


class LiveWords:
    """Hears the chunks of one take on a pool; its methods belong to one thread."""

    def __init__(
        self,
        recogniser: ChunkHearer,
        pool: Executor,
        changed: Callable[[], None],
        expected: Expected = NOTHING_EXPECTED,
    ) -> None:
        """Hear chunks as they come.

        Args:
            recogniser: Hears them.
            pool: What hears them, one after another.
            changed: Called on a thread of the pool whenever a chunk has got further.
            expected: Names that every chunk's sound is compared with.
        """
        self._recogniser = recogniser
        self._pool = pool
        self._changed = changed
        self._expected = expected
        self._choosing = threading.Lock()
        self._certain: list[_Job] = []
        self._told = 0
        self._ahead: list[_Job] = []

    @property
    def waiting(self) -> int:
        """How many chunks are not heard yet, those included that are heard ahead."""
        return sum(not job.future.done() for job in (*self._certain, *self._ahead))

    @property
    def count(self) -> int:
        """How many chunks are certain."""
        return len(self._certain)

    @property
    def waiting_s(self) -> float:
        """How many seconds of certain chunks are not heard yet."""
        return sum(job.chunk.duration_s - job.heard_s for job in self._certain if not job.future.done())

    @property
    def took_s(self) -> float:
        """How long hearing the certain chunks took, one after the other."""
        return sum(job.took_s for job in self._certain)

    def add(self, chunk: Chunk, samples_16k: NDArray[np.float32], begins_s: float) -> None:
        """Hear a chunk that is certain; `samples_16k` is a part of the take that begins at `begins_s`."""
        begun = next((job for job in self._ahead if job.chunk == chunk), None)
        with self._choosing:
            if begun is not None:
                self._ahead.remove(begun)
            self._certain.append(begun or _job(chunk, samples_16k, begins_s))
        if begun is None:
            self._pool.submit(self._hear_next)

    def expect(
        self,
        chunks: Iterable[Chunk],
        samples_16k: NDArray[np.float32],
        begins_s: float,
        *,
        if_begun: Iterable[Chunk] = (),
    ) -> None:
        """Hear these chunks when nothing certain waits, the first ones first, and none that was expected before.

        Args:
            chunks: What to hear.
            samples_16k: A part of the take that holds it.
            begins_s: When that part begins.
            if_begun: Chunks that are heard only where that was begun already.
        """
        before = {job.chunk: job for job in self._ahead}
        begun = (chunk for chunk in if_begun if chunk in before and before[chunk].is_begun)
        wanted = dict.fromkeys((*chunks, *begun))
        ahead = [before.get(chunk) or _job(chunk, samples_16k, begins_s) for chunk in wanted]
        with self._choosing:
            self._ahead = ahead
        for chunk, job in before.items():
            if chunk not in wanted:
                job.leave()
        for chunk in wanted:
            if chunk not in before:
                self._pool.submit(self._hear_next)

    def stop(self) -> None:
        """Nothing is wanted any more."""
        for job in (*self._certain, *self._ahead):
            job.leave()

    def result(self) -> tuple[Word, ...]:
        """All words, once nothing waits.

        Raises:
            KnownError: RECOGNISER_FAILED.
        """
        return tuple(word for job in self._certain for word in job.future.result())

    def further(self) -> tuple[Word, ...]:
        """The words of certain chunks that follow on those that were given before, as far as they are heard."""
        words: list[Word] = []
        for job in self._certain[self._told :]:
            if not job.future.done() or job.future.exception() is not None:
                break
            words += job.future.result()
            self._told += 1
        return tuple(words)

    def _hear_next(self) -> None:
        """Runs on the pool, as often as there are jobs."""
        with self._choosing:
            waiting = (job for job in (*self._certain, *self._ahead) if not job.future.running())
            job = next((job for job in waiting if not job.future.done()), None)
            if job is None or not job.future.set_running_or_notify_cancel():
                return
        job.future.add_done_callback(lambda _future: self._changed())
        begun_s = time.perf_counter()
        try:
            words = self._heard(job)
        except BaseException as error:  # noqa: BLE001 # whoever asks for the words is told
            job.future.set_exception(error)
        else:
            job.took_s = time.perf_counter() - begun_s
            job.future.set_result(words)

    def _heard(self, job: _Job) -> tuple[Word, ...]:
        def told(heard_s: float) -> None:
            if heard_s:
                job.heard_s = max(job.heard_s, heard_s)
            self._changed()

        return self._recogniser.hear_chunk(
            job.chunk,
            job.samples_16k,
            begins_s=job.begins_s,
            told=told,
            stopped=job.stop.is_set,
            expected=self._expected,
        )


def _job(chunk: Chunk, samples_16k: NDArray[np.float32], begins_s: float) -> _Job:
    """A job with a copy of the sound that it needs, for the rest is not kept."""
    first = max(0, round((chunk.pieces[0].start_s - begins_s) * RATE_HZ) - 1)
    own = samples_16k[first : round((chunk.pieces[-1].end_s - begins_s) * RATE_HZ) + 1].copy()
    return _Job(chunk, own, (round(begins_s * RATE_HZ) + first) / RATE_HZ)

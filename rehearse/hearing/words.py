"""The words of a take that is still being spoken: every chunk heard once, as soon as it is certain or may be the last.

While nobody speaks, the take may be over; so what was said last is heard as though it were, when nothing else waits.
If the take ends there, its words are known by then; if more is said, the guess is dropped.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.hearing.listener import ChunkHearer
    from rehearse.speech import Word
    from rehearse.transcription.chunks import Chunk


@dataclass(eq=False)
class _Job:
    chunk: Chunk
    stop: threading.Event = field(default_factory=threading.Event)
    future: Future[tuple[Word, ...]] | None = None
    heard_s: float = 0.0
    took_s: float = 0.0

    @property
    def is_done(self) -> bool:
        return self.future is not None and self.future.done()


class LiveWords:
    """Hears the chunks of one take on a pool; its methods belong to one thread."""

    def __init__(self, recogniser: ChunkHearer, pool: Executor, changed: Callable[[], None]) -> None:
        """Hear chunks as they come.

        Args:
            recogniser: Hears them.
            pool: What hears them, one after another.
            changed: Called on a thread of the pool whenever a chunk has got further.
        """
        self._recogniser = recogniser
        self._pool = pool
        self._changed = changed
        self._jobs: list[_Job] = []
        self._guess: _Job | None = None

    @property
    def waiting(self) -> int:
        """How many chunks are not heard yet, the guess included."""
        guess = self._guess is not None and not self._guess.is_done
        return sum(not job.is_done for job in self._jobs) + guess

    @property
    def count(self) -> int:
        """How many chunks are certain."""
        return len(self._jobs)

    @property
    def waiting_s(self) -> float:
        """How many seconds of certain chunks are not heard yet."""
        return sum(job.chunk.duration_s - job.heard_s for job in self._jobs if not job.is_done)

    @property
    def took_s(self) -> float:
        """How long hearing the certain chunks took, one after the other."""
        return sum(job.took_s for job in self._jobs)

    def add(self, chunk: Chunk, samples_16k: NDArray[np.float32], begins_s: float) -> None:
        """Hear a chunk that is certain; `samples_16k` is a part of the take that begins at `begins_s`."""
        guess, self._guess = self._guess, None
        if guess is not None and guess.chunk == chunk:
            self._jobs.append(guess)
            return
        if guess is not None:
            guess.stop.set()
        self._jobs.append(self._begun(chunk, samples_16k, begins_s))

    def guess(self, chunk: Chunk, samples_16k: NDArray[np.float32], begins_s: float) -> None:
        """Hear what is the last chunk if the take ends here, unless something else is still to be heard."""
        if self.waiting or (self._guess is not None and self._guess.chunk == chunk):
            return
        self._guess = self._begun(chunk, samples_16k, begins_s)

    def drop_guess(self) -> None:
        """The take goes on."""
        if self._guess is not None:
            self._guess.stop.set()
            self._guess = None

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self.drop_guess()
        for job in self._jobs:
            job.stop.set()

    def result(self) -> tuple[Word, ...]:
        """All words, once nothing waits.

        Raises:
            KnownError: RECOGNISER_FAILED.
        """
        return tuple(word for job in self._jobs if job.future is not None for word in job.future.result())

    def _begun(self, chunk: Chunk, samples_16k: NDArray[np.float32], begins_s: float) -> _Job:
        job = _Job(chunk)
        first = max(0, round((chunk.pieces[0].start_s - begins_s) * RATE_HZ) - 1)
        own = samples_16k[first : round((chunk.pieces[-1].end_s - begins_s) * RATE_HZ) + 1].copy()
        own_begins_s = (round(begins_s * RATE_HZ) + first) / RATE_HZ

        def told(heard_s: float) -> None:
            if heard_s:
                job.heard_s = max(job.heard_s, heard_s)
            self._changed()

        def hear() -> tuple[Word, ...]:
            begun_s = time.perf_counter()
            words = self._recogniser.hear_chunk(chunk, own, begins_s=own_begins_s, told=told, stopped=job.stop.is_set)
            job.took_s = time.perf_counter() - begun_s
            return words

        job.future = self._pool.submit(hear)
        job.future.add_done_callback(lambda _future: self._changed())
        return job

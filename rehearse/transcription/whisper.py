"""Whisper through faster-whisper: the chunks of a take side by side, the same words for the same sound.

The thread that calls plans the chunks, waits, and tells the progress; each chunk is heard on a thread of its own, as
many at once as the model has workers. A worker with one thread is nearly as fast as one with two, so two workers are
nearly twice as fast: 4.5 s instead of 7.6 s for a take of 86 s on two cores. A chunk's text does not depend on the
others, so it is the same in any order.
"""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

from rehearse.speech import NOTHING_EXPECTED, Transcript
from rehearse.transcription import heard, models, planning, runtime, voice_activity, word_times
from rehearse.transcription.decoder import PLAIN, ChunkDecoder
from rehearse.transcription.transcriber import RATE_HZ, Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.speech import Expected, Span, Word
    from rehearse.transcription.chunks import Chunk

TICK_S = 0.1
"""How often the waiting thread tells the progress and asks whether to stop."""


class WhisperTranscriber:
    """A loaded Whisper model; a `Transcriber`. Its words are the same with any number of threads.

    Args:
        name: Name of the voice model.
        threads: How many threads hear one chunk; by default so many that all chunks of a long take are heard soonest.

    Attributes:
        workers: How many chunks it hears at once.

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
    """

    def __init__(self, name: str = models.DEFAULT, threads: int | None = None) -> None:
        self._name = name
        self.workers, usual = runtime.workers_and_threads()
        self._whisper = _load(name, cpu_threads=threads or usual, num_workers=self.workers)
        voice_activity.warm_up()

    @property
    def model(self) -> str:
        """Name of the voice model."""
        return self._name

    def transcribe(
        self,
        samples_16k: NDArray[np.float32],
        voiced: tuple[Span, ...],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,
    ) -> Transcript:
        """Write down what was said; see `Transcriber`."""
        if cancelled():
            raise Cancelled
        planned = planning.plan(voiced, samples_16k)
        stop = threading.Event()
        done_s = [0.0] * len(planned)

        def hear(index: int) -> tuple[Word, ...]:
            """Each entry of `done_s` is raised by one thread alone, and read by the one that waits."""

            def told(heard_s: float) -> None:
                if heard_s:
                    done_s[index] = max(done_s[index], heard_s)

            words = self.hear_chunk(planned[index], samples_16k, told=told, stopped=stop.is_set, expected=expected)
            told(planned[index].duration_s)
            return words

        with ThreadPoolExecutor(self.workers, thread_name_prefix="rehearse-words") as pool:
            hearing = [pool.submit(hear, index) for index in range(len(planned))]
            try:
                _wait(hearing, lambda: progress(_share(done_s, planned)), cancelled)
            finally:
                stop.set()
        progress(1.0)
        return Transcript.of((word for heard_chunk in hearing for word in heard_chunk.result()), self._name)

    def hear_chunk(
        self,
        chunk: Chunk,
        samples_16k: NDArray[np.float32],
        *,
        begins_s: float = 0.0,
        told: Callable[[float], None] = lambda _heard_s: None,
        stopped: Callable[[], bool] = lambda: False,
        expected: Expected = NOTHING_EXPECTED,
    ) -> tuple[Word, ...]:
        """Write down one chunk; its words depend on the chunk's own sound alone. Several threads may do so at once.

        Args:
            chunk: What to hear, in times of the recording.
            samples_16k: A part of the recording that holds it.
            begins_s: When that part begins.
            told: Told how many seconds of the chunk are done.
            stopped: Asked between sentences; once true, `Cancelled` is raised.
            expected: See `transcribe`.

        Returns:
            The words in order, in times of the recording.

        Raises:
            Cancelled: `stopped()` was true.
            KnownError: RECOGNISER_FAILED.
        """
        first, end = (round((at_s - begins_s) * RATE_HZ) for at_s in (chunk.pieces[0].start_s, chunk.pieces[-1].end_s))
        # In whole samples, so that the very same times come out wherever the given part begins.
        from_s = (round(begins_s * RATE_HZ) + first) / RATE_HZ
        own = chunk.earlier(from_s)
        compared = expected if self._name in models.COMPARING else NOTHING_EXPECTED
        pieces = ChunkDecoder(self._whisper, samples_16k[first:end], stopped).hear(own, told, compared)
        words = word_times.settle(tuple(heard.whole_words(pieces)), own.voiced)
        return tuple(word.later(from_s) for word in words)


class PlainWhisper:
    """faster-whisper as it comes: the yardstick of the benchmark, and the quick ear of a mock call.

    What it writes down during a call decides what the other side says next; the report never uses it.

    Args:
        name: Name of the voice model.
        times: Whether it finds out when each word was said. The words are the same without, and there in a third of
            the time: 0.26 s instead of 0.83 s for an answer of 4 s.

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
    """

    def __init__(self, name: str = models.DEFAULT, *, times: bool = True) -> None:
        self._whisper = _load(name)
        self._options = {**PLAIN, "word_timestamps": times}

    def transcribe(self, samples_16k: NDArray[np.float32]) -> str:
        """Write down the whole recording in one go.

        Raises:
            KnownError: RECOGNISER_FAILED.
        """
        with runtime.failures_known():
            return "".join(segment.text for segment in self._whisper.transcribe(samples_16k, **self._options)[0])


def _load(name: str, **options: int) -> Any:  # noqa: ANN401 # a type of the library
    model = models.locate(name)
    with runtime.failures_known():
        return runtime.listening_model(str(model.folder), verbatim=name not in models.NOT_VERBATIM, **options)


def _wait(hearing: Sequence[Future[tuple[Word, ...]]], tell: Callable[[], None], cancelled: Callable[[], bool]) -> None:
    """Wait until all is heard or something failed, telling how far it is."""
    waiting = set(hearing)
    while waiting:
        finished, waiting = wait(waiting, TICK_S, FIRST_EXCEPTION)
        if cancelled():
            raise Cancelled
        for future in finished:
            future.result()
        tell()


def _share(done_s: Sequence[float], planned: Sequence[Chunk]) -> float:
    whole_s = sum(chunk.duration_s for chunk in planned)
    return min(1.0, sum(done_s) / whole_s) if whole_s else 1.0

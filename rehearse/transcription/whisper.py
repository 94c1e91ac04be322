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

from rehearse.speech import Transcript
from rehearse.transcription import chunks, heard, models, runtime, voice_activity, word_times
from rehearse.transcription.decoder import PLAIN, ChunkDecoder
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.speech import Span
    from rehearse.transcription.chunks import Chunk

TICK_S = 0.1
"""How often the waiting thread tells the progress and asks whether to stop."""


class WhisperTranscriber:
    """A loaded Whisper model; a `Transcriber`.

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
    """

    def __init__(self, name: str = models.DEFAULT) -> None:
        self._name = name
        self._workers, threads = runtime.workers_and_threads()
        self._whisper = _load(name, cpu_threads=threads, num_workers=self._workers)
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
    ) -> Transcript:
        """Write down what was said; see `Transcriber`."""
        if cancelled():
            raise Cancelled
        planned = chunks.plan(voiced, samples_16k)
        stop = threading.Event()
        decoder = ChunkDecoder(self._whisper, samples_16k, stop.is_set)
        done_s = [0.0] * len(planned)
        with ThreadPoolExecutor(self._workers, thread_name_prefix="rehearse-words") as pool:
            hearing = [pool.submit(_hear, decoder, chunk, done_s, index) for index, chunk in enumerate(planned)]
            try:
                _wait(hearing, lambda: progress(_share(done_s, planned)), cancelled)
            finally:
                stop.set()
        pieces = [piece for heard_chunk in hearing for piece in heard_chunk.result()]
        progress(1.0)
        return Transcript(word_times.settle(tuple(heard.whole_words(pieces)), voiced), self._name)


class PlainWhisper:
    """faster-whisper as it comes, the yardstick of the benchmark; never used for a report.

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
    """

    def __init__(self, name: str = models.DEFAULT) -> None:
        self._whisper = _load(name)

    def transcribe(self, samples_16k: NDArray[np.float32]) -> str:
        """Write down the whole recording in one go.

        Raises:
            KnownError: RECOGNISER_FAILED.
        """
        with runtime.failures_known():
            return "".join(segment.text for segment in self._whisper.transcribe(samples_16k, **PLAIN)[0])


def _load(name: str, **options: int) -> Any:  # noqa: ANN401 # a type of the library
    model = models.locate(name)
    with runtime.failures_known():
        return runtime.faster_whisper().WhisperModel(
            str(model.folder), device="cpu", compute_type="int8", local_files_only=True, **options
        )


def _hear(decoder: ChunkDecoder, chunk: Chunk, done_s: list[float], index: int) -> tuple[heard.Heard, ...]:
    """Hear one chunk; each entry of `done_s` is written by one thread alone, and read by the one that waits."""

    def told(heard_s: float) -> None:
        done_s[index] = max(done_s[index], heard_s)

    pieces = decoder.hear(chunk, told)
    told(chunk.duration_s)
    return pieces


def _wait(
    hearing: Sequence[Future[tuple[heard.Heard, ...]]], tell: Callable[[], None], cancelled: Callable[[], bool]
) -> None:
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

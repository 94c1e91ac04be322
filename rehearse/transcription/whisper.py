"""Whisper through faster-whisper: chunk by chunk, in bounded time, the same words for the same sound.

A chunk is decoded once, plain: beam 5, temperature 0, no text before it, and no more tokens than somebody could say
in its voiced time, so that noise can't make the recogniser go on for ever. Where the text repeats itself, the chunk is
decoded once more with repeated groups of three tokens forbidden, and what still repeats is cut to its first round.

Everything runs on the thread that calls; nothing here may be called from two threads at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rehearse.speech import Span, Transcript
from rehearse.transcription import chunks, heard, models, runtime, voice_activity, word_times
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.transcription.chunks import Chunk

BEAM = 5

TOKENS_PER_S = 10
"""The most that is written per second of voice; fast speech takes about six."""

SPARE_TOKENS = 24
"""And this many more for time marks and punctuation."""

HALVED = 2
"""CTranslate2 writes half as many tokens as its `max_length` says (prompt and text share it), so twice is asked for."""

MOST_TOKENS = 220
"""Whisper's own limit, with room for its prompt."""

WORTH_HEARING_S = 0.3
"""Less voice than this after the last sentence of a chunk is its last sound, not another sentence."""


class WhisperTranscriber:
    """A loaded Whisper model.

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
    """

    def __init__(self, name: str = models.DEFAULT) -> None:
        model = models.locate(name)
        with runtime.failures_known():
            library = runtime.faster_whisper()
            voice_activity.warm_up()
            self._whisper: Any = library.WhisperModel(
                str(model.folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=runtime.threads(),
                local_files_only=True,
            )
        self._name = name

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
        planned = chunks.plan(voiced, samples_16k)
        whole_s = sum(chunk.duration_s for chunk in planned) or 1.0
        words: list[heard.Heard] = []
        done_s = 0.0
        for chunk in planned:
            passages = self._hear(chunk, samples_16k, _share(progress, done_s, whole_s), cancelled)
            words += heard.whole_words(passages)
            done_s += chunk.duration_s
            progress(done_s / whole_s)
        if cancelled():
            raise Cancelled
        progress(1.0)
        return Transcript(word_times.settle(words, voiced), self._name)

    def one_shot(self, samples_16k: NDArray[np.float32]) -> str:
        """What faster-whisper writes as it comes, in one go: the yardstick of the benchmark, never of a report.

        Raises:
            KnownError: RECOGNISER_FAILED.
        """
        with runtime.failures_known():
            segments, _ = self._whisper.transcribe(
                samples_16k,
                language="en",
                beam_size=BEAM,
                temperature=0.0,
                word_timestamps=True,
                condition_on_previous_text=False,
            )
            return "".join(segment.text for segment in segments)

    def _hear(
        self,
        chunk: Chunk,
        recording_16k: NDArray[np.float32],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> tuple[heard.Passage, ...]:
        samples = chunk.samples(recording_16k)
        passages = self._decode(samples, chunk, progress, cancelled)
        if heard.repeats_itself([passage.text for passage in passages], chunk.voiced_s):
            passages = self._decode(samples, chunk, progress, cancelled, no_repeat_ngram_size=3)
            if heard.repeats_itself([passage.text for passage in passages], chunk.voiced_s):
                passages = heard.without_loops(passages)
        passages = tuple(passage for passage in passages if not heard.is_invented(passage, chunk.voiced))
        return self._hear_thin_places_again(passages, chunk, recording_16k, cancelled)

    def _hear_thin_places_again(
        self,
        passages: tuple[heard.Passage, ...],
        chunk: Chunk,
        recording_16k: NDArray[np.float32],
        cancelled: Callable[[], bool],
    ) -> tuple[heard.Passage, ...]:
        """Whisper leaves out words now and then; heard alone, the same sound often gives them."""
        pieces = [piece for passage in passages for piece in passage.pieces]
        # From the end, so that the indices of earlier places stay right.
        for index, stretch in reversed(heard.thin_places(pieces, chunk.voiced)):
            alone = chunks.plan_stretch(stretch, chunk.voiced, recording_16k)
            again = self._decode(alone.samples(recording_16k), alone, lambda _share: None, cancelled)
            pieces[index + 1 : index + 1] = heard.left_out(pieces, index, again, alone.voiced)
        return (heard.Passage(tuple(pieces), 0.0),) if pieces else ()

    def _decode(
        self,
        samples: NDArray[np.float32],
        chunk: Chunk,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        **remedy: int,
    ) -> tuple[heard.Passage, ...]:
        if cancelled():
            raise Cancelled
        passages = []
        with runtime.failures_known():
            for segment in self._segments(samples, chunk, **remedy):
                if segment.words:
                    passages.append(_passage(segment, chunk))
                progress(min(segment.end, chunk.duration_s))
                if cancelled():
                    raise Cancelled
                # Asking for the next sentence would decode the chunk's last sound once more, for nothing.
                if _voice_left_s(chunk, segment.end) < WORTH_HEARING_S:
                    break
        return tuple(passages)

    def _segments(self, samples: NDArray[np.float32], chunk: Chunk, **remedy: int) -> Iterable[Any]:
        segments, _ = self._whisper.transcribe(
            samples,
            language="en",
            beam_size=BEAM,
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
            max_new_tokens=HALVED * min(MOST_TOKENS, SPARE_TOKENS + round(TOKENS_PER_S * chunk.voiced_s)),
            **remedy,
        )
        found: Iterable[Any] = segments
        return found


def _share(progress: Callable[[float], None], before_s: float, whole_s: float) -> Callable[[float], None]:
    """Progress within one chunk, in seconds heard, as a share of the whole."""
    return lambda heard_s: progress(min(1.0, (before_s + heard_s) / whole_s))


def _passage(segment: Any, chunk: Chunk) -> heard.Passage:  # noqa: ANN401 # the library's type ends here
    pieces = []
    for word in segment.words:
        start_s = chunk.in_recording(float(word.start))
        end_s = max(start_s, chunk.in_recording(float(word.end), is_end=True))
        pieces.append(heard.Heard(word.word, start_s, end_s, float(word.probability)))
    return heard.Passage(tuple(pieces), float(segment.avg_logprob))


def _voice_left_s(chunk: Chunk, after_s: float) -> float:
    """How much voice a chunk holds after a time of its own."""
    after = Span(chunk.in_recording(after_s, is_end=True), max(chunk.pieces[-1].end_s, chunk.in_recording(after_s)))
    return heard.voiced_within(after, chunk.voiced)

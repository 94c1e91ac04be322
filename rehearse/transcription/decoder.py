"""One chunk of a take to text: decoded plain and verbatim, merged, loops remedied, inventions left out.

A chunk is decoded plain: beam 5, temperature 0, no text before it, and no more tokens than somebody could say in its
voiced time, so that noise can't make the recogniser go on for ever. Where the text repeats itself, the chunk is
decoded once more with repeated groups of three tokens forbidden, and what still repeats is cut to its first round.
Meanwhile it is decoded once verbatim, with a few ums told before, and what only this hearing has is merged in
(`merging`). Both share what the encoder made of the sound, so that the second costs only the writing. So does a third,
of a long number only, in words instead of figures (`numbers`). Where the verbatim hearing has other words, they are
noted beside those of the plain one (`otherwise`); and last, where a name is expected and the sound is that of the name,
the name (`likely_names`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from rehearse.speech import NOTHING_EXPECTED, Span
from rehearse.transcription import (
    chunks,
    filled_pauses,
    heard,
    likely_names,
    likely_numbers,
    likely_ums,
    merging,
    numbers,
    otherwise,
    runtime,
)
from rehearse.transcription.number_begun import begun
from rehearse.transcription.number_readings import GROUP
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.speech import Expected
    from rehearse.transcription.chunks import Chunk
    from rehearse.transcription.likelihood import Gains

PLAIN: dict[str, Any] = {
    "language": "en",
    "beam_size": 5,
    "temperature": 0.0,
    "word_timestamps": True,
    "condition_on_previous_text": False,
}
"""How every chunk is decoded: one temperature, for a second one would bring chance into the report."""

VERBATIM: dict[str, Any] = {
    **PLAIN,
    "beam_size": 2,
    "initial_prompt": "So, um, I was, uh, I was going to, er, say, um, that",
    "without_timestamps": True,
}
"""How a chunk is decoded a second time, so that ums and restarts are written down."""

IN_WORDS: dict[str, Any] = {**PLAIN, "beam_size": 1, "word_timestamps": False, "without_timestamps": True}
"""How a long number is written once more, without figures."""

TOKENS_PER_DIGIT, SPARE_FOR_NUMBER = 2, 8
"""A digit in words is one token, and perhaps a comma; and a few words that do not belong to the number."""

MOST_LETTERS_BEFORE = 330
"""With more text before it, there is no room left for a number in words."""

TOKENS_PER_S = 10
"""The most that is written per second of voice; fast speech takes about six."""

SPARE_TOKENS = 24
"""How many tokens may be written on top of `TOKENS_PER_S`, for time marks and punctuation."""

HALVED = 2
"""CTranslate2 writes half as many tokens as its `max_length` says (prompt and text share it), so twice is asked for."""

MOST_TOKENS = 220
"""Whisper's own limit, with room for its prompt."""

MOST_VERBATIM_TOKENS = 190
"""The most tokens that a verbatim hearing may write: fewer, as the ums told before it take room."""

VERBATIM_SHARE, VERBATIM_SPARE = 1.4, 16
"""The verbatim hearing may write so much more than the plain one, and so many tokens on top: then it repeats itself."""

LONGEST_REPEATED = 5
"""A verbatim hearing that went round in circles is done again, with no group of so many tokens written twice."""

TOKENS_PER_LETTER = 0.3
"""About how many tokens a letter of English takes."""

WORTH_HEARING_S = 0.3
"""Less voice than this after the last sentence of a chunk is its last sound, not another sentence."""


class ChunkDecoder:
    """Hears chunks of one recording; several threads may do so at once.

    Args:
        whisper: A loaded model of faster-whisper.
        recording_16k: The recording.
        stopped: Asked between sentences; once true, `Cancelled` is raised.
    """

    def __init__(self, whisper: Any, recording_16k: NDArray[np.float32], stopped: Callable[[], bool]) -> None:  # noqa: ANN401 # a type of the library
        self._whisper = whisper
        self._recording = recording_16k
        self._stopped = stopped

    def hear(
        self, chunk: Chunk, told: Callable[[float], None], expected: Expected = NOTHING_EXPECTED
    ) -> tuple[heard.Piece, ...]:
        """Write down one chunk, in times of the recording.

        Args:
            chunk: What to hear.
            told: Told how many seconds of it are done.
            expected: Names that its sound is compared with, once all is written.

        Raises:
            Cancelled: `stopped()` was true.
            KnownError: RECOGNISER_FAILED.
        """
        pieces = self._written(chunk, told, expected.digits)
        return tuple(likely_names.noted(pieces, expected.names, lambda *name: self._gains(chunk, *name)))

    def _written(self, chunk: Chunk, told: Callable[[float], None], digits: str) -> list[heard.Piece]:
        """Plain and verbatim hearing merged, with numbers in words."""
        if not self._whisper.hears_verbatim:
            return self._numbers_in_words(self._thin_places_again(self._plain(chunk, told), chunk, ()), chunk, digits)
        # Each hearing leaves a core idle most of the time, and the user waits for both.
        with ThreadPoolExecutor(1, thread_name_prefix="rehearse-verbatim") as beside:
            hearing = beside.submit(self._verbatim, chunk, told, _most_verbatim(chunk))
            pieces = self._plain(chunk, told)
            verbatim, in_circles = self._believable(hearing.result(), pieces, chunk, told)
            other = () if in_circles else verbatim
            pieces = self._with_filled_pauses(begun(pieces, other), verbatim, chunk, doubtful=in_circles)
        pieces = self._numbers_in_words(self._thin_places_again(pieces, chunk, other), chunk, digits, other)
        return otherwise.noted(pieces, other)

    def _plain(self, chunk: Chunk, told: Callable[[float], None]) -> list[heard.Piece]:
        """The words without loops and inventions."""
        passages = self._decode(chunk, told, PLAIN)
        if _repeats_itself(passages, chunk):
            passages = self._decode(chunk, told, PLAIN, no_repeat_ngram_size=3)
            if _repeats_itself(passages, chunk):
                passages = heard.without_loops(passages)
        believed = (passage for passage in passages if not heard.is_invented(passage, chunk.voiced))
        return [piece for passage in believed for piece in passage.pieces]

    def _believable(
        self, verbatim: list[heard.Piece], pieces: Sequence[heard.Piece], chunk: Chunk, told: Callable[[float], None]
    ) -> tuple[list[heard.Piece], bool]:
        """The verbatim hearing, done again where it wrote far too much, and whether it went round in circles."""
        letters = sum(len(piece.text) for piece in pieces)
        most = min(round(VERBATIM_SHARE * TOKENS_PER_LETTER * letters) + VERBATIM_SPARE, _most_verbatim(chunk))
        if TOKENS_PER_LETTER * sum(len(piece.text) for piece in verbatim) > most:
            verbatim = self._verbatim(chunk, told, most)
        in_circles = merging.has_runs(verbatim)
        if in_circles:
            verbatim = self._verbatim(chunk, told, most, no_repeat_ngram_size=LONGEST_REPEATED)
        return verbatim, in_circles

    def _with_filled_pauses(
        self, pieces: Sequence[heard.Piece], verbatim: Sequence[heard.Piece], chunk: Chunk, *, doubtful: bool
    ) -> list[heard.Piece]:
        """Add what only the verbatim hearing has and the sound bears out."""
        pieces, verbatim = (filled_pauses.behind_silence(one, chunk.voiced) for one in (pieces, verbatim))
        span = Span(chunk.pieces[0].start_s, chunk.pieces[-1].end_s)
        found = merging.only_verbatim(pieces, verbatim, span)
        believed = filled_pauses.believed(found, chunk.voiced, self._recording, doubtful=doubtful)
        return filled_pauses.apart(merging.insert(pieces, believed))

    def _verbatim(self, chunk: Chunk, told: Callable[[float], None], most: int, **remedy: int) -> list[heard.Piece]:
        """All that is heard when ums were told before; `told` learns that it goes on, and no time."""
        passages = self._decode(chunk, lambda _heard_s: told(0.0), VERBATIM, max_new_tokens=HALVED * most, **remedy)
        pieces = [piece for passage in passages for piece in passage.pieces]
        if remedy or merging.has_runs(pieces):
            return pieces
        return likely_ums.added(pieces, chunk.voiced, lambda texts: self._aligned(chunk, texts))

    def _aligned(self, chunk: Chunk, texts: Sequence[str]) -> list[heard.Piece]:
        """Pieces of a text with the times and probabilities that the recogniser gives them in a chunk."""
        self._stop_if_asked()
        with runtime.failures_known(), runtime.asking_between_steps(self._stop_if_asked):
            words = self._whisper.aligned(chunk.samples(self._recording), texts, VERBATIM["initial_prompt"])
        return [_piece(text, chunk, *word) for text, word in zip(texts, words, strict=True)]

    def _gains(self, chunk: Chunk, before: str, text: str) -> Gains:
        """What the sound that follows a text adds to words."""
        self._stop_if_asked()
        with runtime.failures_known():
            gains: Gains = self._whisper.likelihood.gains(chunk.samples(self._recording), before, text)
        return gains

    def _thin_places_again(
        self, pieces: list[heard.Piece], chunk: Chunk, verbatim: Sequence[heard.Piece]
    ) -> list[heard.Piece]:
        """Whisper leaves out words now and then; heard alone, the same sound often gives them, or heard verbatim."""
        # From the end, so that the indices of earlier places stay right.
        for index, stretch in reversed(heard.thin_places(pieces, chunk.voiced)):
            alone = chunks.plan_stretch(stretch, chunk.voiced, self._recording)
            again = self._decode(alone, lambda _heard_s: None, PLAIN)
            hearings = (again, heard.from_place(pieces, index, verbatim, stretch))
            found = (heard.left_out(pieces, index, hearing, alone.voiced) for hearing in hearings)
            pieces[index + 1 : index + 1] = next(filter(None, found), ())
        return pieces

    def _numbers_in_words(
        self, pieces: list[heard.Piece], chunk: Chunk, digits: str, verbatim: Sequence[heard.Piece] = ()
    ) -> list[heard.Piece]:
        """Long numbers once more, held to words and to no more of them than the number can have."""

        def again(number: numbers.Number) -> str:
            if len(number.before) > MOST_LETTERS_BEFORE:
                return ""
            self._stop_if_asked()
            # Half of what is asked for is written, and the text before takes its part of it.
            own = TOKENS_PER_DIGIT * max(len(number.digits), GROUP) + SPARE_FOR_NUMBER
            held = {
                "prefix": number.before or None,
                "suppress_tokens": self._whisper.all_but_numbers(number.ending, may_end=number.may_end),
                "max_new_tokens": round(TOKENS_PER_LETTER * len(number.before)) + HALVED * own,
            }
            with runtime.failures_known(), runtime.asking_between_steps(self._stop_if_asked):
                written = next(iter(self._segments(chunk, {**IN_WORDS, **held})), None)
            return " ".join(written.text.split()[len(number.before.split()) :]) if written is not None else ""

        def bears_out(number: numbers.Number, said: str) -> bool:
            def gain(words: str) -> float:
                return sum(sum(gained) for _, gained in self._gains(chunk, number.before, words))

            return likely_numbers.is_borne_out(said, digits, gain)

        return numbers.written_again(pieces, again, verbatim, numbers.Asked(digits, bears_out))

    def _decode(
        self, chunk: Chunk, told: Callable[[float], None], how: dict[str, Any], **further: int
    ) -> tuple[heard.Segment, ...]:
        self._stop_if_asked()
        passages = []
        with runtime.failures_known(), runtime.asking_between_steps(self._stop_if_asked):
            for segment in self._segments(chunk, how, **further):
                if segment.words:
                    passages.append(_passage(segment, chunk))
                told(min(segment.end, chunk.duration_s))
                self._stop_if_asked()
                # Asking for the next sentence would decode the chunk's last sound once more, for nothing.
                if how is VERBATIM or _voice_left_s(chunk, segment.end) < WORTH_HEARING_S:
                    break
        return tuple(passages)

    def _stop_if_asked(self) -> None:
        if self._stopped():
            raise Cancelled

    def _segments(self, chunk: Chunk, how: dict[str, Any], **further: int) -> Iterable[Any]:
        most = HALVED * min(MOST_TOKENS, _tokens_in(chunk))
        samples = chunk.samples(self._recording)
        options = {"max_new_tokens": most, **how, **further}
        segments: Iterable[Any] = self._whisper.transcribe(samples, **options)[0]
        return segments


def _tokens_in(chunk: Chunk) -> int:
    """The most that somebody can say in a chunk."""
    return SPARE_TOKENS + round(TOKENS_PER_S * chunk.voiced_s)


def _most_verbatim(chunk: Chunk) -> int:
    return min(MOST_VERBATIM_TOKENS, _tokens_in(chunk) + VERBATIM_SPARE)


def _repeats_itself(passages: tuple[heard.Segment, ...], chunk: Chunk) -> bool:
    return heard.repeats_itself([passage.text for passage in passages], chunk.voiced_s)


def _passage(segment: Any, chunk: Chunk) -> heard.Segment:  # noqa: ANN401 # the library's type ends here
    pieces = (_piece(word.word, chunk, word.start, word.end, word.probability) for word in segment.words)
    return heard.Segment(tuple(pieces), float(segment.avg_logprob))


def _piece(text: str, chunk: Chunk, start_s: float, end_s: float, probability: float) -> heard.Piece:
    """A piece in times of the recording, given in times of the chunk."""
    from_s = chunk.in_recording(float(start_s))
    return heard.Piece(text, from_s, max(from_s, chunk.in_recording(float(end_s), is_end=True)), float(probability))


def _voice_left_s(chunk: Chunk, after_s: float) -> float:
    """How much voice a chunk holds after a time of its own."""
    after = Span(chunk.in_recording(after_s, is_end=True), max(chunk.pieces[-1].end_s, chunk.in_recording(after_s)))
    return heard.voiced_within(after, chunk.voiced)

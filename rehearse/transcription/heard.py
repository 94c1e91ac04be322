"""From what the recogniser wrote to words: pure functions on plain values.

The recogniser writes pieces such as " cold", "-hearted" or " 14872093". Here they become words as they were said, and
what nobody can have said is left out.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rehearse.speech import Span, is_filled_pause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_WORDS_PER_S = 8.0
"""Nobody speaks faster than this; the fastest auctioneers reach about six words a second."""

MOST_COMPRESSION = 2.4
"""A text that shrinks by more than this repeats itself; the recogniser's own limit."""

FEWEST_ROUNDS = 4
"""Words said this many times in a row are a loop, if they are many words or could not be said in the time."""

LONGEST_ROUND = 12
"""Words in the longest round that is looked for."""

LONGEST_LOOP = 10
"""Nobody says more words than this in a row that only repeat what was just said, a stutterer hardly so many."""

SPELLED_FROM = 5
"""From this many digits on, a number is read out digit by digit, and each digit is a word."""

INVENTIONS = frozenset(
    {
        "bye", "bye bye", "goodbye", "okay", "oh", "so", "thank you", "thank you bye", "thank you for watching",
        "thank you so much", "thank you so much for watching", "thank you very much", "thanks", "thanks for watching",
        "the", "yeah", "you",
    }
)  # fmt: skip
"""What the recogniser likes to write where nobody speaks; left out unless voice and confidence bear it out."""

SIGN_OFFS = ("for watching", "next video", "subscribe", "subtitles by", "captions by")
"""Words of the films that the recogniser learned from; nobody says them on a call."""

WORD_S, LETTER_S, DIGIT_S = 0.7, 0.1, 0.5
"""A word takes no longer than the first, and so much more per letter or digit, even drawn out; where more voice belongs
to it, words were left out after it."""

SURE = 0.6
"""Mean probability of the words from which an often invented phrase is believed."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_SPELLED = re.compile(r"\(?\d(?:[\d-]|\) ?)*\d([.,!?;:]*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text as the recogniser wrote it, with its leading space where it begins a word.

    Attributes:
        text: The piece.
        start_s: Start, in seconds of the recording.
        end_s: End.
        probability: The recogniser's confidence.
        certain: Whether it was surely said; what was not is shown and never counted.
        otherwise: What another hearing has there, see `otherwise`; empty where it has nothing, or where the word before
            has it; None where it has the same.
        named: The expected name that the sound bears out there, see `likely_names`.
    """

    text: str
    start_s: float
    end_s: float
    probability: float
    certain: bool = True
    otherwise: str | None = None
    named: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces that the recogniser wrote as one sentence.

    Attributes:
        pieces: The pieces in order.
        log_probability: Mean logarithm of the probability of its tokens.
    """

    pieces: tuple[Piece, ...]
    log_probability: float

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def span(self) -> Span:
        """From the start of the first to the end of the last piece."""
        start_s = min(piece.start_s for piece in self.pieces)
        return Span(start_s, max(start_s, *(piece.end_s for piece in self.pieces)))


def plain(text: str) -> str:
    """Lower case without punctuation: how texts are compared."""
    return " ".join(re.findall(r"[\w']+", text.translate(_APOSTROPHES).lower()))


def voiced_within(span: Span, voiced: Iterable[Span], tolerance_s: float = 0.0) -> float:
    """How many seconds of voice lie in a span, widened by a tolerance on both sides."""
    wide = Span(span.start_s - tolerance_s, span.end_s + tolerance_s)
    return sum(wide.overlap_s(stretch) for stretch in voiced)


def repeats_itself(texts: Sequence[str], voiced_s: float) -> bool:
    """Whether a text is a loop of the recogniser rather than speech.

    Args:
        texts: The passages of one chunk.
        voiced_s: How long somebody speaks in it.
    """
    whole = " ".join(texts)
    words = plain(whole).split()
    encoded = whole.encode()
    if not words:
        return False
    too_fast = len(words) > MOST_WORDS_PER_S * (voiced_s + 0.5)
    if too_fast or len(encoded) / len(zlib.compress(encoded)) > MOST_COMPRESSION:
        return True
    looped = _looped(words)
    return any(looped.issuperset(range(index, index + LONGEST_LOOP + 1)) for index in looped)


def without_loops(passages: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same with every loop cut down to its first round."""
    pieces = [piece for passage in passages for piece in passage.pieces]
    dropped = _looped([plain(piece.text) for piece in pieces])
    kept, position = [], 0
    for passage in passages:
        length = len(passage.pieces)
        left = tuple(piece for offset, piece in enumerate(passage.pieces) if position + offset not in dropped)
        position += length
        if left:
            kept.append(replace(passage, pieces=left))
    return tuple(kept)


def _looped(words: Sequence[str]) -> set[int]:
    """Indices of the words that only say again what was said just before, `FEWEST_ROUNDS` times or more."""
    dropped: set[int] = set()
    start = 0
    while start < len(words):
        for size in range(1, LONGEST_ROUND + 1):
            rounds = 1
            while words[start : start + size] == words[start + rounds * size : start + (rounds + 1) * size]:
                rounds += 1
                if start + rounds * size >= len(words):
                    break
            if rounds >= FEWEST_ROUNDS:
                end = min(len(words), start + rounds * size)
                dropped |= set(range(start + size, end))
                start = end - 1
                break
        start += 1
    return dropped


def _longest_s(text: str) -> float:
    """How long it may take to say this: letter by letter, and each digit as a word."""
    digits = sum(letter.isdigit() for letter in text)
    return WORD_S + LETTER_S * len(plain(text)) + DIGIT_S * digits


def left_out(
    pieces: Sequence[Piece], index: int, again: Sequence[Segment], voiced: Sequence[Span]
) -> tuple[Piece, ...]:
    """What a second hearing of a thin place gave that was left out at the first; empty where it is not believed.

    A second hearing is believed where it has the words before the place and the word of the place itself, likely
    words after it, and nothing that looks invented.

    Args:
        pieces: What was written at the first hearing.
        index: The piece that is too long.
        again: What was written at the second hearing, of the place and a little before and after it.
        voiced: Where somebody speaks in the place.
    """
    heard = [piece for passage in again for piece in passage.pieces]
    first, second = [plain(piece.text) for piece in pieces], [plain(piece.text) for piece in heard]
    starts = [at for at in range(min(index + 1, len(second))) if second[: at + 1] == first[index - at : index + 1]]
    if not starts or any(is_invented(passage, voiced) for passage in again):
        return ()
    new, words, following = heard[starts[0] + 1 :], second[starts[0] + 1 :], first[index + 1 :]
    said_after = max(
        (count for count in range(len(words) + 1) if words[-count or None :] == following[:count]), default=0
    )
    new = new[: len(new) - said_after]
    if not new or sum(piece.probability for piece in new) / len(new) < SURE:
        return ()
    too_many = repeats_itself([passage.text for passage in again], sum(span.duration_s for span in voiced) + 2 * WORD_S)
    return () if too_many else tuple(new)


def from_place(pieces: Sequence[Piece], index: int, other: Sequence[Piece], stretch: Span) -> tuple[Segment, ...]:
    """What another hearing of the same chunk has in a thin place, as though the place had been heard again.

    Args:
        pieces: What was written at the first hearing.
        index: The piece that is too long.
        other: What was written at the other hearing; its ums are left out, for they have rules of their own.
        stretch: From the start of that piece to the start of the next.

    Returns:
        From the word of the place on, where it stands behind the same word; nothing where it does not.
    """
    first, second = [plain(piece.text) for piece in pieces], [plain(piece.text) for piece in other]
    place = first[max(0, index - 1) : index + 1]
    ends = (at for at in range(len(place), len(second) + 1) if second[at - len(place) : at] == place)
    begin = min((at - 1 for at in ends), key=lambda at: abs(other[at].start_s - stretch.start_s), default=None)
    if begin is None:
        return ()
    said = (piece for piece in other[begin:] if piece.start_s < stretch.end_s and not is_filled_pause(piece.text))
    # How likely its tokens are as a whole is not known; its words' own probabilities decide.
    return (Segment(tuple(said), 0.0),)


def is_invented(passage: Segment, voiced: Sequence[Span]) -> bool:
    """Whether nobody can have said this: no voice under it, or an often invented phrase with little to bear it out."""
    under_s = voiced_within(passage.span, voiced, 0.3)
    if under_s < 0.05:
        return True
    text = plain(passage.text)
    count = len(text.split())
    too_fast = count > MOST_WORDS_PER_S * under_s
    probability = sum(piece.probability for piece in passage.pieces) / len(passage.pieces)
    unsure = probability < SURE or passage.log_probability < -1.0
    if any(sign_off in text for sign_off in SIGN_OFFS):
        return unsure or too_fast
    return (text in INVENTIONS and (unsure or too_fast)) or (unsure and too_fast)


def thin_places(pieces: Sequence[Piece], voiced: Sequence[Span]) -> tuple[tuple[int, Span], ...]:
    """Where more was said than was written: much voice from the start of a word to the start of the next.

    Args:
        pieces: What was written for one chunk, in order.
        voiced: Where somebody speaks in it.

    Returns:
        For each place the index of the piece that is too long and the stretch of time to hear again.
    """
    starts = [*(piece.start_s for piece in pieces), *(span.end_s for span in voiced[-1:])]
    stretches = [Span(start, max(start, end)) for start, end in pairwise(starts)]
    return tuple(
        (index, stretch)
        for index, (piece, stretch) in enumerate(zip(pieces, stretches, strict=False))
        if voiced_within(stretch, voiced) > _longest_s(piece.text)
    )


def whole_words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Words instead of pieces: endings joined, stray punctuation left out, long numbers digit by digit."""
    for word in _joined(pieces):
        text = word.text.translate(_APOSTROPHES).strip()
        if re.search(r"\w", text):
            yield from _digits_apart(replace(word, text=text))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    current: Piece | None = None
    for piece in pieces:
        if current is not None and not piece.text.startswith(" "):
            probability = min(current.probability, piece.probability)
            end_s = max(current.end_s, piece.end_s)
            current = replace(current, text=current.text + piece.text, end_s=end_s, probability=probability)
            continue
        if current is not None:
            yield current
        current = piece
    if current is not None:
        yield current


def _digits_apart(word: Piece) -> Iterator[Piece]:
    """Each digit of an identity or telephone number as a word of its own, for that is how it was said."""
    digits = re.sub(r"\D", "", word.text)
    match = _SPELLED.fullmatch(word.text)
    if match is None or (len(digits) < SPELLED_FROM and "-" not in word.text):
        yield word
        return
    step_s = (word.end_s - word.start_s) / len(digits)
    for index, digit in enumerate(digits):
        text = digit + match[1] if index == len(digits) - 1 else digit
        start_s = word.start_s + index * step_s
        yield Piece(text, start_s, start_s + step_s, word.probability, named=word.named)

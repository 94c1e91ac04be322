"""Long numbers heard a second time, in words, for in figures a digit that is said twice is easily written once.

A recogniser that writes figures writes several digits at once, and of "double six" and "oh, oh" it often writes one
only. Held to the words in which numbers are said, it writes what was said, one word after the other: "one double six
oh". So each long number is written down once more, behind the words that came before it, and of both readings the
likelier one is taken. Nobody tells it what the number should be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.speech import is_filled_pause
from rehearse.speech.number_words import BREAKS, is_of_a_number, sounds_like_one
from rehearse.transcription.heard import SPELLED_FROM
from rehearse.transcription.number_readings import (
    BETWEEN,
    GROUP,
    MOST_LOST,
    NUMBER_WORDS,
    USUAL,
    digits_of,
    first_round,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.transcription.heard import Piece

MOST_NUMBERS = 2
"""So many numbers of one chunk are heard again: one's own and a telephone number."""

OF_THE_MATCH = (7,)
"""How many digits a number of the match has, behind its N."""

FEWEST = 3
"""And so many figures of it may be all that was written there: "eight one seven, far"."""

DOUBTFUL = 0.4
"""How sure a number is of which each reading has a digit that the other has not."""

CALLED_WITHIN = 4
"""So many words before a number may be what it is called."""

MOST_AFTER = 4
"""Among so many words after a number the one is looked for that ends it; those before it may be digits misheard."""

_CALLED_OR_INSIDE = re.compile(r"[A-Za-z]-?\d|\d[A-Za-z]")
"""A letter that stands beside a digit: "12. O64459", "ID1746, 822", "N-117-7"."""

_CALLED = re.compile(r"\s*(?P<name>[A-Za-z](?:-?[A-Za-z])+?)??-?(?:(?P<letter>1?-?N)(?:-[OW]){0,2})?-?(?=\d)")
"""What is written in one with a number: its name, and the N that a number of the match begins with: "ID1N-138052"."""

_OF_AN_APPLICANT = frozenset({"id", "mcid", "amcid", "aamc", "amc", "mc", "applicant"})
_OF_A_TELEPHONE = frozenset({"phone", "cell", "telephone", "mobile", "cellphone"})
_CALLS = _OF_AN_APPLICANT | _OF_A_TELEPHONE | {"nrmp", "number"}
"""Words before a number of such calls."""

_NOUGHT = re.compile(r"\bnot\b")
"""What is written for "nought": "1756, not 284"; the recogniser has no word of one token for it."""

_LOST_OH = re.compile(r"\bdouble,? and\b")
"""What is written where nothing but the words of numbers may be, and "oh" ran into the next word."""

_ID_AS_DIGIT = re.compile(r"\b(?:A{1,2}MC|MC)$")
"""A text after which an 8 may be "ID"."""

_LETTER = re.compile(r"\bN[, -]*$")
_END = re.compile(r"[.,!?;:]*$")
_ENDS = frozenset(
    {"and", "if", "thank", "thanks", "my", "have", "that", "the", "this", "which", "with", "so", "please"}
)
"""Words that end a number where they follow it; none of them sounds like a digit."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written in figures, at least in part.

    Attributes:
        pieces: Where it stands among the pieces.
        before: The text before it.
        written: Its own text.
        ending: The word that ends it, as it was written; empty where none is near.
        may_end: Whether the sound may hold no more of it; else it is to be written on to its end.
    """

    pieces: range
    before: str
    written: str
    ending: str = ""
    may_end: bool = True

    @property
    def digits(self) -> str:
        """Its digits as they were written, "double" read as such where nothing else is among them: "1517WA00"."""
        return max(digits_of(self.written), re.sub(r"\D", "", self.written), key=len)


@dataclass(frozen=True, slots=True)
class Asked:
    """The number that is expected.

    Attributes:
        digits: Its digits; empty where none is known.
        is_borne_out: Whether the sound is that of it where a number was written, given what that is in words.
    """

    digits: str
    is_borne_out: Callable[[Number, str], bool]


def written_again(
    pieces: Sequence[Piece],
    again: Callable[[Number], str],
    verbatim: Sequence[Piece] = (),
    asked: Asked | None = None,
) -> list[Piece]:
    """The pieces of a chunk with its long numbers as they were most likely said.

    Args:
        pieces: What was written, in order.
        again: Writes the sound of a number on in the words in which numbers are said.
        verbatim: The pieces of the verbatim hearing.
        asked: The number that is noted, and what was written doubtful, where the sound bears it out.
    """
    result = list(pieces)
    for number in reversed(long_numbers(pieces)[:MOST_NUMBERS]):
        said = _in_words(number, again)
        words = first_round(_LOST_OH.sub("double oh", said), len(number.digits) + MOST_LOST)
        usual = _usual(number.before)
        figures, also = number.digits, _at_that_time(pieces, number, verbatim)
        if _begins_with_id(figures, words, number.before, usual[0]):
            figures, also, words = (read.removeprefix("8") for read in (figures, also, words))
        read, sure = settled(figures, words, also, usual)
        with_nought = digits_of(_NOUGHT.sub("oh", number.written))
        if len(with_nought) in usual and len(read) not in usual:
            read, sure = with_nought, False
        sure = sure and not (read == words and _LOST_OH.search(said))
        if len(number.digits) < SPELLED_FROM and not sure:
            continue
        is_other = asked is not None and asked.digits not in ("", read)
        named = asked.digits if asked is not None and is_other and asked.is_borne_out(number, said) else None
        sure = sure and named is None
        place = number.pieces
        written = "".join(piece.text for piece in pieces[place.start : place.stop])
        # Letters before it or in it would hide it from those who look for numbers.
        if read != re.sub(r"\D", "", written) or not sure or _CALLED_OR_INSIDE.search(written):
            ums = [piece for piece in pieces[place.start : place.stop] if is_filled_pause(piece.text)]
            result[place.start : place.stop] = [*_said(pieces[place.start : place.stop], read, named, sure=sure), *ums]
    return result


def _in_words(number: Number, again: Callable[[Number], str]) -> str:
    """What is written in the words of numbers; where that is nothing, what is when it may not end at once."""
    said = _up_to(number.ending, again(number))
    if digits_of(said):
        return said
    return _up_to(number.ending, again(replace(number, may_end=False))).split(".")[0]


def long_numbers(pieces: Sequence[Piece]) -> list[Number]:
    """The numbers of `SPELLED_FROM` digits and more, and parts of such at either end of the pieces."""
    words = _whole(pieces)
    texts = ["".join(pieces[at].text for at in word) for word in words]
    found: list[Number] = []
    first = 0
    while first < len(words):
        end = first
        while end < len(words) and _may_belong(texts[end], inside=end > first):
            end += 1
        stop = max((at + 1 for at in range(first, end) if _has_digits(texts[at])), default=first)
        if _is_long(texts, range(first, stop)):
            found.append(_number(words, texts, range(first, stop)))
        first = max(end, first + 1)
    return found


def _begins_with_id(figures: str, words: str, before: str, count: int) -> bool:
    """Whether the 8 that a number behind "AAMC" begins with is "ID": no digit, by its count or the other reading."""
    is_one_more = len(figures) == count + 1 or (words != "" and not words.startswith("8"))
    return figures.startswith("8") and is_one_more and _ID_AS_DIGIT.search(before) is not None


def _at_that_time(pieces: Sequence[Piece], number: Number, verbatim: Sequence[Piece]) -> str:
    """The digits that the verbatim hearing has where a number stands."""
    place = pieces[number.pieces.start : number.pieces.stop]
    start_s, end_s = min(piece.start_s for piece in place), max(piece.end_s for piece in place)
    texts = [piece.text for piece in verbatim if start_s <= (piece.start_s + piece.end_s) / 2 <= end_s]
    return digits_of(_CALLED.sub("", "".join(texts), count=1))


def _usual(before: str) -> tuple[int, ...]:
    """How many digits the number behind a text usually has, by what it is called there."""
    if _LETTER.search(before):
        return OF_THE_MATCH
    words = [_plain(word) for word in before.split()[-CALLED_WITHIN:]]
    for called, count in ((_OF_A_TELEPHONE, USUAL[1:]), (_OF_AN_APPLICANT, USUAL[:1])):
        if not called.isdisjoint(words) and "nrmp" not in words:
            return count
    return USUAL


def _is_long(texts: Sequence[str], run: range) -> bool:
    """Whether a run of words is a long number, or may be the part of one that a chunk ends or begins with."""
    whole = "".join(texts[run.start : run.stop])
    figures = sum(map(str.isdigit, whole))
    digits = digits_of(_CALLED.sub("", whole, count=1))
    if max(len(digits), figures) >= SPELLED_FROM:
        return figures > 0
    begins = all(_plain(text) in BETWEEN for text in texts[: run.start])
    is_called = any(_plain(text) in _CALLS for text in texts[max(0, run.start - CALLED_WITHIN) : run.start])
    at_an_end = begins or run.stop == len(texts)
    said = [word for text in texts[run.start : run.stop] for word in NUMBER_WORDS.findall(text.lower())]
    fewest = figures >= FEWEST and (begins or is_called)
    return at_an_end and (len(digits) >= GROUP or fewest or bool({"double", "triple"} & set(said)))


def _number(words: Sequence[range], texts: Sequence[str], run: range) -> Number:
    whole = "".join(texts[run.start : run.stop])
    called, name = _called(whole)
    pieces = range(words[run.start].start, words[run.stop - 1].stop)
    number = Number(pieces, ("".join(texts[: run.start]) + name).strip(), whole[called:])
    after = texts[run.stop : run.stop + MOST_AFTER + 1]
    for at, text in enumerate(after[:MOST_AFTER]):
        word = _plain(text)
        then = _plain(after[at + 1]) if at + 1 < len(after) else ""
        if word in _ENDS and not (word == "and" and (then in BREAKS or is_of_a_number(then))):
            return replace(number, ending=text.strip().strip(".,!?;:"))
    return number


def _called(written: str) -> tuple[int, str]:
    """How many letters of a text name the number in it, and that name with what begins it."""
    called = _CALLED.match(written)
    if called is None or not (called["name"] or called["letter"]):
        return 0, ""
    return called.end(), "".join(f" {part}" for part in (called["name"], called["letter"] and "N,") if part)


def _plain(text: str) -> str:
    return text.strip(" .,!?;:").lower()


def _up_to(ending: str, said: str) -> str:
    """The part of a text before the word that ends a number: "and" does not where "then" or a digit follows."""
    return re.split(rf"\b{ending}\b(?! then\b)", said, maxsplit=1)[0] if ending else said


def _said(pieces: Sequence[Piece], digits: str, named: str | None, *, sure: bool) -> list[Piece]:
    """A number as one piece, behind what it is called where that was written in one with it."""
    _, name = _called("".join(piece.text for piece in pieces))
    end = _END.search(pieces[-1].text)
    probability = min(piece.probability for piece in pieces)
    said = replace(
        pieces[0],
        text=f" {digits}{end[0] if end else ''}",
        end_s=max(piece.end_s for piece in pieces),
        probability=probability if sure else min(probability, DOUBTFUL),
        otherwise=None,
        named=named,
    )
    return [replace(said, text=name, end_s=said.start_s, named=None), said] if name else [said]


def _whole(pieces: Sequence[Piece]) -> list[range]:
    """The pieces of each word."""
    starts = [index for index, piece in enumerate(pieces) if index == 0 or piece.text.startswith(" ")]
    return [range(start, stop) for start, stop in zip(starts, [*starts[1:], len(pieces)], strict=False)]


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text) or any(
        is_of_a_number(word) for word in NUMBER_WORDS.findall(text.lower())
    )


def _may_belong(text: str, *, inside: bool) -> bool:
    """Whether a word may be a part of a number: digits, with few letters among them, or words for digits."""
    own = text if inside else _CALLED.sub("", text, count=1)
    figures, letters = (sum(map(of_kind, own)) for of_kind in (str.isdigit, str.isalpha))
    words = NUMBER_WORDS.findall(text.lower())
    said = bool(words) and all(
        is_of_a_number(word) or word.isdigit() or ((inside or at) and (word in BETWEEN or sounds_like_one(word)))
        for at, word in enumerate(words)
    )
    um = inside and is_filled_pause(text)
    return figures > letters or (figures >= SPELLED_FROM and "@" not in text) or said or um

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

from rehearse.speech.number_words import BREAKS, digits_at, is_of_a_number, sounds_like_one, together
from rehearse.transcription.heard import SPELLED_FROM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.transcription.heard import Heard

MOST_NUMBERS = 2
"""So many numbers of one chunk are heard again: one's own and a telephone number."""

USUAL = (8, 10)
"""How many digits the numbers have that people say in such calls: an applicant's, and a telephone's. A reading that has
so many is preferred, for most mistakes are digits left out."""

OF_THE_MATCH = (7,)
"""How many digits a number of the match has, behind its N."""

GROUP = 4
"""So many digits are said in one go: what a chunk has of a number at its beginning or end."""

FEWEST = 3
"""And so many figures of it may be all that was written there: "eight one seven, far"."""

MOST_LOST = 3
"""Where words have so many digits more than figures, they are no reading of the same number."""

DOUBTFUL = 0.4
"""How sure a number is of which each reading has a digit that the other has not."""

CALLED_WITHIN = 4
"""So many words before a number may be what it is called."""

MOST_AFTER = 4
"""Among so many words after a number the one is looked for that ends it; those before it may be digits misheard."""

_WORDS = re.compile(r"\d+w\d+|\d+|[a-z]+")
_CALLED_OR_INSIDE = re.compile(r"[A-Za-z]-?\d|\d[A-Za-z]")
"""A letter that stands beside a digit: "12. O64459", "ID1746, 822", "N-117-7"."""

_LOOP = re.compile(r"(.)\1{5}")
"""Nobody says a digit so often; recognisers go round in circles."""

_CALLED = re.compile(r"\s*(?P<name>[A-Za-z](?:-?[A-Za-z])+?)??-?(?:(?P<letter>1?-?N)(?:-[OW]){0,2})?-?(?=\d)")
"""What is written in one with a number: its name, and the N that a number of the match begins with: "ID1N-138052"."""

_OF_AN_APPLICANT = frozenset({"id", "mcid", "amcid", "aamc", "amc", "mc", "applicant"})
_OF_A_TELEPHONE = frozenset({"phone", "cell", "telephone", "mobile", "cellphone"})
_CALLS = _OF_AN_APPLICANT | _OF_A_TELEPHONE | {"nrmp", "number"}
"""Words before a number of such calls."""

_LOST_OH = re.compile(r"\bdouble,? and\b")
"""What is written where nothing but the words of numbers may be, and "oh" ran into the next word."""

_ID_AS_DIGIT = re.compile(r"\b(?:A{1,2}MC|MC)$")
"""A text after which an 8 may be "ID"."""

_ID_BEFORE = re.compile(r"\s*(?:A{0,2}M?C)?-?IDN?-?\d[\d-]*[.,]?$")
"""A word of which so many letters are what a number is called, and the figures its beginning: "MCID17,"."""

_LETTER = re.compile(r"\bN[, -]*$")
_END = re.compile(r"[.,!?;:]*$")
_BETWEEN = BREAKS | {"and"}
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


def written_again(pieces: Sequence[Heard], again: Callable[[Number], str]) -> list[Heard]:
    """The pieces of a chunk with its long numbers as they were most likely said.

    Args:
        pieces: What was written, in order.
        again: Writes the sound of a number on in the words in which numbers are said.
    """
    result = list(pieces)
    for number in reversed(long_numbers(pieces)[:MOST_NUMBERS]):
        said = _in_words(number, again)
        words = _first_round(_LOST_OH.sub("double oh", said), len(number.digits) + MOST_LOST)
        usual = _usual(number.before)
        read, sure = likelier(number.digits, words, usual)
        if len(read) == usual[0] + 1 and read.startswith("8") and _ID_AS_DIGIT.search(number.before):
            read = read[1:]
        sure = sure and not (read == words and _LOST_OH.search(said))
        if len(number.digits) < SPELLED_FROM and not sure:
            continue
        place = number.pieces
        written = "".join(piece.text for piece in pieces[place.start : place.stop])
        # Letters before it or in it would hide it from those who look for numbers.
        if read != re.sub(r"\D", "", written) or not sure or _CALLED_OR_INSIDE.search(written):
            result[place.start : place.stop] = _said(pieces[place.start : place.stop], read, sure=sure)
    return result


def _in_words(number: Number, again: Callable[[Number], str]) -> str:
    """What is written in the words of numbers; where that is nothing, what is when it may not end at once."""
    said = _up_to(number.ending, again(number))
    if digits_of(said):
        return said
    return _up_to(number.ending, again(replace(number, may_end=False))).split(".")[0]


def long_numbers(pieces: Sequence[Heard]) -> list[Number]:
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
    begins = all(_plain(text) in _BETWEEN for text in texts[: run.start])
    is_called = any(_plain(text) in _CALLS for text in texts[max(0, run.start - CALLED_WITHIN) : run.start])
    at_an_end = begins or run.stop == len(texts)
    said = [word for text in texts[run.start : run.stop] for word in _WORDS.findall(text.lower())]
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


def _first_round(said: str, most: int) -> str:
    """The digits of a text; held to numbers, a recogniser says one again behind "and" until there is no room left."""
    rounds = re.split(r",? and\b", said)
    for count in range(len(rounds), 1, -1):
        digits = digits_of(" and ".join(rounds[:count]))
        if len(digits) <= most:
            return digits
    return digits_of(rounds[0])


def digits_of(text: str) -> str:
    """The digits that a text begins with, said or written, breaks between them left out; letters alone don't count."""
    words = ["oh" if word == "or" else word for word in _WORDS.findall(text.lower())]
    digits, index = "", 0
    while index < len(words):
        said, width = digits_at(words, index, inside=True)
        if not said and words[index] not in _BETWEEN and len(words[index]) > 1:
            break
        digits, index = digits + said, index + width
    return digits


def likelier(figures: str, words: str, usual: tuple[int, ...] = USUAL) -> tuple[str, bool]:
    """The likelier of two readings of a number, or one of both together, and whether they can both be explained by it.

    Args:
        figures: Its digits as the hearing in figures has them.
        words: As the hearing in words has them; empty where it has none.
        usual: How many digits such a number has.
    """
    if figures == words or not words or len(words) > len(figures) + MOST_LOST:
        return figures, True
    if _LOOP.search(figures):
        return words, False
    longest = max(words, figures, key=len)
    usual = usual if len(longest) > GROUP + 1 else (GROUP,)
    both = together(figures, words)
    if both in (figures, words):
        # One lacks digits of the other only. Which is right, nobody can tell but by what numbers there are.
        return next((read for read in (words, figures) if len(read) in usual), longest), True
    return next((read for read in (words, both, figures) if len(read) in usual), longest), False


def _said(pieces: Sequence[Heard], digits: str, *, sure: bool) -> list[Heard]:
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
    )
    return [replace(said, text=name, end_s=said.start_s), said] if name else [said]


def _whole(pieces: Sequence[Heard]) -> list[range]:
    """The pieces of each word."""
    starts = [index for index, piece in enumerate(pieces) if index == 0 or piece.text.startswith(" ")]
    return [range(start, stop) for start, stop in zip(starts, [*starts[1:], len(pieces)], strict=False)]


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text) or any(is_of_a_number(word) for word in _WORDS.findall(text.lower()))


def _may_belong(text: str, *, inside: bool) -> bool:
    """Whether a word may be a part of a number: digits, with few letters among them, or words for digits."""
    figures, letters = (sum(map(of_kind, text)) for of_kind in (str.isdigit, str.isalpha))
    words = _WORDS.findall(text.lower())
    said = bool(words) and all(
        is_of_a_number(word) or word.isdigit() or ((inside or at) and (word in _BETWEEN or sounds_like_one(word)))
        for at, word in enumerate(words)
    )
    called = not inside and _ID_BEFORE.match(text) is not None
    return figures > letters or (figures >= SPELLED_FROM and "@" not in text) or said or called

"""Long numbers heard a second time, in words, for in figures a digit that is said twice is easily written once.

A recogniser that writes figures writes several digits at once, and of "double six" or "oh, oh" it often writes one
only. Held to words it writes what was said, one word after the other: "one double six oh". So each long number is
written down once more, behind the words that came before it, and of both readings the likelier one is taken. Nobody
tells it what the number should be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.speech.number_words import BREAKS, digits_at, is_of_a_number, together
from rehearse.transcription.heard import SPELLED_FROM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.transcription.heard import Heard

MOST_NUMBERS = 2
"""So many numbers of one chunk are heard again: one's own and a telephone number."""

USUAL = (8, 10)
"""How many digits the numbers have that people say in such calls: an applicant's, and a telephone's. A reading that has
so many is preferred, for most mistakes are digits left out."""

DOUBTFUL = 0.4
"""How sure a number is of which each reading has a digit that the other has not."""

_WORDS = re.compile(r"\d+w\d+|\d+|[a-z]+")
_LETTER_INSIDE = re.compile(r"\d.*[A-Za-z]\d|\d[A-Za-z]")
"""A letter that stands beside a digit within a number: "12. O64459", "1206, and N4459"."""

_END = re.compile(r"[.,!?;:]*$")
_BETWEEN = BREAKS | {"and"}


def written_again(pieces: Sequence[Heard], again: Callable[[str, int], str]) -> list[Heard]:
    """The pieces of a chunk with its long numbers as they were most likely said.

    Args:
        pieces: What was written, in order.
        again: Given the text before a number and how many digits it has, writes the sound on in words.
    """
    result = list(pieces)
    for place in reversed(long_numbers(pieces)[:MOST_NUMBERS]):
        written = "".join(piece.text for piece in pieces[place.start : place.stop])
        figures = digits_of(written)
        before = "".join(piece.text for piece in pieces[: place.start]).strip()
        read, sure = likelier(figures, digits_of(again(before, len(figures))))
        if read != re.sub(r"\D", "", written) or _LETTER_INSIDE.search(written) or not sure:
            result[place.start : place.stop] = [_number(pieces[place.start : place.stop], read, sure=sure)]
    return result


def long_numbers(pieces: Sequence[Heard]) -> list[range]:
    """Where numbers of `SPELLED_FROM` digits and more stand that are written in figures, at least in part."""
    words = _whole(pieces)
    texts = ["".join(pieces[at].text for at in word) for word in words]
    found: list[range] = []
    first = 0
    while first < len(words):
        end = first
        while end < len(words) and _may_belong(texts[end], inside=end > first):
            end += 1
        stop = max((at + 1 for at in range(first, end) if _has_digits(texts[at])), default=first)
        run = "".join(texts[first:stop])
        if any(char.isdigit() for char in run) and len(digits_of(run)) >= SPELLED_FROM:
            found.append(range(words[first].start, words[stop - 1].stop))
        first = max(end, first + 1)
    return found


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


def likelier(figures: str, words: str) -> tuple[str, bool]:
    """The likelier of two readings of a number, or one of both together, and whether they can both be explained by it.

    Args:
        figures: Its digits as the hearing in figures has them.
        words: As the hearing in words has them; empty where it has none.
    """
    if figures == words or not words:
        return figures, True
    both = together(figures, words)
    if both in (figures, words):
        # One lacks digits of the other only. Which is right, nobody can tell but by what numbers there are.
        return next((read for read in (words, figures) if len(read) in USUAL), max(words, figures, key=len)), True
    return next((read for read in (words, both, figures) if len(read) in USUAL), max(words, figures, key=len)), False


def _number(pieces: Sequence[Heard], digits: str, *, sure: bool) -> Heard:
    """A number as one piece."""
    end = _END.search(pieces[-1].text)
    probability = min(piece.probability for piece in pieces)
    return replace(
        pieces[0],
        text=f" {digits}{end[0] if end else ''}",
        end_s=max(piece.end_s for piece in pieces),
        probability=probability if sure else min(probability, DOUBTFUL),
    )


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
    said = bool(words) and all(is_of_a_number(word) or (inside and word in _BETWEEN) for word in words)
    return figures > letters or said

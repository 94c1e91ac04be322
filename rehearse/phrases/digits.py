"""Numbers as they are spoken: "one four eight seven, two oh nine three", "fourteen eighty-seven", "double zero"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.phrases.text import STOP
from rehearse.phrases.word_set import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.text import Text

_UNITS = dict(
    zip(
        word_list(
            "zero one two three four five six seven eight nine",
        ),
        "0123456789",
        strict=True,
    )
)
_ZEROS = {"oh": "0", "o": "0", "nought": "0", "naught": "0", "null": "0"}
_TEENS = dict(
    zip(
        word_list(
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        ),
        map(str, range(10, 20)),
        strict=True,
    )
)
_TENS = dict(
    zip(
        word_list(
            "twenty thirty forty fifty sixty seventy eighty ninety",
        ),
        "23456789",
        strict=True,
    )
)
_SOUND_ALIKE = {"to": "2", "too": "2", "for": "4", "won": "1", "ate": "8", "tree": "3", "sex": "6"}
"""What a recogniser writes for a digit; believed only between two digits."""
_TIMES = {"double": 2, "triple": 3}
_BREAKS = frozenset({"dash", "hyphen", "space", "pause", "then"})
_LABELLED = re.compile(r"[a-z]{1,6}(\d{4,})")
"""A number that recognisers write in one with the word before it: "MC20571846"."""

_DOUBLE_U = re.compile(r"w(\d)")
"""What recognisers write for "double" within a number: "1W650934"."""


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits said in a row.

    Attributes:
        digits: The digits as text.
        tokens: Where they stand.
    """

    digits: str
    tokens: range


def digit_runs(text: Text) -> tuple[DigitRun, ...]:
    """All runs of digits in a text, groups that only a short break parts joined into one run."""
    return tuple(_joined(list(_groups(text)), text))


def _groups(text: Text) -> Iterator[DigitRun]:
    index = 0
    while index < len(text.tokens):
        digits, stop = _group(text, index)
        if digits:
            yield DigitRun(digits, range(index, stop))
        index = max(stop, index + 1)


def _group(text: Text, start: int) -> tuple[str, int]:
    """The digits that begin at a token, and the index behind the last of them."""
    digits, index, stop = "", start, start
    while index < len(text.tokens):
        said, width = _digits_at(text, index, inside=bool(digits))
        if said:
            digits, index = digits + said, index + width
            stop = index
        elif digits and text.tokens[index].soft:
            index += 1
        else:
            break
    return digits, stop


def _digits_at(text: Text, index: int, *, inside: bool) -> tuple[str, int]:
    word = text.tokens[index].word
    after = text.tokens[index + 1].word if index + 1 < len(text.tokens) else STOP
    if word in _TIMES and (after in _UNITS or after in _ZEROS):
        return (_UNITS | _ZEROS)[after] * _TIMES[word], 2
    if word in _TENS:
        unit = _UNITS.get(after, "0")
        return (_TENS[word] + unit, 2) if unit != "0" else (_TENS[word] + "0", 1)
    if written := _in_figures(word, inside=inside):
        return written, 1
    known = _UNITS | _TEENS | (_ZEROS if inside or after in _UNITS else {})
    if word in known:
        return known[word], 1
    if inside and word in _SOUND_ALIKE and (after in _UNITS or after in _ZEROS or after in _TEENS):
        return _SOUND_ALIKE[word], 1
    return "", 1


def _in_figures(word: str, *, inside: bool) -> str:
    """The digits of a word that is written in figures; empty for any other."""
    labelled = None if inside else _LABELLED.fullmatch(word)
    if labelled:
        return labelled[1]
    written = _DOUBLE_U.sub(r"\1\1", word) if word[0].isdigit() else word
    return written if written.isdigit() and written.isascii() else ""


def _joined(groups: list[DigitRun], text: Text) -> Iterator[DigitRun]:
    """Join groups between which nothing but a break stands, as long as they make no more than ten digits."""
    current: DigitRun | None = None
    for group in groups:
        if current is not None and _only_a_break(text, range(current.tokens.stop, group.tokens.start)):
            digits = current.digits + group.digits
            whole = len(current.digits) >= 7 and len(digits) > 10
            if not whole and (len(digits) <= 8 or len(current.digits) == 3 or len(group.digits) == 1):
                current = DigitRun(digits, range(current.tokens.start, group.tokens.stop))
                continue
        if current is not None:
            yield current
        current = group
    if current is not None:
        yield current


def _only_a_break(text: Text, between: range) -> bool:
    """Whether nothing stands between two groups but a word for a break, or letters that were heard for digits."""
    tokens = text.tokens[between.start : between.stop]
    return all(t.word in _BREAKS or t.word == STOP or t.soft or (len(t.word) == 1 and t.word != "a") for t in tokens)

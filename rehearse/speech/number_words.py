"""The words in which digits are said and written down: "double six", "oh", "fourteen", "1W65"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL_NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
"""The words for 0 to 20, in order."""

_UNITS = {word: str(digit) for digit, word in enumerate(SMALL_NUMBERS[:10])}
_ZEROS = {"oh": "0", "o": "0", "nought": "0", "naught": "0", "null": "0"}
_TEENS = {word: str(teen) for teen, word in enumerate(SMALL_NUMBERS[10:20], start=10)}
_TENS = {
    word: str(tens)
    for tens, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        start=2,
    )
}
_ALIKE_BEFORE_FIGURES = {
    "for": "4", "fore": "4", "far": "4", "faw": "4", "won": "1", "ate": "8", "tree": "3", "free": "3", "sex": "6",
}  # fmt: skip
"""What a recogniser writes for a digit; believed only between two digits. "Far" and "faw" are "four" without its r."""

_SOUND_ALIKE = {"to": "2", "too": "2", **_ALIKE_BEFORE_FIGURES}
"""The same; "to" only before a digit in words, for "2019 to 2021" are two years."""

_ONLY_LIKE_ONE = frozenset({"at", "not"})
"""May be a digit ("eight", "nought"), and is more often itself: worth hearing again, and nothing more."""
_TIMES = {"double": 2, "triple": 3}

SAID = frozenset({"oh", "nought", *_UNITS, *_TEENS, *_TENS, *_TIMES})
"""The words in which people say numbers digit by digit, or two digits at a time."""

BREAKS = frozenset({"dash", "ash", "hyphen", "space", "pause", "then"})
"""What is said between the groups of a number; of a dash behind a stop its first sound is lost."""

_LABELLED = re.compile(r"[a-z]{1,6}(\d{4,})")
"""A number that recognisers write in one with the word before it: "MC20571846"."""

_DOUBLE_U = re.compile(r"w(\d)")
"""What recognisers write for "double" within a number: "1W650934"."""


def is_of_a_number(word: str) -> bool:
    """Whether a word, in lower case, says digits or how often; what only sounds like one does not."""
    return any(word in words for words in (_UNITS, _ZEROS, _TEENS, _TENS, _TIMES))


def sounds_like_one(word: str) -> bool:
    """Whether a word, in lower case, is what a recogniser writes for a digit: "for", "to"."""
    return word in _SOUND_ALIKE or word in _ONLY_LIKE_ONE


def digits_at(words: Sequence[str], index: int, *, inside: bool) -> tuple[str, int]:
    """The digits that one or two words say.

    Args:
        words: In lower case, without punctuation.
        index: The first of them.
        inside: Whether digits were said just before.

    Returns:
        The digits, empty where these words say none, and how many words they are.
    """
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else ""
    if word in _TIMES and (one := _one_digit(after[:1] if after.isdigit() else after, inside=inside)):
        return one * _TIMES[word] + (after[1:] if after.isdigit() else ""), 2
    if word in _TENS:
        unit = _UNITS.get(after, "0")
        return (_TENS[word] + unit, 2) if unit != "0" else (_TENS[word] + "0", 1)
    if written := _in_figures(word, inside=inside):
        return written, 1
    known = _UNITS | _TEENS | (_ZEROS if inside or after in _UNITS else {})
    if word in known:
        return known[word], 1
    return (_SOUND_ALIKE[word] if inside and _is_instead(word, after) else ""), 1


def _is_instead(word: str, after: str) -> bool:
    """Whether a word before another one stands for a digit that sounds like it."""
    if after[:1].isdigit():
        return word in _ALIKE_BEFORE_FIGURES
    return word in _SOUND_ALIKE and (after in _UNITS or after in _ZEROS or after in _TEENS)


def _one_digit(word: str, *, inside: bool) -> str:
    known = _UNITS | _ZEROS | (_SOUND_ALIKE if inside else {})
    return word if len(word) == 1 and word in "0123456789" else known.get(word, "")


def _in_figures(word: str, *, inside: bool) -> str:
    """The digits of a word that is written in figures; empty for any other."""
    labelled = None if inside else _LABELLED.fullmatch(word)
    if labelled:
        return labelled[1]
    written = _DOUBLE_U.sub(r"\1\1", word) if word[:1].isdigit() else word
    return written if written.isdigit() and written.isascii() else ""


def together(one: str, other: str) -> str:
    """The shortest digits that hold those of both readings in order."""
    rows = [[""] * (len(other) + 1) for _ in range(len(one) + 1)]
    for at, after in ((at, after) for at in range(len(one), -1, -1) for after in range(len(other), -1, -1)):
        if at == len(one) or after == len(other):
            rows[at][after] = one[at:] + other[after:]
        elif one[at] == other[after]:
            rows[at][after] = one[at] + rows[at + 1][after + 1]
        else:
            rows[at][after] = min(one[at] + rows[at + 1][after], other[after] + rows[at][after + 1], key=len)
    return rows[0][0]

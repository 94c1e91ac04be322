"""Numbers as they are spoken: "one four eight seven, two oh nine three", "fourteen eighty-seven", "double zero"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.phrases.text import STOP
from rehearse.speech.number_words import BREAKS, digits_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.text import Text


_TELEPHONE = (6, 4)
"""Digits of a telephone number of which the first two groups stand together and the last one apart."""


_LONGEST_JOINED = 8
"""Digits of the longest number whose groups are joined whatever their lengths are."""


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


def may_end_in_exclamation(run: DigitRun, text: Text) -> bool:
    """Whether the last digit may be the "oh" that begins what is said next: "… nine three. Oh, and my name is …"."""
    behind = next((token.word for token in text.tokens[run.tokens.stop :] if token.word != STOP), "")
    return run.digits.endswith("0") and behind == "and"


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
        said, width = digits_at(text.spelled, index, inside=bool(digits))
        if said:
            digits, index = digits + said, index + width
            stop = index
        elif digits and text.tokens[index].soft:
            index += 1
        else:
            break
    return digits, stop


def _joined(groups: list[DigitRun], text: Text) -> Iterator[DigitRun]:
    """Join groups between which nothing but a break stands, as long as they make no more than ten digits."""
    current: DigitRun | None = None
    for group in groups:
        if current is not None and _only_a_break(text, range(current.tokens.stop, group.tokens.start)):
            digits = current.digits + group.digits
            whole = len(current.digits) >= 7 and len(digits) > 10
            telephone = len(current.digits) == 3 or (len(current.digits), len(group.digits)) == _TELEPHONE
            of_one = len(digits) - may_end_in_exclamation(group, text) <= _LONGEST_JOINED
            if not whole and (of_one or telephone or len(group.digits) == 1):
                current = DigitRun(digits, range(current.tokens.start, group.tokens.stop))
                continue
        if current is not None:
            yield current
        current = group
    if current is not None:
        yield current


def _only_a_break(text: Text, between: range) -> bool:
    """Whether nothing stands between two groups but a word for a break, or letters that were heard for digits."""
    tokens = [token for token in text.tokens[between.start : between.stop] if token.word != STOP]
    # Only "and then": "2019 and 2021" are two years.
    if [token.word for token in tokens[:2]] == ["and", "then"]:
        del tokens[:2]
    return all(t.word in BREAKS or t.soft or (len(t.word) == 1 and t.word != "a") for t in tokens)

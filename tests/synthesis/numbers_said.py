"""The ways in which people say a number, as text for a voice."""

from __future__ import annotations

import re

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def one_by_one(digits: str) -> str:
    """Digit by digit, in two groups."""
    said = [UNITS[int(digit)] for digit in digits]
    return f"{' '.join(said[:4])}, {' '.join(said[4:])}"


def with_oh(digits: str) -> str:
    """The same with "oh" for zero."""
    return one_by_one(digits).replace("zero", "oh")


def in_pairs(digits: str) -> str:
    """Two digits at a time where that can be said."""
    return ", ".join(_pair(digits[at : at + 2]) for at in range(0, len(digits), 2))


def _pair(pair: str) -> str:
    if len(pair) < 2 or pair[0] == "0":
        return " ".join(UNITS[int(digit)] for digit in pair)
    if pair[0] == "1":
        return TEENS[int(pair[1])]
    return TENS[int(pair[0])] + (f" {UNITS[int(pair[1])]}" if pair[1] != "0" else "")


def doubled(digits: str) -> str:
    """ "Double" where a digit is said twice."""
    said: list[str] = []
    at = 0
    while at < len(digits):
        twice = digits[at : at + 2] == digits[at] * 2
        said.append(("double " if twice else "") + UNITS[int(digits[at])])
        at += 2 if twice else 1
    return " ".join(said)


def in_threes(digits: str) -> str:
    """Three, three and two."""
    return ", ".join(" ".join(UNITS[int(digit)] for digit in digits[at : at + 3]) for at in (0, 3, 6))


def in_twos(digits: str) -> str:
    """Digit by digit in four groups of two, with "oh" for zero."""
    groups = (digits[at : at + 2] for at in range(0, len(digits), 2))
    return ", ".join(" ".join(UNITS[int(digit)] for digit in group) for group in groups).replace("zero", "oh")


def in_one_go(digits: str) -> str:
    """Digit by digit without a break."""
    return one_by_one(digits).replace(",", "")


def pairs_with_oh(digits: str) -> str:
    """Two digits at a time with "oh" for zero."""
    return in_pairs(digits).replace("zero", "oh")


def doubled_with_oh(digits: str) -> str:
    """ "Double" where a digit is said twice, and "oh" for zero."""
    return doubled(digits).replace("zero", "oh")


def a_dash_between(digits: str) -> str:
    """Two groups of four with a dash between them."""
    return one_by_one(digits).replace(",", ", dash,")


def commas_between(digits: str) -> str:
    """Slowly, a short break after each digit."""
    return ", ".join(UNITS[int(digit)] for digit in digits)


def two_three_three(digits: str) -> str:
    """Two digits, then three, then three, with "oh" for zero."""
    said = [UNITS[int(digit)] for digit in digits]
    return ", ".join(" ".join(group) for group in (said[:2], said[2:5], said[5:])).replace("zero", "oh")


def doubled_in_groups(digits: str) -> str:
    """Two groups of four, "double" and "triple" where a digit is said again within one, and "oh" for zero."""
    return f"{_times(digits[:4])}, {_times(digits[4:])}".replace("zero", "oh")


def _times(digits: str) -> str:
    said = (UNITS[int(run[0][0])] for run in re.finditer(r"(.)\1*", digits))
    counts = (len(run[0]) for run in re.finditer(r"(.)\1*", digits))
    return " ".join(("", "", "double ", "triple ")[count] + word for word, count in zip(said, counts, strict=True))


def and_then(digits: str) -> str:
    """Two groups of four with "and then" between them."""
    return one_by_one(digits).replace(",", ", and then")


def four_then_pairs(digits: str) -> str:
    """Four digits one by one, the others two at a time, with "oh" for zero."""
    return f"{' '.join(UNITS[int(digit)] for digit in digits[:4])}, {in_pairs(digits[4:])}".replace("zero", "oh")


def three_two_three(digits: str) -> str:
    """Three digits, then two, then three."""
    said = [UNITS[int(digit)] for digit in digits]
    return ", ".join(" ".join(group) for group in (said[:3], said[3:5], said[5:]))


def a_stop_between(digits: str) -> str:
    """Two groups of four with the fall and the rest of a full stop between them, with "oh" for zero."""
    return with_oh(digits).replace(",", ".")


def doubled_in_pairs(digits: str) -> str:
    """In four groups of two, "double" where both are the same, and "oh" for zero."""
    return ", ".join(_times(digits[at : at + 2]) for at in range(0, len(digits), 2)).replace("zero", "oh")


def five_then_three(digits: str) -> str:
    """Five digits, then the others, with "oh" for zero."""
    said = [UNITS[int(digit)] for digit in digits]
    return f"{' '.join(said[:5])}, {' '.join(said[5:])}".replace("zero", "oh")


def with_nought(digits: str) -> str:
    """Digit by digit, in two groups, with "nought" for zero."""
    return one_by_one(digits).replace("zero", "nought")


def one_pair_then_digits(digits: str) -> str:
    """The first two digits as one number, then three by three."""
    said = [UNITS[int(digit)] for digit in digits]
    return f"{_pair(digits[:2])}, {' '.join(said[2:5])}, {' '.join(said[5:])}"


def an_um_between(digits: str) -> str:
    """Two groups of four with a filled pause between them."""
    return one_by_one(digits).replace(",", ", um,")


def in_twos_with_stops(digits: str) -> str:
    """Digit by digit in four groups of two, slowly, a full stop after each, with "oh" for zero."""
    return in_twos(digits).replace(",", ".")

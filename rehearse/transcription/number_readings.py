"""Several readings of one number: in figures, in words, and in the verbatim hearing. Which is likeliest?"""

from __future__ import annotations

import re

from rehearse.speech.number_words import BREAKS, digits_at, together

USUAL = (8, 10)
"""How many digits the numbers have that people say in such calls: an applicant's, and a telephone's. A reading that has
so many is preferred, for most mistakes are digits left out."""

GROUP = 4
"""So many digits are said in one go: what a chunk has of a number at its beginning or end."""

MOST_LOST = 3
"""Where words have so many digits more than figures, they are no reading of the same number."""

_LOOP = re.compile(r"(.)\1{5}")
"""Nobody says a digit so often; recognisers go round in circles."""

NUMBER_WORDS = re.compile(r"\d+w\d+|\d+|[a-z]+")
BETWEEN = BREAKS | {"and"}


def digits_of(text: str) -> str:
    """The digits that a text begins with, said or written, breaks between them left out; letters alone don't count."""
    words = ["oh" if word == "or" else word for word in NUMBER_WORDS.findall(text.lower())]
    digits, index = "", 0
    while index < len(words):
        said, width = digits_at(words, index, inside=True)
        if not said and words[index] not in BETWEEN and len(words[index]) > 1:
            break
        digits, index = digits + said, index + width
    return digits


def first_round(said: str, most: int) -> str:
    """The digits of a text; held to numbers, a recogniser says one again behind "and" until there is no room left."""
    rounds = re.split(r",? and\b", said)
    for count in range(len(rounds), 1, -1):
        digits = digits_of(" and ".join(rounds[:count]))
        if len(digits) <= most:
            return digits
    return digits_of(rounds[0])


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


def settled(figures: str, words: str, verbatim: str, usual: tuple[int, ...] = USUAL) -> tuple[str, bool]:
    """The likelier of two readings, with a third one where they leave it open.

    Args:
        figures: See `likelier`.
        words: See `likelier`.
        verbatim: As the verbatim hearing has its digits; empty where it has none there.
        usual: See `likelier`.

    Returns:
        The digits, and whether they are sure; what only the third has never is.
    """
    read, sure = likelier(figures, words, usual)
    if not sure and len(verbatim) in usual and verbatim in (figures, words):
        return verbatim, False
    is_whole = len(verbatim) in usual and len(verbatim) > GROUP
    if is_whole and len(read) not in usual and len(together(verbatim, read)) == len(verbatim):
        return verbatim, False
    return read, sure

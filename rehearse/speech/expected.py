"""What may be said that is known beforehand. No word depends on it: it is compared once the words are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedName:
    """A name that may be said.

    Attributes:
        name: As it is spelled.
        behind: Where it must come: right behind one of these, each one or more words in lower case.
        between: Words that may stand between, however they are written.
        followed_by: Or where it must come: before one of these words, from where its part of the sentence begins.
    """

    name: str
    behind: tuple[str, ...]
    between: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """What the sound of a take is compared with.

    Attributes:
        names: Names.
        digits: The digits of a number; empty where none is known.
    """

    names: tuple[ExpectedName, ...] = ()
    digits: str = ""


NOTHING_EXPECTED = Expected()
"""Where nothing is known beforehand."""

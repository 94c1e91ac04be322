"""Short word lists that belong to the code, written as one line of text each."""

from __future__ import annotations


def word_set(*lines: str) -> frozenset[str]:
    """The words of some lines of text."""
    return frozenset(word for line in lines for word in line.split())


def word_list(*lines: str) -> tuple[str, ...]:
    """The words of some lines of text, in order."""
    return tuple(word for line in lines for word in line.split())

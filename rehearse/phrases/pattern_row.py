"""What a pattern is made of: a row of items, each standing for one word, some words, or one of several rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Words:
    """One word out of some; those of `prefixes` may have any ending."""

    words: frozenset[str]
    prefixes: frozenset[str] = frozenset()

    def holds(self, word: str) -> bool:
        """Whether a word is one of them."""
        return word in self.words or (bool(self.prefixes) and word.startswith(tuple(self.prefixes)))


@cache
def words_of(words: frozenset[str], prefixes: frozenset[str] = frozenset()) -> Words:
    """Words as one object wherever the same are meant: the rules have 53,000 items, and 5,000 different ones."""
    return Words(words, prefixes)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Exactly one word of any kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several rows."""

    rows: tuple[tuple[Item, ...], ...]
    optional: bool


Item = Words | AnyWord | Gap | Choice

Row = tuple[Item, ...]


def may_be_missing(item: Item) -> bool:
    """Whether a row is found without this item too."""
    return isinstance(item, Choice) and item.optional


def says_nothing(row: Row) -> bool:
    """Whether nothing in a row has to be there."""
    return all(isinstance(item, Gap) or may_be_missing(item) for item in row)


def first_words(row: Row) -> Words | None:
    """The words with which a row can begin; None where it can begin with any word."""
    words: set[str] = set()
    prefixes: set[str] = set()
    for item in row:
        if isinstance(item, Words):
            return Words(item.words | words, item.prefixes | prefixes) if words or prefixes else item
        if isinstance(item, AnyWord | Gap):
            return None
        for inner in map(first_words, item.rows):
            if inner is None:
                return None
            words |= inner.words
            prefixes |= inner.prefixes
        if not item.optional:
            break
    return Words(frozenset(words), frozenset(prefixes))


def needed_words(row: Row) -> list[Words]:
    """Words of which a text must hold one each for a row to be found in it; those with the fewest choices first."""
    known = [words for words in map(_flat, row) if words is not None]
    return sorted(known, key=lambda w: len(w.words) + 3 * len(w.prefixes))


def _flat(item: Item) -> Words | None:
    """Words of which one must be in the text if this item matches; None where nothing can be said."""
    if isinstance(item, Words):
        return item
    if isinstance(item, Gap | AnyWord) or item.optional:
        return None
    words: set[str] = set()
    prefixes: set[str] = set()
    for row in item.rows:
        needed = next((flat for flat in map(_flat, row) if flat is not None), None)
        if needed is None:
            return None
        words |= needed.words
        prefixes |= needed.prefixes
    return Words(frozenset(words), frozenset(prefixes))

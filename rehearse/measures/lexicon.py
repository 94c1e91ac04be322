"""The filler phrases as data: `filler_phrases.toml`, read once, with errors that name file, phrase and key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from rehearse.table import Table, read_table

FILE = "filler_phrases.toml"


class Before(StrEnum):
    """What must stand before a phrase for it to be a filler."""

    BREAK = "break"
    INSIDE = "inside"
    ANY = "any"


class After(StrEnum):
    """What must follow a phrase for it to be a filler."""

    BREAK = "break"
    MARK = "mark"
    QUESTION = "question"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may be a filler.

    Attributes:
        ways: The ways to say it, each as words in lower case.
        before: What must stand before it.
        after: What must follow it.
        after_words: Words of which one must stand right before it; empty: `before` decides.
        not_after: Words that may not stand right before it.
        not_before: Words that may not follow it.
        flags: Examples, the filler in double brackets.
        passes: Near misses.
    """

    ways: tuple[tuple[str, ...], ...]
    before: Before
    after: After
    after_words: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    flags: tuple[str, ...]
    passes: tuple[str, ...]


@lru_cache(maxsize=1)
def load() -> tuple[Phrase, ...]:
    """The filler phrases that come with the program.

    Raises:
        KnownError: RULES_FAULTY.
    """
    table = read_table(files("rehearse.measures").joinpath(FILE))
    table.only("phrase")
    return tuple(read_phrase(entry) for entry in table.tables("phrase", "phrase"))


def read_phrase(table: Table) -> Phrase:
    """One phrase of the file.

    Raises:
        KnownError: RULES_FAULTY.
    """
    table.only("words", "before", "after", "after_words", "not_after", "not_before", "flags", "passes")
    phrase = Phrase(
        ways=tuple(tuple(way.lower().split()) for way in table.texts("words")),
        before=table.choice("before", Before, Before.ANY),
        after=table.choice("after", After),
        after_words=frozenset(table.texts("after_words")),
        not_after=frozenset(table.texts("not_after")),
        not_before=frozenset(table.texts("not_before")),
        flags=table.texts("flags"),
        passes=table.texts("passes"),
    )
    for key, values in (("words", phrase.ways), ("flags", phrase.flags), ("passes", phrase.passes)):
        if not values:
            table.fail(key, "at least one is needed here")
    return phrase

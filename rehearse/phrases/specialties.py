"""Which specialties a text names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.phrases.pattern import compile_pattern
from rehearse.phrases.text import overlap

if TYPE_CHECKING:
    from rehearse.phrases.pattern import Pattern
    from rehearse.phrases.text import Text
    from rehearse.phrases.vocabulary import Vocabulary
    from rehearse.table import Table


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty and how it is named.

    Attributes:
        id: Its usual name.
        names: Ways to name the field.
        people: Ways to name those who practise it.
    """

    id: str
    names: tuple[Pattern, ...]
    people: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class NamedSpecialty:
    """A specialty as it stands in a text; the longest name wins where several overlap."""

    id: str
    tokens: range


def read_specialties(table: Table, vocabulary: Vocabulary) -> tuple[Specialty, ...]:
    """Read `words/specialties.toml`."""

    def pattern(source: str) -> Pattern:
        return compile_pattern(source, vocabulary)

    table.only("specialty")
    return tuple(
        Specialty(entry.text("id"), entry.each("names", pattern), entry.each("people", pattern))
        for entry in table.tables("specialty", "specialty")
    )


def named_specialties(text: Text, specialties: tuple[Specialty, ...]) -> tuple[NamedSpecialty, ...]:
    """All specialties that a text names, in order."""
    found = [
        NamedSpecialty(specialty.id, hit)
        for specialty in specialties
        for pattern in specialty.names
        for hit in pattern.find(text)
    ]
    found.sort(key=lambda named: (-len(named.tokens), named.tokens.start))
    kept: list[NamedSpecialty] = []
    for named in found:
        if not any(overlap(named.tokens, one.tokens) for one in kept):
            kept.append(named)
    return tuple(sorted(kept, key=lambda named: named.tokens.start))


def named_people(text: Text, specialties: tuple[Specialty, ...]) -> tuple[NamedSpecialty, ...]:
    """All mentions of those who practise a specialty ("an internist")."""
    return tuple(
        NamedSpecialty(specialty.id, hit)
        for specialty in specialties
        for pattern in specialty.people
        for hit in pattern.find(text)
    )


def meant_by(name: str, specialties: tuple[Specialty, ...], read: Text) -> str:
    """The id of the specialty that a card names; the name itself where we don't know it."""
    named = named_specialties(read, specialties)
    return named[-1].id if named else name.lower()

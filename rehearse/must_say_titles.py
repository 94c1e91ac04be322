"""The short names of must-says as they stand in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def alternatives(elements: Iterable[str], titles: Mapping[str, str]) -> str:
    """Must-says of which one suffices: "Who you are or your school".

    Args:
        elements: Their ids.
        titles: Their names, by id; one that has none is called by its id.
    """
    first, *others = (titles.get(element, element.replace("-", " ")) for element in elements)
    return " or ".join([first[:1].upper() + first[1:], *map(inside, others)])


def inside(title: str) -> str:
    """A name within a line: its first letter small, unless it begins with an abbreviation or is I."""
    first = title.split(" ", 1)[0]
    return title if first.isupper() and first != "A" else title[:1].lower() + title[1:]

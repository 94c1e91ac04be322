"""Which wording of a line is said, with the names of this call put in."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from rehearse.call.chance import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rehearse.call.script import Common
    from rehearse.target import Target

CARD_SLOTS = ("program", "specialty", "applicant", "first_name", "last_name")
"""Slots that the card fills; a wording with one that the card leaves empty is not chosen."""

SPEAKER = "person"
"""The slot for the name of who speaks."""


def slots_of(text: str) -> frozenset[str]:
    """The slots of a wording.

    Raises:
        ValueError: Its braces don't match.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def names(common: Common, target: Target, seed: int) -> dict[str, str]:
    """What each slot is filled with in this call; slots of an empty card are missing."""
    people = {p.id: p.names[number(seed, f"name of {p.id}", len(p.names))] for p in common.people.values()}
    parts = target.applicant.split()
    card = {
        "program": min((target.program, *target.aliases), key=len) if target.aliases else target.program,
        "specialty": target.specialty,
        "applicant": target.applicant,
        "first_name": parts[0] if parts else "",
        "last_name": parts[-1] if parts else "",
    }
    return people | {slot: value for slot, value in card.items() if value}


def choose(wordings: Sequence[str], filled: Mapping[str, str], speaker: str, seed: int, about: str, time: int) -> str:
    """One of the wordings that can be said with the slots at hand, filled.

    Args:
        wordings: To choose from; one at least needs no slot of the card.
        filled: Slots and what they hold.
        speaker: Name of who speaks.
        seed: Of the call.
        about: What the line is, so that each line is drawn for itself.
        time: How often it was said before: the next time the next wording is taken.
    """
    known = {**filled, SPEAKER: speaker}
    fitting = [text for text in wordings if slots_of(text) <= set(known)]
    chosen = fitting[(number(seed, about, len(fitting)) + time) % len(fitting)]
    return _capitalised(chosen.format_map(known))


def _capitalised(text: str) -> str:
    """A specialty at the start of a sentence is written large."""
    return text[:1].upper() + text[1:]

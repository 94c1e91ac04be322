"""What a call must say, in plain words and in order. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.must_say_titles import alternatives, inside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CardNote:
    """A line of the user's own notes for a program: what it is, and what it says."""

    title: str
    text: str


def load_titles() -> dict[str, str]:
    """Names of all must-says for people, by id; takes half a second.

    Raises:
        KnownError: RULES_FAULTY.
    """
    from rehearse import phrases

    return {element.id: element.title for element in phrases.load().elements}


def points(scenario: Scenario, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The must-says in the order in which they are best said; alternatives are joined by "or".

    Args:
        scenario: The call.
        titles: Name of each must-say for people, by its id; while it is empty the lines are too.
    """
    if not titles:
        return ("",) * len(scenario.required)
    return tuple(alternatives(group, titles) for group in scenario.required)


def extras(scenario: Scenario, titles: Mapping[str, str]) -> str:
    """What is welcome but not needed, in one line; empty where there is nothing."""
    return ", ".join(inside(titles[element]) for element in scenario.optional if element in titles)


def notes(card: Card) -> tuple[CardNote, ...]:
    """What is worth having in view while the program is being called, in the order in which a call needs it."""
    lines = (
        CardNote("Said as", card.said_as),
        CardNote("Coordinator", card.coordinator),
        *(CardNote("Reason", reason) for reason in card.reasons),
        CardNote("Tie", card.tie),
        *(CardNote("Strength", strength) for strength in card.strengths),
        CardNote("If asked about a concern", card.concern),
        CardNote("Faculty link", card.faculty_link),
    )
    return tuple(line for line in lines if line.text.strip())

"""Gentle hints on a card and on the list of programs: what the articles advise, with their figures.

A hint states a fact about what is written on the card and what the articles say to it; it never forbids anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.programs.card import Card

REASONS = (1, 2)
"""Reasons that fit only this program. "Phone Call Missteps in SOAP": one or two targeted lines are enough."""
STRENGTHS = (1, 2)
"""Concrete strengths in a pitch. "The Unspoken Rules of Calling Programs": one or two."""
CONCERN_SENTENCES = (1, 2)
"""Sentences for a concern. One by "Phone Call Missteps in SOAP"; two are the most by "The Unspoken Rules"."""
LIST_SIZE = (5, 15)
"""Realistic programs on the list. "Phone Call Missteps in SOAP"."""
LIST_SIZE_WITH_ADVISER = 20
"""The longest list any of the articles plans with: 15 to 20, drawn up with an adviser."""

_ABBREVIATION = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|Prof|U\.S|e\.g|i\.e)\.", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Hint:
    """One remark.

    Attributes:
        field: Name of the card's field that it is about; empty for the list as a whole.
        text: The remark, a sentence or two.
    """

    field: str
    text: str


def count_sentences(text: str) -> int:
    """How many sentences a text holds; a last one without its full stop counts, abbreviations don't end one."""
    plain = _ABBREVIATION.sub(lambda match: match.group().replace(".", ""), text).strip()
    ends = list(_SENTENCE_END.finditer(plain))
    tail = plain[ends[-1].end() :] if ends else plain
    return len(ends) + bool(tail.strip())


def card_hints(card: Card) -> tuple[Hint, ...]:
    """What the articles say to the fields of one card, in the order of the form."""
    candidates = (
        Hint("reasons", _reasons(len(card.reasons))),
        Hint("strengths", _strengths(len(card.strengths))),
        Hint("concern", _concern(card.concern)),
        Hint("applied", _applied(card)),
        Hint("would_go", _would_go(card)),
    )
    return tuple(hint for hint in candidates if hint.text)


def list_hint(count: int) -> str:
    """What the articles say to the number of programs on the list; empty where they have nothing to add."""
    low, high = LIST_SIZE
    programs = "1 program" if count == 1 else f"{count} programs"
    if 0 < count < low:
        return f"{programs} on the list. Published advice: {low} to {high} realistic ones."
    if high < count <= LIST_SIZE_WITH_ADVISER:
        return (
            f"{programs} on the list. One published article suggests {low} to {high}; another goes up to "
            f"{LIST_SIZE_WITH_ADVISER} when the list is made with an adviser."
        )
    if count > LIST_SIZE_WITH_ADVISER:
        return (
            f"{programs} on the list. No article that we know goes beyond {LIST_SIZE_WITH_ADVISER}: "
            "contact spread that wide is taken for a mass mailing."
        )
    return ""


def _reasons(count: int) -> str:
    low, high = REASONS
    if count < low:
        return (
            "No reason yet. Published advice asks for one or two that fit only this program; one article advises "
            "against calling when four minutes on the program's website bring none."
        )
    if count > high:
        return f"{count} reasons. One or two are enough on the phone; the others can wait for an interview."
    return ""


def _strengths(count: int) -> str:
    low, high = STRENGTHS
    if count < low:
        return "No strength yet. Published advice suggests one or two, each with something that shows it."
    if count > high:
        return f"{count} strengths. Published advice suggests one or two; a longer list sounds read out."
    return ""


def _concern(text: str) -> str:
    count = count_sentences(text)
    best, most = CONCERN_SENTENCES
    if count <= best:
        return ""
    if count <= most:
        return f"{count} sentences. One published article asks for one; another allows two at the most."
    return (
        f"{count} sentences. Published advice allows one or two; where a concern needs more, "
        "it advises letting a faculty member explain it instead of calling."
    )


def _applied(card: Card) -> str:
    if card.applied is not False:
        return ""
    return "Not applied yet. Published advice puts the application in ERAS before any contact."


def _would_go(card: Card) -> str:
    if card.would_go is not False:
        return ""
    return (
        "You would not go there. One published article asks this first: contact makes sense only if you would accept."
    )

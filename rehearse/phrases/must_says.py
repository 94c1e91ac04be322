"""Which must-says of a scenario were heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.finding import ElementResult, Note, Status
from rehearse.phrases.matching import find_element
from rehearse.phrases.rule import Mention
from rehearse.speech.number_words import SMALL_NUMBERS

if TYPE_CHECKING:
    from rehearse.phrases.mentions import Mentions
    from rehearse.phrases.rule import Element, RuleBook
    from rehearse.phrases.text import Text
    from rehearse.scenarios.scenario import Scenario


def check_elements(
    text: Text, mentions: Mentions, scenario: Scenario, rulebook: RuleBook
) -> tuple[tuple[ElementResult, ...], tuple[Note, ...]]:
    """Every element that the scenario requires or allows, in its order, and remarks on what was not made out."""
    wanted = [(name, group) for group in scenario.required for name in group]
    wanted += [(name, (name,)) for name in scenario.optional]
    results = []
    for name, group in wanted:
        seen = _seen(rulebook.element_by_id[name], text, mentions)
        results.append(_result(name, group, scenario, text, seen))
    notes = tuple(note for result in results for note in _notes(result, mentions))
    return tuple(results), notes


def _seen(element: Element, text: Text, mentions: Mentions) -> tuple[Status, tuple[int, int] | None]:
    """What became of an element, and the offsets of the words concerned."""
    chars = _chars(element, text, mentions)
    if chars is not None:
        return Status.HEARD, chars
    unclear = _unclear_chars(element, text, mentions)
    return (Status.UNCLEAR, unclear) if unclear else (Status.MISSING, None)


def _result(
    name: str, group: tuple[str, ...], scenario: Scenario, text: Text, seen: tuple[Status, tuple[int, int] | None]
) -> ElementResult:
    status, chars = seen
    required = group in scenario.required
    if chars is None:
        return ElementResult(name, required, group, status)
    return ElementResult(name, required, group, status, text.original[slice(*chars)], *chars)


def _chars(element: Element, text: Text, mentions: Mentions) -> tuple[int, int] | None:
    """Offsets of the words that show an element."""
    said = _mentioned(element.mention, mentions)
    if said is not None:
        return text.chars(said)
    if element.patterns:
        hit = find_element(element, mentions.marked)
        return mentions.marked.chars(hit) if hit else None
    return None


def _mentioned(mention: Mention | None, mentions: Mentions) -> range | None:
    """Where a fact of the card was said first."""
    places: dict[Mention, tuple[range, ...]] = {
        Mention.APPLICANT: (mentions.applicant,) if mentions.applicant else (),
        Mention.APPLICANT_ID: tuple(run.tokens for run in mentions.ids),
        Mention.PROGRAM: mentions.programs,
        Mention.SPECIALTY: mentions.of_the_specialty,
        Mention.CONTACT: mentions.contacts,
    }
    return next(iter(places[mention]), None) if mention else None


def _unclear_chars(element: Element, text: Text, mentions: Mentions) -> tuple[int, int] | None:
    if element.mention is Mention.APPLICANT and mentions.introduced:
        return text.chars(mentions.introduced)
    if element.mention is Mention.APPLICANT_ID and mentions.short_ids:
        return text.chars(mentions.short_ids[0].tokens)
    return None


def _notes(result: ElementResult, mentions: Mentions) -> tuple[Note, ...]:
    if result.status is Status.UNCLEAR and result.element == "applicant-id":
        return (Note(result.element, digits_remark(len(mentions.short_ids[0].digits), mentions.expected_digits)),)
    if result.status is Status.UNCLEAR:
        return (Note(result.element, f"“{result.text}” is not the name on the card; it could not be made out."),)
    counts = [len(run.digits) for run in mentions.ids]
    if result.element == "applicant-id" and counts and mentions.expected_digits not in counts:
        return (Note(result.element, digits_remark(counts[0], mentions.expected_digits)),)
    return ()


def digits_remark(count: int, expected: int) -> str:
    """How many digits were heard of the applicant's number, and how many it has."""
    heard, wanted = (SMALL_NUMBERS[min(digits, len(SMALL_NUMBERS) - 1)] for digits in (count, expected))
    return f"{heard.capitalize()} digits of your number were heard, where {wanted} are expected."

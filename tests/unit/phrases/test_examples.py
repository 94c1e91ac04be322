"""Every rule and must-say against the examples that stand beside it in its file."""

from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.phrases.finding import Certainty, Finding, Status
from rehearse.phrases.rule import Element, Matcher, Mention, Rule
from rehearse.target import Target

BOOK = phrases.load()
CARD = Target("Maya Okafor", "14872093", "Riverbend Community Hospital", ("Riverbend",), "internal medicine")
NO_CARD = Target()


def scenario_for(rule: Rule) -> str:
    """A scenario in which the rule applies."""
    return next(name for name, scenario in scenarios.load().items() if rule.applies_to(scenario.rules))


def findings(rule: Rule, text: str) -> list[Finding]:
    card = NO_CARD if rule.matcher is Matcher.PATTERNS else CARD
    result = phrases.check(text, scenarios.get(scenario_for(rule)), card, BOOK)
    return [f for f in result.findings if f.rule == rule.id and f.certainty is Certainty.CERTAIN]


def marked(example: str) -> tuple[str, int, int]:
    """The text of an example and the offsets of its marked words."""
    before, _, rest = example.partition("[[")
    words, _, after = rest.partition("]]")
    return before + words + after, len(before), len(before) + len(words)


def as_recognised(text: str) -> str:
    """As a recogniser without punctuation writes it, letter for letter at the same places."""
    return "".join(c if c.isalnum() or c in "' " else " " for c in text.lower())


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.id}-{n}")
        for rule in BOOK.rules
        for n, text in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "example"), cases("flags"))
def test_an_example_gives_one_finding_at_exactly_the_marked_words(rule: Rule, example: str) -> None:
    text, start, end = marked(example)
    found = findings(rule, text)
    assert [(f.text, f.start_char, f.end_char) for f in found] == [(text[start:end], start, end)]
    assert (found[0].message, found[0].instead, found[0].severity) == (rule.message, rule.instead, rule.severity)


@pytest.mark.parametrize(("rule", "example"), cases("flags"))
def test_an_example_is_found_as_well_in_lower_case_without_punctuation(rule: Rule, example: str) -> None:
    text, start, end = marked(example)
    found = findings(rule, as_recognised(text))
    assert [(f.start_char, f.end_char) for f in found] == [(start, end)]


@pytest.mark.parametrize(("rule", "example"), cases("passes"))
def test_a_near_miss_does_not_fire(rule: Rule, example: str) -> None:
    assert findings(rule, example) == []
    assert findings(rule, as_recognised(example)) == []


def element_cases(kind: str) -> list[object]:
    return [pytest.param(e, text, id=f"{e.id}-{n}") for e in BOOK.elements for n, text in enumerate(getattr(e, kind))]


def element_result(element: Element, text: str) -> tuple[Status, str | None]:
    scenario = next(
        s for s in scenarios.load().values() if any(element.id in group for group in (*s.required, s.optional))
    )
    result = phrases.check(text, scenario, CARD, BOOK)
    found = next(e for e in result.elements if e.element == element.id)
    return found.status, found.text


@pytest.mark.parametrize(("element", "example"), element_cases("heard"))
def test_a_must_say_is_heard_at_the_marked_words(element: Element, example: str) -> None:
    text, start, end = marked(example)
    assert element_result(element, text) == (Status.HEARD, text[start:end])


@pytest.mark.parametrize(("element", "example"), element_cases("not_heard"))
def test_what_comes_close_to_a_must_say_does_not_count(element: Element, example: str) -> None:
    assert element_result(element, example)[0] is not Status.HEARD


def test_every_scenario_that_a_rule_names_exists() -> None:
    known = set(scenarios.load())
    assert {name for rule in BOOK.rules for name in (rule.scenarios or set()) | rule.excepted} <= known


def test_every_must_say_of_a_scenario_is_described() -> None:
    wanted = {e for s in scenarios.load().values() for group in (*s.required, s.optional) for e in group}
    assert wanted == set(BOOK.element_by_id)


def test_facts_of_the_card_are_looked_for_in_the_card() -> None:
    assert {e.mention for e in BOOK.elements if e.mention} == set(Mention)

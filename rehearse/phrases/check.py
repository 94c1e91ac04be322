"""Everything that the rules and structure checks say about one text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.phrases.call_level import find_generic_interest, find_repeated_number
from rehearse.phrases.consistency import wrong_id, wrong_name
from rehearse.phrases.email import email_notes
from rehearse.phrases.finding import Certainty, CheckResult, ElementResult, Finding, Note, Status
from rehearse.phrases.matching import find_every_time, find_rule
from rehearse.phrases.mentions import find_mentions
from rehearse.phrases.must_says import check_elements
from rehearse.phrases.rule import Matcher, Rule
from rehearse.phrases.text import overlap, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rehearse.phrases.mentions import Mentions
    from rehearse.phrases.rule import RuleBook
    from rehearse.phrases.text import Text
    from rehearse.scenarios.scenario import Scenario
    from rehearse.target import Target


_NAMED = {Matcher.WRONG_PROGRAM: "program-named", Matcher.WRONG_SPECIALTY: "specialty"}
"""The must-say that another name than the card's stands in for."""

_NUMBER = "applicant-id"

_IN_THE_WORDS = {Matcher.EVERY_TIME: find_every_time, Matcher.REPEATED_NUMBER: find_repeated_number}
"""Matchers that look at nothing but the text."""


@dataclass(frozen=True)
class _Call:
    """What the single checks look at."""

    text: Text
    mentions: Mentions
    rulebook: RuleBook
    target: Target
    doubts: Sequence[tuple[int, int]]


def check(
    text: str,
    scenario: Scenario,
    target: Target,
    rulebook: RuleBook,
    doubts: Sequence[tuple[int, int]] = (),
) -> CheckResult:
    """Check a text against the rules and must-says of a scenario.

    Args:
        text: What was said or written.
        scenario: Decides which rules apply and what must be said.
        target: The card to compare names and numbers with; may be empty.
        rulebook: From `load()`.
        doubts: Character ranges of words that the recogniser was unsure of; what they contradict is
            "could not be made out", not wrong.

    Returns:
        Findings in the order in which they are best changed: certain before possible, by severity, then those that
        the scenario names itself, then by place. Elements in the order of the scenario.
    """
    words = read(text, rulebook.vocabulary)
    mentions = find_mentions(words, target, rulebook)
    call = _Call(words, mentions, rulebook, target, doubts)
    elements, notes = check_elements(words, mentions, scenario, rulebook)
    findings, remarks, unclear = _findings(call, scenario)
    if not scenario.spoken:
        notes += email_notes(text, scenario, target, rulebook)
    return CheckResult(findings, tuple(_as_unclear(element, unclear, text) for element in elements), notes + remarks)


def _as_unclear(element: ElementResult, unclear: dict[str, tuple[int, int]], text: str) -> ElementResult:
    """A must-say, unclear where the recogniser was unsure of words that contradict the card."""
    chars = unclear.get(element.element)
    if chars is None or (element.status is Status.HEARD and element.element != _NUMBER):
        return element
    start, end = chars
    return replace(element, status=Status.UNCLEAR, text=text[start:end], start_char=start, end_char=end)


def _findings(
    call: _Call, scenario: Scenario
) -> tuple[tuple[Finding, ...], tuple[Note, ...], dict[str, tuple[int, int]]]:
    """Findings, remarks, and for each must-say that could not be made out the offsets of its words."""
    certain: list[tuple[Rule, range]] = []
    possible: list[tuple[Rule, range]] = []
    notes: list[Note] = []
    unclear: dict[str, tuple[int, int]] = {}
    for rule in call.rulebook.rules:
        if not rule.applies_to(scenario.rules):
            continue
        hits, doubtful, remarks = _hits(rule, call)
        notes += remarks
        unclear |= {_NAMED.get(rule.matcher, _NUMBER): call.text.chars(hit) for hit in doubtful}
        certain += [(rule, hit) for hit in hits]
        if rule.possible:
            wider = find_rule(rule, rule.possible, call.text)
            possible += [(rule, hit) for hit in wider if not any(overlap(hit, sure) for sure in hits)]
    found = [_finding(rule, hit, call.text, Certainty.CERTAIN) for rule, hit in _without_yielding(certain)]
    found += [_finding(rule, hit, call.text, Certainty.POSSIBLE) for rule, hit in possible]
    return in_order(found, call.rulebook), tuple(notes), unclear


def in_order(findings: Iterable[Finding], rulebook: RuleBook) -> tuple[Finding, ...]:
    """Findings in the order in which they are best changed; see `check`."""
    named = {rule.id for rule in rulebook.rules if rule.scenarios is not None}
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.certainty is Certainty.POSSIBLE, f.severity.rank, f.rule not in named, f.start_char),
        )
    )


def _hits(rule: Rule, call: _Call) -> tuple[list[range], list[range], tuple[Note, ...]]:
    """Where a rule fires for certain, where it can't be told whether it does, and remarks on the latter."""
    if rule.matcher is Matcher.PATTERNS:
        return find_rule(rule, rule.patterns, call.text), [], ()
    if rule.matcher is Matcher.GENERIC_INTEREST:
        return find_generic_interest(rule, call.text, call.mentions, call.rulebook), [], ()
    if rule.matcher in _IN_THE_WORDS:
        return _IN_THE_WORDS[rule.matcher](rule, call.text), [], ()
    if rule.matcher is Matcher.WRONG_PROGRAM:
        return _told_apart(rule, call, call.target.program)
    if rule.matcher is Matcher.WRONG_SPECIALTY:
        return _told_apart(rule, call, call.target.specialty)
    hits, remarks = wrong_id(call.text, call.mentions, call.target, call.doubts)
    return hits, [run.tokens for run in call.mentions.ids[:1]] if remarks else [], remarks


def _told_apart(rule: Rule, call: _Call, card_says: str) -> tuple[list[range], list[range], tuple[Note, ...]]:
    """A name that isn't the card's: wrong where it was heard well, else only to be said again."""
    found = wrong_name(rule, call.text, call.mentions, card_says)
    hits = [hit for hit, _ in found]
    # A doubt about "program" is none about the name behind it.
    doubtful = [hit for hit, name in found if _is_doubtful(call.text.chars(name), call.doubts)]
    remarks = tuple(_doubt(_NAMED[rule.matcher], call.text.original[slice(*call.text.chars(hit))]) for hit in doubtful)
    return [hit for hit in hits if hit not in doubtful], doubtful, remarks


def _is_doubtful(chars: tuple[int, int], doubts: Sequence[tuple[int, int]]) -> bool:
    return any(chars[0] < end and start < chars[1] for start, end in doubts)


def _doubt(element: str, words: str) -> Note:
    return Note(element, f"“{words}” is not what the card says, but it could not be made out; say it slowly")


def _without_yielding(found: list[tuple[Rule, range]]) -> list[tuple[Rule, range]]:
    """Leave out what another finding on the same words makes needless."""
    return [
        (rule, hit)
        for rule, hit in found
        if not any(other.id in rule.yields_to and overlap(hit, its) for other, its in found)
    ]


def _finding(rule: Rule, hit: range, text: Text, certainty: Certainty) -> Finding:
    start, end = text.chars(hit)
    words = text.original[start:end]
    return Finding(
        rule.id, rule.family, rule.severity, certainty, words, start, end, rule.message, rule.instead, rule.why
    )

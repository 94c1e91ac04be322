"""Rules that need the whole call: interest without any reason, a number said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.digits import digit_runs
from rehearse.phrases.matching import find_element, find_rule, join
from rehearse.phrases.text import STOP

if TYPE_CHECKING:
    from rehearse.phrases.mentions import Mentions
    from rehearse.phrases.rule import Rule, RuleBook
    from rehearse.phrases.text import Text

_A_CALL_HAS_WORDS = 18
"""Fewer words are part of an answer; whether a reason was given can't be told from it. Our choice."""

_SHORTEST_NUMBER = 4


def find_generic_interest(rule: Rule, text: Text, mentions: Mentions, rulebook: RuleBook) -> list[range]:
    """The first expression of interest in a call that gives no checkable reason anywhere."""
    if sum(token.word != STOP for token in text.tokens) < _A_CALL_HAS_WORDS:
        return []
    reason = rulebook.element_by_id["specific-reason"]
    if find_element(reason, mentions.marked) is not None:
        return []
    return find_rule(rule, rule.patterns, text)[:1]


def find_repeated_number(rule: Rule, text: Text) -> list[range]:
    """A number announced again, or the same digits said twice."""
    hits = find_rule(rule, rule.patterns, text)
    seen: set[str] = set()
    for run in digit_runs(text):
        if len(run.digits) >= _SHORTEST_NUMBER and run.digits in seen:
            hits.append(run.tokens)
        seen.add(run.digits)
    return join(hits, text)[:1]

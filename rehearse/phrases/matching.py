"""Where the rules' and must-says' patterns stand in a text, with everything that keeps them from counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.rule import Guard, Where
from rehearse.phrases.scope import is_negated, is_quoted, opens_clause
from rehearse.phrases.text import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.phrases.pattern import Pattern
    from rehearse.phrases.rule import Element, Rule
    from rehearse.phrases.text import Text

_NEAR = 12
_OPENING = 12
_SAME_BREATH = 2
"""How many meaningful words may lie between two hits of a rule that are shown as one finding."""


def find_rule(rule: Rule, patterns: tuple[Pattern, ...], text: Text) -> list[range]:
    """Runs of tokens in which a rule's patterns stand and count, hits close together joined.

    What keeps a run from counting also keeps the shorter runs within it that are no clause of their own: where "tell
    me my chances" is denied, so is "my chances".
    """
    found = [hit for pattern in patterns for hit in pattern.find(text)]
    denied = [hit for hit in found if not _counts(rule, hit, text)]
    hits = [hit for hit in found if not any(_only_a_part(hit, other, text) for other in denied)]
    if rule.unless or rule.unless_near:
        hits = _without_excuses(hits, rule, text)
    return join(hits, text)


def find_every_time(rule: Rule, text: Text) -> list[range]:
    """Every place where one of a rule's patterns stands; of those that overlap the one that begins first."""
    found: list[range] = []
    for hit in sorted((h for p in rule.patterns for h in p.find(text)), key=lambda h: (h.start, -h.stop)):
        if not found or hit.start >= found[-1].stop:
            found.append(hit)
    return found


def find_element(element: Element, text: Text) -> range | None:
    """The first run of tokens that shows a must-say by its patterns, or None."""
    excuses = [hit for pattern in element.unless for hit in pattern.find(text)]
    hits = [
        hit
        for pattern in element.patterns
        for hit in pattern.find(text)
        if not any(overlap(hit, excuse) for excuse in excuses)
    ]
    return min(hits, key=lambda hit: (hit.start, -hit.stop), default=None)


def _counts(rule: Rule, hit: range, text: Text) -> bool:
    if rule.where is Where.OPENING and hit.start >= _OPENING:
        return False
    if Guard.NEGATION in rule.guards and is_negated(text, hit):
        return False
    return not (Guard.QUOTATION in rule.guards and is_quoted(text, hit))


def _without_excuses(hits: list[range], rule: Rule, text: Text) -> list[range]:
    if not hits:
        return hits
    on_it = [hit for pattern in rule.unless for hit in pattern.find(text)]
    near = [hit for pattern in rule.unless_near for hit in pattern.find(text)]
    return [
        hit
        for hit in hits
        if not any(overlap(hit, excuse) for excuse in on_it) and not any(_near(hit, excuse, text) for excuse in near)
    ]


def _only_a_part(one: range, whole: range, text: Text) -> bool:
    within = whole.start <= one.start and one.stop <= whole.stop
    return within and (one == whole or not opens_clause(text, one))


def _near(hit: range, excuse: range, text: Text) -> bool:
    sentence = text.sentence_of(hit.start)
    reach = range(max(sentence.start, hit.start - _NEAR), min(sentence.stop, hit.stop + _NEAR))
    return overlap(reach, excuse)


def join(hits: Iterable[range], text: Text) -> list[range]:
    """Unite hits that overlap or stand almost side by side within a sentence."""
    joined: list[range] = []
    for hit in sorted(hits, key=lambda h: (h.start, h.stop)):
        last = joined[-1] if joined else None
        if last is not None and _same_breath(last, hit, text):
            joined[-1] = range(last.start, max(last.stop, hit.stop))
        else:
            joined.append(hit)
    return joined


def _same_breath(one: range, other: range, text: Text) -> bool:
    if other.start < one.stop:
        return True
    between = range(one.stop, other.start)
    return text.sentence_of(one.start) == text.sentence_of(other.start) and len(text.words(between)) <= _SAME_BREATH

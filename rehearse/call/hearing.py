"""What was heard in a turn: must-says, findings and cues, all as names that the conditions of a script can ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse import phrases
from rehearse.call.capitals import holds_two_names
from rehearse.call.english import sounds_foreign
from rehearse.call.name_by_ear import hears_name
from rehearse.phrases.digits import digit_runs
from rehearse.phrases.finding import Certainty, Status
from rehearse.phrases.mentions import find_mentions
from rehearse.phrases.text import overlap, read
from rehearse.phrases.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.call.script import Cue, Scripts
    from rehearse.phrases import RuleBook
    from rehearse.phrases.text import Text
    from rehearse.scenarios import Scenario
    from rehearse.target import Target

EIGHT_DIGITS, OTHER_DIGITS, FOREIGN, TWO_NAMES = "eight-digits", "other-digits", "foreign", "two-names"
OTHER_PROGRAM, APPLICANT_NAMED = "other-program", "applicant-named"
COMPUTED = frozenset({EIGHT_DIGITS, OTHER_DIGITS, FOREIGN, TWO_NAMES, OTHER_PROGRAM, APPLICANT_NAMED})
"""Facts that no pattern finds: a whole applicant ID, a number that is none, another language than English, first and
last name by their capitals (for calls without a card), another hospital as the one applied to (with a card), and the
card's applicant by name, as it sounds (without a card, anybody's full name)."""

_FULL_NAME = "full-name"

_APPLYING = word_set("applied apply applying application interested")
_REACH = 6

_FEWEST_DIGITS = 4
"""Fewer than so many digits in a row are a count or a date rather than an attempt at the ID."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a turn held.

    Attributes:
        words: How many words.
        facts: Names of the must-says, rules, families and cues that were heard, and of computed facts.
    """

    words: int
    facts: frozenset[str]


NOTHING = Heard(0, frozenset())
"""What a turn without words held."""


def hear(text: str, scenario: Scenario, target: Target, rulebook: RuleBook, scripts: Scripts) -> Heard:
    """Listen to one turn.

    Args:
        text: What was said.
        scenario: By whose rules and must-says it is judged.
        target: The card.
        rulebook: The phrase rules.
        scripts: Whose cues are looked for.
    """
    if not any(c.isalnum() for c in text):
        return NOTHING
    own = {name for group in scenario.required for name in group} | set(scenario.optional)
    further = sorted((scripts.facts & set(rulebook.element_by_id)) - own)
    wider = replace(scenario, optional=(*scenario.optional, *further))
    check = phrases.check(text, wider, target, rulebook)
    said = {element.element for element in check.elements if element.status is Status.HEARD}
    # A name that is not the one on the card is a name all the same.
    said |= {e.element for e in check.elements if e.status is Status.UNCLEAR and e.element == _FULL_NAME}
    certain = [finding for finding in check.findings if finding.certainty is Certainty.CERTAIN]
    fired = {finding.rule for finding in certain} | {finding.family for finding in certain}
    words = read(text, rulebook.vocabulary)
    mentions = find_mentions(words, target, rulebook)
    facts = said | fired | _cues(scripts.cues, words, mentions.marked) | _computed(text, words)
    if mentions.applicant or hears_name(words, target.applicant):
        facts |= {APPLICANT_NAMED, _FULL_NAME}
    if target.program and _applied_elsewhere(mentions.marked):
        facts.add(OTHER_PROGRAM)
    return Heard(len(text.split()), frozenset(facts))


def has_cue(cue: Cue, words: Text, marked: Text) -> bool:
    """Whether a cue is in a text, as it was said or with the card's facts marked in it."""
    if cue.mark and cue.mark in words.original:
        return True
    return any(_found(cue, text) for text in (words, marked))


def _found(cue: Cue, text: Text) -> bool:
    excuses = [hit for pattern in cue.unless for hit in pattern.find(text)]
    hits = (hit for pattern in cue.patterns for hit in pattern.find(text))
    return any(not any(overlap(hit, excuse) for excuse in excuses) for hit in hits)


def _cues(cues: Iterable[Cue], words: Text, marked: Text) -> set[str]:
    return {cue.id for cue in cues if has_cue(cue, words, marked)}


def _applied_elsewhere(marked: Text) -> bool:
    """Whether a hospital stands behind words of applying, and the card's nowhere."""
    said = [token.word for token in marked.tokens]
    others = [index for index, word in enumerate(said) if word == "@otherprogram"]
    before = ({*said[max(0, index - _REACH) : index]} for index in others)
    return "@program" not in said and any(not _APPLYING.isdisjoint(words) for words in before)


def _computed(text: str, words: Text) -> set[str]:
    counts = [len(run.digits) for run in digit_runs(words)]
    facts = {FOREIGN} if sounds_foreign(text) else set()
    if holds_two_names(text):
        facts.add(TWO_NAMES)
    if 8 in counts:
        facts.add(EIGHT_DIGITS)
    elif max(counts, default=0) >= _FEWEST_DIGITS:
        facts.add(OTHER_DIGITS)
    return facts

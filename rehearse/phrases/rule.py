"""What a rule and a must-say are, and the book of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.phrases.finding import Severity
    from rehearse.phrases.hospitals import HospitalWords
    from rehearse.phrases.pattern import Pattern
    from rehearse.phrases.specialties import Specialty
    from rehearse.phrases.vocabulary import Vocabulary


class Guard(StrEnum):
    """What keeps a rule from firing although its words were said."""

    NEGATION = "negation"
    QUOTATION = "quotation"


class Where(StrEnum):
    """Which part of a text a rule looks at."""

    ANYWHERE = "anywhere"
    OPENING = "opening"


class Matcher(StrEnum):
    """How a rule finds its words.

    By its patterns, hits close together being one finding; by its patterns, each hit a finding of its own whoever's
    words they are; or by one of the checks that need the whole call or the card.
    """

    PATTERNS = "patterns"
    EVERY_TIME = "every-time"
    GENERIC_INTEREST = "interest-without-a-reason"
    REPEATED_NUMBER = "number-said-twice"
    WRONG_PROGRAM = "program-not-on-the-card"
    WRONG_SPECIALTY = "specialty-not-on-the-card"
    WRONG_ID = "number-not-on-the-card"


class Mention(StrEnum):
    """A fact that a must-say needs and that is found by comparing with the card or by its shape."""

    APPLICANT = "applicant"
    APPLICANT_ID = "applicant-id"
    PROGRAM = "program"
    SPECIALTY = "specialty"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Source:
    """An article that a rule rests on, named as it stands in the article.

    Attributes:
        id: Short name used by the rules.
        title: Its title; a description where the copy we read has none.
        publisher: Who published it; empty where the copy doesn't say.
        date: When, ISO; empty where the copy doesn't say.
    """

    id: str
    title: str
    publisher: str
    date: str


@dataclass(frozen=True)
class Rule:
    """Words that work against the speaker.

    Attributes:
        id: Stable for ever; stored in histories.
        family: The file that it stands in.
        severity: How much it matters.
        message: What was heard and why it matters, one sentence.
        instead: What to say instead.
        why: Why it hurts.
        sources: The articles it rests on.
        inferred: Whether we inferred it rather than read it.
        scenarios: Scenarios it applies to; None for all.
        excepted: Scenarios in which it is allowed.
        matcher: How its words are found.
        where: Which part of the text counts.
        guards: What keeps it from firing.
        patterns: Ways to say it; a finding is certain.
        possible: Broader ways; a finding is only possible.
        unless: Words that, where they overlap a match, show that something else is meant.
        unless_near: The same anywhere within the sentence, twelve words around.
        yields_to: Rules whose finding on the same words makes this one needless.
        flags: Examples that fire, the words marked with [[ ]].
        passes: Near misses that don't.
    """

    id: str
    family: str
    severity: Severity
    message: str
    instead: str
    why: str
    sources: tuple[Source, ...]
    inferred: bool
    scenarios: frozenset[str] | None
    excepted: frozenset[str]
    matcher: Matcher
    where: Where
    guards: frozenset[Guard]
    patterns: tuple[Pattern, ...]
    possible: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    unless_near: tuple[Pattern, ...]
    yields_to: frozenset[str]
    flags: tuple[str, ...]
    passes: tuple[str, ...]

    def applies_to(self, scenarios: tuple[str, ...]) -> bool:
        """Whether the rule holds in any of these scenarios."""
        return any((self.scenarios is None or s in self.scenarios) and s not in self.excepted for s in scenarios)


@dataclass(frozen=True)
class Element:
    """Something a call must say, or may.

    Attributes:
        id: Stable for ever.
        title: Short name for people.
        counts: What counts as having said it, one sentence.
        mention: A fact of the card that must be said; None where patterns suffice.
        patterns: Ways to say it.
        unless: Words that, where they overlap a match, show that something else is meant.
        heard: Examples that count, the words marked with [[ ]].
        not_heard: Near misses that don't.
    """

    id: str
    title: str
    counts: str
    mention: Mention | None
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    heard: tuple[str, ...]
    not_heard: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """A group of rules that stand in one file.

    Attributes:
        id: Name of the file.
        title: Short name for people.
    """

    id: str
    title: str


@dataclass(frozen=True)
class RuleBook:
    """All rules and must-says, read once and never changed.

    Attributes:
        version: Changes with every change of a rule file, so that reports of different rules are never mixed.
        vocabulary: The words behind the patterns.
        specialties: How specialties are named.
        hospitals: How hospitals are named.
        families: In the order of the rule book.
        rules: In the order of the rule book.
        elements: In the order of the rule book.
    """

    version: str
    vocabulary: Vocabulary
    specialties: tuple[Specialty, ...]
    hospitals: HospitalWords
    families: tuple[Family, ...]
    rules: tuple[Rule, ...]
    elements: tuple[Element, ...]

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Rules by their id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def element_by_id(self) -> dict[str, Element]:
        """Must-says by their id."""
        return {element.id: element for element in self.elements}

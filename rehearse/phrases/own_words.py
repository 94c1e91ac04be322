"""Words that the user wants to avoid, checked by the same engine as the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.phrases.finding import Severity
from rehearse.phrases.pattern import PatternError, compile_pattern
from rehearse.phrases.rule import Family, Matcher, Rule, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.phrases.pattern import Pattern
    from rehearse.phrases.rule import RuleBook
    from rehearse.phrases.vocabulary import Vocabulary

OWN_WORDS = "own-words"
"""Id of the one rule that stands for them, and of its family."""


def with_own_words(rulebook: RuleBook, words: Iterable[str]) -> RuleBook:
    """The rule book with one more rule for the user's own words; entries that can't be read are left out.

    Args:
        rulebook: The rule book.
        words: Words or phrases, or patterns as the rule files have them.
    """
    patterns = tuple(p for entry in words if (p := _pattern(entry, rulebook.vocabulary)) is not None)
    if not patterns:
        return rulebook
    family = Family(OWN_WORDS, "Your own words")
    return replace(rulebook, families=(*rulebook.families, family), rules=(*rulebook.rules, _rule(patterns)))


def fault_of(entry: str, vocabulary: Vocabulary) -> str:
    """Why an entry can't be looked for, in one clause; empty where it can."""
    try:
        compile_pattern(entry, vocabulary)
    except PatternError as error:
        return str(error)
    return ""


def _pattern(entry: str, vocabulary: Vocabulary) -> Pattern | None:
    try:
        return compile_pattern(entry, vocabulary)
    except PatternError:
        return None


def _rule(patterns: tuple[Pattern, ...]) -> Rule:
    return Rule(
        id=OWN_WORDS,
        family=OWN_WORDS,
        severity=Severity.POLISH,
        message="You have these among your own words to avoid.",
        instead="Leave them out; a short pause does as well.",
        why="You chose to avoid them. They are listed separately and never counted among the things to change.",
        sources=(),
        inferred=False,
        scenarios=None,
        excepted=frozenset(),
        matcher=Matcher.EVERY_TIME,
        where=Where.ANYWHERE,
        guards=frozenset(),
        patterns=patterns,
        possible=(),
        unless=(),
        unless_near=(),
        yields_to=frozenset(),
        flags=(),
        passes=(),
    )

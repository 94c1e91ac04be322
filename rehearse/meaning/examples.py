"""Words that stand in a rule file as an example of what the rule forbids: they need nobody's support."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rehearse.phrases.text import STOP, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.phrases.finding import Finding
    from rehearse.phrases.rule import RuleBook
    from rehearse.phrases.vocabulary import Vocabulary

    Examples = Mapping[str, frozenset[tuple[str, ...]]]

_MARKED = re.compile(r"\[\[(.*?)\]\]")


def examples_of(rulebook: RuleBook) -> Examples:
    """The marked words of each rule's examples, by id of the rule, as the patterns see words."""
    return {
        rule.id: frozenset(
            _hard_words(words, rulebook.vocabulary) for flag in rule.flags for words in _MARKED.findall(flag)
        )
        for rule in rulebook.rules
    }


def is_example(finding: Finding, examples: Examples, vocabulary: Vocabulary) -> bool:
    """Whether the words of a finding are, hesitations and spelling aside, those of an example of its rule.

    The user's own words to avoid are no rule of the book and have no examples.
    """
    return _hard_words(finding.text, vocabulary) in examples.get(finding.rule, ())


def _hard_words(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(token.word for token in read(words, vocabulary).tokens if not token.soft and token.word != STOP)

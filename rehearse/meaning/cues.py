"""The cues of the rules: words without which a suspicion of the second layer is never certain. See `cues.toml`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rehearse.phrases.pattern import compile_pattern
from rehearse.table import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from rehearse.phrases.pattern import Pattern
    from rehearse.phrases.rule import RuleBook
    from rehearse.phrases.text import Text

    Cues = Mapping[str, tuple[Pattern, ...]]


def read_cues(path: Traversable, rulebook: RuleBook) -> Cues:
    """The cues of each rule that has any, by id of the rule.

    Raises:
        KnownError: RULES_FAULTY, naming file, rule and key of the mistake.
    """
    table = read_table(path)
    table.only("cues")
    entries = table.values.get("cues")
    if not isinstance(entries, dict):
        table.fail("cues", "write the rules below [cues]")
    cues = Table(table.file, "cues", entries)
    for rule in cues.values:
        if rule not in rulebook.by_id:
            cues.fail(rule, "there is no such rule")
    pattern = partial(compile_pattern, vocabulary=rulebook.vocabulary)
    return {rule: cues.each(rule, pattern) for rule in cues.values}


def is_cued(patterns: tuple[Pattern, ...], text: Text, start: int, end: int) -> bool:
    """Whether one of the patterns stands in a text between two of its characters."""
    return any(_lies_within(text.chars(hit), start, end) for pattern in patterns for hit in pattern.find(text))


def _lies_within(chars: tuple[int, int], start: int, end: int) -> bool:
    return start <= chars[0] and chars[1] <= end

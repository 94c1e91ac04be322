"""The labelled texts as the training sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse import phrases, scenarios
from rehearse.meaning.passages import cut
from rehearse.phrases.rule import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from rehearse.phrases.rule import Rule

NEAR_MISS_WEIGHT = 3.0
"""How much more a rule that a text only tempts counts than the many that it has nothing to do with."""

UNJUDGED_WEIGHT = 0.3
"""Weight of all other rules in a rule's own near misses, which nobody judged for them."""

KEPT_APART = ("author-", "exam-", "blind")
"""Beginnings of the names of those files among the unseen texts that are never trained on. On a part of the first
limits are chosen, on the rest figures are reported; the others are for nothing but judging."""


@dataclass(frozen=True)
class Example:
    """A text with what it should and should not be taken for.

    Attributes:
        id: Id of the text.
        passages: Its passages; a rule is broken where any of them breaks it.
        wanted: For each rule 1 where the text breaks it, else 0.
        weights: For each rule how much it counts; 0 where it is tolerated or does not apply to the call.
        is_call: Whether it is a whole call rather than a snippet.
    """

    id: str
    passages: tuple[str, ...]
    wanted: NDArray[np.float32]
    weights: NDArray[np.float32]
    is_call: bool


def learnable_rules() -> tuple[Rule, ...]:
    """The rules that words alone decide: not those that need the card or the whole call."""
    return tuple(rule for rule in phrases.load().rules if rule.matcher is Matcher.PATTERNS)


def examples(rows: Iterable[dict[str, Any]]) -> list[Example]:
    """Labelled texts as examples."""
    rules = learnable_rules()
    found = []
    for row in rows:
        applying = scenarios.get(row["scenario"]).rules
        fires, near, tolerated = set(row["fires"]), set(row["near_miss_of"]), set(row.get("tolerated", ()))
        wanted = np.array([rule.id in fires for rule in rules], dtype=np.float32)
        weights = np.array([_weight(rule, applying, near, tolerated) for rule in rules], dtype=np.float32)
        weights = np.where(wanted > 0, 1.0, weights).astype(np.float32)
        found.append(Example(row["id"], passages_of(row["text"]), wanted, weights, row["kind"] == "call"))
    return found


def examples_of_rules() -> list[Example]:
    """The examples and near misses that stand in the rule files."""
    rules = learnable_rules()
    found = []
    for place, rule in enumerate(rules):
        here = np.zeros(len(rules), dtype=np.float32)
        here[place] = 1.0
        for number, flag in enumerate(rule.flags):
            text = flag.replace("[[", "").replace("]]", "")
            found.append(
                Example(f"{rule.id}-flag-{number}", passages_of(text), here, np.ones_like(here), is_call=False)
            )
        unjudged = np.full_like(here, UNJUDGED_WEIGHT) + here * (NEAR_MISS_WEIGHT - UNJUDGED_WEIGHT)
        found += [
            Example(f"{rule.id}-pass-{number}", passages_of(text), np.zeros_like(here), unjudged, is_call=False)
            for number, text in enumerate(rule.passes)
        ]
    return found


def read_rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The rows of some files of labelled texts."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def training_files(folder: Path) -> list[Path]:
    """The files to train on: all for tuning, and of the unseen ones those that no figure is reported on."""
    unseen = sorted(folder.glob("unseen/*.jsonl"))
    return [*sorted(folder.glob("tuning/*.jsonl")), *(p for p in unseen if not p.name.startswith(KEPT_APART))]


def passages_of(text: str) -> tuple[str, ...]:
    """The words of each passage of a text."""
    return tuple(text[passage.start : passage.end] for passage in cut(text)) or (text,)


def _weight(rule: Rule, applying: tuple[str, ...], near: set[str], tolerated: set[str]) -> float:
    if rule.id in tolerated or not rule.applies_to(applying):
        return 0.0
    return NEAR_MISS_WEIGHT if rule.id in near else 1.0

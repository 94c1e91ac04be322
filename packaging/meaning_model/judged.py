"""What both layers make of labelled texts, kept so that many limits can be tried on it in a moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse import phrases, scenarios
from rehearse.meaning.check import LEAST, opening_ends
from rehearse.meaning.combine import Suspicion, found_beside, upheld
from rehearse.meaning.cues import is_cued
from rehearse.meaning.encoder import blended
from rehearse.meaning.passages import cut
from rehearse.phrases.finding import Certainty
from rehearse.phrases.rule import Where
from rehearse.phrases.text import read
from rehearse.target_json import target_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from rehearse.meaning.combine import Limits
    from rehearse.meaning.cues import Cues
    from rehearse.meaning.encoder import Encoder
    from rehearse.phrases.finding import Finding, Severity
    from rehearse.phrases.rule import RuleBook

LEAST_CUED = 0.3
"""Strength below which no limit is tried, so that cues need not be looked for."""


@dataclass(frozen=True)
class Judged:
    """A text, what the patterns find in it, and the second layer's figures about its passages.

    Attributes:
        row: The labelled text.
        findings: Of the patterns, those apart that nothing may doubt.
        passages: First and last offset of each passage.
        figures: For each passage and rule the four figures.
        open: For each passage and rule whether the rule applies there at all.
        cued: For each passage and rule whether one of its cues stands there.
    """

    row: Mapping[str, Any]
    findings: tuple[Finding, ...]
    passages: tuple[tuple[int, int], ...]
    figures: NDArray[np.float32]
    open: NDArray[np.bool_]
    cued: NDArray[np.bool_]


@dataclass(frozen=True)
class Score:
    """Counts over texts, of the rules of one severity or of all: what `tests/score_phrases.py` counts."""

    counts: Counter[str]

    @property
    def precision(self) -> float:
        """Of the certain findings, how many are right."""
        return _share(self.counts["right"], self.counts["right"] + self.counts["wrong"])

    @property
    def recall(self) -> float:
        """Of the broken rules, how many are found with certainty."""
        return _share(self.counts["right"], self.counts["broken"])

    @property
    def possible_precision(self) -> float:
        """Of the possible findings, how many are right."""
        return _share(self.counts["maybe right"], self.counts["maybe right"] + self.counts["maybe wrong"])

    @property
    def recall_with_possible(self) -> float:
        """Of the broken rules, how many are found at all."""
        return _share(self.counts["right"] + self.counts["maybe right"], self.counts["broken"])


def judged(row: Mapping[str, Any], encoder: Encoder, cues: Cues, book: RuleBook) -> Judged:
    """Let both layers read a text."""
    text, scenario = row["text"], scenarios.get(row["scenario"])
    findings = phrases.check(text, scenario, target_from_json(row.get("target"), row["id"]), book).findings
    passages, words = cut(text), read(text, book.vocabulary)
    rules = [book.by_id[rule] for rule in encoder.rules]
    ends = opening_ends(words)
    figures = encoder.figures([text[p.start : p.end] for p in passages])
    applies = np.array([rule.applies_to(scenario.rules) for rule in rules])
    early = np.array([[rule.where is not Where.OPENING or p.start < ends for rule in rules] for p in passages])
    cued = np.zeros(figures.shape[:2], dtype=bool)
    for place, column in np.argwhere(blended(figures) >= LEAST_CUED / 2).tolist():
        passage = passages[place]
        cued[place, column] = is_cued(cues.get(encoder.rules[column], ()), words, passage.start, passage.end)
    spans = tuple((p.start, p.end) for p in passages)
    return Judged(row, findings, spans, figures, early.reshape(cued.shape) & applies, cued)


def suspicions(text: Judged, rules: Sequence[str], blend: Sequence[float]) -> tuple[Suspicion, ...]:
    """What the second layer makes of each passage and rule, with the given weights of its figures."""
    strengths = np.where(text.open, blended(text.figures, blend), 0.0)
    return tuple(
        Suspicion(rules[j], *text.passages[i], float(strengths[i, j]), cued=bool(text.cued[i, j]))
        for i, j in np.argwhere(strengths >= LEAST).tolist()
    )


def score(
    texts: Iterable[tuple[Judged, tuple[Suspicion, ...]]],
    limits: Mapping[Severity, Limits],
    judged_rules: frozenset[str],
    book: RuleBook,
    only: frozenset[str],
) -> Score:
    """How good the findings about some texts are with the given limits, counting `only` these rules."""
    by_rule = {rule.id: limits[rule.severity] for rule in book.rules}
    counts: Counter[str] = Counter()
    for text, suspected in texts:
        kept = upheld(text.findings, suspected, limits, judged_rules)
        added = found_beside(kept, suspected, by_rule)
        named = [(f.rule, f.certainty) for f in kept] + [(v.suspicion.rule, v.certainty) for v in added]
        certain = {rule for rule, certainty in named if certainty is Certainty.CERTAIN} & only
        possible = {rule for rule, _ in named} & only - certain
        broken, tolerated = set(text.row["fires"]) & only, set(text.row.get("tolerated", ()))
        counts["broken"] += len(broken)
        counts["right"] += len(certain & broken)
        counts["wrong"] += len(certain - broken - tolerated)
        counts["maybe right"] += len(possible & broken)
        counts["maybe wrong"] += len(possible - broken - tolerated)
    return Score(counts)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

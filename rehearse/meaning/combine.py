"""What two layers say about the same words becomes one list of findings. Numbers and decisions, no model.

The rule, in full:

1. A finding of the patterns stands. Where the second layer doubts the words (strength below `doubt`), or rather takes
   them for what another rule forbids, it is only possible; where it is as good as certain that they mean something
   else (below `dismiss`), it is dropped. Words that stand in the rule file as an example aren't doubted.
2. A passage in which a cue of the rule stands, and which the second layer takes for it (from `sure`) and for nothing
   else as much, is a certain finding: both layers see it. From `ALONE` on it needs no cue, for that may be misheard.
3. Any other passage that the second layer takes for it (from `perhaps`) is a possible finding, with the known phrase
   that it resembles. It is never counted.
4. A rule is named once per passage, the patterns' words before the second layer's. Of several suspicions about one
   passage only those are kept that come close to the strongest (`NEAR_STRONGEST`); where the patterns found something
   certain there, a suspicion must be certain, too.

Rules that need the card or the whole call are not the second layer's: they have no strength and are left as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.phrases.finding import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rehearse.phrases.finding import Finding, Severity

NEAR_STRONGEST = 0.8
"""Share of the strongest suspicion about a passage that another one must reach to be shown beside it."""

ALONE = 0.9
"""Strength from which a passage is a certain finding without a cue: of 1,300 of the texts by which the limits are
chosen nine have such a passage, and all nine break the rule."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Strengths, 0 to 1, from which the second layer is believed; chosen on labelled texts, see `packaging`.

    Attributes:
        sure: From here on a passage that also holds a cue of the rule is a certain finding.
        perhaps: From here on a passage is a possible finding.
        doubt: Below this a finding of the patterns is only possible.
        dismiss: Below this a finding of the patterns is dropped.
    """

    sure: float
    perhaps: float
    doubt: float
    dismiss: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A passage that resembles what a rule forbids.

    Attributes:
        rule: Id of the rule.
        start: Offset of the first character of the passage.
        end: Offset behind its last character.
        strength: How strongly it resembles it, 0 to 1.
        cued: Whether a cue of the rule stands in the passage and counts there.
    """

    rule: str
    start: int
    end: int
    strength: float
    cued: bool


@dataclass(frozen=True, slots=True)
class ShownSuspicion:
    """A suspicion that is shown, and how certain it is."""

    suspicion: Suspicion
    certainty: Certainty


def upheld(
    findings: Iterable[Finding],
    suspicions: Sequence[Suspicion],
    limits: Mapping[Severity, Limits],
    judged: frozenset[str],
) -> tuple[Finding, ...]:
    """The findings of the patterns, as far as the second layer does not speak against them.

    Args:
        findings: What the patterns found.
        suspicions: What the second layer makes of every passage and rule.
        limits: By severity of the rule.
        judged: Ids of the rules that the second layer knows.
    """
    kept = []
    for finding in findings:
        bounds = limits[finding.severity]
        same = [s for s in suspicions if s.rule == finding.rule and _meet(s, finding)]
        best = max(same, key=lambda s: s.strength, default=None)
        if finding.rule not in judged or (best and best.strength >= bounds.doubt and not _outdone(best, suspicions)):
            kept.append(finding)
        elif best and best.strength >= bounds.dismiss:
            kept.append(replace(finding, certainty=Certainty.POSSIBLE))
    return tuple(kept)


def found_beside(
    findings: Sequence[Finding], suspicions: Sequence[Suspicion], limits: Mapping[str, Limits]
) -> tuple[ShownSuspicion, ...]:
    """The suspicions that become findings beside those of the patterns.

    Args:
        findings: What `upheld` left of the patterns' findings.
        suspicions: What the second layer makes of every passage and rule.
        limits: By id of the rule.
    """
    verdicts: list[ShownSuspicion] = []
    for suspicion in sorted(suspicions, key=lambda s: (-s.strength, s.start, s.rule)):
        bounds = limits[suspicion.rule]
        enough = bounds.sure if suspicion.cued else ALONE
        sure = suspicion.strength >= enough and not _outdone(suspicion, suspicions)
        if suspicion.strength < bounds.perhaps and not sure:
            continue
        here = [finding for finding in findings if _meet(suspicion, finding)]
        before = [verdict.suspicion for verdict in verdicts if _cross(verdict.suspicion, suspicion)]
        if suspicion.rule in {finding.rule for finding in here} | {other.rule for other in before}:
            continue
        if not sure and any(finding.certainty is Certainty.CERTAIN for finding in here):
            continue
        if any(suspicion.strength < NEAR_STRONGEST * other.strength for other in before):
            continue
        verdicts.append(ShownSuspicion(suspicion, Certainty.CERTAIN if sure else Certainty.POSSIBLE))
    return tuple(verdicts)


def _outdone(suspicion: Suspicion, suspicions: Iterable[Suspicion]) -> bool:
    """Whether the same passage is rather taken for what another rule forbids."""
    return any(
        (s.start, s.end) == (suspicion.start, suspicion.end) and s.strength > suspicion.strength for s in suspicions
    )


def _meet(suspicion: Suspicion, finding: Finding) -> bool:
    return suspicion.start < finding.end_char and finding.start_char < suspicion.end


def _cross(one: Suspicion, other: Suspicion) -> bool:
    return one.start < other.end and other.start < one.end

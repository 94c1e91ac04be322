"""What the phrase rules and structure checks say about a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.speech import Span


class Severity(StrEnum):
    """How much a finding matters; the order of the members is the order of importance."""

    STOP = "stop"
    FIX = "fix"
    POLISH = "polish"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Certainty(StrEnum):
    """Whether something counts (certain) or is only shown apart (possible)."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class Status(StrEnum):
    """What became of a must-say."""

    HEARD = "heard"
    MISSING = "missing"
    UNCLEAR = "unclear"


STATUS_WORDS = {Status.HEARD: "heard", Status.MISSING: "missing", Status.UNCLEAR: "could not be made out"}
"""What became of a must-say, within a line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that work against the speaker.

    Attributes:
        rule: Id of the rule, stable for ever.
        family: Family of the rule.
        severity: How much it matters.
        certainty: Certain findings count, possible ones are shown apart.
        text: The words concerned, exactly `text[start_char:end_char]`.
        start_char: Offset of the first character.
        end_char: Offset behind the last character.
        message: What was heard and why it matters, one sentence.
        instead: What to say instead.
        why: Why it hurts, one or two plain sentences.
        span: When it was said; None for typed text.
        resembles: For a possible finding, the known phrase that it resembles.
    """

    rule: str
    family: str
    severity: Severity
    certainty: Certainty
    text: str
    start_char: int
    end_char: int
    message: str
    instead: str
    why: str
    span: Span | None = None
    resembles: str | None = None


@dataclass(frozen=True, slots=True)
class ElementResult:
    """One must-say (or welcome extra) of a scenario and whether it was heard.

    Attributes:
        element: Id of the element.
        required: Whether the scenario requires it (or one of its alternatives).
        one_of: The alternatives of which one suffices, this one included.
        status: Heard, missing, or something was said there that could not be made out.
        text: The words that show it; None where nothing does.
        start_char: Offset of the first character; None where nothing shows it.
        end_char: Offset behind the last; None where nothing shows it.
        span: When it was said; None for typed text or where nothing shows it.
        heard_as: What it was heard as, where `text`, which was written for it, does not show it: the name on the card
            that the sound bears out, or the words of a second hearing. None elsewhere.
    """

    element: str
    required: bool
    one_of: tuple[str, ...]
    status: Status
    text: str | None = None
    start_char: int | None = None
    end_char: int | None = None
    span: Span | None = None
    heard_as: str | None = None

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The elements of which one suffices; this one alone where it has no alternative."""
        return self.one_of or (self.element,)

    @property
    def quote(self) -> str:
        """The words that show it without the punctuation behind them, see `quoted`; empty where nothing does."""
        return quoted(self.text.rstrip(".,;:!?"), self.heard_as) if self.text else ""


def quoted(written: str, heard_as: str | None) -> str:
    """The words that show a must-say, within a line.

    Args:
        written: The words as they were written.
        heard_as: What they were heard as, where that is something else.
    """
    return f"sounds like “{heard_as}”, written as “{written}”" if heard_as else f"“{written}”"


_BEST_FIRST = (Status.HEARD, Status.UNCLEAR, Status.MISSING)


def best_of_alternatives(results: Iterable[ElementResult]) -> tuple[ElementResult, ...]:
    """One result for each group of alternatives, in their order: one that was heard, else unclear, else missing."""
    groups: dict[tuple[str, ...], list[ElementResult]] = {}
    for result in results:
        groups.setdefault(result.alternatives, []).append(result)
    return tuple(min(group, key=lambda result: _BEST_FIRST.index(result.status)) for group in groups.values())


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that is neither a finding nor a must-say, such as on a number with a digit less than expected."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything that the rules and structure checks say about one text."""

    findings: tuple[Finding, ...]
    elements: tuple[ElementResult, ...]
    notes: tuple[Note, ...] = ()

"""What is marked in a take: where it stands among the words and in time, and what it is called. Pure, no Qt."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.phrases.finding import Certainty, Finding, Severity
from rehearse.ui import formatting

if TYPE_CHECKING:
    from rehearse.report import Report
    from rehearse.speech import Span, Transcript

LONG_PAUSE_S = 2.0
"""From here on a pause is a mark of its own where no band says otherwise; the articles give none, this is ours."""
SHOWN_PAUSE_S = 0.5
"""Shorter silences belong to fluent speech and are not shown among the words."""


class MarkKind(StrEnum):
    """What a mark stands for; the order of the members is the order in which they cover each other."""

    STOP = "stop"
    FIX = "fix"
    POLISH = "polish"
    POSSIBLE = "possible"
    FILLER = "filler"
    REPETITION = "repetition"
    PAUSE = "pause"

    @property
    def rank(self) -> int:
        """0 for the mark that covers all others."""
        return list(MarkKind).index(self)


NAMES: dict[MarkKind, str] = {
    MarkKind.STOP: "Stop",
    MarkKind.FIX: "Fix",
    MarkKind.POLISH: "Polish",
    MarkKind.POSSIBLE: "Possible",
    MarkKind.FILLER: "Filler",
    MarkKind.REPETITION: "Said twice",
    MarkKind.PAUSE: "Long pause",
}
"""What each kind is called."""

MEANINGS: dict[MarkKind, str] = {
    MarkKind.STOP: "works against you, leave it out",
    MarkKind.FIX: "say it another way",
    MarkKind.POLISH: "fine, could be better",
    MarkKind.POSSIBLE: "not certain, not counted",
    MarkKind.FILLER: "um, uh, or words that fill",
    MarkKind.REPETITION: "the same words again at once",
    MarkKind.PAUSE: "longer than the band",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of a take.

    Attributes:
        kind: What it stands for.
        span: When it was said.
        label: What it is, in words.
        words: Indices of the words that it covers; empty for a pause and for an um that may have been said.
        finding: The finding behind it; None for fillers, repetitions and pauses.
    """

    kind: MarkKind
    span: Span
    label: str
    words: range
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class ShownPause:
    """A silence that is shown among the words, behind the word with index `after`."""

    after: int
    seconds: float
    long: bool


def kind_of(finding: Finding) -> MarkKind:
    """How a finding is marked: by its severity, or as possible."""
    if finding.certainty is Certainty.POSSIBLE:
        return MarkKind.POSSIBLE
    return {Severity.STOP: MarkKind.STOP, Severity.FIX: MarkKind.FIX, Severity.POLISH: MarkKind.POLISH}[
        finding.severity
    ]


def marks_of(report: Report) -> tuple[Mark, ...]:
    """Everything marked in a report, in the order of time."""
    transcript = report.transcript
    marks: list[Mark] = []
    for finding in report.findings:
        words = transcript.words_in_chars(finding.start_char, finding.end_char)
        span = finding.span or transcript.span_of_chars(finding.start_char, finding.end_char)
        if span is not None:
            kind = kind_of(finding)
            marks.append(Mark(kind, span, f"{NAMES[kind]}: {formatting.quoted(finding.text)}", words, finding))
    for filler in report.fillers:
        if filler.certain:
            label = f"Filler: {formatting.quoted(filler.text)}"
            marks.append(Mark(MarkKind.FILLER, filler.span, label, _words_in(transcript, filler.span)))
        else:
            # It is no part of the text, so it can be heard on the sound alone.
            label = f"Perhaps {formatting.quoted(filler.text)}, not counted"
            marks.append(Mark(MarkKind.POSSIBLE, filler.span, label, range(0)))
    for repetition in report.repetitions:
        label = f"Said twice: {formatting.quoted(repetition.text)}"
        marks.append(Mark(MarkKind.REPETITION, repetition.span, label, _words_in(transcript, repetition.span)))
    limit = long_pause_s(report)
    for pause in report.pauses:
        if pause.span.duration_s > limit:
            label = f"Pause of {formatting.with_unit(pause.span.duration_s, 'seconds', 1)}"
            marks.append(Mark(MarkKind.PAUSE, pause.span, label, range(0)))
    return tuple(sorted(marks, key=lambda mark: (mark.span.start_s, mark.kind.rank)))


def long_pause_s(report: Report) -> float:
    """From which length a pause counts as long: the upper edge of the band that judged this report."""
    for judgement in report.judgements:
        if judgement.measure == "longest_pause_s" and judgement.band.high is not None:
            return judgement.band.high
    return LONG_PAUSE_S


def shown_pauses(report: Report) -> tuple[ShownPause, ...]:
    """The silences that are shown among the words, in the order of time."""
    limit = long_pause_s(report)
    words = report.transcript.words
    shown = []
    for pause in report.pauses:
        if pause.span.duration_s >= SHOWN_PAUSE_S:
            after = bisect_right(words, pause.span.middle_s, key=lambda word: (word.start_s + word.end_s) / 2) - 1
            shown.append(ShownPause(after, pause.span.duration_s, pause.span.duration_s > limit))
    return tuple(pause for pause in shown if pause.after >= 0)


def covering(marks: tuple[Mark, ...]) -> dict[int, Mark]:
    """The mark shown on each marked word; where several lie on one word, the gravest."""
    shown: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.kind.rank):
        for word in mark.words:
            shown.setdefault(word, mark)
    return shown


def _words_in(transcript: Transcript, span: Span) -> range:
    inside = [
        index
        for index, word in enumerate(transcript.words)
        if span.start_s <= word.span.middle_s <= span.end_s and word.start_s < span.end_s
    ]
    return range(inside[0], inside[-1] + 1) if inside else range(0)

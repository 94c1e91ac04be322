"""What is marked in a take, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.measures.values import Band, Filler, FillerKind, Judgement, Pause, PausePlace, Repetition, Verdict
from rehearse.phrases.finding import Certainty, Finding, Severity
from rehearse.speech import Span
from rehearse.ui.marks import MarkKind, covering, marks_of, shown_pauses
from tests.reports import a_report

if TYPE_CHECKING:
    from rehearse.report import Report

TEXT = "Um, I am so sorry to bother you"
"""Half a second a word, without a gap."""


def finding(words: str, severity: Severity, certainty: Certainty = Certainty.CERTAIN) -> Finding:
    start = TEXT.index(words)
    return Finding("rule", "family", severity, certainty, words, start, start + len(words), "Message.", "Else.", "Why.")


def report_with(*findings: Finding) -> Report:
    return a_report(TEXT, findings=findings)


def pause(start_s: float, end_s: float) -> Pause:
    return Pause(Span(start_s, end_s), PausePlace.BETWEEN_CLAUSES)


def test_a_finding_marks_its_words_and_their_time() -> None:
    (mark,) = marks_of(report_with(finding("so sorry", Severity.FIX)))
    assert mark.kind is MarkKind.FIX
    assert list(mark.words) == [3, 4]
    assert mark.span == Span(1.5, 2.5)
    assert mark.label == "Fix: “so sorry”"


def test_marks_come_in_the_order_of_time() -> None:
    marks = marks_of(report_with(finding("bother", Severity.STOP), finding("I am", Severity.POLISH)))
    assert [mark.kind for mark in marks] == [MarkKind.POLISH, MarkKind.STOP]


def test_a_possible_finding_is_marked_as_such_whatever_its_severity() -> None:
    (mark,) = marks_of(report_with(finding("so sorry", Severity.STOP, Certainty.POSSIBLE)))
    assert mark.kind is MarkKind.POSSIBLE


def test_an_um_that_may_have_been_said_is_marked_on_the_sound_and_on_no_word() -> None:
    unsure = Filler("uh", FillerKind.FILLED_PAUSE, certain=False, span=Span(1.1, 1.3))
    (mark,) = marks_of(replace(report_with(), fillers=(unsure,)))
    assert (mark.kind, mark.span, list(mark.words)) == (MarkKind.POSSIBLE, Span(1.1, 1.3), [])
    assert mark.label == "Perhaps “uh”, not counted"


def test_where_marks_overlap_the_gravest_is_shown() -> None:
    shown = covering(marks_of(report_with(finding("so sorry", Severity.POLISH), finding("sorry to", Severity.STOP))))
    assert {word: mark.kind for word, mark in shown.items()} == {
        3: MarkKind.POLISH,
        4: MarkKind.STOP,
        5: MarkKind.STOP,
    }


def test_a_certain_filler_marks_its_word() -> None:
    certain = Filler("um", FillerKind.FILLED_PAUSE, certain=True, span=Span(0, 0.5))
    (mark,) = marks_of(replace(report_with(), fillers=(certain,)))
    assert (mark.kind, list(mark.words)) == (MarkKind.FILLER, [0])


def test_a_repetition_is_marked() -> None:
    (mark,) = marks_of(replace(report_with(), repetitions=(Repetition("I am", Span(0.5, 1.5)),)))
    assert (mark.kind, list(mark.words)) == (MarkKind.REPETITION, [1, 2])


def test_a_pause_is_a_mark_only_above_the_band_that_judged_the_report() -> None:
    pauses = (pause(1.0, 2.9), pause(4.0, 6.5))
    judged = Judgement("longest_pause_s", Verdict.ABOVE, Band(high=1.5))
    assert [mark.span.duration_s for mark in marks_of(replace(report_with(), pauses=pauses))] == [2.5]
    assert len(marks_of(replace(report_with(), pauses=pauses, judgements=(judged,)))) == 2


def test_pauses_of_half_a_second_stand_behind_the_word_before_them() -> None:
    report = replace(report_with(), pauses=(pause(0.5, 0.9), pause(1.4, 2.0), pause(3.9, 6.2)))
    shown = shown_pauses(report)
    assert [(one.after, one.long) for one in shown] == [(2, False), (7, True)]

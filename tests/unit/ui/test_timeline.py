from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.measures.values import Band, Filler, FillerKind, Judgement, Measures, Pause, PausePlace
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Note, Severity, Status
from rehearse.speech import Span, Transcript, Word
from rehearse.ui.marks import MarkKind, marks_of
from rehearse.ui.timeline import ItemKind, Lane, Timeline, in_words, timeline_of
from rehearse.ui.widgets.must_say_list import must_says
from tests.reports import a_report

if TYPE_CHECKING:
    from rehearse.report import Report

LENGTH = Band(30, 90)


def take() -> Report:
    """Two stretches of speech with three seconds between, in a recording of ten seconds."""
    words = (Word("Um", 1.0, 1.4), Word("hello", 1.4, 2.0), Word("sorry", 5.0, 5.5), Word("bye.", 5.5, 6.0))
    finding = Finding("sorry", "f", Severity.FIX, Certainty.CERTAIN, "sorry", 9, 14, "m", "i", "w", Span(5.0, 5.5))
    elements = (
        ElementResult("greeting", True, ("greeting",), Status.HEARD, "hello", 3, 8, Span(1.4, 2.0)),  # noqa: FBT003
        ElementResult("name", True, ("name",), Status.UNCLEAR, "bye.", 15, 19, Span(5.5, 6.0)),  # noqa: FBT003
        ElementResult("number", True, ("number",), Status.MISSING),  # noqa: FBT003
    )
    judged = (Judgement("speech_duration_s", LENGTH.verdict(5.0), LENGTH),)
    report = a_report("", Measures(), findings=(finding,), elements=elements, judgements=judged)
    return replace(
        report,
        transcript=Transcript(words, "tiny"),
        fillers=(Filler("Um", FillerKind.FILLED_PAUSE, certain=True, span=Span(1.0, 1.4)),),
        pauses=(Pause(Span(2.0, 5.0), PausePlace.BETWEEN_CLAUSES),),
        audio=replace(report.audio, duration_s=10.0),
    )


def timeline(report: Report) -> Timeline:
    return timeline_of(report, marks_of(report), must_says(report.elements, {}, required=True))


def test_speech_stands_in_stretches_between_the_silences() -> None:
    lane = timeline(take()).in_lane(Lane.SPEECH)
    assert [(item.kind, item.span) for item in lane] == [
        (ItemKind.SPEECH, Span(1.0, 2.0)),
        (ItemKind.LONG_PAUSE, Span(2.0, 5.0)),
        (ItemKind.SPEECH, Span(5.0, 6.0)),
    ]
    assert lane[0].words == range(2)
    assert lane[1].label == "Pause of 3.0 seconds"


def test_in_a_mock_call_nothing_is_shown_where_the_other_side_speaks() -> None:
    note = Note("speech_duration_s", "You spoke in 2 turns; listening and waiting are left out.")
    lane = timeline(replace(take(), pauses=(), notes=(note,))).in_lane(Lane.SPEECH)
    assert [(item.kind, item.span) for item in lane] == [
        (ItemKind.SPEECH, Span(1.0, 2.0)),
        (ItemKind.SPEECH, Span(5.0, 6.0)),
    ]


def test_every_kind_of_remark_has_a_lane_of_its_own() -> None:
    shown = timeline(take())
    assert [item.label for item in shown.in_lane(Lane.FILLERS)] == ["Filler: “Um”"]
    (finding,) = shown.in_lane(Lane.FINDINGS)
    assert (finding.mark, finding.words) == (MarkKind.FIX, range(2, 3))
    assert finding.finding is not None
    assert [(item.kind, item.label) for item in shown.in_lane(Lane.MUST_SAYS)] == [
        (ItemKind.HEARD, "Greeting: “hello”"),
        (ItemKind.UNCLEAR, "Name: “bye”"),
    ]


def test_the_length_band_begins_where_speech_would_be_long_enough() -> None:
    shown = timeline(take())
    assert shown.band == Span(31.0, 91.0)
    assert shown.band_words == "The length band: 30 to 90 seconds."


def test_the_timeline_stands_in_words_too() -> None:
    assert in_words(timeline(take())) == (
        "Speech in two stretches, pauses: Pause of 3.0 seconds at 0:02. Fillers: Filler: “Um” at 0:01. "
        "Findings: Fix: “sorry” at 0:05. Must-says: Greeting: “hello” at 0:01; Name: “bye” at 0:05. "
        "The length band: 30 to 90 seconds."
    )


def test_a_silent_take_has_an_empty_timeline() -> None:
    report = a_report("", Measures())
    assert timeline(report).items == ()
    assert in_words(timeline(report)) == "Nothing was said."

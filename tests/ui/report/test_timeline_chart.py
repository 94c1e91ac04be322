"""The timeline on the report page: what is chosen in it is chosen everywhere, and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from rehearse.ui.marks import marks_of
from rehearse.ui.timeline import Lane, timeline_of
from rehearse.ui.widgets.must_say_list import must_says
from tests.ui import report_stage

if TYPE_CHECKING:
    from tests.ui.report_stage import ReportStage


def press(stage: ReportStage, *keys: Qt.Key) -> None:
    for key in keys:
        stage.qtbot.keyClick(stage.page.body.timeline, key)


def test_a_finding_chosen_in_the_timeline_is_chosen_everywhere(usual: ReportStage) -> None:
    chart = usual.page.body.timeline
    chart.setFocus()
    press(usual, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert chart.current is not None
    assert chart.current.lane is Lane.FINDINGS
    assert chart.current.label == "Fix: “so sorry to bother you”"
    assert usual.page.body.transcript.selected == range(5, 10)
    assert usual.page.bar.waveform.position_s == pytest.approx(2.5)
    assert usual.page.body.side.details.isVisible()


def test_space_hears_what_was_chosen(usual: ReportStage) -> None:
    usual.page.body.timeline.setFocus()
    press(usual, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space)
    usual.hear(0.5)
    assert usual.page.replay.playing
    assert 6.0 < usual.page.bar.waveform.position_s < 6.5


def test_enter_hears_just_what_was_chosen(usual: ReportStage) -> None:
    usual.page.body.timeline.setFocus()
    press(usual, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return)
    usual.hear(2.0)
    assert not usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(0.65, abs=0.02)


def test_a_click_chooses_what_lies_under_the_pointer(usual: ReportStage) -> None:
    chart = usual.page.body.timeline
    report = report_stage.usual_report()
    lines = must_says(report.elements, {"thanks": "Thanks"}, required=True)
    item = timeline_of(report, marks_of(report), lines).in_lane(Lane.MUST_SAYS)[-1]
    usual.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect_of(item).center().toPoint())
    assert usual.page.body.transcript.selected == item.words
    assert usual.page.bar.waveform.position_s == pytest.approx(item.span.start_s)


def test_the_timeline_is_told_in_words(usual: ReportStage) -> None:
    chart = usual.page.body.timeline
    assert chart.accessibleName() == "Timeline"
    assert "Fillers: Filler: “Um” at 0:00." in chart.accessibleDescription()
    assert "Must-says: Greeting: “good morning”" in chart.accessibleDescription()


def test_a_silent_take_shows_no_timeline(usual: ReportStage) -> None:
    usual.show(usual.add(report_stage.silent_report(), minutes_ago=1))
    assert not usual.page.body.timeline.isVisible()

"""The timeline on the report page: what is chosen in it is chosen everywhere, and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from rehearse.ui.marks import marks_of
from rehearse.ui.timeline import Lane, timeline_of
from rehearse.ui.widgets.must_say_list import must_says
from tests.ui import report_stage
from tests.ui.page_stage import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.report_stage import Stage


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[Stage]:
    with services_in(rehearse_home) as services:
        stage = report_stage.make(services, qtbot)
        stage.show(stage.add(report_stage.usual_report()))
        yield stage
        stage.page.clear()


def press(stage: Stage, *keys: Qt.Key) -> None:
    for key in keys:
        stage.qtbot.keyClick(stage.page.body.timeline, key)


def test_a_finding_chosen_in_the_timeline_is_chosen_everywhere(stage: Stage) -> None:
    chart = stage.page.body.timeline
    chart.setFocus()
    press(stage, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert chart.current is not None
    assert chart.current.lane is Lane.FINDINGS
    assert chart.current.label == "Fix: “so sorry to bother you”"
    assert stage.page.body.transcript.selected == range(5, 10)
    assert stage.page.bar.waveform.position_s == pytest.approx(2.5)
    assert stage.page.body.side.details.isVisible()


def test_space_hears_what_was_chosen(stage: Stage) -> None:
    stage.page.body.timeline.setFocus()
    press(stage, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space)
    stage.hear(0.5)
    assert stage.page.replay.playing
    assert 6.0 < stage.page.bar.waveform.position_s < 6.5


def test_enter_hears_just_what_was_chosen(stage: Stage) -> None:
    stage.page.body.timeline.setFocus()
    press(stage, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return)
    stage.hear(2.0)
    assert not stage.page.replay.playing
    assert stage.page.bar.waveform.position_s == pytest.approx(0.65, abs=0.02)


def test_a_click_chooses_what_lies_under_the_pointer(stage: Stage) -> None:
    chart = stage.page.body.timeline
    report = report_stage.usual_report()
    lines = must_says(report.elements, {"thanks": "Thanks"}, required=True)
    item = timeline_of(report, marks_of(report), lines).in_lane(Lane.MUST_SAYS)[-1]
    stage.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect_of(item).center().toPoint())
    assert stage.page.body.transcript.selected == item.words
    assert stage.page.bar.waveform.position_s == pytest.approx(item.span.start_s)


def test_the_timeline_is_told_in_words(stage: Stage) -> None:
    chart = stage.page.body.timeline
    assert chart.accessibleName() == "Timeline"
    assert "Fillers: Filler: “Um” at 0:00." in chart.accessibleDescription()
    assert "Must-says: Greeting: “good morning”" in chart.accessibleDescription()


def test_a_silent_take_shows_no_timeline(stage: Stage) -> None:
    stage.show(stage.add(report_stage.silent_report(), minutes_ago=1))
    assert not stage.page.body.timeline.isVisible()

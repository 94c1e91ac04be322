"""A mock call as a person meets it in the window; microphone, loudspeaker and recogniser do as they are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from rehearse import call, scenarios
from rehearse.call import Ending
from rehearse.calling.conductor import LinePhase
from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings
from rehearse.history.values import TakeState
from rehearse.ui.call_phase import CallPhase
from rehearse.ui.pages.call_view import CallView
from rehearse.ui.widgets.call_list import in_order
from rehearse.ui.widgets.level_meter import LevelMeter
from tests.ui.call.call_stage import dial
from tests.ui.page_stage import NoTelephone, button, nameless, texts
from tests.ui.practice_page import press
from tests.unit.calling.line import INTRODUCTION

if TYPE_CHECKING:
    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.ui.pages.practice import PracticePage
    from tests.ui.practice_stage import PracticeStage
    from tests.unit.calling.line import Line


def test_a_whole_call_is_made_reported_and_kept(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    assert "Ringing" in texts(page)
    line.until(LinePhase.YOURS)
    stage.qtbot.waitUntil(lambda: "Your turn" in texts(page))
    line.pass_time(2.0, voice=True)
    line.until(LinePhase.THEIRS)
    stage.qtbot.waitUntil(lambda: "is speaking" in texts(page))
    press(Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    take = stage.services.history.take(told[0])
    report = stage.services.history.calls.report(take.id)
    assert report is not None
    assert report.closing.ended is Ending.YOU_HUNG_UP
    assert report.turns
    assert stage.services.history.report(take.id) is not None
    assert recordings.other_side(take.audio_path).exists()
    assert stage.calls.now.phase is CallPhase.IDLE


def test_while_it_rings_it_is_said_once_and_no_time_runs_out(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    dial(stage, page)
    line.pass_time(0.5)
    assert texts(page).count("Ringing") == 1
    assert "What they say appears here." in texts(page)
    assert "seconds left" not in texts(page)
    line.until(LinePhase.YOURS)
    stage.qtbot.waitUntil(lambda: "seconds left" in texts(page))
    assert "What they say appears here." not in texts(page)
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: "The call has ended" in texts(page))
    assert "seconds left" not in texts(page)
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)


def test_when_a_call_ends_the_keyboard_goes_on_to_the_report_and_never_to_mute(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    visited: list[str] = []

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            visited.append(now.accessibleName() or getattr(now, "text", str)())

    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    line.pass_time(1.0)
    QApplication.instance().focusChanged.connect(note)  # type: ignore[union-attr]
    try:
        stage.calls.hang_up()
        stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    finally:
        QApplication.instance().focusChanged.disconnect(note)  # type: ignore[union-attr]
    assert visited[:2] == ["Mock call", "Cancel"]


def level_said(page: PracticePage) -> str:
    """What stands beside the one level that is shown."""
    (meter,) = [one for one in page.findChildren(LevelMeter) if one.isVisible()]
    return meter.word


def test_m_mutes_and_c_hides_the_captions(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    dial(stage, page)
    stage.calls.level_changed.emit(-20.0)
    assert level_said(page) != "No sound"
    press(Qt.Key.Key_M)
    assert stage.calls.is_muted
    assert level_said(page) == "No sound"
    assert "your microphone is muted" in texts(page)
    stage.calls.level_changed.emit(-20.0)
    assert level_said(page) == "No sound"
    press(Qt.Key.Key_M)
    assert not stage.calls.is_muted
    assert "your microphone is muted" not in texts(page)
    line.until(LinePhase.YOURS)
    stage.qtbot.waitUntil(lambda: "“" in texts(page))
    press(Qt.Key.Key_C)
    assert "“" not in texts(page)
    assert not stage.services.settings.call_captions


def test_what_they_say_is_shown_without_captions_where_nothing_can_be_heard(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    stage.services.update_settings(replace(stage.services.settings, call_captions=False))
    dial(stage, page)
    line.until(LinePhase.YOURS)
    assert "“" not in texts(page)
    line.device.vanish()
    stage.qtbot.waitUntil(lambda: "“" in texts(page))
    assert "plays nothing" in texts(page)
    assert not stage.services.settings.call_captions


@pytest.mark.usefixtures("line")
def test_a_call_is_led_with_tab_space_and_escape_alone(stage: PracticeStage, page: PracticePage) -> None:
    dial(stage, page)
    view = page.findChild(CallView)
    path = [QApplication.focusWidget()]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        press(key)
        path.append(QApplication.focusWidget())
    assert path == [view.hang_up, view.mute, view.show_captions, view.mute]
    press(Qt.Key.Key_Space)
    assert stage.calls.is_muted
    assert stage.calls.now.phase is CallPhase.THEIRS, "Space pressed the button that had the keyboard, and no more"
    press(Qt.Key.Key_Tab)
    shown = view.captions.isVisible()
    press(Qt.Key.Key_Space)
    assert view.captions.isVisible() is not shown
    press(Qt.Key.Key_Escape)
    assert stage.calls.now.phase is not CallPhase.THEIRS


def test_everything_on_the_line_has_a_name(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    dial(stage, page)
    line.until(LinePhase.YOURS)
    assert nameless(page) == []


def test_a_microphone_that_cannot_be_opened_is_said_and_nothing_is_kept(
    stage: PracticeStage, page: PracticePage
) -> None:
    class Busy(NoTelephone):
        def connect(self, _plan: CallPlan) -> PhoneCall:
            raise KnownError(Trouble.MICROPHONE_BUSY, device="USB headset", reason="in use")

    stage.services.telephone = Busy()
    button(page, " Mock call").click()
    stage.qtbot.waitUntil(lambda: "USB headset" in texts(page))
    assert stage.calls.now.phase is CallPhase.IDLE
    assert stage.services.history.lists.rows() == ()


def test_hanging_up_before_anybody_was_connected_leaves_nothing_behind(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    button(page, " Mock call").click()
    stage.calls.hang_up()
    stage.settle()
    assert stage.calls.now.phase is CallPhase.IDLE
    assert stage.services.history.lists.rows() == ()
    assert not line.microphone.is_open


def test_hanging_up_in_the_first_second_keeps_no_take_and_says_so(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    dial(stage, page)
    line.pass_time(0.1)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.IDLE, timeout=20_000)
    assert "You hung up within half a second" in texts(page)
    assert stage.services.history.lists.rows() == ()
    assert not line.microphone.is_open


def test_every_call_that_is_offered_has_somebody_who_answers(page: PracticePage) -> None:
    offered = {scenario.id for scenario in in_order(scenarios.load().values())}
    assert offered == set(call.load().by_id)
    page.choose_call("practice-intro")
    assert button(page, " Mock call").isEnabled()


def test_a_call_that_is_broken_off_by_the_end_of_the_program_is_kept_with_its_turns(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    dial(stage, page)
    line.answer()
    stage.calls.close()
    (row,) = stage.services.history.lists.rows()
    kept = stage.services.history.calls.report(row.take.id)
    assert row.take.state is TakeState.RECORDED
    assert kept is not None
    assert [turn.text for turn in kept.turns] == [INTRODUCTION]
    assert not line.microphone.is_open

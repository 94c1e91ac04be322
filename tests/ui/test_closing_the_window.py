"""Closing the window while a take is recorded or a mock call is under way, and just after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.call import Ending
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.ui.call_phase import CallPhase, CallWish
from tests.ui.page_stage import answer, question
from tests.ui.practice_stage import PracticeStage, connected
from tests.ui.window_stage import begin_take

if TYPE_CHECKING:
    from rehearse.ui.main_window import MainWindow
    from tests.unit.calling.line import Line


def test_closing_while_recording_asks_and_goes_on_if_so_wanted(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    window.close()
    assert question(window).text() == "A take is being recorded. Close anyway?"
    answer(window, "Go on recording")
    assert window.isVisible()
    assert stage.state.phase is PracticePhase.RECORDING


def test_closing_while_recording_keeps_the_take(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    stage.speak(2.0)
    window.close()
    with stage.qtbot.waitSignal(window.closed):
        answer(window, "Keep the take and close")
    stage.controller.close()
    (row,) = stage.services.history.lists.rows()
    assert (row.take.state, row.take.duration_s) == (TakeState.RECORDED, pytest.approx(2.0))


def test_closing_while_saving_waits_until_the_take_is_safe(window: MainWindow, stage: PracticeStage) -> None:
    stage.recogniser.may_finish.clear()
    begin_take(stage, window)
    stage.speak(2.0)
    stage.controller.stop()
    with stage.qtbot.waitSignal(window.closed):
        window.close()
        assert window.isVisible()
    assert stage.services.history.lists.rows()[0].take.state is TakeState.RECORDED


def call_in(window: MainWindow, stage: PracticeStage) -> Line:
    """A mock call in which the applicant has answered once."""
    line = connected(stage)
    window.make_call(CallWish("opening-call"))
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    line.answer()
    return line


def test_closing_during_a_mock_call_asks_and_goes_on_if_so_wanted(window: MainWindow, stage: PracticeStage) -> None:
    line = call_in(window, stage)
    window.close()
    assert question(window).text() == "You are in a mock call. Close anyway?"
    answer(window, "Go on with the call")
    assert window.isVisible()
    assert line.recorder.is_recording


def test_closing_during_a_mock_call_hangs_up_and_keeps_the_take_with_its_turns(
    window: MainWindow, stage: PracticeStage
) -> None:
    line = call_in(window, stage)
    window.close()
    with stage.qtbot.waitSignal(window.closed):
        answer(window, "Hang up and close")
    (row,) = stage.services.history.lists.rows()
    kept = stage.services.history.calls.report(row.take.id)
    assert row.take.state is TakeState.RECORDED
    assert kept is not None
    assert kept.closing.ended is Ending.YOU_HUNG_UP
    assert not line.microphone.is_open


def test_closing_when_a_call_has_just_ended_waits_until_it_is_safe(window: MainWindow, stage: PracticeStage) -> None:
    call_in(window, stage)
    stage.calls.hang_up()
    assert stage.calls.now.phase is CallPhase.ENDING
    with stage.qtbot.waitSignal(window.closed):
        window.close()
        assert window.isVisible()
    assert stage.services.history.lists.rows()[0].take.state is TakeState.RECORDED

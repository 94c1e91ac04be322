"""A mock call whose window is closed in the moment in which it is saved."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from rehearse.audio.decode import load
from rehearse.calling.conductor import LinePhase
from rehearse.history import recordings
from rehearse.history.values import TakeState
from rehearse.ui.call_phase import CallPhase, CallWish

if TYPE_CHECKING:
    from rehearse.history.values import Take
    from tests.ui.practice_stage import PracticeStage
    from tests.unit.calling.line import Line


@pytest.fixture
def line(stage: PracticeStage, line: Line) -> Line:
    """A call in which something was said already."""
    stage.calls.dial(CallWish("opening-call"), None)
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    line.until(LinePhase.YOURS)
    line.pass_time(1.0, voice=True)
    return line


def only_take(stage: PracticeStage) -> Take:
    (row,) = stage.services.history.lists.rows()
    return row.take


def test_a_call_that_the_worker_has_not_saved_yet_is_saved_by_closing(stage: PracticeStage, line: Line) -> None:
    may_save = threading.Event()
    stage.services.tasks.run(lambda _task: may_save.wait(20), lambda _done: None, lambda _error: None)
    stage.calls.hang_up()
    assert stage.calls.now.phase is CallPhase.ENDING
    stage.calls.close()
    take = only_take(stage)
    assert take.state is TakeState.RECORDED
    assert take.duration_s == pytest.approx(load(take.audio_path).duration_s)
    assert recordings.other_side(take.audio_path).exists()
    assert not line.microphone.is_open
    may_save.set()
    stage.settle()
    assert only_take(stage) == take


@pytest.mark.usefixtures("line")
def test_a_call_that_was_saved_already_is_left_as_it_is_by_closing(stage: PracticeStage) -> None:
    stage.recogniser.may_finish.clear()
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.ANALYSING)
    before = only_take(stage)
    stage.calls.close()
    assert only_take(stage) == before
    assert before.state is TakeState.RECORDED

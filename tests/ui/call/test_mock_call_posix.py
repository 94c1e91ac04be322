"""A mock call where something stands in the way of the other side's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings
from rehearse.history.values import TakeState
from rehearse.ui.call_phase import CallPhase, CallWish
from tests.unit.calling.line import INTRODUCTION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.practice_stage import PracticeStage
    from tests.unit.calling.line import Line


def test_where_the_other_side_cannot_be_written_the_take_and_its_turns_are_kept_and_the_reason_is_told(
    stage: PracticeStage, line: Line, tmp_path: Path
) -> None:
    stage.calls.dial(CallWish("opening-call"), None)
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    line.answer()
    (row,) = stage.services.history.lists.rows()
    other = recordings.other_side(row.take.audio_path)
    other.symlink_to(tmp_path / "nowhere" / "at all")
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.FAILED, timeout=20_000)
    told = KnownError(Trouble.FOLDER_READ_ONLY, path=other).message
    take, kept = stage.services.history.take(row.take.id), stage.services.history.calls.report(row.take.id)
    assert stage.calls.now.message == told
    assert (take.state, take.failure) == (TakeState.FAILED, told)
    assert take.duration_s
    assert kept is not None
    assert kept.turns[0].text == INTRODUCTION
    assert not line.microphone.is_open
    assert not line.device.is_open

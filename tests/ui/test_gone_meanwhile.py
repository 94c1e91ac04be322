"""Takes, recordings and folders that go while something is being done with them: it is said, and the rest goes on."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from rehearse.errors import KnownError, Trouble
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.ui.rail import Place
from tests.sounds import murmur

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage

FAILURE = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")


def analysing(stage: PracticeStage) -> str:
    """A take that is being analysed, until the recogniser may finish; its id."""
    stage.recogniser.may_finish.clear()
    stage.begin()
    stage.speak()
    stage.controller.stop()
    return stage.wait_for(PracticePhase.ANALYSING).take_id or ""


@pytest.mark.parametrize("failure", [None, FAILURE], ids=["and succeeds", "and fails"])
@pytest.mark.parametrize("for_good", [False, True], ids=["into the bin", "for good"])
def test_a_take_that_is_deleted_while_it_is_analysed_is_not_spoken_of_any_more(
    stage: PracticeStage, failure: KnownError | None, *, for_good: bool
) -> None:
    stage.recogniser.failure = failure
    take_id = analysing(stage)
    stage.services.history.bin.put([take_id])
    if for_good:
        stage.services.history.bin.empty()
    stage.recogniser.may_finish.set()
    stage.wait_for(PracticePhase.IDLE)
    assert stage.reports == []
    assert stage.services.history.lists.rows() == ()
    stage.recogniser.failure = None
    stage.take()


def test_a_failed_take_that_was_deleted_elsewhere_can_be_left_retried_and_deleted(stage: PracticeStage) -> None:
    stage.recogniser.failure = FAILURE
    for step in (stage.controller.retry, stage.controller.discard, stage.controller.leave):
        stage.begin()
        stage.speak()
        stage.controller.stop()
        stage.services.history.delete(stage.wait_for(PracticePhase.FAILED).take_id or "")
        step()
        stage.wait_for(PracticePhase.IDLE)


def test_a_take_that_is_deleted_while_it_waits_to_be_analysed_is_passed_over(stage: PracticeStage) -> None:
    take_id = stage.take()
    stage.controller.leave()
    stage.services.history.delete(take_id)
    stage.controller.analyse_again(take_id)
    assert stage.state.phase is PracticePhase.IDLE


def test_a_folder_of_recordings_that_is_gone_is_made_again_by_the_next_take(stage: PracticeStage) -> None:
    before = stage.take()
    shutil.rmtree(stage.services.paths.recordings)
    take_id = stage.take()
    assert stage.services.history.take(take_id).audio_path.exists()
    assert stage.services.history.report(before) is not None


def test_a_recording_is_added_though_the_folder_of_recordings_is_gone(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "memo.wav", murmur(2.0, 16_000).astype(np.int16), 16_000)
    shutil.rmtree(stage.services.paths.recordings)
    window.files.add_recordings([tmp_path / "memo.wav"])
    stage.qtbot.waitUntil(lambda: len(stage.reports) == 1, timeout=20_000)


def test_a_backup_is_made_though_recordings_are_gone(stage: PracticeStage, window: MainWindow, tmp_path: Path) -> None:
    stage.take()
    shutil.rmtree(stage.services.paths.recordings)
    window.files.back_up(tmp_path / "all.zip")
    stage.qtbot.waitUntil(lambda: "One take is backed up" in window.notice.words.text())
    assert "One take no longer has a recording" in window.notice.words.text()


@pytest.mark.parametrize("left", [0, 20, 43, 44, 45, 60])
def test_a_take_whose_file_was_cut_off_is_named_and_kept(stage: PracticeStage, left: int) -> None:
    take_id = stage.take()
    stage.controller.leave()
    audio = stage.services.history.take(take_id).audio_path
    audio.write_bytes(audio.read_bytes()[:left])
    report = stage.services.history.report(take_id)
    stage.controller.analyse_again(take_id)
    state = stage.wait_for(PracticePhase.FAILED)
    assert str(audio) in (state.message or "")
    assert stage.services.history.take(take_id).state is TakeState.ANALYSED
    assert stage.services.history.report(take_id) == report


def test_takes_are_all_shown_where_the_clock_was_set_back_between_them(
    stage: PracticeStage, window: MainWindow
) -> None:
    first = stage.take()
    stage.controller.leave()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with stage.services.history.database.writing() as connection:
        connection.execute(
            "UPDATE take SET started_at = ?, started_epoch_s = ?", (tomorrow.isoformat(), tomorrow.timestamp())
        )
    second = stage.take()
    assert {row.take.id for row in stage.services.history.lists.rows()} == {first, second}
    window.show_place(Place.PROGRESS)
    window.show_report(second)
    window.show_report(first)
    stage.settle()

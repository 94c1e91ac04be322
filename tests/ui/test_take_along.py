"""What goes in and out as files, from the window."""

from __future__ import annotations

import csv
import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.programs.card import Card
from rehearse.ui.pages import take_words
from rehearse.ui.pages.take_words import Ruler
from rehearse.ui.rail import Place
from tests.sounds import murmur, tone, write_m4a
from tests.ui.page_stage import button

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    to = tmp_path / "memo.flac"
    soundfile.write(to, murmur(2.0, 44_100).astype(np.int16), 44_100)
    return to


def drop(window: MainWindow, *files: Path) -> bool:
    """Drop files on the window; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(10, 10), copy, data, left, none)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPoint(10, 10).toPointF(), copy, data, left, none))
    return entering.isAccepted()


def said(window: MainWindow) -> str:
    return window.notice.words.text() if window.notice.isVisible() else ""


def test_a_recording_that_is_dropped_becomes_a_take_with_a_report(
    stage: PracticeStage, window: MainWindow, memo: Path
) -> None:
    window.pages.practice.choose_call("voicemail")
    assert drop(window, memo)
    stage.wait_for(PracticePhase.REPORTED)
    stage.settle()
    (row,) = stage.services.history.lists.rows()
    assert (row.take.scenario, row.take.imported, row.take.state) == ("voicemail", True, TakeState.ANALYSED)
    assert row.take.duration_s == pytest.approx(2.0, abs=0.05)
    assert row.take.started_at.timestamp() == pytest.approx(memo.stat().st_mtime, abs=1)
    assert window.rail.buttons[Place.REPORT].isChecked()
    assert memo.exists()
    assert take_words.state(row, Ruler("", "", None)).startswith("imported")


def test_a_voice_memo_of_a_telephone_that_is_dropped_becomes_a_take(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    write_m4a(tmp_path / "Memo 3.m4a", tone(2.0, 44_100), 44_100)
    assert drop(window, tmp_path / "Memo 3.m4a")
    stage.wait_for(PracticePhase.REPORTED)
    stage.settle()
    (row,) = stage.services.history.lists.rows()
    assert (row.take.imported, row.take.state) == (True, TakeState.ANALYSED)
    assert row.take.duration_s == pytest.approx(2.0, abs=0.1)
    assert window.rail.buttons[Place.REPORT].isChecked()


def test_several_recordings_are_analysed_one_after_another(
    stage: PracticeStage, window: MainWindow, memo: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.flac"
    other.write_bytes(memo.read_bytes())
    drop(window, memo, other)
    stage.qtbot.waitUntil(
        lambda: [row.take.state for row in stage.services.history.lists.rows()] == [TakeState.ANALYSED] * 2,
        timeout=20_000,
    )


def test_a_file_that_is_no_recording_is_named_and_leaves_no_take(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.m4a"
    notes.write_text("not a sound")
    drop(window, notes)
    stage.settle()
    stage.qtbot.waitUntil(lambda: "notes.m4a could not be read as sound" in said(window))
    assert stage.services.history.lists.rows() == ()
    assert not list(stage.services.paths.recordings.rglob("*.wav"))


def test_nothing_is_taken_while_a_take_is_recorded(stage: PracticeStage, window: MainWindow, memo: Path) -> None:
    window.pages.practice.record()
    stage.wait_for(PracticePhase.RECORDING)
    assert not drop(window, memo)
    stage.controller.discard()


def test_stop_does_not_wait_for_files_that_are_still_being_read(
    stage: PracticeStage, window: MainWindow, memo: Path
) -> None:
    slow_disk = threading.Event()
    stage.services.file_tasks.run(lambda _task: slow_disk.wait(20), lambda _none: None, lambda _error: None)
    window.pages.practice.record()
    stage.wait_for(PracticePhase.RECORDING)
    window.files.add_recordings([memo])
    stage.speak()
    stage.controller.stop()
    spoken = stage.wait_for(PracticePhase.REPORTED).take_id
    assert not stage.microphone.is_open
    states = {row.take.id: row.take.state for row in stage.services.history.lists.rows()}
    assert states.pop(spoken or "") is TakeState.ANALYSED
    assert not states, "the file's turn has not come"
    slow_disk.set()
    stage.qtbot.waitUntil(
        lambda: [row.take.state for row in stage.services.history.lists.rows()] == [TakeState.ANALYSED] * 2,
        timeout=20_000,
    )


def test_what_was_read_while_a_take_was_recorded_is_analysed_even_if_that_take_is_discarded(
    stage: PracticeStage, window: MainWindow, memo: Path
) -> None:
    window.pages.practice.record()
    stage.wait_for(PracticePhase.RECORDING)
    window.files.add_recordings([memo])
    stage.settle()
    stage.controller.discard()
    stage.wait_for(PracticePhase.REPORTED)
    (row,) = stage.services.history.lists.rows()
    assert (row.take.imported, row.take.state) == (True, TakeState.ANALYSED)


def test_the_history_is_saved_as_a_table_or_as_json(stage: PracticeStage, window: MainWindow, tmp_path: Path) -> None:
    take_id = stage.take()
    for name in ("history.csv", "history.json"):
        window.files.export(tmp_path / name)
    stage.qtbot.waitUntil(lambda: "history.json" in said(window))
    (line,) = csv.DictReader((tmp_path / "history.csv").read_text("utf-8").splitlines())
    assert line["id"] == take_id
    (take,) = json.loads((tmp_path / "history.json").read_text("utf-8"))["takes"]
    assert take["report"]["schema"] == "rehearse.report/1"


def test_a_backup_brings_back_what_was_deleted(stage: PracticeStage, window: MainWindow, tmp_path: Path) -> None:
    take_id = stage.take()
    stage.services.history.cards.save(Card(program="Riverbend"))
    before = stage.services.history.report(take_id)
    stage.services.update_settings(replace(stage.services.settings, own_words=("basic*",), silenced_rules=("apology",)))
    window.files.back_up(tmp_path / "all.zip")
    stage.qtbot.waitUntil(lambda: "One take is backed up" in said(window))
    stage.services.history.delete_all(with_cards=True)
    stage.services.update_settings(replace(stage.services.settings, own_words=("honestly",), silenced_rules=()))
    assert drop(window, tmp_path / "all.zip")
    stage.qtbot.waitUntil(lambda: said(window) == "One take was added; none was there already.")
    assert stage.services.history.report(take_id) == before
    assert [card.program for card in stage.services.history.cards.all()] == ["Riverbend"]
    assert stage.services.settings.own_words == ("honestly", "basic*")
    assert stage.services.settings.silenced_rules == ("apology",)


def test_a_backup_brings_a_lost_recording_back(stage: PracticeStage, window: MainWindow, tmp_path: Path) -> None:
    take = stage.services.history.take(stage.take())
    window.files.back_up(tmp_path / "all.zip")
    stage.qtbot.waitUntil(lambda: "One take is backed up" in said(window))
    sound = take.audio_path.read_bytes()
    take.audio_path.unlink()
    window.files.restore(tmp_path / "all.zip")
    stage.qtbot.waitUntil(
        lambda: said(window) == "No takes were added; one was there already. One lost recording is back."
    )
    assert take.audio_path.read_bytes() == sound


def test_a_recording_that_is_not_read_yet_is_no_take_that_a_crash_could_cut_off(
    stage: PracticeStage, window: MainWindow, memo: Path
) -> None:
    slow_disk = threading.Event()
    stage.services.file_tasks.run(lambda _task: slow_disk.wait(20), lambda _none: None, lambda _error: None)
    window.files.add_recordings([memo, memo])
    assert stage.services.history.unfinished() == ()
    slow_disk.set()
    stage.settle()
    assert len(stage.services.history.lists.rows()) == 2
    assert not list(stage.services.paths.recordings.glob(".incoming-*"))


def test_stop_that_came_too_late_says_what_was_taken_over(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take_id = stage.take()
    stage.services.update_settings(replace(stage.services.settings, own_words=("basic*",)))
    window.files.back_up(tmp_path / "all.zip")
    stage.settle()
    stage.services.history.delete_all()
    stage.services.update_settings(replace(stage.services.settings, own_words=()))
    window.files.restore(tmp_path / "all.zip")
    through = threading.Event()
    stage.services.file_tasks.run(lambda _task: through.set(), lambda _none: None, lambda _error: None)
    assert through.wait(20)
    with stage.qtbot.waitSignal(window.files.history_changed):
        button(window, "Stop").click()
        assert "nothing was" not in said(window)
    assert "One take was added" in said(window)
    assert [row.take.id for row in stage.services.history.lists.rows()] == [take_id]
    assert stage.services.settings.own_words == ("basic*",)


def test_taking_a_backup_over_that_is_stopped_changes_nothing_and_says_so(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    stage.take()
    window.files.back_up(tmp_path / "all.zip")
    stage.settle()
    stage.services.history.delete_all()
    slow_disk = threading.Event()
    stage.services.file_tasks.run(lambda _task: slow_disk.wait(20), lambda _none: None, lambda _error: None)
    window.files.restore(tmp_path / "all.zip")
    button(window, "Stop").click()
    assert "nothing was" not in said(window)
    slow_disk.set()
    stage.qtbot.waitUntil(lambda: said(window) == "Stopped. Nothing was restored.")
    assert stage.services.history.lists.rows() == ()


def test_a_backup_that_is_stopped_writes_nothing_and_says_so(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    stage.take()
    slow_disk = threading.Event()
    stage.services.file_tasks.run(lambda _task: slow_disk.wait(20), lambda _none: None, lambda _error: None)
    window.files.back_up(tmp_path / "all.zip")
    button(window, "Stop").click()
    slow_disk.set()
    stage.qtbot.waitUntil(lambda: said(window) == "The backup was stopped; nothing was written.")
    assert not (tmp_path / "all.zip").exists()


def test_a_zip_that_is_no_backup_is_named_and_changes_nothing(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "photos.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    drop(window, tmp_path / "photos.zip")
    stage.qtbot.waitUntil(lambda: "is not a complete Rehearse backup" in said(window))
    assert stage.services.history.lists.rows() == ()


def test_the_file_menu_holds_what_goes_in_and_out(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    entries = [action.text() for menu in menus if menu.title() == "&File" for action in menu.actions()]
    assert entries == [
        "Add recordings…",
        "Save this report…",
        "",
        "Export the history…",
        "Back everything up…",
        "Restore a backup…",
    ]

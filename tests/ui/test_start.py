"""What stands around the window: one per data folder, colours that follow, a log that tells no words, refusals."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints

from rehearse.audio import outlines
from rehearse.errors import KnownError, Trouble
from rehearse.history.backup import Wishes, write_backup
from rehearse.history.incoming import Arrival, move_in
from rehearse.history.store import HistoryStore
from rehearse.paths import paths
from rehearse.scratch import Scratch, scratch_folder
from rehearse.settings import Settings, Theme, load, save
from rehearse.ui import logs, start, theme
from rehearse.ui.appearance import Appearance
from rehearse.ui.pages.refused import UNTOUCHED, RefusedWindow
from rehearse.ui.pages.report_loading import OUTLINES
from rehearse.ui.process_age import seconds_since_start
from rehearse.ui.single_instance import SingleInstance
from tests.left_behind import leave_behind
from tests.ui.page_stage import nameless, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, put back as it was."""
    font, sheet, palette = qapp.font(), qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setFont(font)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    theme.use(theme.LIGHT)


@pytest.fixture
def log_folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    logs.stop()
    logging.getLogger().setLevel(logging.WARNING)


def test_only_the_first_of_two_claims_a_folder(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_two_data_folders_have_a_window_each(tmp_path: Path) -> None:
    folders = tmp_path / "one", tmp_path / "other"
    for folder in folders:
        folder.mkdir()
    claims = [SingleInstance(folder) for folder in folders]
    assert [claim.claim() for claim in claims] == [True, True]
    for claim in claims:
        claim.release()


@pytest.mark.usefixtures("rehearse_home")
def test_the_outline_of_a_take_that_was_deleted_before_a_crash_is_gone_after_the_next_start(
    app: QApplication, qtbot: QtBot
) -> None:
    places = paths()
    save(Settings(first_start_done=True), places.settings_file)
    deleted, kept = places.recordings / "deleted.wav", places.recordings / "kept.wav"
    for recording in (deleted, kept):
        recording.write_bytes(bytes(100))
        outlines.keep(places.cache / OUTLINES, recording, outlines.Outline(((-0.5, 0.5),), 1.0, 0.0))
    deleted.unlink()
    instance = SingleInstance(places.data)
    assert instance.claim()
    window = start.Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
    try:
        window.show(quit_when_ready=False)
        qtbot.waitUntil(lambda: len(list((places.cache / OUTLINES).iterdir())) == 1, timeout=20_000)
        assert outlines.read(places.cache / OUTLINES, kept) is not None
    finally:
        window.main.hide()
        window.close()
        window.main.deleteLater()
        instance.release()


@pytest.mark.usefixtures("rehearse_home")
def test_sound_that_was_not_to_be_kept_is_gone_after_the_start_that_follows_a_crash(
    app: QApplication, qtbot: QtBot
) -> None:
    places = paths()
    save(Settings(first_start_done=True), places.settings_file)
    left = leave_behind(places)
    kept = places.recordings / "2026-07-27" / "20260727-091500-aa00bb.wav"
    kept.parent.mkdir()
    kept.write_bytes(bytes(100))
    sound = places.recordings / ".incoming-p0q1" / "20260727-101500-aa00bb.wav"
    sound.write_bytes(b"what was said")
    arrived = kept.with_name(sound.name)
    move_in([Arrival(sound.stem, sound, f"2026-07-27/{sound.name}")], sound.parent, places.recordings)
    assert arrived.exists()
    with scratch_folder(Scratch.AGAIN, places.cache) as in_use:
        instance = SingleInstance(places.data)
        assert instance.claim()
        window = start.Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
        try:
            window.show(quit_when_ready=False)
            qtbot.waitUntil(lambda: not any(file.exists() for file in (*left, arrived)), timeout=20_000)
            assert not list(places.recordings.glob(".incoming-*"))
            assert kept.exists()
            assert Path(in_use).is_dir()
        finally:
            window.main.hide()
            window.close()
            window.main.deleteLater()
            instance.release()


@pytest.mark.usefixtures("rehearse_home")
def test_words_to_avoid_that_a_backup_brought_just_before_the_window_closed_are_kept(
    app: QApplication, tmp_path: Path
) -> None:
    backup = tmp_path / "all.zip"
    with contextlib.closing(HistoryStore.open(tmp_path / "history.db", tmp_path / "recordings")) as other:
        write_backup(other, backup, wishes=Wishes(("basic*",), ("apology",)))
    places = paths()
    save(Settings(first_start_done=True, own_words=("honestly",)), places.settings_file)
    instance = SingleInstance(places.data)
    assert instance.claim()
    window = start.Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
    through = threading.Event()
    window.main.files.restore(backup)
    window.services.file_tasks.run(lambda _task: through.set(), lambda _none: None, lambda _error: None)
    assert through.wait(20)
    window.close()
    window.main.deleteLater()
    instance.release()
    kept = load(places.settings_file)
    assert (kept.own_words, kept.silenced_rules) == (("honestly", "basic*"), ("apology",))


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        SingleInstance(tmp_path / "nowhere").claim()
    assert error.value.trouble is Trouble.FOLDER_READ_ONLY


def test_the_theme_is_the_one_that_was_chosen(app: QApplication) -> None:
    Appearance(app, Settings()).apply(Settings(theme=Theme.DARK))
    assert theme.current() is theme.DARK
    Appearance(app, Settings()).apply(Settings(theme=Theme.LIGHT))
    assert theme.current() is theme.LIGHT


def test_the_theme_follows_the_system_while_the_program_runs(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    appearance = Appearance(app, Settings())
    appearance.apply(Settings(theme=Theme.SYSTEM))
    for scheme, tokens in ((Qt.ColorScheme.Dark, theme.DARK), (Qt.ColorScheme.Light, theme.LIGHT)):
        # The offscreen platform has no colours of its own to change.
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints, scheme=scheme: scheme)
        app.styleHints().colorSchemeChanged.emit(scheme)
        assert theme.current() is tokens


def test_the_size_of_the_text_is_a_multiple_of_the_systems(app: QApplication) -> None:
    size = app.font().pointSizeF()
    appearance = Appearance(app, Settings(text_scale=1.5))
    appearance.apply(Settings(text_scale=1.5))
    assert app.font().pointSizeF() == pytest.approx(1.5 * size)
    appearance.apply(Settings())
    assert app.font().pointSizeF() == pytest.approx(size)


def test_the_log_holds_what_went_wrong_and_where_but_no_text_of_an_exception(log_folder: Path) -> None:
    file = logs.start(log_folder)
    spoken = " ".join(["please", "I", "would", "do", "any" + "thing"])
    try:
        raise ValueError(spoken)
    except ValueError:
        logging.getLogger("rehearse").exception("it failed")
    logs.stop()
    written = file.read_text()
    assert "it failed" in written
    assert "test_start.py" in written
    assert "ValueError" in written
    assert "anything" not in written


def test_the_sentence_of_a_known_error_is_logged(log_folder: Path) -> None:
    file = logs.start(log_folder)
    try:
        raise KnownError(Trouble.NO_MICROPHONE)
    except KnownError:
        logging.getLogger("rehearse").exception("it failed")
    logs.stop()
    assert KnownError(Trouble.NO_MICROPHONE).message in file.read_text()


def test_a_large_log_is_put_aside_and_the_oldest_goes(log_folder: Path) -> None:
    file = log_folder / logs.FILE_NAME
    for old in ("first", "second", "third"):
        file.write_text(old + "x" * logs.LARGEST_BYTES)
        logs.start(log_folder)
        logs.stop()
    assert sorted(path.name for path in log_folder.iterdir()) == ["rehearse.1.log", "rehearse.2.log", "rehearse.log"]
    assert (log_folder / "rehearse.1.log").read_text().startswith("third")
    assert (log_folder / "rehearse.2.log").read_text().startswith("second")


def test_a_log_that_can_not_be_written_does_not_stop_the_program(log_folder: Path) -> None:
    logs.start(log_folder / "nowhere")
    logging.getLogger("rehearse").info("nobody reads this")


def test_the_user_is_told_of_every_known_trouble_and_of_the_first_fault_only(
    log_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[BaseException] = []
    file = logs.start(log_folder)
    logs.catch_all(told.append)
    faults = [ValueError("one"), KeyError("two")]
    busy = KnownError(Trouble.HISTORY_BUSY, path=log_folder)
    for fault in (*faults, busy, busy):
        sys.excepthook(type(fault), fault, None)
    assert told == [faults[0], busy, busy]
    assert "ValueError" in file.read_text()
    assert "KeyError" in file.read_text()


def test_a_history_that_is_refused_gets_a_page_that_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    error = KnownError(Trouble.HISTORY_NEWER, path=tmp_path, found=9, known=3)
    window = RefusedWindow(error, tmp_path)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert error.message in texts(window)
    assert UNTOUCHED in texts(window)
    assert nameless(window) == []
    window.leave.click()
    assert not window.isVisible()


def corrupt_history(home: Path) -> Path:
    file = home / "data" / "history.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database at all, and long enough to be looked at" * 100)
    return file


def test_a_corrupt_history_is_shown_and_left_untouched(
    app: QApplication, qtbot: QtBot, rehearse_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    file = corrupt_history(rehearse_home)
    before = file.read_bytes()
    seen: list[str] = []

    def look_and_close() -> None:
        (window,) = [one for one in app.topLevelWidgets() if isinstance(one, RefusedWindow) and one.isVisible()]
        seen.append(window.words.text())
        window.leave.click()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, look_and_close)
    assert start.open_window(quit_when_ready=False) == 1
    assert str(file) in seen[0]
    assert file.read_bytes() == before
    del qtbot


def test_the_window_opens_and_says_how_long_it_took(
    app: QApplication, rehearse_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert start.open_window(quit_when_ready=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["ready_s"]
    assert 0 < said["ready_s"] <= seconds_since_start()
    assert (rehearse_home / "data" / "history.db").exists()
    del app


def test_a_refused_history_ends_the_smoke_test_with_its_sentence(
    app: QApplication, rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = corrupt_history(rehearse_home)
    assert start.open_window(quit_when_ready=True) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert str(file) in said.err
    del app


def test_without_a_screen_the_program_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert start.open_window(quit_when_ready=False) == 1
    assert KnownError(Trouble.NO_SCREEN).message in capsys.readouterr().err


def test_a_known_trouble_that_nobody_caught_is_told_in_its_own_words(qtbot: QtBot, tmp_path: Path) -> None:
    busy = KnownError(Trouble.HISTORY_BUSY, path=tmp_path)
    box = start.fault_box(busy, tmp_path / "rehearse.log")
    qtbot.addWidget(box)
    assert box.text() == busy.message


def test_a_fault_is_told_calmly_with_the_place_of_the_log(qtbot: QtBot, tmp_path: Path) -> None:
    box = start.fault_box(ValueError("I would do anything"), tmp_path / "rehearse.log")
    qtbot.addWidget(box)
    box.open()
    assert str(tmp_path / "rehearse.log") in box.text()
    assert "anything" not in box.text()
    box.close()


def test_what_the_first_picture_does_without_is_not_imported() -> None:
    import subprocess

    probe = (
        "import sys, rehearse.app\n"
        "status = rehearse.app.main(['--quit-when-ready'])\n"
        "heavy = {'numpy', 'sounddevice', 'soundfile', 'soxr', 'faster_whisper', 'ctranslate2', 'onnxruntime', 'av',"
        "    'rehearse.phrases', 'rehearse.meaning', 'rehearse.analysis'}\n"
        "print(status, sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"

"""The program's main job with nothing but real parts: window, PortAudio, recogniser, history, loudspeaker."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget

from rehearse import settings
from rehearse.assets import demo_takes
from rehearse.history.store import HistoryStore
from rehearse.paths import paths
from rehearse.practice import Phase
from rehearse.settings import Settings
from rehearse.ui.rail import Place
from rehearse.ui.single_instance import SingleInstance
from rehearse.ui.start import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.virtual_sound import Microphone, VirtualSound

MILLISECONDS_TO_ANALYSE = 90_000
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@contextmanager
def rehearse_running(qtbot: QtBot) -> Iterator[Window]:
    """The program as `rehearse` starts it, in this process."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    places = paths()
    instance = SingleInstance(places.data)
    assert instance.claim()
    window = Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
    try:
        window.show(quit_when_ready=False)
        qtbot.waitExposed(window.main)
        qtbot.waitUntil(lambda: not window.services.tasks.busy)
        yield window
    finally:
        window.main.close()
        window.close()
        instance.release()
        window.main.deleteLater()


def press(qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press a key wherever the focus is; without a window manager, nobody else gives the window the keyboard."""
    window.main.activateWindow()
    qtbot.waitUntil(window.main.isActiveWindow)
    qtbot.keyClick(window.main.focusWidget() or window.main, key, modifier)


def words_on(page: QWidget) -> str:
    """Everything that can be read on a page."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() or button.accessibleName() for button in page.findChildren(QAbstractButton)]
    return "\n".join([*labels, *buttons, *(text.toPlainText() for text in page.findChildren(QTextEdit))])


def speak_while_the_window_runs(qtbot: QtBot, microphone: Microphone) -> None:
    """Say the first demo take into the microphone; the window goes on meanwhile."""
    speaker = threading.Thread(target=microphone.say_file, args=(demo_takes()[0].path,), name="speaker")
    speaker.start()
    qtbot.waitUntil(lambda: not speaker.is_alive(), timeout=MILLISECONDS_TO_ANALYSE)
    speaker.join()


def record_a_take(qtbot: QtBot, window: Window, microphone: Microphone) -> str:
    """Space, speak, Space, wait for the report; returns the take's id."""
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.controller.state.phase is Phase.RECORDING, timeout=20_000)
    speak_while_the_window_runs(qtbot, microphone)
    with qtbot.waitSignal(window.controller.report_ready, timeout=MILLISECONDS_TO_ANALYSE) as report_ready:
        press(qtbot, window, Qt.Key.Key_Space)
    assert report_ready.args is not None
    return str(report_ready.args[0])


def assert_it_was_heard_while_it_was_spoken(caplog: pytest.LogCaptureFixture) -> None:
    """By the program's own log."""
    (heard,) = [record for record in caplog.records if record.getMessage().startswith("heard live")]
    assert isinstance(heard.args, tuple)
    before, chunks, _ = heard.args
    assert 1 <= int(str(before)) <= int(str(chunks))


@pytest.fixture
def first_steps_done() -> None:
    """The first start is behind us."""
    settings.save(Settings(first_start_done=True), paths().settings_file)


@pytest.mark.usefixtures("first_steps_done")
def test_a_take_is_recorded_heard_reported_replayed_and_found_again_the_next_day(
    qtbot: QtBot, virtual_sound: VirtualSound, microphone: Microphone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "rehearse.hearing")
    with rehearse_running(qtbot) as window:
        take_id = record_a_take(qtbot, window, microphone)
        report = window.main.pages.report
        qtbot.waitUntil(report.isVisible)
        qtbot.waitUntil(lambda: not window.services.tasks.busy)

        assert_it_was_heard_while_it_was_spoken(caplog)
        said = " ".join(words_on(report).split()).lower()
        assert "i applied through soap to the internal medicine program" in said
        assert "i really need a spot" in said
        assert "change this next" in said
        assert window.services.history.report(take_id) is not None

        with virtual_sound.listening() as listener:
            press(qtbot, window, Qt.Key.Key_Space)
            qtbot.waitUntil(lambda: bool(np.any(np.abs(listener.samples()) > 1000)), timeout=20_000)
            press(qtbot, window, Qt.Key.Key_Space)

    with rehearse_running(qtbot) as next_day:
        press(qtbot, next_day, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        progress = next_day.main.pages.page(Place.PROGRESS)
        qtbot.waitUntil(progress.isVisible)
        (row,) = next_day.services.history.rows()
        assert row.take.id == take_id
        assert row.take.audio_path.exists()
        assert row.stops > 0
        next_day.main.show_report(take_id)
        qtbot.waitUntil(lambda: not next_day.services.tasks.busy)
        assert "i really need a spot" in " ".join(words_on(next_day.main.pages.report).split()).lower()

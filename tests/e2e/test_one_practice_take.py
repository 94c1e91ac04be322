"""The program's main job with nothing but real parts: window, PortAudio, recogniser, history, loudspeaker."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt

from rehearse import settings
from rehearse.assets import demo_takes
from rehearse.paths import paths
from rehearse.practice import PracticePhase
from rehearse.settings import Settings
from rehearse.ui.rail import Place
from tests.e2e.running import press, rehearse_running, words_on

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.start import Window
    from tests.virtual_sound import Microphone, VirtualSound

MILLISECONDS_TO_ANALYSE = 90_000


def speak_while_the_window_runs(qtbot: QtBot, microphone: Microphone) -> None:
    """Say the first demo take into the microphone; the window goes on meanwhile."""
    speaker = threading.Thread(target=microphone.say_file, args=(demo_takes()[0].path,), name="speaker")
    speaker.start()
    qtbot.waitUntil(lambda: not speaker.is_alive(), timeout=MILLISECONDS_TO_ANALYSE)
    speaker.join()


def record_a_take(qtbot: QtBot, window: Window, microphone: Microphone) -> str:
    """Space, speak, Space, wait for the report; returns the take's id."""
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.controller.state.phase is PracticePhase.RECORDING, timeout=20_000)
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
        (row,) = next_day.services.history.lists.rows()
        assert row.take.id == take_id
        assert row.take.audio_path.exists()
        assert row.stops > 0
        next_day.main.show_report(take_id)
        qtbot.waitUntil(lambda: not next_day.services.tasks.busy)
        assert "i really need a spot" in " ".join(words_on(next_day.main.pages.report).split()).lower()

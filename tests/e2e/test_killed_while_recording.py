"""The window is killed in the middle of a take, with the real microphone open; the next one lists what was said."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rehearse.audio.decode import load as load_sound
from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from rehearse.paths import paths
from rehearse.settings import Settings, save
from rehearse.ui import theme
from rehearse.ui.single_instance import SingleInstance
from rehearse.ui.start import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.virtual_sound import VirtualSound

RECORDS_UNTIL_IT_IS_KILLED = """
import os, sys
from PySide6.QtWidgets import QApplication
from rehearse.history.store import HistoryStore
from rehearse.paths import paths
from rehearse.practice import PracticePhase
from rehearse.ui.single_instance import SingleInstance
from rehearse.ui.start import Window
def give_up(message):
    print(message, file=sys.stderr, flush=True)
    os._exit(1)
app = QApplication([])
places = paths()
instance = SingleInstance(places.data)
assert instance.claim()
window = Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
window.show(quit_when_ready=False)
window.controller.elapsed_changed.connect(lambda elapsed_s: print(elapsed_s, flush=True))
practice = window.main.pages.practice
practice.desk.microphone_found.connect(
    lambda found: found and window.controller.state.phase is PracticePhase.IDLE and practice.record()
)
window.controller.state_changed.connect(lambda state: state.phase is PracticePhase.IDLE and give_up(state.message))
app.exec()
"""
SPOKEN_S = 3.0
LOST_AT_MOST_S = 1.0


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, put back as it was."""
    sheet, palette = qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    theme.use(theme.LIGHT)


def record_until_killed() -> float:
    """Record in a process of its own and kill it; how many seconds it had recorded by its own account."""
    recorded_s = 0.0
    command = (sys.executable, "-c", RECORDS_UNTIL_IT_IS_KILLED)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                recorded_s = float(line)
                if recorded_s >= SPOKEN_S:
                    break
        finally:
            process.send_signal(signal.SIGKILL)
    return recorded_s


def test_a_take_that_was_cut_off_is_repaired_listed_and_offered(
    virtual_sound: VirtualSound, app: QApplication, qtbot: QtBot
) -> None:
    assert virtual_sound.is_running
    places = paths()
    save(Settings(first_start_done=True), places.settings_file)
    recorded_s = record_until_killed()
    assert recorded_s >= SPOKEN_S

    instance = SingleInstance(places.data)
    assert instance.claim(), "a claim of a dead process holds nobody up"
    window = Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
    try:
        window.show(quit_when_ready=False)
        qtbot.waitUntil(window.main.notice.isVisible)
        (row,) = window.services.history.lists.rows()
        assert (row.take.state, row.take.recovered) == (TakeState.RECORDED, True)
        assert (row.take.duration_s or 0.0) >= recorded_s - LOST_AT_MOST_S
        assert load_sound(row.take.audio_path).duration_s == pytest.approx(row.take.duration_s, abs=0.01)
        assert "was cut off last time" in window.main.notice.words.text()
        assert [step.text() for step in window.main.notice.buttons()] == ["Analyse it now", "Show all takes"]
        window.main.notice.buttons()[1].click()
        assert window.main.pages.progress.isVisible()
        qtbot.waitUntil(lambda: not window.services.tasks.busy, timeout=20_000)
    finally:
        window.main.close()
        window.close()
        instance.release()

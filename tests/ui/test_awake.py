"""The screen stays on while the microphone is in use, and only then."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest

from rehearse.practice import PracticePhase
from rehearse.ui.awake import Awake, BusKeeper, MacKeeper

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.practice_stage import PracticeStage


class NotedKeeper:
    """Stands at the system's door and notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hold(self) -> None:
        self.asked.append("hold")

    def release(self) -> None:
        self.asked.append("release")


@pytest.fixture
def keeper(stage: PracticeStage) -> NotedKeeper:
    noted = NotedKeeper()
    stage.awake = Awake(stage.controller, stage.calls, noted, stage.controller)  # type: ignore[attr-defined] # kept alive
    return noted


def test_the_screen_stays_on_from_the_countdown_to_the_end_of_the_take(
    stage: PracticeStage, keeper: NotedKeeper
) -> None:
    stage.begin()
    assert keeper.asked == ["hold"]
    stage.speak()
    stage.controller.stop()
    stage.wait_for(PracticePhase.REPORTED)
    assert keeper.asked == ["hold", "release"]


def test_a_discarded_take_lets_the_screen_sleep(stage: PracticeStage, keeper: NotedKeeper) -> None:
    stage.begin()
    stage.controller.discard()
    assert keeper.asked == ["hold", "release"]


@pytest.mark.usefixtures("qtbot")
def test_without_a_session_bus_the_take_goes_on_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    keeper = BusKeeper()
    with caplog.at_level(logging.INFO):
        keeper.hold()
    keeper.release()
    assert "the screen may sleep: no session bus" in caplog.text


def test_without_the_system_s_program_the_log_says_why(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    keeper = MacKeeper(str(tmp_path / "none"))
    with caplog.at_level(logging.INFO):
        keeper.hold()
    keeper.release()
    assert "the screen may sleep" in caplog.text


def test_the_system_s_program_ends_with_the_take() -> None:
    keeper = MacKeeper(sys.executable)
    keeper.hold()
    running = keeper._running
    assert running is not None
    keeper.release()
    assert running.poll() is not None

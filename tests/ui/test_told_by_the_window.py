"""What the window says above its pages: what ended a take, was recovered or could not be read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from rehearse import phrases
from rehearse.errors import KnownError, Trouble
from rehearse.history.recovery import Recovery
from rehearse.phrases import loader
from rehearse.practice import PracticePhase
from rehearse.settings import load
from rehearse.ui.rail import Place
from rehearse.ui.recovered import tell_of, tell_of_settings
from tests.ui.page_stage import button
from tests.ui.window_stage import begin_take, shown

if TYPE_CHECKING:
    import pytest

    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage


def test_what_ended_the_recording_is_said_above_the_report(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    stage.speak()
    stage.microphone.vanish()
    stage.wait_for(PracticePhase.REPORTED)
    assert window.notice.words.text() == KnownError(Trouble.MICROPHONE_LOST, device="Fake microphone").message
    assert shown(window) == [Place.REPORT]
    stage.settle()


def test_a_recovered_take_is_named_and_can_be_analysed(window: MainWindow, stage: PracticeStage) -> None:
    take_id = stage.take()
    take = replace(stage.services.history.take(take_id), recovered=True, duration_s=12.0)
    tell_of(Recovery(adopted=(take,)), window)
    # The second one at midnight.
    said = ("The take of 12 seconds from today", "The take of 12 seconds from yesterday")
    assert window.notice.words.text().startswith(said)
    button(window, "Analyse it now").click()
    stage.qtbot.waitUntil(lambda: stage.reports == [take_id, take_id])
    assert not window.notice.isVisible()
    stage.settle()


def test_takes_that_could_not_be_recovered_are_named(window: MainWindow) -> None:
    lost = KnownError(Trouble.TAKE_LOST, started="2026-03-16 14:05")
    tell_of(Recovery(troubles=(lost,)), window)
    assert window.notice.words.text() == lost.message


def test_takes_that_were_recovered_and_those_that_were_not_are_both_named(
    window: MainWindow, stage: PracticeStage
) -> None:
    take = replace(stage.services.history.take(stage.take()), recovered=True, duration_s=12.0)
    lost = KnownError(Trouble.TAKE_LOST, started="2026-03-16 14:05")
    tell_of(Recovery(adopted=(take,), troubles=(lost,)), window)
    assert window.notice.words.text().startswith("The take of 12 seconds from")
    assert window.notice.words.text().endswith(lost.message)
    assert button(window, "Analyse it now").isVisible()


def test_settings_that_could_not_be_read_are_named(window: MainWindow, stage: PracticeStage) -> None:
    stage.services.paths.settings_file.write_text("{")
    settings = load(stage.services.paths.settings_file)
    tell_of_settings(settings, window)
    assert settings.trouble is not None
    assert window.notice.words.text() == settings.trouble.message


def test_a_fault_in_a_rule_file_is_said_before_anything_is_recorded(
    window: MainWindow, stage: PracticeStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "phrases"
    shutil.copytree(Path(phrases.__file__).parent, library, ignore=shutil.ignore_patterns("__pycache__"))
    broken = library / "rules" / "desperation.toml"
    broken.write_text(broken.read_text("utf-8").replace('severity = "stop"', 'severity = "grave"', 1), "utf-8")
    monkeypatch.setattr(loader, "files", lambda _package: library)
    loader.load.cache_clear()
    try:
        stage.found.clear()
        window.pages.practice.desk.prepare()
        stage.settle()
    finally:
        loader.load.cache_clear()
    said = window.notice.findChildren(QLabel)
    assert any("desperation.toml, rule do-anything, severity" in label.text() for label in said)
    assert window.notice.isVisible()

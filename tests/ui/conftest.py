"""What most tests of the window ask for; the folders below add, or put in its place, what their own page needs.

Tests of full disks use what only POSIX systems have; Windows leaves the files named so out.
"""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest

from rehearse.ui.collecting import GuiThreadCollector
from tests.ui.page_stage import services_in
from tests.ui.practice_stage import practice_in
from tests.ui.window_stage import window_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from rehearse.ui.main_window import MainWindow
    from rehearse.ui.services import Services
    from tests.ui.practice_stage import PracticeStage

collect_ignore_glob = ["**/*_posix.py"] if os.name == "nt" else []


@pytest.fixture(scope="package", autouse=True)
def collector(qapp: QApplication) -> Iterator[GuiThreadCollector]:
    """Garbage is collected on the GUI thread alone, as in the program: on another it would take windows with it."""
    collector = GuiThreadCollector(qapp)
    gc.disable()
    yield collector
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_of_the_test(collector: GuiThreadCollector) -> Iterator[None]:
    """What a test leaves is gone before it is too much."""
    yield
    gc.disable()
    collector.collect()


@pytest.fixture
def services(rehearse_home: Path) -> Iterator[Services]:
    """An empty history and the settings as they come, without any device: for a page that stands alone."""
    with services_in(rehearse_home) as services:
        yield services


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[PracticeStage]:
    """All that a practice needs, its microphone and recogniser in the test's hands, and no window."""
    with practice_in(rehearse_home, qtbot) as stage:
        yield stage


@pytest.fixture
def window(stage: PracticeStage) -> Iterator[MainWindow]:
    """The main window on that stage."""
    with window_on(stage) as window:
        yield window

"""The report page on its stage, for all tests of it; those of other pages have a stage of their own.

Tests of full disks use what only POSIX systems have; Windows leaves the files named so out.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.ui import report_stage
from tests.ui.page_stage import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.report_stage import Stage

collect_ignore_glob = ["**/*_posix.py"] if os.name == "nt" else []


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The report page, nothing shown yet."""
    with services_in(rehearse_home) as services:
        stage = report_stage.make(services, qtbot)
        yield stage
        stage.page.clear()


@pytest.fixture
def usual(stage: Stage) -> Stage:
    """The usual take is shown and can be heard."""
    stage.show(stage.add(report_stage.usual_report()))
    return stage

"""The report page on its stage, which stands in the place of a practice's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui import report_stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services
    from tests.ui.report_stage import ReportStage


@pytest.fixture
def stage(services: Services, qtbot: QtBot) -> Iterator[ReportStage]:
    """The report page, nothing shown yet."""
    stage = report_stage.make(services, qtbot)
    yield stage
    stage.page.clear()


@pytest.fixture
def usual(stage: ReportStage) -> ReportStage:
    """The usual take is shown and can be heard."""
    stage.show(stage.add(report_stage.usual_report()))
    return stage

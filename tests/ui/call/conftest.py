"""The line at the end of which the other side of a mock call stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui import practice_page
from tests.ui.practice_stage import connected

if TYPE_CHECKING:
    from rehearse.calling.assembling import CallPlan
    from rehearse.ui.pages.practice import PracticePage
    from tests.ui.practice_stage import PracticeStage
    from tests.unit.calling.line import Line


@pytest.fixture
def plans() -> list[CallPlan]:
    """Every call that was connected."""
    return []


@pytest.fixture
def line(stage: PracticeStage, plans: list[CallPlan]) -> Line:
    """What every call is connected to; the same microphone stands at every practice's door."""
    return connected(stage, plans)


@pytest.fixture
def page(stage: PracticeStage) -> PracticePage:
    """The page from which calls are made; an opening call is chosen."""
    page = practice_page.open_page(stage)
    page.choose_call("opening-call")
    page.take_focus()
    return page

"""What the tests of mock calls share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.ui.call_phase import CallPhase
from tests.ui.page_stage import button

if TYPE_CHECKING:
    from rehearse.ui.pages.practice import PracticePage
    from tests.ui.practice_stage import PracticeStage


def dial(stage: PracticeStage, page: PracticePage) -> None:
    """Make the call that is chosen, and wait until the other side is heard."""
    button(page, " Mock call").click()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)

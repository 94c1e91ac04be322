"""Getting the report page ready while a take is recorded, so that the very first report is there as fast as any.

Importing, making and styling the page take several times as long as showing a report in it. It is done in steps with
room between them: the level goes on moving, and the report page is there before Stop is pressed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rehearse.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rehearse.ui.pages.report import ReportPage

PAUSE_MS = 100
MODULES = (
    "rehearse.advice",
    "rehearse.history.trends",
    "rehearse.measures.describe",
    "rehearse.transcription.exactness",
    "rehearse.ui.report_sheet",
    "rehearse.ui.marks",
    "rehearse.ui.timeline",
    "rehearse.ui.replay",
    "rehearse.ui.say_again",
    "rehearse.ui.widgets.finding_card",
    "rehearse.ui.widgets.timeline_chart",
    "rehearse.ui.widgets.transcript_view",
    "rehearse.ui.widgets.waveform",
    "rehearse.ui.widgets.replay_bar",
    "rehearse.ui.pages.report_view",
    "rehearse.ui.pages.report_side",
    "rehearse.ui.pages.report_compare",
    "rehearse.ui.pages.report_body",
    "rehearse.ui.pages.report",
)
"""What the page imports, those first that others need, so that no step takes long."""


class Warming(QObject):
    """Takes one step after another, none before the one before is over."""

    def __init__(self, begin: Callable[[], ReportPage], parent: QObject | None = None) -> None:
        """Be ready to begin.

        Args:
            begin: Gives the page, as far as it is made.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self._begin = begin
        self._steps: Iterator[object] | None = None
        self._timer = timer(self, PAUSE_MS, self._step)

    @property
    def is_under_way(self) -> bool:
        """Whether there is anything left to be done."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Begin, unless it was done already."""
        if self._steps is None:
            self._steps = steps(self._begin)
            self._timer.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._timer.stop()

    def _step(self) -> None:
        if self._steps is None or next(self._steps, self) is self:
            self._timer.stop()


def steps(begin: Callable[[], ReportPage]) -> Iterator[object]:
    """Everything that is to be done; asking for the next one does it.

    Args:
        begin: Gives the page, as far as it is made.
    """
    for name in MODULES:
        yield import_module(name)
    page = begin()
    yield page
    yield from page.making
    from rehearse.ui.pages import report_rehearsal

    yield report_rehearsal
    yield from report_rehearsal.rehearse(page)

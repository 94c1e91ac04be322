"""What the tests of the Progress page share: the page on a history, and what can be read on it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QComboBox, QTableView

from rehearse.ui.pages.progress import ProgressPage
from rehearse.ui.pages.takes_model import COLUMNS
from rehearse.ui.widgets.row_button import RowButton
from rehearse.ui.widgets.trend_chart import TrendChart
from tests.ui.page_stage import named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def noon() -> datetime:
    """The middle of this day, also where it is still to come: hours before it and after it are "today" at any hour.

    Asked for in each test, for midnight may pass between two of them.
    """
    return datetime.now(UTC).astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


def open_page(services: Services, qtbot: QtBot) -> ProgressPage:
    page = ProgressPage(services)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: not services.tasks.busy)
    # What comes up most is counted as soon as nothing else is to be done.
    QApplication.processEvents()
    return page


def table(page: ProgressPage) -> QTableView:
    found = named(page, "Takes, newest first")
    assert isinstance(found, QTableView)
    return found


def lines(page: ProgressPage) -> list[dict[str, str]]:
    model = table(page).model()
    return [
        {column.title: model.index(row, number).data() for number, column in enumerate(COLUMNS)}
        for row in range(model.rowCount())
    ]


def trend(page: ProgressPage) -> TrendChart:
    (found,) = page.findChildren(TrendChart)
    return found


def trend_words(page: ProgressPage) -> str:
    """What is said of the trend to those who do not see it."""
    return trend(page).accessibleDescription()


def names_of_rows(page: ProgressPage) -> str:
    """What the lines beside the trend say."""
    return "\n".join(row.accessibleName() for row in page.findChildren(RowButton) if row.isVisible())


def row_named(page: ProgressPage, beginning: str) -> RowButton:
    found = [
        row for row in page.findChildren(RowButton) if row.isVisible() and row.accessibleName().startswith(beginning)
    ]
    assert len(found) == 1, f"{len(found)} lines begin with {beginning}"
    return found[0]


def choose(page: ProgressPage, name: str, words: str) -> None:
    box = named(page, name)
    assert isinstance(box, QComboBox)
    assert box.findText(words) >= 0, f"{words} cannot be chosen"
    box.setCurrentIndex(box.findText(words))

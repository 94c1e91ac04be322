"""The report page as it is got ready while a take is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from rehearse.ui import warming
from rehearse.ui.pages.report import ReportPage
from tests.ui.report_stage import ReportStage, usual_report

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def begun(stage: ReportStage) -> Iterator[ReportPage]:
    """A page of which nothing is made yet, in a window that shows another one."""
    window = QStackedWidget()
    stage.qtbot.addWidget(window)
    window.addWidget(QWidget())
    window.resize(1000, 800)
    window.show()
    page = ReportPage(stage.services, None, window, whole=False)
    window.addWidget(page)
    yield page
    page.complete()
    page.clear()


def words_on(page: ReportPage) -> str:
    """Everything that can be read on the page once it is shown."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_the_page_is_got_ready_without_being_seen(begun: ReportPage, stage: ReportStage) -> None:
    for _ in warming.steps(lambda: begun):
        assert not begun.isVisible()
    stage.settle()
    assert not begun.bar.isVisibleTo(begun)
    assert "No report yet" in words_on(begun)


def test_a_page_that_was_got_ready_shows_a_take_as_a_fresh_one_does(begun: ReportPage, stage: ReportStage) -> None:
    take = stage.add(usual_report())
    stage.show(take)
    for _ in warming.steps(lambda: begun):
        pass
    begun.show_take(take.id)
    stage.settle()
    assert words_on(begun) == words_on(stage.page)
    assert begun.body.transcript.toPlainText() == stage.page.body.transcript.toPlainText()


def test_a_page_that_shows_a_take_keeps_it_while_the_next_one_is_recorded(
    begun: ReportPage, stage: ReportStage
) -> None:
    begun.complete()
    begun.show_take(stage.add(usual_report()).id)
    stage.settle()
    before = words_on(begun)
    for _ in warming.steps(lambda: begun):
        pass
    assert words_on(begun) == before


def test_stopping_early_shows_the_whole_page_all_the_same(begun: ReportPage, stage: ReportStage) -> None:
    take = stage.add(usual_report())
    stage.show(take)
    steps = warming.steps(lambda: begun)
    for _ in range(len(warming.MODULES) + 3):
        next(steps)
    begun.complete()
    begun.show_take(take.id)
    stage.settle()
    assert words_on(begun) == words_on(stage.page)

"""The Practice page on a stage, and the hands and eyes of whoever uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from rehearse.programs.card import Card
from rehearse.ui.pages.practice import PracticePage
from tests.ui.page_stage import named

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from tests.ui.practice_stage import PracticeStage

RIVERBEND = Card(
    program="Riverbend Medical Center",
    reasons=("The refugee clinic",),
    strengths=("Eight patients a day",),
    concern="I passed on the next try.",
)


def open_page(stage: PracticeStage) -> PracticePage:
    page = PracticePage(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(page)
    page.resize(1100, 760)
    with stage.qtbot.waitExposed(page):
        page.show()
    page.desk.prepare()
    stage.settle()
    page.take_focus()
    return page


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard stands."""
    focused = QApplication.focusWidget()
    assert focused is not None, "the keyboard stands nowhere"
    QTest.keyClick(focused, key)


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def choose(page: QWidget, name: str, words: str) -> None:
    """Choose as the user does."""
    box = named(page, name)
    assert isinstance(box, QComboBox)
    index = box.findText(words)
    assert index >= 0, [box.itemText(row) for row in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)

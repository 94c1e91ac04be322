"""A question before something is taken away: what it looks like and how the keyboard answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget

from rehearse.ui.widgets.ask import ask
from tests.ui.text_size import text_scaled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def open_question(window: QWidget, agreed: list[bool]) -> QMessageBox:
    return ask(
        window,
        "Discard this take?",
        "It is still being recorded. What was said so far would be deleted.",
        agree="Discard the take",
        refuse="Go on recording",
        agreed=lambda: agreed.append(True),
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_question_has_the_same_margin_on_every_side(scale: float, window: QWidget) -> None:
    with text_scaled(scale):
        box = open_question(window, [])
        QApplication.processEvents()
        words = [one for one in box.findChildren(QLabel) if one.text()]
        left = {one.mapTo(box, QPoint(0, 0)).x() for one in words}
        right = max(one.mapTo(box, QPoint(one.width(), 0)).x() for one in box.findChildren(QAbstractButton))
        top = min(one.mapTo(box, QPoint(0, 0)).y() for one in words)
        assert left == {box.width() - right} == {top}
        box.reject()


def test_the_safe_answer_has_the_keyboard_and_tab_reaches_the_other(window: QWidget, qtbot: QtBot) -> None:
    agreed: list[bool] = []
    box = open_question(window, agreed)
    QApplication.processEvents()
    focused = box.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Go on recording"
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    other = box.focusWidget()
    assert isinstance(other, QAbstractButton)
    assert other.text() == "Discard the take"
    qtbot.keyClick(other, Qt.Key.Key_Space)
    assert agreed == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_take_nothing_away(key: Qt.Key, window: QWidget, qtbot: QtBot) -> None:
    agreed: list[bool] = []
    box = open_question(window, agreed)
    QApplication.processEvents()
    qtbot.keyClick(box.focusWidget(), key)
    QApplication.processEvents()
    assert agreed == []

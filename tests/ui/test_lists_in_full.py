"""Lists and notices say everything that they have to say, however narrow they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from rehearse.ui.widgets.notice import Notice
from rehearse.ui.widgets.two_line_delegate import DETAIL_ROLE, WARNING_ROLE, TwoLineDelegate

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def names(qtbot: QtBot) -> QListWidget:
    made = QListWidget()
    qtbot.addWidget(made)
    made.setItemDelegate(TwoLineDelegate(made))
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    for name in ("Riverbend", "St. Columba University Hospital and Medical Center of Greater Toledo"):
        item = QListWidgetItem(name, made)
        item.setData(DETAIL_ROLE, "Toledo, Ohio · applied")
    made.item(1).setData(WARNING_ROLE, "Do not contact")
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def height(names: QListWidget, row: int) -> int:
    return names.visualItemRect(names.item(row)).height()


def test_a_long_name_takes_more_lines_instead_of_being_cut(names: QListWidget, qtbot: QtBot) -> None:
    assert height(names, 1) == height(names, 0)
    names.resize(200, 300)
    qtbot.waitUntil(lambda: height(names, 1) > height(names, 0))
    one_line = names.fontMetrics().height()
    assert height(names, 1) >= height(names, 0) + 2 * one_line
    assert names.visualItemRect(names.item(1)).width() <= names.viewport().width()


def test_the_steps_of_a_notice_stand_beside_a_short_sentence_and_below_a_long_one(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.resize(700, 60)
    with qtbot.waitExposed(notice):
        notice.say("One take was deleted.", steps=(("Undo", lambda: None),))
    (undo,) = notice.buttons()
    qtbot.waitUntil(lambda: undo.geometry().left() > notice.words.geometry().left() and undo.y() < notice.height() / 2)
    notice.say("The recording could not be read. " * 6, steps=(("Undo", lambda: None),))
    (undo,) = notice.buttons()
    qtbot.waitUntil(lambda: undo.geometry().top() >= notice.words.geometry().bottom())

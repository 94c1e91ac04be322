from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from rehearse.ui.letting_go import let_go
from rehearse.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def held_to_the_end(qtbot: QtBot, remove: Callable[[QWidget], object]) -> bool:
    """Whether the words of a row that is removed from a list are still held when Qt deletes them."""
    shown = QWidget()
    qtbot.addWidget(shown)
    row = RowButton("check", "good", "Their name")
    QVBoxLayout(shown).addWidget(row)
    label = next(label for label in row.findChildren(QLabel) if label.text() == "Their name")
    words, held = weakref.ref(label), list[bool]()
    label.destroyed.connect(lambda: held.append(words() is not None))
    remove(row)
    del row, label
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert words() is None
    assert len(held) == 1
    return held[0]


def test_all_that_a_widget_is_made_of_is_held_until_qt_has_deleted_it(qtbot: QtBot) -> None:
    assert held_to_the_end(qtbot, let_go)
    assert not held_to_the_end(qtbot, QWidget.deleteLater)


def test_what_is_let_go_is_not_seen_any_more(qtbot: QtBot) -> None:
    label = QLabel("Gone")
    qtbot.addWidget(label)
    label.show()
    let_go(label)
    assert not label.isVisible()

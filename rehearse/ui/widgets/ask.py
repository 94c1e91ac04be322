"""Asking before something is taken away for good: two buttons that say what each does, the safe one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMessageBox

from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

EXPLANATION = "qt_msgbox_informativelabel"
"""Qt's name for the words below the question."""


def ask(
    parent: QWidget, question: str, explanation: str, *, agree: str, refuse: str, agreed: Callable[[], None]
) -> QMessageBox:
    """Ask on top of `parent`'s window and call `agreed` if the user chooses so; Esc and Enter refuse.

    The box doesn't block: it is returned open and goes away with the answer.
    """
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Rehearse", question, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(explanation)
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(agree, QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(refuse, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    even_out(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(lambda _result: agreed() if box.clickedButton() is yes else None)
    box.open()
    return box


def even_out(box: QMessageBox) -> None:
    """Give a box without a picture the same margin on every side; Qt leaves a place for the picture at the left."""
    grid = box.layout()
    if not isinstance(grid, QGridLayout):
        return
    for label in box.findChildren(QLabel):
        label.setContentsMargins(0, 0, 0, GRID if label.objectName() == EXPLANATION else 0)
    place_of_picture = grid.itemAtPosition(0, 0)
    if place_of_picture is not None and place_of_picture.widget() is None:
        grid.removeItem(place_of_picture)
    grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
    grid.setVerticalSpacing(GRID)
    grid.setHorizontalSpacing(0)

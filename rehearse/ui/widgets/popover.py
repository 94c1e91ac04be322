"""A small card that opens beside a button and goes away with Esc or a click elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WIDTH_EM = 24
"""Width of the text in line heights: some 60 letters a line."""


class Popover(QFrame):
    """Shows a heading and paragraphs in place; takes the keyboard and gives it back when closed."""

    def __init__(self, heading: str, paragraphs: tuple[str, ...], owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        theme.mark(self, surface="card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(paragraphs))
        self._owner = owner
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        title = QLabel(heading)
        theme.mark(title, text="strong")
        column.addWidget(title)
        for text in paragraphs:
            label = QLabel(text)
            label.setWordWrap(True)
            label.setFixedWidth(WIDTH_EM * self.fontMetrics().height())
            column.addWidget(label)

    def open_below(self, widget: QWidget) -> None:
        """Open under a widget, or above it where the screen ends."""
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(0, widget.height() + GRID // 2))
        screen = widget.screen().availableGeometry()
        if at.y() + self.height() > screen.bottom():
            at = widget.mapToGlobal(QPoint(0, -self.height() - GRID // 2))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        self.move(at)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Any of the keys that mean "done" closes."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.close()
            self._owner.setFocus()
        else:
            super().keyPressEvent(event)

"""Two things beside each other where there is room, and one below the other where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class TurningRow(QWidget):
    """The first part takes the room that the second one leaves; `needed_em` is the width at which it turns."""

    def __init__(self, first: QWidget, second: QWidget, needed_em: int, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            first: What stands at the left, or above.
            second: What stands at the right, or below.
            needed_em: Below this width, in widths of the letter x, the second stands below the first.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self._needed_em = needed_em
        self._parts = (first, second)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        self._layout.addWidget(first, 1)
        self._layout.addWidget(second)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As narrow as the wider of the two: it can always turn."""
        narrowest = max(part.minimumSizeHint().width() for part in self._parts)
        # As narrow as it can be, words break over many lines; what counts is how many they take as wide as it is.
        fits = self._layout.hasHeightForWidth() and self.width() >= narrowest
        height = self._layout.minimumHeightForWidth(self.width()) if fits else super().minimumSizeHint().height()
        return QSize(narrowest, height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """Turn where the width asks for it."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._needed_em * self.fontMetrics().horizontalAdvance("x")
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if way != self._layout.direction():
            self._layout.setDirection(way)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

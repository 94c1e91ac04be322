"""Widgets beside each other that go on in the next row where one has no more room."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from rehearse.ui.theme import GRID


class Flow(QLayout):
    """Rows from left to right, as many as the width asks for; what is hidden takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 # Qt's name
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 # Qt's name
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 # Qt's name
        """Give one back; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 # Qt's name
        """They are as large as they need to be."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 # Qt's name
        """A narrower one has more rows."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 # Qt's name
        """Height of all rows."""
        rows = self._rows(width)
        return sum(_height(row) for row in rows) + GRID * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """All in one row."""
        shown = self._shown()
        return QSize(sum(item.sizeHint().width() for item in shown) + GRID * max(0, len(shown) - 1), _height(shown))

    def minimumSize(self) -> QSize:  # noqa: N802 # Qt's name
        """As wide as the widest of them."""
        shown = self._shown()
        return QSize(max((item.sizeHint().width() for item in shown), default=0), _height(shown))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 # Qt's name
        """Put each in its place."""
        super().setGeometry(rect)
        top = rect.top()
        for row in self._rows(rect.width()):
            widths = [item.sizeHint().width() for item in row]
            lefts = accumulate((width + GRID for width in widths[:-1]), initial=rect.left())
            for item, left, width in zip(row, lefts, widths, strict=True):
                item.setGeometry(QRect(QPoint(left, top), QSize(min(width, rect.width()), item.sizeHint().height())))
            top += _height(row) + GRID

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if rows and left + needed <= width:
                rows[-1].append(item)
            else:
                rows.append([item])
                left = 0
            left += needed + GRID
        return rows


def _height(row: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in row), default=0)

"""Items of a list in two lines: a name, and below it in smaller muted type what to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The second line."""
WARNING_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""A word or two at the start of the second line that must not be overlooked."""

SMALL = 0.88
LINE_GAP = 3


class TwoLineDelegate(QStyledItemDelegate):
    """Paints an item's text with its `DETAIL_ROLE` below; a `WARNING_ROLE` comes first, in colour and with a sign."""

    def sizeHint(  # noqa: N802 # Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of type with air around."""
        small = QFontMetrics(painting.scaled(option.font, SMALL))
        height = QFontMetrics(option.font).height() + LINE_GAP + small.height() + 2 * GRID
        return QSize(super().sizeHint(option, index).width(), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background by state, focus ring, then the two lines."""
        painter.save()
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painting.fill(painter, rect.adjusted(2, 1, -2, -1), painting.colour("accent_soft"), 6)
            painting.fill(
                painter, QRectF(rect.left() + 2, rect.top() + 8, 3, rect.height() - 16), painting.colour("accent"), 1.5
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.fill(painter, rect.adjusted(2, 1, -2, -1), painting.colour("sunken"), 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, rect.adjusted(2, 1, -2, -1))
        self._lines(painter, rect.adjusted(2 * GRID, GRID, -GRID, -GRID), option, index)
        painter.restore()

    def _lines(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        bold = painting.scaled(option.font, 1.0, QFont.Weight.DemiBold)
        small = painting.scaled(option.font, SMALL)
        metrics, fine = QFontMetrics(bold), QFontMetrics(small)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold)
        painter.setPen(painting.colour("text"))
        title = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(box.left(), box.top(), box.width(), metrics.height()), left, title)
        painter.setFont(small)
        line = QRectF(box.left(), box.bottom() - fine.height(), box.width(), fine.height())
        warning = str(index.data(WARNING_ROLE) or "")
        if warning:
            painter.setPen(painting.colour("stop"))
            painter.drawText(line, left, warning)
            line.setLeft(line.left() + fine.horizontalAdvance(warning + "  "))
        painter.setPen(painting.colour("muted"))
        detail = fine.elidedText(str(index.data(DETAIL_ROLE) or ""), Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, left, detail)

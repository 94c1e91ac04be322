"""Items of a list: a name, and below it in smaller muted type what to know of it; each on as many lines as it needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehearse.ui.tokens import GRID, SCROLL_BAR
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
        """Its lines of type in the width of the list, with air around."""
        return QSize(0, math.ceil(_height(option, index, _width(option))) + 2 * GRID)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background by state, focus ring, then the two lines."""
        painter.save()
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painting.fill(painter, rect.adjusted(2, 1, -2, -1), painting.colour("accent_soft"), 6)
            if not state & QStyle.StateFlag.State_HasFocus:
                bar = QRectF(rect.left() + 2, rect.top() + 8, 3, rect.height() - 16)
                painting.fill(painter, bar, painting.colour("accent"), 1.5)
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
        title, detail = _laid_out(option, index, _width(option))
        painter.setPen(painting.colour("text"))
        title.draw(painter, box.topLeft())
        painter.setPen(painting.colour("muted"))
        detail.draw(painter, box.topLeft() + QPointF(0, title.boundingRect().height() + LINE_GAP))


def _width(option: QStyleOptionViewItem) -> float:
    """How wide its lines may be; the same with a scroll bar and without, so that they are as many as they have room."""
    view, width = option.widget, option.rect.width()
    if isinstance(view, QAbstractItemView):
        # To ask for the viewport itself makes PySide prepare dozens of classes: a fortieth of the start.
        width = view.maximumViewportSize().width() - SCROLL_BAR
    return width - 3 * GRID


def _height(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, width: float) -> float:
    """How high both are. Most fit into one line each, and to see that takes a fraction of laying them out."""
    bold, small = (QFontMetricsF(font) for font in _fonts(option))
    if bold.horizontalAdvance(_name(index)) <= width and small.horizontalAdvance(_below(index)) <= width:
        return bold.height() + LINE_GAP + small.height()
    title, detail = _laid_out(option, index, width)
    return title.boundingRect().height() + LINE_GAP + detail.boundingRect().height()


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    return painting.scaled(option.font, 1.0, QFont.Weight.DemiBold), painting.scaled(option.font, SMALL)


def _name(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data() or "")


def _below(index: QModelIndex | QPersistentModelIndex) -> str:
    return "  ".join(filter(None, (str(index.data(role) or "") for role in (WARNING_ROLE, DETAIL_ROLE))))


def _laid_out(
    option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, width: float
) -> tuple[QTextLayout, QTextLayout]:
    """The name, and what is below it, broken into lines of a width."""
    bold, small = _fonts(option)
    title, detail = QTextLayout(_name(index), bold), QTextLayout(_below(index), small)
    if warning := str(index.data(WARNING_ROLE) or ""):
        red = QTextLayout.FormatRange()
        red.start, red.length = 0, len(warning)
        red.format.setForeground(painting.colour("stop"))
        detail.setFormats([red])
    for text in (title, detail):
        _break(text, width)
    return title, detail


def _break(text: QTextLayout, width: float) -> None:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setTextOption(option)
    text.beginLayout()
    height = 0.0
    while (line := text.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    text.endLayout()

"""A small card that opens over the page beside a button and goes away with Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehearse.ui import theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.theme import GRID
from rehearse.ui.tokens import SCROLL_BAR

WIDTH_EM = 24
"""Width of the text in line heights: some 60 letters a line."""
SHADOW = 70
GAP = GRID // 2
"""From the owner to the card."""
EDGE = 2 * GRID + 1
"""From the card's edge, which it draws itself, to its words."""
STEPS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
"""How the keys scroll a card that is too high for its place."""


class Popover(QFrame):
    """Shows a heading and paragraphs over the window; takes the keyboard and gives it back when closed.

    It is a part of the window, not a window of its own, so that it stays where it belongs on every desktop. Its owner
    stays in view: where there is no room for all of it beside, below or above the owner, what it says scrolls.
    """

    def __init__(self, heading: str, paragraphs: tuple[str, ...], owner: QWidget) -> None:
        super().__init__(owner.window())
        theme.mark(self, surface="card")
        self._owner = owner
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(paragraphs))
        self._labels = [_label(heading, "strong"), *(_label(text, "plain") for text in paragraphs)]
        self._page, self._area = QWidget(), QScrollArea()
        self._arrange()

    def open_below(self) -> None:
        """Open under its owner, or above it or beside it where there is room for all of it."""
        self._stand_by_owner()
        self.show()
        self.raise_()
        self.setFocus()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _stand_by_owner(self) -> None:
        window = self._owner.window()
        self._place(QRect(self._owner.mapTo(window, QPoint(0, 0)), self._owner.size()), window.size())

    def _arrange(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(3 * GRID)
        shadow.setOffset(0, GRID // 2)
        shadow.setColor(QColor(0, 0, 0, SHADOW))
        self.setGraphicsEffect(shadow)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for label in self._labels:
            column.addWidget(label)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        frame.addWidget(self._area)

    def _place(self, owner: QRect, window: QSize) -> None:
        """Find a place near the owner, in the order in which the eye looks for it."""
        usual = min(WIDTH_EM * self.fontMetrics().height() + 2 * EDGE, window.width() - 2 * GRID)
        below, above = QRect(QPoint(0, owner.bottom() + GAP), window), QRect(0, 0, window.width(), owner.top() - GAP)
        left, right = QRect(0, 0, owner.left() - GAP, window.height()), QRect(QPoint(owner.right() + GAP, 0), window)
        whole = QRect(QPoint(0, 0), window)
        places = [(below, usual), (above, usual), (left, usual), (right, usual)]
        places += [(room, room.width() - 2 * GRID) for room in (below, above, left, right)]
        for room, width in places:
            free = room.intersected(whole).adjusted(GRID, GRID, -GRID, -GRID)
            if width <= free.width() and self._take_width(width) <= free.height():
                self._stand(owner, free, width)
                return
        free = max(below.intersected(whole), above, key=QRect.height).adjusted(GRID, GRID, -GRID, -GRID)
        self._stand(owner, free, free.width())

    def _stand(self, owner: QRect, free: QRect, width: int) -> None:
        """Stand in a free part of the window as near to the owner as it allows; what is too high for it scrolls."""
        height = min(self._take_width(width), free.height())
        if height < self._take_width(width):
            self._take_width(width - SCROLL_BAR)
        at = QRect(owner.topLeft(), QSize(width, height))
        at.moveLeft(max(free.left(), min(owner.left(), free.right() + 1 - width)))
        # Above its owner it ends there, else it begins as near to the owner's top as it can.
        wanted = free.bottom() + 1 - height if free.bottom() < owner.top() else owner.top()
        at.moveTop(max(free.top(), min(wanted, free.bottom() + 1 - height)))
        if free.right() < owner.left():
            at.moveRight(free.right())
        self.setGeometry(at)

    def _take_width(self, width: int) -> int:
        """Break the words for a width of the whole; returns how high the whole is then."""
        inner = width - 2 * EDGE
        for label in self._labels:
            label.ensurePolished()
            # A height of its own: a layout that does not know the width yet gives long paragraphs too little.
            label.setFixedSize(inner, label.heightForWidth(inner))
        height = sum(label.height() for label in self._labels) + GRID * (len(self._labels) - 1)
        self._page.setFixedSize(inner, height)
        return height + 2 * EDGE

    def dismiss(self) -> None:
        """Go away for good."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        let_go(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        """A click anywhere else closes; where the window takes another size, its owner stands elsewhere."""
        if watched is self._owner.window() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._stand_by_owner)
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            inside = self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside:
                self.dismiss()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Any of the keys that mean "done" closes."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._owner.setFocus()
            self.dismiss()
        elif event.key() in STEPS:
            bar = self._area.verticalScrollBar()
            bar.triggerAction(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 # Qt's name
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.dismiss()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.mark(label, text=role)
    return label

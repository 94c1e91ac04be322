"""A small card that opens over the page beside a button and goes away with Esc or a click elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QLabel, QVBoxLayout

from rehearse.ui import theme
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH_EM = 24
"""Width of the text in line heights: some 60 letters a line."""
SHADOW = 70


class Popover(QFrame):
    """Shows a heading and paragraphs over the window; takes the keyboard and gives it back when closed.

    It is a part of the window, not a window of its own, so that it stays where it belongs on every desktop.
    """

    def __init__(self, heading: str, paragraphs: tuple[str, ...], owner: QWidget) -> None:
        super().__init__(owner.window())
        theme.mark(self, surface="card")
        self._owner = owner
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(paragraphs))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(3 * GRID)
        shadow.setOffset(0, GRID // 2)
        shadow.setColor(QColor(0, 0, 0, SHADOW))
        self.setGraphicsEffect(shadow)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        width = min(WIDTH_EM * self.fontMetrics().height(), owner.window().width() - 8 * GRID)
        for text, role in ((heading, "strong"), *((text, "plain") for text in paragraphs)):
            label = QLabel(text)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            theme.mark(label, text=role)
            column.addWidget(label)
            # A height of its own: a layout that does not know the width yet gives long paragraphs too little.
            label.ensurePolished()
            label.setFixedSize(width, label.heightForWidth(width))

    def open_below(self) -> None:
        """Open under its owner, or above it where the window ends."""
        self.adjustSize()
        window = self._owner.window()
        at = self._owner.mapTo(window, QPoint(0, self._owner.height() + GRID // 2))
        if at.y() + self.height() > window.height():
            at = self._owner.mapTo(window, QPoint(0, -self.height() - GRID // 2))
        right = window.width() - self.width() - GRID
        self.move(max(GRID, min(at.x(), right)), max(GRID, at.y()))
        self.show()
        self.raise_()
        self.setFocus()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def dismiss(self) -> None:
        """Go away for good."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        """A click anywhere else closes."""
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
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 # Qt's name
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.dismiss()

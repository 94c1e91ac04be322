"""A field of several lines that grows with what is written, and that Tab leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

FRAME = 18
"""Border and padding above and below the text, in pixels."""


class TextArea(QPlainTextEdit):
    """Plain text in at least `least` and at most `most` lines of height.

    Signals:
        left: The keyboard went elsewhere.
    """

    left = Signal()

    def __init__(self, *, least: int = 2, most: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As high as its text, within the bounds."""
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + FRAME
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Narrow, but as high as its text."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """A narrower field needs more lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 # Qt's name
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

"""What the lines under the words mean: the name of each kind, written with its own mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QTextCursor, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehearse.ui.marks import MEANINGS, NAMES, MarkKind
from rehearse.ui.widgets import painting, transcript_layout

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

GAP = "     "
TEXT_SCALE = 0.88


class MarkLegend(QWidget):
    """One line that names the kinds of marks that occur in the transcript above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(4)
        self._kinds: tuple[MarkKind, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_kinds(self, kinds: set[MarkKind]) -> None:
        """Name these kinds; nothing is shown where there are none."""
        self._kinds = tuple(kind for kind in MarkKind if kind in kinds and kind in transcript_layout.UNDERLINES)
        words = "; ".join(f"{NAMES[kind]}: {MEANINGS[kind]}" for kind in self._kinds)
        self.setAccessibleName(f"Marks. {words}")
        self.setToolTip("\n".join(f"{NAMES[kind]}: {MEANINGS[kind]}" for kind in self._kinds))
        self.setVisible(bool(self._kinds))
        self._write()

    def _write(self) -> None:
        self._document.clear()
        self._document.setDefaultFont(painting.scaled(self.font(), TEXT_SCALE))
        cursor = QTextCursor(self._document)
        plain = transcript_layout.plain_format()
        plain.setForeground(painting.colour("muted"))
        for kind in self._kinds:
            cursor.insertText(NAMES[kind].replace(" ", "\N{NO-BREAK SPACE}"), transcript_layout.mark_format(kind))
            cursor.insertText(GAP, plain)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """One line where there is room."""
        self._document.setTextWidth(-1)
        return self._document.size().toSize()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As wide as one name."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 # Qt's name
        """The names break over lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 # Qt's name
        """Height of the broken lines."""
        self._document.setTextWidth(width)
        return round(self._document.size().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """The names."""
        painter = QPainter(self)
        self._document.setTextWidth(self.width())
        self._document.drawContents(painter)
        painter.end()

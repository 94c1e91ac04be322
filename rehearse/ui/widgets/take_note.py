"""The user's own note on a take, kept as soon as the field is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.text_area import TextArea


class TakeNote(QFrame):
    """A field for a note.

    Signals:
        written: The note was changed; its text.
    """

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self._kept = ""
        self.field = TextArea()
        self.field.setAccessibleName("Your note on this take")
        self.field.setPlaceholderText("What you want to remember of this take")
        self.field.left.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        caption = QLabel("Your note")
        theme.mark(caption, text="strong")
        column.addWidget(caption)
        column.addWidget(self.field)

    def show_note(self, text: str) -> None:
        """Show the note on another take."""
        self._kept = text
        self.field.setPlainText(text)

    def keep(self) -> None:
        """Have the note kept where it was changed."""
        text = self.field.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.written.emit(text)

"""A field to search in, with a cross in the theme's own colours that empties it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLineEdit, QWidget

from rehearse.ui.widgets import glyphs

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

CLEAR_ACTION = "_q_qlineeditclearaction"
"""What Qt calls the action behind the cross."""
SIDE = 16


class SearchField(QLineEdit):
    """Looks and works as any field; the cross is there while something is written."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        """Make an empty field.

        Args:
            placeholder: What can be searched, shown while it is empty, and its name for screen readers.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._draw_cross()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Escape empties the field; in an empty one it means what it means around it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Draw the cross anew where colours change."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._draw_cross()

    def _draw_cross(self) -> None:
        clear = self.findChild(QAction, CLEAR_ACTION)
        if isinstance(clear, QAction):
            clear.setIcon(QIcon(glyphs.pixmap("cross", "muted", SIDE)))

"""What stands below a radio button or check box: in line with the button's words, whatever the size of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehearse.ui import control_sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

CHANGES = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange})


class BelowChoice(QWidget):
    """A column of widgets that begins where the words of the choice above it begin.

    Attributes:
        column: Its layout, to be filled.
    """

    def __init__(self, *widgets: QWidget, below: int = 0) -> None:
        """Make a column.

        Args:
            widgets: What stands in it.
            below: Pixels left empty at its end.
        """
        super().__init__()
        self._below = below
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        for widget in widgets:
            self.column.addWidget(widget)
        self._indent()

    def _indent(self) -> None:
        self.column.setContentsMargins(control_sheet.choice_indent(self.font()), 0, 0, self._below)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in CHANGES:
            self._indent()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """The font is settled only now."""
        self._indent()
        super().showEvent(event)

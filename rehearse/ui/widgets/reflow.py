"""Layouts that depend on how many letters fit side by side: on the width of the widget and on the size of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget as Base
else:
    Base = object

CHANGES = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange})


def direction(*, side_by_side: bool) -> QBoxLayout.Direction:
    """How a box layout runs."""
    return QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom


def letters_wide(widget: Base, letters: float) -> int:
    """How many pixels so many average letters of a widget's text take."""
    return round(letters * widget.fontMetrics().averageCharWidth())


class Reflowing(Base):
    """Mixed into a widget: calls `reflow` whenever its width or the size of its text has changed."""

    def reflow(self, letters: float) -> None:
        """Lay out anew.

        Args:
            letters: Width of the widget in widths of an average letter.
        """
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """Another width."""
        self._measure()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """The font is settled only now."""
        self._measure()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Another size of the text."""
        super().changeEvent(event)
        if event.type() in CHANGES and self.isVisible():
            self._measure()

    def _measure(self) -> None:
        self.reflow(self.width() / max(1, letters_wide(self, 1)))

"""Rows below each other that can be pressed and heard; what a row says is for those who show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehearse.ui.letting_go import let_go

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.ui.widgets.row_button import RowButton


class RowList(QWidget):
    """Shows rows, and other ones in their place.

    Signals:
        play_requested: The span (`Span`) of the words that are to be heard.

    Attributes:
        rows: The rows that are shown.
    """

    play_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: tuple[RowButton, ...] = ()

    def show_rows(self, rows: Iterable[RowButton]) -> None:
        """Show these rows in the place of the ones before."""
        for row in self.rows:
            let_go(row)
        self.rows = tuple(rows)
        for row in self.rows:
            self._column.addWidget(row)

"""How name, ID and program were said against the rest; each can be pressed and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehearse.measures.delivery import facts, title
from rehearse.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.measures.delivery import SpokenPart


class SpokenList(QWidget):
    """Shows the parts as rows.

    Signals:
        play_requested: The span (`Span`) of the words that are to be heard.
    """

    play_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: tuple[RowButton, ...] = ()

    def show_parts(self, parts: Sequence[SpokenPart], *, playable: bool) -> None:
        """Show other parts; `playable` where the recording is there to be heard."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(self._row(part, playable=playable) for part in parts)
        for row in self.rows:
            self._column.addWidget(row)

    def _row(self, part: SpokenPart, *, playable: bool) -> RowButton:
        sign, token = ("note", "fix") if part.is_remarkable else ("note", "muted")
        row = RowButton(sign, token, title(part), facts(part), pressable=playable)
        row.clicked.connect(lambda: self.play_requested.emit(part.span))
        return row

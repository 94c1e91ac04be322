"""The measures beyond the three tiles, as a plain table with how each was measured on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from rehearse.ui import formatting, theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.measure_tile import HOW
from rehearse.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from rehearse.ui.widgets.measure_tile import MeasureView


class MeasureTable(QFrame):
    """Rows of name, value, and where the value lies against its band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(0)
        for column, share in enumerate((4, 3, 5)):
            self._grid.setColumnStretch(column, share)

        self._rows: Sequence[MeasureView] = ()
        self._written = True

    def show_rows(self, rows: Sequence[MeasureView]) -> None:
        """Show other measures; they are written when the table is seen, as it mostly stays closed."""
        self._rows, self._written = rows, False
        if self.isVisible():
            self._write()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Now it is seen."""
        if not self._written:
            self._write()
        super().showEvent(event)

    def _write(self) -> None:
        self._written = True
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        for line, row in enumerate(self._rows):
            self._show_row(line, row)

    def _show_row(self, line: int, row: MeasureView) -> None:
        title = formatting.figure_of(row.measure).title
        value = QLabel(formatting.measured(row.measure, row.value))
        value.setFont(painting.tabular(self.font()))
        band = QLabel(row.extra if row.value is None else formatting.against(row.judgement) if row.judgement else "")
        theme.mark(value, text="muted" if row.value is None else "plain")
        theme.mark(band, text="muted")
        for column, label in enumerate((QLabel(title), value, band)):
            label.setWordWrap(True)
            self._grid.addWidget(label, line, column)
        if row.how:
            how = SignButton("note", f"{HOW}: {title}", kind="icon", show_words=False)
            how.clicked.connect(lambda: Popover(f"{HOW}: {title.lower()}", row.how, how).open_below())
            self._grid.addWidget(how, line, 3, Qt.AlignmentFlag.AlignRight)

"""A card with a heading and a few lines: must-says, notes, things to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

DASH = "–"


def label(text: str, style: str = "") -> QLabel:
    """A label that wraps and shows text as it is, never as markup.

    Args:
        text: What it says.
        style: One of the theme's text styles.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if style:
        theme.mark(made, text=style)
    return made


class LineList(QFrame):
    """Lines below a heading; each with a sign or a number before it, or with a small title above it."""

    def __init__(self, heading: str, surface: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface=surface)
        self.heading = label(heading, "strong")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(GRID)
        self._rows.setVerticalSpacing(GRID * 3 // 4)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        edge = 2 * GRID if surface else 0
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(GRID)
        column.addWidget(self.heading)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_numbered(self, lines: Sequence[str]) -> None:
        """Show lines whose order matters."""
        self._clear()
        for number, line in enumerate(lines, start=1):
            self._add(str(number), line)

    def show_dashed(self, lines: Sequence[str]) -> None:
        """Show lines whose order doesn't matter."""
        self._clear()
        for line in lines:
            self._add(DASH, line)

    def show_titled(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show lines, each below its own small title; lines with the same title share it."""
        self._clear()
        before = ""
        for title, line in lines:
            if title and title != before:
                heading = label(title, "small")
                heading.setContentsMargins(0, GRID // 2 if before else 0, 0, 0)
                self._put(heading, 0, 2)
            self._put(label(line), 0, 2)
            before = title

    def add_remark(self, text: str) -> None:
        """Add a muted line below the others."""
        self._put(label(text, "small"), 0, 2)

    def words(self) -> tuple[str, ...]:
        """Every line as it is shown, its number or dash left out."""
        cells = (self._rows.itemAtPosition(row, column) for row in range(self._rows.rowCount()) for column in (0, 1))
        widgets = dict.fromkeys(cell.widget() for cell in cells if cell is not None)
        return tuple(widget.text() for widget in widgets if isinstance(widget, QLabel) and not widget.property("sign"))

    def _add(self, sign: str, line: str) -> None:
        row = self._rows.rowCount()
        mark = label(sign, "muted")
        mark.setWordWrap(False)
        mark.setProperty("sign", "true")
        mark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(mark, row, 0)
        self._rows.addWidget(label(line), row, 1, Qt.AlignmentFlag.AlignTop)

    def _put(self, widget: QLabel, column: int, columns: int) -> None:
        self._rows.addWidget(widget, self._rows.rowCount(), column, 1, columns)

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)

"""Facts about one thing as calm rows: what each is about at the left, and one short line or several beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

Fact = tuple[str, tuple[str, ...]]
"""What it is about, and its lines."""


class FactGrid(QWidget):
    """Rows of facts; names in muted type, all lines begin at the same place."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(2 * GRID)
        rows.setVerticalSpacing(GRID // 2)
        rows.setColumnStretch(1, 1)
        for place, (name, lines) in enumerate(facts):
            for column, text, kind in ((0, name, "muted"), (1, "\n".join(lines), "plain")):
                words = QLabel(text)
                words.setTextFormat(Qt.TextFormat.PlainText)
                words.setWordWrap(column == 1)
                theme.mark(words, text=kind)
                rows.addWidget(words, place, column, Qt.AlignmentFlag.AlignTop if column == 0 else Qt.AlignmentFlag(0))


def spoken(facts: Sequence[Fact]) -> str:
    """The same in one line, for those who don't see the rows."""
    return " ".join(f"{name}: {'; '.join(lines)}." for name, lines in facts)

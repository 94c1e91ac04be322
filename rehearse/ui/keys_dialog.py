"""F1: every key and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one page: each key as it is labelled, and what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


def group_of(title: str, actions: Sequence[QAction], more: tuple[tuple[str, str], ...] = ()) -> KeyGroup:
    """The keys of a page's actions, and others that its parts know."""
    native = QKeySequence.SequenceFormat.NativeText
    keys = [
        (action.shortcut().toString(native), action.text().replace("&", ""))
        for action in actions
        if not action.shortcut().isEmpty()
    ]
    return KeyGroup(title, (*keys, *more))


class KeysDialog(QDialog):
    """A list of keys, by page; Esc closes it."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = QGridLayout()
        rows.setHorizontalSpacing(3 * GRID)
        rows.setVerticalSpacing(GRID // 2)
        rows.setColumnStretch(1, 1)
        for group in groups:
            self._add(rows, group)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, GRID)
        column.addLayout(rows)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName("Keys and what they do")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(3 * GRID, GRID, 3 * GRID, 2 * GRID)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(72 * letter, min(620, inside.sizeHint().height() + 10 * GRID))

    def _add(self, rows: QGridLayout, group: KeyGroup) -> None:
        heading = label(group.title, "strong")
        heading.setContentsMargins(0, GRID if rows.rowCount() > 1 else 0, 0, 0)
        rows.addWidget(heading, rows.rowCount(), 0, 1, 2)
        for key, meaning in group.keys:
            row = rows.rowCount()
            shown = QLabel(key)
            theme.mark(shown, text="muted")
            words = label(meaning)
            words.setAccessibleName(f"{key}: {meaning}")
            rows.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(words, row, 1)

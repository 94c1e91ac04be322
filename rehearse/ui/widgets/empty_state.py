"""What a page shows where there is nothing yet: what would stand here, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID

WIDTH_EM = 58
"""Widest the words run, in widths of the letter x."""


class EmptyState(QWidget):
    """A heading, a sentence and the buttons that lead on, the first of which takes its keyboard focus.

    Signals:
        chosen(str): The label of the button that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, title: str, sentence: str, steps: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        theme.mark(heading, text="title")
        words = QLabel(sentence)
        theme.mark(words, text="muted")
        for label in (heading, words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for number, step in enumerate(steps):
            button = QPushButton(step)
            theme.mark(button, kind="secondary" if number else "primary")
            button.clicked.connect(lambda _checked=False, step=step: self.chosen.emit(step))
            buttons.addWidget(button)
            if not number:
                self.setFocusProxy(button)
        buttons.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addStretch(2)
        middle.addWidget(heading)
        middle.addWidget(words)
        middle.addLayout(buttons)
        middle.addStretch(3)
        column = QWidget()
        column.setLayout(middle)
        column.setMaximumWidth(WIDTH_EM * self.fontMetrics().horizontalAdvance("x"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.addStretch(1)
        layout.addWidget(column, 100)
        layout.addStretch(1)

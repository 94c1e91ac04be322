"""One setting: its name and a sentence at the left, its control at the right, or below where the page is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.hint import HintLine

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

NARROW_EM = 62
"""Below this width, in widths of the letter x, the control stands below its sentence."""
CONTROL_EM = 37


class SettingRow(QWidget):
    """A label, a sentence and a control that belong together; the control gets both as its accessible texts."""

    def __init__(self, title: str, sentence: str, control: QWidget, main: QWidget | None = None) -> None:
        """Make a row.

        Args:
            title: What is set.
            sentence: What it means.
            control: What it is set with.
            main: The part of `control` that the title names, where that has several.
        """
        super().__init__()
        self._control = control
        main = main or control
        self._note = HintLine()
        name, words = QLabel(title), QLabel(sentence)
        theme.mark(name, text="strong")
        theme.mark(words, text="small")
        for label in (name, words):
            label.setWordWrap(True)
        name.setBuddy(main)
        if not main.accessibleName():
            main.setAccessibleName(title)
        main.setAccessibleDescription(sentence)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for widget in (name, words, self._note):
            texts.addWidget(widget)
        texts.addStretch(1)
        control.setSizePolicy(QSizePolicy.Policy.Expanding, control.sizePolicy().verticalPolicy())
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, GRID, 0, GRID)
        self._layout.setSpacing(GRID)
        self._layout.addLayout(texts, 1)
        self._layout.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)

    def note(self, text: str) -> None:
        """Show a remark below the sentence; an empty one takes it away."""
        self._note.say(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("x")
        is_wide = event.size().width() > NARROW_EM * letter
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._layout.setSpacing(4 * GRID if is_wide else GRID)
        self._control.setMinimumWidth(CONTROL_EM * letter if is_wide else 0)

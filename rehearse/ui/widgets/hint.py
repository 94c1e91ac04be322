"""A gentle remark below a field: a sign and a sentence; not there at all where there is nothing to say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignLabel


class HintLine(QWidget):
    """Hidden until it is given words."""

    def __init__(self, sign: str = "note", colour: str = "fix", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(SignLabel(sign, colour), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        """The words in force."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show words, or nothing where they are empty."""
        self._words.setText(words)
        self.setVisible(bool(words))

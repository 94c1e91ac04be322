"""One sentence that must not be overlooked, with what can be done about it; stands in the page, never on top of it."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.letting_go import let_go
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton, SignLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent


class Tone(StrEnum):
    """How grave a notice is; each has its own sign, so that colour is never alone."""

    STOP = "stop"
    FIX = "fix"
    GOOD = "good"
    PLAIN = "plain"


SIGNS = {Tone.STOP: "stop", Tone.FIX: "fix", Tone.GOOD: "check", Tone.PLAIN: "note"}
TOKENS = {Tone.STOP: "stop", Tone.FIX: "fix", Tone.GOOD: "good", Tone.PLAIN: "accent"}


class Notice(QFrame):
    """Hidden until something is to be said; `say` shows it and has screen readers read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="notice")
        self._sign = SignLabel("note", "accent")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._dismiss = SignButton("cross", "Close this message", kind="icon", show_words=False)
        self._dismiss.clicked.connect(self.hide)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        self._buttons.addStretch(1)
        self._shown: list[QPushButton] = []
        column = self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        column.setSpacing(GRID)
        column.addWidget(self.words, 1)
        column.addLayout(self._buttons)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID + GRID // 2, GRID, GRID + GRID // 2)
        row.setSpacing(GRID + GRID // 2)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(
        self,
        words: str,
        tone: Tone = Tone.PLAIN,
        steps: tuple[tuple[str, Callable[[], object]], ...] = (),
        *,
        can_close: bool = True,
    ) -> None:
        """Show a sentence.

        Args:
            words: What is wrong, or what happened, and what to do.
            tone: How grave it is.
            steps: Label of each button and what it does.
            can_close: Whether it may be put away without choosing a step.
        """
        self.words.setText(words)
        self.setAccessibleName(words)
        self._sign.show_sign(SIGNS[tone], TOKENS[tone])
        theme.mark(self, tone=tone)
        self._dismiss.setVisible(can_close)
        self._show_steps(steps)
        self._fit()
        self.show()
        announce(self, words, urgent=tone is Tone.STOP)

    def buttons(self) -> tuple[QPushButton, ...]:
        """The steps that are offered, in order."""
        return tuple(self._shown)

    def _show_steps(self, steps: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        for old in self._shown:
            self._buttons.removeWidget(old)
            let_go(old)
        self._shown = []
        for place, (label, step) in enumerate(steps):
            button = QPushButton(label)
            button.clicked.connect(lambda _checked=False, step=step: step())
            self._buttons.insertWidget(place, button)
            # At once and not with the next layout: it may be given the keyboard.
            button.show()
            self._shown.append(button)
        # Tab comes by them where the notice stands, not after everything that was made before them.
        for one, following in pairwise((self._dismiss, *self._shown, self._dismiss) if self._shown else ()):
            QWidget.setTabOrder(one, following)

    def _fit(self) -> None:
        """Put the buttons beside the words where these need one line only."""
        buttons = sum(button.sizeHint().width() + GRID for button in self._shown)
        needed = self.words.fontMetrics().horizontalAdvance(self.words.text()) + buttons + 10 * GRID
        beside = needed <= self.width()
        upright = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignTop
        for widget in (self._sign, self._dismiss):
            self._row.setAlignment(widget, upright)
        self._column.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """Lay it out anew for the width."""
        super().resizeEvent(event)
        self._fit()

"""A program rings: who it may be, Answer and Decline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.caller_badge import CallerBadge
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.line_list import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from rehearse.programs.card import Card

HINT = "Space answers, Esc declines. Say your name when you answer."


class IncomingView(QWidget):
    """Shown while it rings.

    Signals:
        answered(): The call is taken.
        declined(): It is not.
    """

    answered = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Incoming call")
        # A click beside the buttons keeps the keys here; Tab has nothing to show for it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.caller = label("", "title")
        self.answer, self.decline = SignButton("call", "Answer", kind="record"), SignButton("cross", "Decline")
        self.answer.setAccessibleDescription("Space. Connects the call; you speak first.")
        self.decline.setAccessibleDescription("Escape. Declines the call.")
        self.answer.clicked.connect(self.answered)
        self.decline.clicked.connect(self.declined)
        words = (label("Incoming call", "muted"), self.caller, label("Ringing", "strong"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addStretch(1)
        column.addWidget(CallerBadge(), 0, Qt.AlignmentFlag.AlignHCenter)
        for part in words:
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(2)
        column.addWidget(self._bar())

    def _bar(self) -> QFrame:
        bar = QFrame()
        theme.mark(bar, surface="bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.answer)
        row.addWidget(self.decline)
        row.addWidget(label(HINT, "muted"), 1)
        return bar

    def ring(self, card: Card | None) -> None:
        """Say who rings, and put the keyboard on Answer."""
        self.caller.setText("A residency program" if card is None else card.program)
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"Your telephone rings: {self.caller.text()}. {HINT}", urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Space answers and Esc declines, unless a button has the key."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.answered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.declined.emit()
        else:
            super().keyPressEvent(event)

"""A mock call turn by turn: what they said, what was answered; pressing a turn plays both sides of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from rehearse.ui.pages.call_report_words import CallWords, TurnWords


class CallTurns(QFrame):
    """The call of a take; hidden where the take is no call.

    Signals:
        span_requested: Both sides of this stretch (`Span`) are to be heard.
        call_requested(str): The call is to be made again from this state on ("script/state"), empty for all of it.
    """

    span_requested = Signal(object)
    call_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self.again = QPushButton("The same call again")
        self.again.setAccessibleDescription("The same people with the same lines, as difficult as this time.")
        self.again.setToolTip("The same people with the same lines, as difficult as this time")
        self.again.clicked.connect(lambda: self.call_requested.emit(""))
        head = QHBoxLayout()
        head.addWidget(label("The call, turn by turn", "strong"), 1)
        head.addWidget(self.again)
        column.addLayout(head)
        self._whole = label("", "muted")
        column.addWidget(self._whole)
        self._turns = QVBoxLayout()
        self._turns.setSpacing(GRID // 2)
        column.addLayout(self._turns)
        self._missing = label("", "muted")
        column.addWidget(self._missing)
        self.hide()

    def show_call(self, call: CallWords | None) -> None:
        """Show a call, or with none hide."""
        while (item := self._turns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        self.setVisible(call is not None and bool(call.turns))
        if call is None:
            return
        self._whole.setText(" ".join(call.whole))
        for turn in call.turns:
            row = self._row(turn)
            self._turns.addWidget(row)
            row.show()
        self._missing.setText("\n".join(call.missing))
        self._missing.setVisible(bool(call.missing))

    def _row(self, turn: TurnWords) -> QWidget:
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GRID)
        beside.addWidget(self._pair(turn), 1)
        retry = QPushButton("Try from here")
        theme.mark(retry, kind="quiet")
        retry.setAccessibleName(f"Try from here, turn {turn.number}")
        retry.setToolTip("Makes the call again, from what they say here")
        retry.clicked.connect(lambda: self.call_requested.emit(turn.state))
        beside.addWidget(retry, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _pair(self, turn: TurnWords) -> RowButton:
        answer, facts = f"You: {turn.said}", "\n".join(turn.facts)
        row = RowButton("call", "muted", f"{turn.heard}\n{answer}", facts)
        row.setAccessibleName(f"Turn {turn.number}. {turn.heard} {answer} {facts}")
        row.setToolTip("Hear both sides of this turn")
        row.clicked.connect(lambda: self.span_requested.emit(turn.span))
        return row

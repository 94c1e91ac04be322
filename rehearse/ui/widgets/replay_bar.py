"""The bar at the foot of the report: play, place in time, waveform, previous and next mark, how it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from rehearse.ui import formatting, theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.hint import HintLine
from rehearse.ui.widgets.listening_row import ListeningRow
from rehearse.ui.widgets.waveform import Shape, Waveform

if TYPE_CHECKING:
    from rehearse.ui.marks import Mark

SAME_PLACE_S = 0.3
"""The play head counts as standing at a mark within this distance, so that "next" always goes on."""


class ReplayBar(QFrame):
    """Controls for hearing a take.

    Signals:
        play_clicked: Play or pause.
        seek_requested: Go to this place, in seconds.
        mark_reached: The user went to a mark (`Mark`).
    """

    play_clicked = Signal()
    seek_requested = Signal(float)
    mark_reached = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="bar")
        self._marks: tuple[Mark, ...] = ()
        self._duration_s = 0.0
        self.play = SignButton("play", "Play", kind="primary", show_words=False)
        self.previous = SignButton("previous", "Previous mark", kind="icon", show_words=False)
        self.next = SignButton("next", "Next mark", kind="icon", show_words=False)
        self.listening = ListeningRow()
        self.time, self.message, self.note, self.waveform = QLabel(), QLabel(), HintLine(), Waveform()
        self.play.clicked.connect(self.play_clicked)
        self.previous.clicked.connect(self.go_previous)
        self.next.clicked.connect(self.go_next)
        self.waveform.seek_requested.connect(self.seek_requested)
        self._arrange()
        self.show_unavailable("")

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        whole.setSpacing(GRID // 2)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        whole.addWidget(self.note)
        whole.addLayout(row)
        whole.addWidget(self.listening)
        self.whose = QLabel()
        theme.mark(self.whose, text="muted")
        self.whose.hide()
        self.whose.setWordWrap(True)
        self.whose.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.listening.row.addWidget(self.whose, 100)
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        theme.mark(self.message, text="muted")
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for button in (self.previous, self.play, self.next):
            row.addWidget(button)
        row.addSpacing(GRID)
        self._middle = QStackedLayout()
        row.addLayout(self._middle, 1)
        row.addSpacing(GRID)
        row.addWidget(self.time)
        # Only now: what is put into a stack that belongs to no widget yet would flash up as a window of its own.
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.waveform)
        self._middle.addWidget(holder)
        self._middle.addWidget(self.message)

    def show_outline(self, shape: Shape, marks: tuple[Mark, ...]) -> None:
        """Draw a recording that is still being read, so that it can't be heard yet."""
        self.waveform.show_shape(shape)
        self.waveform.show_marks(marks)
        self._middle.setCurrentIndex(0)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show other marks on the same recording."""
        self._marks = marks
        self.waveform.show_marks(marks)

    def show_recording(self, shape: Shape, marks: tuple[Mark, ...]) -> None:
        """Make a recording ready to be heard."""
        self._marks, self._duration_s = marks, shape.duration_s
        self.show_outline(shape, marks)
        for widget in (self.play, self.waveform, self.listening):
            widget.setEnabled(True)
        for button in (self.previous, self.next):
            button.setEnabled(bool(marks))
        self.time.setFont(painting.tabular(self.font()))
        widest = f"{formatting.clock(shape.duration_s)} / {formatting.clock(shape.duration_s)}"
        self.time.setMinimumWidth(self.time.fontMetrics().horizontalAdvance(widest) + 2)
        self.show_position(0.0, moving=False)

    def say(self, words: str) -> None:
        """Say above the controls why nothing was heard; empty words take it away."""
        self.note.say(words)

    def show_unavailable(self, why: str) -> None:
        """Say why nothing can be heard."""
        self._marks, self._duration_s = (), 0.0
        self.say("")
        self.message.setText(why)
        self._middle.setCurrentIndex(1)
        self.time.clear()
        for widget in (self.play, self.previous, self.next, self.waveform, self.listening):
            widget.setEnabled(False)

    def show_position(self, position_s: float, *, moving: bool) -> None:
        """Show the place that is being heard."""
        self.waveform.set_position(position_s, moving=moving)
        self.time.setText(f"{formatting.clock(position_s)} / {formatting.clock(self._duration_s)}")

    def show_playing(self, *, playing: bool) -> None:
        """Show whether something is being heard."""
        if playing:
            self.say("")
        self.play.show_sign("pause" if playing else "play", "Pause" if playing else "Play")

    def show_whose(self, title: str) -> None:
        """Say which other take is heard in the place of the one that is shown; nothing where it is that one."""
        self.whose.setText(f"You hear {title}")
        self.whose.setVisible(bool(title))

    def go_next(self) -> None:
        """Go to the first mark behind the play head."""
        here = self.waveform.position_s + SAME_PLACE_S
        self._go(next((mark for mark in self._marks if mark.span.start_s > here), None))

    def go_previous(self) -> None:
        """Go to the last mark before the play head."""
        here = self.waveform.position_s - SAME_PLACE_S
        self._go(next((mark for mark in reversed(self._marks) if mark.span.start_s < here), None))

    def _go(self, mark: Mark | None) -> None:
        if mark is not None:
            self.mark_reached.emit(mark)

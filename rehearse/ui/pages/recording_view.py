"""While it records: the time against the target, the level, and what is to be said. Nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rehearse.practice import PracticePhase
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.formatting import COUNT_WORDS, clock
from rehearse.ui.pacing import PaceZone, crossing, pace
from rehearse.ui.pages.speaking_view import SpeakingView
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.practice import Practice
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario

SAVED_IN_ANY_CASE = "Recording goes on and is being saved."


class RecordingView(SpeakingView):
    """Countdown and recording, in one place, so that nothing jumps when the countdown ends.

    Signals:
        stop_wanted(): The take is done.
        discard_wanted(): The take, or the countdown, is to be thrown away.
    """

    stop_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = PaceZone.BEFORE
        self._what = ""
        theme.mark(self.words, text="strong")
        self.stop = SignButton("end", "Stop", kind="record")
        self.stop.clicked.connect(self.stop_wanted)
        self.hint = label("", "muted")
        self.discard = QPushButton("Discard")
        theme.mark(self.discard, kind="quiet")
        self.discard.clicked.connect(self.discard_wanted)
        self.arrange(self._head(), (self.stop, self.hint, self.discard))

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.time)
        head.addWidget(self.gauge)
        head.addLayout(self.place())
        head.addSpacing(GRID)
        head.addWidget(self.meter)
        return head

    def show_call(self, scenario: Scenario, titles: Mapping[str, str], card: Card | None) -> None:
        """Make ready for a take of a call."""
        self._place = PaceZone.BEFORE
        self._what = scenario.title if card is None else f"{scenario.title} · {card.program}"
        self.show_scenario(scenario, titles, card, scenario.length)

    def show_state(self, state: Practice) -> None:
        """Follow the practice through countdown and recording."""
        if state.phase is PracticePhase.COUNTDOWN:
            self._show_countdown(state.seconds_left)
        elif self.stop.isEnabled():
            self._show_message(state.message)
        else:
            self._show_recording()

    def set_elapsed(self, elapsed_s: float) -> None:
        """Show how long the take is by now, and say aloud where it crosses an edge of the target."""
        self.time.setText(clock(elapsed_s))
        now = self.gauge.set_elapsed(elapsed_s)
        self.mark.set_place(now.place)
        self.words.setText(now.words)
        announce(self, crossing(self._place, now))
        self._place = now.place

    def _show_countdown(self, seconds_left: int) -> None:
        self.stop.setEnabled(False)
        self.heading.setText(f"Get ready: {self._what}")
        self.time.setText(str(seconds_left))
        self.time.setAccessibleName(f"{seconds_left} seconds until recording starts")
        self.mark.set_place(PaceZone.BEFORE)
        self.words.setText("The microphone is already listening")
        self.hint.setText("Speak when the countdown ends. Esc goes back.")
        self.discard.setText("Go back")
        self.discard.setFocus(Qt.FocusReason.OtherFocusReason)
        if seconds_left > 0:
            announce(self, f"Recording starts in {COUNT_WORDS[seconds_left]}", urgent=True)

    def _show_recording(self) -> None:
        self.stop.setEnabled(True)
        self.heading.setText(f"Recording: {self._what}")
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.time.setAccessibleName("Elapsed time")
        self.hint.setText("Space stops and shows the report. Esc asks, then discards.")
        self.discard.setText("Discard")
        announce(self, "Recording", urgent=True)
        self.set_elapsed(0.0)
        if self._scenario is not None:
            self._place = pace(0.0, self._scenario.length).place

    def _show_message(self, message: str | None) -> None:
        if message is None:
            self.notice.hide()
        else:
            self.notice.say(f"{message} {SAVED_IN_ANY_CASE}", Tone.FIX, can_close=False)

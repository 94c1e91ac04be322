"""While it records: the time against the target, the level, and what is to be said. Nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from rehearse.practice import Phase
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.formatting import COUNT_WORDS, clock
from rehearse.ui.pacing import Place, crossing, pace
from rehearse.ui.pages.points import notes, points
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.level_meter import LevelMeter
from rehearse.ui.widgets.line_list import LineList, label
from rehearse.ui.widgets.notice import Notice, Tone
from rehearse.ui.widgets.reflow import Reflowing, direction, letters_wide
from rehearse.ui.widgets.target_gauge import PlaceMark, TargetGauge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.practice import Practice
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario

SAVED_IN_ANY_CASE = "Recording goes on and is being saved."
WIDTH_EM = 128
TWO_COLUMNS_EM = 80


class RecordingView(Reflowing, QWidget):
    """Countdown and recording, in one place, so that nothing jumps when the countdown ends.

    Signals:
        stop_wanted(): The take is done.
        discard_wanted(): The take, or the countdown, is to be thrown away.
    """

    stop_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._place = Place.BEFORE
        self._what = ""
        self.heading = label("", "muted")
        self.time = QLabel()
        theme.mark(self.time, text="clock")
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.gauge, self.mark, self.words = TargetGauge(), PlaceMark(), QLabel()
        theme.mark(self.words, text="strong")
        self.meter = LevelMeter()
        self.notice = Notice()
        self.points = LineList("Points to make", "")
        self.notes = LineList("Your notes", "")
        self.stop = SignButton("end", "Stop", kind="record")
        self.stop.clicked.connect(self.stop_wanted)
        self.hint = label("", "muted")
        self.discard = QPushButton("Discard")
        theme.mark(self.discard, kind="quiet")
        self.discard.clicked.connect(self.discard_wanted)
        self._arrange()

    def _arrange(self) -> None:
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        place = QHBoxLayout()
        place.setSpacing(GRID)
        place.addStretch(1)
        place.addWidget(self.mark)
        place.addWidget(self.words)
        place.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.heading)
        head.addWidget(self.time)
        head.addWidget(self.gauge)
        head.addLayout(place)
        head.addSpacing(GRID)
        head.addWidget(self.meter)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(4 * GRID)
        self._columns.addWidget(self.points, 1)
        self._columns.addWidget(self.notes, 1)
        inside = self._inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(head)
        column.addLayout(self._columns)
        column.addStretch(1)
        centred = QWidget()
        middle = QHBoxLayout(centred)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(inside, 1000)
        middle.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(centred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        strip = QVBoxLayout()
        strip.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID)
        strip.addWidget(self.notice)
        layout.addLayout(strip)
        layout.addWidget(self._bar())

    def _bar(self) -> QFrame:
        bar = QFrame()
        theme.mark(bar, surface="bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.stop)
        row.addWidget(self.hint, 1)
        row.addWidget(self.discard)
        return bar

    @property
    def scroll_bar(self) -> QScrollBar:
        """What scrolls points and notes."""
        return self._area.verticalScrollBar()

    def show_call(self, scenario: Scenario, titles: Mapping[str, str], card: Card | None) -> None:
        """Make ready for a take of a call."""
        self._scenario = scenario
        self._place = Place.BEFORE
        self._what = scenario.title if card is None else f"{scenario.title} · {card.program}"
        self.show_titles(titles)
        self.points.setVisible(bool(scenario.required))
        self.notes.setVisible(card is not None)
        if card is not None:
            self.notes.heading.setText(f"Your notes for {card.program}")
            self.notes.show_titled([(note.title, note.text) for note in notes(card)])
        self.gauge.set_band(scenario.length)
        self.meter.set_level_db(None)
        self.notice.hide()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Name the must-says."""
        if self._scenario is not None:
            self.points.show_numbered(points(self._scenario, titles))

    def show_state(self, state: Practice) -> None:
        """Follow the practice through countdown and recording."""
        if state.phase is Phase.COUNTDOWN:
            self._show_countdown(state.seconds_left)
        elif self.stop.isEnabled():
            self._show_message(state.message)
        else:
            self._show_recording()

    def set_level(self, level_db: float | None) -> None:
        """Show the microphone's level."""
        self.meter.set_level_db(level_db)

    def set_elapsed(self, elapsed_s: float) -> None:
        """Show how long the take is by now, and say aloud where it crosses an edge of the target."""
        self.time.setText(clock(elapsed_s))
        now = self.gauge.set_elapsed(elapsed_s)
        self.mark.set_place(now.place)
        self.words.setText(now.words)
        announce(self, crossing(self._place, now))
        self._place = now.place

    def reflow(self, letters: float) -> None:
        """Put notes below the points where the window is narrow for its text."""
        self._columns.setDirection(direction(side_by_side=letters >= TWO_COLUMNS_EM))
        self._inside.setMaximumWidth(letters_wide(self, WIDTH_EM))

    def _show_countdown(self, seconds_left: int) -> None:
        self.stop.setEnabled(False)
        self.heading.setText(f"Get ready: {self._what}")
        self.time.setText(str(seconds_left))
        self.time.setFont(painting.tabular(self.time.font()))
        self.time.setAccessibleName(f"{seconds_left} seconds until recording starts")
        self.mark.set_place(Place.BEFORE)
        self.words.setText("The microphone is listening already")
        self.hint.setText("Speak when the countdown ends. Esc goes back.")
        self.discard.setText("Go back")
        self.discard.setFocus(Qt.FocusReason.OtherFocusReason)
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

"""A mock call while it lasts: who is on the line, whose turn it is, what they say, how long it has taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from rehearse.call.report import WHOLE_CALL
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.call_phase import CallPhase
from rehearse.ui.formatting import clock
from rehearse.ui.pages.call_words import caption, status, who
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

    from rehearse.measures.values import Band
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.call_phase import CallNow

WIDTH_EM = 128
TWO_COLUMNS_EM = 80
HINT = "Space hangs up. M mutes your microphone, C shows or hides what they say."


def target_of(scenario: Scenario) -> Band | None:
    """How long the whole call may take, both sides; a message to a mailbox is the applicant's alone."""
    return WHOLE_CALL.get(scenario.id) or (scenario.length if scenario.id == "voicemail" else None)


class CallView(Reflowing, QWidget):
    """One call on the line.

    Signals:
        hang_up_wanted(): The applicant hangs up.
        mute_wanted(bool): The microphone is to be muted, or heard again.
        captions_wanted(bool): What the other side says is to be shown, or hidden.
    """

    hang_up_wanted = Signal()
    mute_wanted = Signal(bool)
    captions_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._said = self._turn = ""
        self.heading, self.person, self.role = label("", "muted"), label("", "title"), label("", "muted")
        self.status = label("", "strong")
        self.time = QLabel()
        theme.mark(self.time, text="clock")
        self.time.setFont(painting.tabular(self.time.font()))
        self.time.setAccessibleName("Length of the call")
        self.gauge, self.place, self.words = TargetGauge(), PlaceMark(), QLabel()
        theme.mark(self.words, text="muted")
        self.captions = QFrame()
        self.caption = label("", "quote")
        self.caption.setAccessibleName("What they say")
        self.meter = LevelMeter()
        self.points, self.notes = LineList("Points to make", ""), LineList("Your notes", "")
        self.notice = Notice()
        self.hang_up = SignButton("end", "Hang up", kind="record")
        self.hang_up.setAccessibleDescription("Space. Ends the call and shows its report.")
        self.mute = SignButton("cross", "Mute")
        self.show_captions = SignButton("note", "Captions")
        for button in (self.mute, self.show_captions):
            button.setCheckable(True)
        self.hang_up.clicked.connect(self.hang_up_wanted)
        self.mute.clicked.connect(self._on_mute)
        self.show_captions.clicked.connect(self._on_captions)
        self._arrange()

    def _arrange(self) -> None:
        for part in (self.heading, self.person, self.role, self.status, self.time, self.words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.mark(self.captions, surface="card")
        held = QVBoxLayout(self.captions)
        held.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        held.addWidget(self.caption)
        self.caption.setMinimumHeight(2 * self.caption.fontMetrics().lineSpacing() + GRID)
        head = QVBoxLayout()
        head.setSpacing(GRID)
        for widget in (self.heading, self.person, self.role, self.time, self.gauge):
            head.addWidget(widget)
        place = QHBoxLayout()
        place.setSpacing(GRID)
        place.addStretch(1)
        place.addWidget(self.place)
        place.addWidget(self.words)
        place.addStretch(1)
        head.addLayout(place)
        head.addWidget(self.status)
        head.addWidget(self.captions)
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
        row.addWidget(self.hang_up)
        row.addWidget(label(HINT, "muted"), 1)
        row.addWidget(self.mute)
        row.addWidget(self.show_captions)
        return bar

    @property
    def scroll_bar(self) -> QScrollBar:
        """What scrolls points and notes."""
        return self._area.verticalScrollBar()

    def show_call(self, scenario: Scenario, titles: Mapping[str, str], card: Card | None, *, captions: bool) -> None:
        """Make ready for a call."""
        self._scenario = scenario
        self._said = ""
        self.heading.setText(scenario.title if card is None else f"{scenario.title} · {card.program}")
        self.person.setText("")
        self.role.setText("")
        self.caption.setText("")
        self.show_titles(titles)
        self.points.setVisible(bool(scenario.required))
        self.notes.setVisible(card is not None)
        if card is not None:
            self.notes.heading.setText(f"Your notes for {card.program}")
            self.notes.show_titled([(note.title, note.text) for note in notes(card)])
        self.gauge.set_band(target_of(scenario))
        self.meter.set_level_db(None)
        self.notice.hide()
        self.mute.setChecked(False)
        self.show_captions.setChecked(captions)
        self.captions.setVisible(captions)
        self.set_elapsed(0.0)

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Name the must-says."""
        if self._scenario is not None:
            self.points.show_numbered(points(self._scenario, titles))

    def show_now(self, now: CallNow) -> None:
        """Follow the call."""
        name, role = who(now.lines)
        if name:
            self.person.setText(name)
            self.role.setText(role)
        words = status(now)
        if words != self._turn:
            self._turn = words
            self._show_turn()
            announce(self, words)
        said = caption(now.lines)
        if said and said != self._said:
            self._said = said
            self.caption.setText(said)
        if now.phase is CallPhase.CONNECTING:
            self.hang_up.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hang_up.setEnabled(now.phase is not CallPhase.ENDING)
        if now.message is None:
            self.notice.hide()
        else:
            self.notice.say(now.message, Tone.FIX, can_close=False)

    def set_level(self, level_db: float | None) -> None:
        """Show the microphone's level."""
        self.meter.set_level_db(level_db)

    def set_elapsed(self, elapsed_s: float) -> None:
        """Show how long the call has taken."""
        self.time.setText(clock(elapsed_s))
        now = self.gauge.set_elapsed(elapsed_s)
        self.place.set_place(now.place)
        self.words.setText(now.words if self.gauge.isVisibleTo(self) else "")
        self.place.setVisible(self.gauge.isVisibleTo(self))

    def reflow(self, letters: float) -> None:
        """Put notes below the points where the window is narrow for its text."""
        self._columns.setDirection(direction(side_by_side=letters >= TWO_COLUMNS_EM))
        self._inside.setMaximumWidth(letters_wide(self, WIDTH_EM))

    def toggle_mute(self) -> None:
        """Mute the microphone, or let it be heard again."""
        self.mute.click()

    def toggle_captions(self) -> None:
        """Show or hide what the other side says."""
        self.show_captions.click()

    def _show_turn(self) -> None:
        """Say whose turn it is, and that nothing of it will be heard where the microphone is muted."""
        self.status.setText(f"{self._turn} · your microphone is muted" if self.mute.isChecked() else self._turn)

    def _on_mute(self, muted: bool) -> None:  # noqa: FBT001 # Qt's signal
        self.mute_wanted.emit(muted)
        self._show_turn()
        announce(self, "Microphone muted" if muted else "Microphone heard again")

    def _on_captions(self, shown: bool) -> None:  # noqa: FBT001 # Qt's signal
        self.captions.setVisible(shown)
        self.captions_wanted.emit(shown)

"""What somebody sees while they speak, into a take or on a call: time against the target, level, points and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.pages.points import notes, points
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting
from rehearse.ui.widgets.level_meter import LevelMeter
from rehearse.ui.widgets.line_list import LineList, label
from rehearse.ui.widgets.notice import Notice
from rehearse.ui.widgets.reflow import Reflowing, direction, letters_wide
from rehearse.ui.widgets.scrolled import scrolled
from rehearse.ui.widgets.target_gauge import PlaceMark, TargetGauge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rehearse.measures.values import Band
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario

WIDTH_EM = 128
TWO_COLUMNS_EM = 80
HINT_EM = 20
"""The words beside the buttons are there where a line of so many average letters has room."""


class SpeakingView(Reflowing, QWidget):
    """The frame that recording a take and a mock call share; each adds its own words and steps.

    Attributes:
        heading: What is going on, in one line.
        time: How long it has gone on.
        gauge: The time against the target.
        mark: A shape for where the time stands in the target.
        words: The same in words.
        meter: The microphone's level.
        points: What is to be said, in order.
        notes: What the program's card holds for the call.
        notice: What goes wrong meanwhile.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._steps: Sequence[QWidget] = ()
        self.heading = label("", "muted")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.time = QLabel()
        theme.mark(self.time, text="clock")
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setFont(painting.tabular(self.time.font()))
        self.gauge, self.mark, self.words = TargetGauge(), PlaceMark(), QLabel()
        self.meter = LevelMeter()
        self.points, self.notes = LineList("Must-says", ""), LineList("Your notes", "")
        self.notice = Notice()

    @property
    def scroll_bar(self) -> QScrollBar:
        """What scrolls points and notes."""
        return self._area.verticalScrollBar()

    def show_scenario(
        self, scenario: Scenario, titles: Mapping[str, str], card: Card | None, target: Band | None
    ) -> None:
        """Show what is to be said, and make time and level ready.

        Args:
            scenario: The call.
            titles: Names of its must-says by id.
            card: The program that is called.
            target: Seconds it may take; None where nothing is advised.
        """
        self._scenario = scenario
        self.show_titles(titles)
        self.points.setVisible(bool(scenario.required))
        self.notes.setVisible(card is not None)
        if card is not None:
            self.notes.heading.setText(f"Your notes for {card.program}")
            self.notes.show_titled([(note.title, note.text) for note in notes(card)])
        self.gauge.set_band(target)
        self.meter.set_level_db(None)
        self.notice.hide()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Name the must-says."""
        if self._scenario is not None:
            self.points.show_numbered(points(self._scenario, titles))

    def set_level(self, level_db: float | None) -> None:
        """Show the microphone's level."""
        self.meter.set_level_db(level_db)

    def reflow(self, letters: float) -> None:
        """Put notes below the points, and leave the words in the bar out, where the window is narrow for its text."""
        self._columns.setDirection(direction(side_by_side=letters >= TWO_COLUMNS_EM))
        self._inside.setMaximumWidth(letters_wide(self, WIDTH_EM))
        hints = [step for step in self._steps if isinstance(step, QLabel)]
        taken = sum(step.sizeHint().width() for step in self._steps if step not in hints)
        margins = (2 * len(self._steps) + 4) * GRID
        for hint in hints:
            hint.setVisible(taken + margins + letters_wide(self, HINT_EM) <= self.width())

    def place(self) -> QHBoxLayout:
        """Where the time stands, as a shape and in words."""
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        row.addWidget(self.mark)
        row.addWidget(self.words)
        row.addStretch(1)
        return row

    def arrange(self, head: QVBoxLayout, steps: Sequence[QWidget]) -> None:
        """Put the view together.

        Args:
            head: What stands above points and notes.
            steps: The bar at the bottom; of these the words take the room that is left.
        """
        head.setSpacing(GRID)
        self._steps = steps
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled(head), 1)
        strip = QVBoxLayout()
        strip.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        theme.mark(self.notice, place="bottom")
        strip.addWidget(self.notice)
        layout.addLayout(strip)
        layout.addWidget(_bar(steps))

    def _scrolled(self, head: QVBoxLayout) -> QScrollArea:
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
        self._area = scrolled(inside)
        return self._area


def _bar(steps: Sequence[QWidget]) -> QFrame:
    bar = QFrame()
    theme.mark(bar, surface="bar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
    row.setSpacing(2 * GRID)
    for step in steps:
        row.addWidget(step, 1 if isinstance(step, QLabel) else 0)
    return bar

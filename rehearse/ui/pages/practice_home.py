"""Choosing a call: the list, the details beside it and the one large button below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from rehearse.practice import COUNTDOWN_S
from rehearse.ui import theme
from rehearse.ui.pages.call_details import CallDetails
from rehearse.ui.ringing import WISHES
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.call_list import CallList
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.notice import Notice
from rehearse.ui.widgets.reflow import Reflowing, direction, letters_wide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.scenarios.scenario import Scenario

SIDE_BY_SIDE_EM = 120
"""From this width on, in widths of the letter m, list and details stand side by side."""
STACKED_ROWS = 2
"""How many calls the list shows where it stands above the details."""
HINT_EM = 32
"""The words beside the buttons are there where a line of so many average letters has room."""


class RecordBar(Reflowing, QFrame):
    """The one primary action, with what happens when it is pressed.

    Signals:
        record_wanted(): Record was pressed.
        call_wanted(): A mock call is to be made.
        ring_wanted(RingWish): The other side is to call, at this moment.
        demo_wanted(): A demo report is to be shown.
    """

    record_wanted = Signal()
    call_wanted = Signal()
    ring_wanted = Signal(object)
    demo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="bar")
        self.record = SignButton("record", "Record", kind="record")
        self.record.setAccessibleDescription("Space. Counts down from three, then records.")
        self.record.clicked.connect(self.record_wanted)
        self.call = SignButton("call", "Mock call")
        self.call.setAccessibleDescription("Ctrl+M. Somebody answers and talks back; speak as on the telephone.")
        self.call.clicked.connect(self.call_wanted)
        self.ring_me = QPushButton("Let them ring me")
        self.ring_me.setAccessibleDescription("Chooses when the program calls; you answer as on the telephone.")
        self.ring_me.setMenu(self._moments())
        self.ring_me.hide()
        self.hint = QLabel()
        theme.mark(self.hint, text="muted")
        self.hint.setWordWrap(True)
        self.demo = QPushButton("See a demo report")
        self.demo.setAccessibleDescription("Shows a full report of a recording that comes with the program.")
        theme.mark(self.demo, kind="quiet")
        self.demo.clicked.connect(self.demo_wanted)
        row = self._row = QHBoxLayout(self)
        row.addWidget(self.record)
        row.addWidget(self.call)
        row.addWidget(self.ring_me)
        row.addWidget(self.hint, 1000)
        row.addStretch(1)
        row.addWidget(self.demo)

    def _moments(self) -> QMenu:
        menu = QMenu(self)
        for wish in WISHES:
            action = menu.addAction(wish.words[:1].upper() + wish.words[1:])
            action.triggered.connect(lambda _checked=False, wish=wish: self.ring_wanted.emit(wish))
        return menu

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # what counts is the room beside the buttons
        """Leave the words out where they would squeeze the buttons, then air, and last the demo, which the menu has."""
        buttons = [self.record, self.call, self.demo, *(() if self.ring_me.isHidden() else (self.ring_me,))]
        widths, gaps = sum(button.sizeHint().width() for button in buttons), len(buttons) - 1
        has_air = widths + (2 * gaps + 6) * GRID <= self.width()
        beside = (3 if has_air else 2) * GRID
        self._row.setContentsMargins(beside, 2 * GRID, beside, 2 * GRID)
        self._row.setSpacing((2 if has_air else 1) * GRID)
        self.demo.setVisible(widths + (gaps + 4) * GRID <= self.width())
        self.hint.setVisible(widths + (2 * gaps + 10) * GRID + letters_wide(self, HINT_EM) <= self.width())

    def offer_ringing(self, *, offered: bool) -> None:
        """Let the program ring, or not, where the chosen call is one that it makes."""
        self.ring_me.setVisible(offered)
        self.reflow(self.width() / max(1, letters_wide(self, 1)))

    def show_microphone(self, name: str | None) -> None:
        """Say which microphone will be used; None is the system's default."""
        countdown = "-".join(str(second) for second in range(COUNTDOWN_S, 0, -1))
        self.hint.setText(f"Space records, after {countdown}.\nMicrophone: {name or 'the system’s default'}")

    def show_no_microphone(self) -> None:
        """Say that nothing can be recorded with."""
        self.hint.setText("Microphone: none found")


class PracticeHome(Reflowing, QWidget):
    """The home page while nothing is being recorded."""

    def __init__(self, scenarios: Iterable[Scenario], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calls = CallList(scenarios)
        self.details = CallDetails()
        self.notice = Notice()
        self.bar = RecordBar()
        heading = self._heading = QLabel("Calls")
        theme.mark(heading, text="title")
        heading.setBuddy(self.calls)
        left = self._left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(heading)
        left.addWidget(self.calls, 1)
        notice = QVBoxLayout()
        notice.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        theme.mark(self.notice, place="bottom")
        notice.addWidget(self.notice)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.details, 1)
        right.addLayout(notice)
        right.addWidget(self.bar)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(left)
        self._layout.addLayout(right, 1)

    def reflow(self, letters: float) -> None:
        """Put the list above the details where the window is narrow for its text."""
        wide = letters >= SIDE_BY_SIDE_EM
        self._layout.setDirection(direction(side_by_side=wide))
        self._heading.setVisible(wide)
        # Above the details it is in line with them, and they do not scroll right up to its edge.
        margins = (2 * GRID, 3 * GRID, 0, 2 * GRID) if wide else (3 * GRID, 2 * GRID, 3 * GRID, GRID)
        self._left.setContentsMargins(*margins)
        unlimited = 16_777_215
        self.calls.setMinimumWidth(self.calls.sizeHint().width() if wide else 0)
        self.calls.setMaximumWidth(self.calls.sizeHint().width() if wide else unlimited)
        stacked = STACKED_ROWS * self.calls.sizeHintForRow(0)
        self.calls.setMinimumHeight(0 if wide else stacked)
        self.calls.setMaximumHeight(unlimited if wide else stacked)

    @property
    def scroll_bar(self) -> QScrollBar:
        """What scrolls the details."""
        return self.details.verticalScrollBar()

    def take_focus(self) -> None:
        """Put the keyboard where the next step is: on Record; else on what helps, or on the list where nothing does."""
        helps = () if self.notice.isHidden() else self.notice.buttons()
        target = self.bar.record if self.bar.record.isEnabled() else next(iter(helps), self.calls)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

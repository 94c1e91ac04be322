"""The way from page to page, at the left of the window, or at the top where it is narrow for its text."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.reflow import direction


class Place(StrEnum):
    """The pages, in the order of their keys."""

    PRACTICE = "practice"
    REPORT = "report"
    PROGRESS = "progress"
    PROGRAMS = "programs"
    SETTINGS = "settings"

    @property
    def label(self) -> str:
        """Name for people."""
        return self.value.capitalize()

    @property
    def key(self) -> str:
        """The shortcut that leads there."""
        return f"Ctrl+{list(Place).index(self) + 1}"


class Rail(QFrame):
    """One button for each page; the shown page's stays pressed.

    Signals:
        chosen(Place): The user wants another page.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="rail")
        self.setAccessibleName("Pages")
        self.buttons: dict[Place, SignButton] = {}
        group = QButtonGroup(self)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(GRID, 2 * GRID, GRID, 2 * GRID)
        self._layout.setSpacing(GRID // 2)
        for place in Place:
            button = SignButton(place, place.label, kind="nav")
            button.setCheckable(True)
            # One of several, to a screen reader too; the group is what keeps it so.
            button.setAutoExclusive(True)
            button.setToolTip(f"{place.label} ({place.key})")
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            group.addButton(button)
            self.buttons[place] = button
            self._layout.addWidget(button)
        self._layout.addStretch(1)

    def show_place(self, place: Place | None) -> None:
        """Mark the page that is shown; None for one that stands outside the rail."""
        group = self.buttons[Place.PRACTICE].group()
        group.setExclusive(place is not None)
        for known, button in self.buttons.items():
            button.setChecked(known is place)
            # Left to itself, Tab would still come to the page before, until it has been there once.
            reached = place is None or known is place
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus)

    @property
    def lying_width(self) -> int:
        """How wide it has to be at the top for all names to be read."""
        buttons = self.buttons.values()
        return (
            sum(button.sizeHint().width() for button in buttons)
            + (len(buttons) - 1) * self._layout.spacing()
            + 2 * GRID
        )

    def lay_out(self, *, upright: bool) -> None:
        """Stand upright at the left, or lie at the top."""
        self._layout.setDirection(direction(side_by_side=not upright))
        self._layout.setContentsMargins(GRID, 2 * GRID if upright else GRID // 2, GRID, GRID // 2)

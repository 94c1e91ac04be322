"""What can be done with the chosen takes: a bar that stays in view below the list, however small the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from rehearse.history.values import TakeState
from rehearse.ui import theme
from rehearse.ui.pages.deleted_takes import UNDO_S
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.model_button import ModelButton
from rehearse.ui.widgets.reflow import Reflowing, direction, letters_wide

if TYPE_CHECKING:
    from rehearse.history.values import TakeRow

NAME_LETTERS = 40
"""With room for so many letters beside the buttons, the chosen take is named there."""
AFTER_AGAIN = 2
"""Where it stands then among Open, what analyses again, and Delete."""


class TakeActions(Reflowing, QFrame):
    """Which takes are chosen, and open, analyse again, delete; what can't be done with them can't be pressed.

    Signals:
        open_asked(): The chosen take is to be opened.
        again_asked(): Its report is to be made again.
        again_with_asked(str): The same, and the voice model that is to make it.
        delete_asked(): The chosen takes are to be deleted.

    Attributes:
        chosen: Names the chosen takes: the list itself may be out of view.
    """

    open_asked = Signal()
    again_asked = Signal()
    again_with_asked = Signal(str)
    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="bar")
        self._open, self._again, self._delete = QPushButton("Open"), QPushButton("Analyse again"), QPushButton("Delete")
        self._again_with = ModelButton()
        self.chosen = QLabel()
        self.chosen.setWordWrap(True)
        theme.mark(self.chosen, text="small")
        theme.mark(self._open, kind="primary")
        theme.mark(self._delete, kind="danger")
        self._open.setToolTip("Show the report of the chosen take (Enter)")
        self._again.setToolTip("Make the report of the chosen take again from its recording")
        back = f"Ctrl+Z brings them back for {UNDO_S} seconds"
        self._delete.setToolTip(f"Delete the chosen takes with their recordings (Del); {back}")
        self._open.clicked.connect(self.open_asked)
        self._again.clicked.connect(self.again_asked)
        self._again_with.model_chosen.connect(self.again_with_asked)
        self._delete.clicked.connect(self.delete_asked)
        self._lay_out()

    def follow(self, chosen: int, single: TakeRow | None, words: str) -> None:
        """Allow what can be done with the chosen takes.

        Args:
            chosen: How many are chosen.
            single: The take where it is one.
            words: What the chosen takes are called.
        """
        self.chosen.setText(words)
        self._open.setEnabled(single is not None)
        can_analyse = single is not None and single.take.state is not TakeState.RECORDING and not single.take.is_phrase
        for button in (self._again, self._again_with):
            button.setEnabled(can_analyse)
        self._delete.setEnabled(chosen > 0)
        self._delete.setText(f"Delete {chosen}" if chosen > 1 else "Delete")

    def _lay_out(self) -> None:
        self._is_beside = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(3 * GRID, GRID + GRID // 2, 3 * GRID, GRID + GRID // 2)
        self._rows.setSpacing(GRID)
        self._rows.addWidget(self.chosen)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(GRID)
        self._rows.addLayout(self._buttons)
        main, again = QHBoxLayout(), QHBoxLayout()
        self._making_again = again
        main.addWidget(self._open)
        again.addWidget(self._again)
        again.addWidget(self._again_with)
        again.addStretch(1)
        self._buttons.addLayout(main)
        self._buttons.addLayout(again, 1)
        self._buttons.addWidget(self._delete)

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # what counts is how wide the buttons are
        """On one line where there is room, else the name above the buttons, and what analyses again below Open."""
        buttons = (self._open, self._again, self._again_with, self._delete)
        needed = sum(button.sizeHint().width() for button in buttons) + 9 * GRID
        self._buttons.setDirection(direction(side_by_side=self.width() >= needed))
        has_room = self.width() >= needed + letters_wide(self, NAME_LETTERS)
        if has_room is not self._is_beside:
            self._is_beside = has_room
            # A widget may stand in one layout only; it moves, and keeps its place for Tab and its style.
            self._buttons.setStretchFactor(self._making_again, 0 if has_room else 1)
            self.chosen.setContentsMargins(GRID if has_room else 0, 0, GRID if has_room else 0, 0)
            if has_room:
                self._buttons.insertWidget(AFTER_AGAIN, self.chosen, 1)
            else:
                self._rows.insertWidget(0, self.chosen)

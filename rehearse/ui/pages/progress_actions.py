"""What can be done with the chosen takes: a bar that stays in view below the list, however small the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton

from rehearse.history.values import TakeState
from rehearse.ui import theme
from rehearse.ui.pages.deleted_takes import UNDO_S
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.model_button import ModelButton
from rehearse.ui.widgets.reflow import Reflowing, direction

if TYPE_CHECKING:
    from rehearse.history.values import TakeRow


class TakeActions(Reflowing, QFrame):
    """Open, analyse again, delete; what can't be done with the chosen takes can't be pressed.

    Signals:
        open_asked(): The chosen take is to be opened.
        again_asked(): Its report is to be made again.
        again_with_asked(str): The same, and the voice model that is to make it.
        delete_asked(): The chosen takes are to be deleted.
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

    def follow(self, chosen: int, single: TakeRow | None) -> None:
        """Allow what can be done with the chosen takes.

        Args:
            chosen: How many are chosen.
            single: The take where it is one.
        """
        self._open.setEnabled(single is not None)
        can_analyse = single is not None and single.take.state is not TakeState.RECORDING and not single.take.is_phrase
        for button in (self._again, self._again_with):
            button.setEnabled(can_analyse)
        self._delete.setEnabled(chosen > 0)
        self._delete.setText(f"Delete {chosen}" if chosen > 1 else "Delete")

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # what counts is how wide the buttons are
        """On one line where there is room, else what analyses again stands on a second one."""
        buttons = (self._open, self._again, self._again_with, self._delete)
        needed = sum(button.sizeHint().width() for button in buttons) + 9 * GRID
        self._layout.setDirection(direction(side_by_side=self.width() >= needed))

    def _lay_out(self) -> None:
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(3 * GRID, GRID + GRID // 2, 3 * GRID, GRID + GRID // 2)
        self._layout.setSpacing(GRID)
        main, again = QHBoxLayout(), QHBoxLayout()
        main.addWidget(self._open)
        again.addWidget(self._again)
        again.addWidget(self._again_with)
        again.addStretch(1)
        self._layout.addLayout(main)
        self._layout.addLayout(again, 1)
        self._layout.addWidget(self._delete)

"""Which takes are shown: those of one call, those for one program, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rehearse.history.values import TakeRow
    from rehearse.scenarios.scenario import Scenario

ALL_CALLS = "All calls"
ALL_PROGRAMS = "All programs"
NO_PROGRAM = "No program chosen"
LENGTH = 16
"""How many letters of a choice can be seen at least."""


class TakesFilter(QWidget):
    """Two choices, filled from the takes that there are.

    Signals:
        changed: The user chose something else.
    """

    changed = Signal()

    def __init__(self, scenarios: dict[str, Scenario], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenarios = scenarios
        self._call, self._program = QComboBox(), QComboBox()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for box, name in ((self._call, "Show takes of this call"), (self._program, "Show takes for this program")):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LENGTH)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            layout.addWidget(box)

    @property
    def call(self) -> str | None:
        """Id of the chosen call; None for all."""
        chosen = self._call.currentData()
        return None if chosen is None else str(chosen)

    def title_of(self, scenario: str) -> str:
        """A call's name; its id where this version doesn't know it."""
        known = self._scenarios.get(scenario)
        return known.title if known else scenario

    def offer(self, rows: Sequence[TakeRow]) -> None:
        """Offer the calls and programs of these takes; what is chosen stays chosen where it is still there."""
        known = list(self._scenarios)
        calls = {row.take.scenario for row in rows}
        ordered = sorted(calls, key=lambda id_: known.index(id_) if id_ in self._scenarios else len(known))
        _refill(self._call, ALL_CALLS, ((self.title_of(id_), id_) for id_ in ordered))
        programs = {row.take.target.program for row in rows}
        _refill(self._program, ALL_PROGRAMS, ((name or NO_PROGRAM, name) for name in sorted(programs)))
        self._program.setVisible(programs != {""})

    def let_through(self, rows: Sequence[TakeRow]) -> tuple[TakeRow, ...]:
        """The takes that match both choices."""
        call, program = self.call, self._program.currentData()
        return tuple(
            row
            for row in rows
            if (call is None or row.take.scenario == call) and (program is None or row.take.target.program == program)
        )


def _refill(box: QComboBox, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 # Qt's signature
    box.clear()
    box.addItem(everything, None)
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    box.blockSignals(False)  # noqa: FBT003 # Qt's signature

"""The calls that can be practised, as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from rehearse.ui.formatting import bare
from rehearse.ui.widgets.two_line_delegate import DETAIL_ROLE, TwoLineDelegate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QKeyEvent

    from rehearse.scenarios.scenario import Scenario

FIRST = ("practice-intro", "opening-call", "program-call", "missed-call-return")
"""What stands at the top: the whole intro, and the call out beside the two calls that are likelier to come."""
ID_ROLE = int(Qt.ItemDataRole.UserRole)
WIDTH_EM = 44
"""Width in widths of the letter m: the longest title and its second line."""


def in_order(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """The spoken calls, those of `FIRST` first and the others as they come."""
    spoken = [scenario for scenario in scenarios if scenario.spoken]
    ranks = {scenario: rank for rank, scenario in enumerate(FIRST)}
    return sorted(spoken, key=lambda scenario: ranks.get(scenario.id, len(FIRST)))


def short_target(scenario: Scenario) -> str:
    """The target time for a narrow place: "30–90 s"."""
    band = scenario.length
    if band is None:
        return ""
    if band.low is None or band.high is None:
        return f"from {bare(band.low)} s" if band.low is not None else f"up to {bare(band.high or 0)} s"
    return f"{bare(band.low)}–{bare(band.high)} s"


class CallList(QListWidget):
    """One call is always chosen; Space is left to the page, where it records.

    Signals:
        chosen(str): Id of the call that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, scenarios: Iterable[Scenario], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Calls")
        self._scenarios = in_order(scenarios)
        for scenario in self._scenarios:
            item = QListWidgetItem(scenario.title, self)
            item.setData(ID_ROLE, scenario.id)
            item.setToolTip(scenario.goal)
        self.show_last_takes({})
        self.currentItemChanged.connect(self._on_current)

    def show_last_takes(self, last: Mapping[str, str]) -> None:
        """Say under each call when it was last practised.

        Args:
            last: When each call was practised last, in words; calls that never were are left out.
        """
        for row, scenario in enumerate(self._scenarios):
            item = self.item(row)
            when = last.get(scenario.id, "not practised yet")
            detail = f"{short_target(scenario)} · {when}"
            item.setData(DETAIL_ROLE, detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{scenario.title}, {detail}")

    def choose(self, scenario: str) -> None:
        """Choose a call; an unknown one chooses the first."""
        rows = [row for row, known in enumerate(self._scenarios) if known.id == scenario]
        self.setCurrentRow(rows[0] if rows else 0)

    def current(self) -> str:
        """Id of the chosen call."""
        return str(self.item(max(0, self.currentRow())).data(ID_ROLE))

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Wide enough for the titles, high enough to show that there are more."""
        return QSize(WIDTH_EM * self.fontMetrics().averageCharWidth(), 8 * self.sizeHintForRow(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Arrows choose; Space goes to the page."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _on_current(self) -> None:
        self.scrollToItem(self.currentItem())
        self.chosen.emit(self.current())

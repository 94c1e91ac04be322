"""The edges of one band as numbers to type, who set them, and the way back to what they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.hint import HintLine
from rehearse.ui.widgets.number_field import NumberField

if TYPE_CHECKING:
    from rehearse.measures.values import Band

EDGES = (("far_low", "Far below"), ("low", "From"), ("high", "To"), ("far_high", "Far above"))
"""The edges in rising order, and what stands above their fields."""
MOST = 10_000.0
FIELD_EM = 9
OUT_OF_ORDER = "Not kept: each number must be as large as the one before it, or larger."


class BandEditor(QWidget):
    """Shows a band; what is typed is given out once it makes sense.

    Signals:
        changed(Band): The user set other edges.
        reset_requested: The user wants the program's edges back.
    """

    changed = Signal(object)
    reset_requested = Signal()

    def __init__(self, title: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._band: Band | None = None
        self._fields: dict[str, NumberField] = {}
        self._labels: dict[str, QLabel] = {}
        name = QLabel(f"{title} ({unit})" if unit else title)
        name.setWordWrap(True)
        theme.mark(name, text="strong")
        self._whose = QLabel()
        theme.mark(self._whose, text="small")
        self._whose.setWordWrap(True)
        self._hint = HintLine()
        self._reset = QPushButton("Reset")
        self._reset.setAccessibleName(f"Reset the band of {title}")
        self._reset.clicked.connect(self.reset_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, GRID)
        layout.setSpacing(2)
        layout.addWidget(name)
        layout.addWidget(self._whose)
        layout.addLayout(self._make_fields())
        layout.addWidget(self._hint)

    def show_band(self, band: Band, whose: str, *, can_reset: bool) -> None:
        """Show a band.

        Args:
            band: Its edges; an edge that it lacks has no field.
            whose: What it judges and who set it, in sentences.
            can_reset: Whether there is a way back.
        """
        self._band = band
        for edge, field in self._fields.items():
            value = getattr(band, edge)
            field.setVisible(value is not None)
            self._labels[edge].setVisible(value is not None)
            field.blockSignals(True)  # noqa: FBT003 # Qt's signature
            field.setValue(value or 0.0)
            field.blockSignals(False)  # noqa: FBT003 # Qt's signature
        self._whose.setText(whose)
        for field in self._fields.values():
            field.setAccessibleDescription(whose)
        self._reset.setVisible(can_reset)
        self._hint.say("")

    def _on_typed(self) -> None:
        if self._band is None:
            return
        given = {edge: f.value() for edge, f in self._fields.items() if getattr(self._band, edge) is not None}
        numbers = list(given.values())
        if numbers != sorted(numbers):
            self._hint.say(OUT_OF_ORDER)
            return
        self._hint.say("")
        band = replace(self._band, **given)
        if band != self._band:
            self._band = band
            self.changed.emit(band)

    def _make_fields(self) -> QHBoxLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2)
        for column, (edge, title) in enumerate(EDGES):
            label, field = QLabel(title), NumberField(0.0, MOST)
            theme.mark(label, text="small")
            label.setBuddy(field)
            field.setAccessibleName(f"{self._title}: {title[0].lower()}{title[1:]}")
            field.setMinimumWidth(FIELD_EM * self.fontMetrics().averageCharWidth())
            field.valueChanged.connect(lambda _value: self._on_typed())
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            self._fields[edge], self._labels[edge] = field, label
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addLayout(grid)
        line.addStretch(1)
        line.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignBottom)
        return line

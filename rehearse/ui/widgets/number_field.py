"""A number that is typed; shown with no more decimals than it needs, and deaf to the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from rehearse.ui import formatting

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class NumberField(QDoubleSpinBox):
    """A number from `low` to `high` with at most one decimal; `valueChanged` comes when it is settled."""

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(1)
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def textFromValue(self, value: float) -> str:  # noqa: N802 # Qt's name
        """The number as people write it."""
        return formatting.bare(value)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 # Qt's name
        """Leave the wheel to the page."""
        event.ignore()

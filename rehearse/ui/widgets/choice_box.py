"""A box to choose from, for names of any length."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

EDGE = 1
"""What the style keeps free on both sides of the words, in pixels."""


class ChoiceBox(QComboBox):
    """Shortens a name that has no room in its middle: hospitals and devices often differ only at the end."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 # Qt's name
        """Say what is drawn; with a style sheet Qt would break the name off without a sign."""
        super().initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideMiddle, field.width() - 2 * EDGE
        )

    def showPopup(self) -> None:  # noqa: N802 # Qt's name
        """Shorten names in the open list in the same way."""
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        super().showPopup()

"""The way back to the first steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from rehearse.ui.pages.settings_sections.section import Section

if TYPE_CHECKING:
    from rehearse.ui.services import Services


class FirstStepsSection(Section):
    """One button.

    Signals:
        requested: The first steps are to be shown.
    """

    requested = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__("First steps", services)
        button = QPushButton("Show the first steps again")
        button.clicked.connect(self.requested)
        self.add_row(
            "Microphone, voice model, you", "The three steps of the first start, in under two minutes.", button
        )

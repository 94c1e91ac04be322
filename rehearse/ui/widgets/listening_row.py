"""How a take is heard: speed, again and again, as the phone lets it through."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from rehearse.ui import formatting
from rehearse.ui.announce import announce
from rehearse.ui.replay import Manner
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.reflow import Reflowing

SPEEDS = (0.75, 1.0, 1.25, 1.5)
"""How much faster than it was said a take can be heard."""
WIDE_FROM = 84
"""From this width on, in average letters, the buttons say all that they do."""
LOOP = ("Loop", "Repeat the selected words")
PHONE = ("Phone", "As the phone hears it")


class ListeningRow(Reflowing, QWidget):
    """Controls for how a take is heard.

    Signals:
        manner_chosen: The user wants to hear takes so (`Manner`).
        loop_toggled: The user wants the selected words again and again, or no longer.
    """

    manner_chosen = Signal(object)
    loop_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speed, self.loop, self.phone = QComboBox(), QPushButton(), QPushButton()
        for speed in SPEEDS:
            self.speed.addItem(f"{formatting.bare(speed)}×", speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.speed.setAccessibleName("Speed")
        self.speed.setAccessibleDescription("How fast the take is heard; the pitch stays.")
        self.speed.setToolTip("Speed, at the same pitch (+ and -)")
        for button, words, tip in (
            (self.loop, LOOP, "The words that are selected, or the sentence at the play head, again and again (L)"),
            (self.phone, PHONE, "Only the tones that a telephone lets through, 300 to 3400 Hz (P)"),
        ):
            button.setCheckable(True)
            button.setAccessibleName(words[1])
            button.setToolTip(tip)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GRID)
        for widget in (self.speed, self.loop, self.phone):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        self.speed.activated.connect(lambda _index: self._choose())
        self.phone.clicked.connect(lambda _checked: self._choose())
        self.loop.clicked.connect(self.loop_toggled)

    def show_manner(self, manner: Manner) -> None:
        """Show how takes are heard now."""
        self.speed.setCurrentIndex(SPEEDS.index(manner.speed))
        self.phone.setChecked(manner.phone)

    def faster(self) -> None:
        """One step faster; nothing happens at the fastest."""
        self._step(1)

    def slower(self) -> None:
        """One step slower; nothing happens at the slowest."""
        self._step(-1)

    def toggle_phone(self) -> None:
        """As the phone lets it through, or no longer."""
        self.phone.click()
        announce(self, "As the phone hears it" if self.phone.isChecked() else "The full sound")

    def toggle_loop(self) -> None:
        """Again and again, or no longer."""
        self.loop.click()
        announce(self, "Repeating" if self.loop.isChecked() else "No longer repeating")

    def _step(self, step: int) -> None:
        wanted = self.speed.currentIndex() + step
        if self.speed.isEnabled() and 0 <= wanted < len(SPEEDS):
            self.speed.setCurrentIndex(wanted)
            announce(self, f"Speed {self.speed.currentText()}")
            self._choose()

    def _choose(self) -> None:
        self.manner_chosen.emit(Manner(SPEEDS[self.speed.currentIndex()], self.phone.isChecked()))

    def reflow(self, letters: float) -> None:
        """Say less where there is little room."""
        wide = letters >= WIDE_FROM
        self.loop.setText(LOOP[wide])
        self.phone.setText(PHONE[wide])

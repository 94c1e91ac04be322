"""One voice model in the list: what is known of it, whether it is used, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QRadioButton, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import fact_grid
from rehearse.ui.widgets.below_choice import BelowChoice
from rehearse.ui.widgets.hint import HintLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.ui.widgets.fact_grid import Fact

PERCENT = 100


@dataclass(frozen=True, slots=True)
class ModelView:
    """What is shown of a model.

    Attributes:
        name: Its name.
        state: Whether it is here, where that has to be said, as a sentence.
        facts: Its size, speed, exactness and origin.
        can_be_used: Whether it is on this machine.
        steps: What can be done: a key and the words on its button.
    """

    name: str
    state: str
    facts: tuple[Fact, ...]
    can_be_used: bool
    steps: tuple[tuple[str, str], ...] = ()


class ModelRow(QWidget):
    """A radio button with the model's facts below it, and its buttons.

    Signals:
        chosen: This model is to be used.
        step_asked(str): The key of the step whose button was pressed.
    """

    chosen = Signal()
    step_asked = Signal(str)

    def __init__(self, view: ModelView) -> None:
        super().__init__()
        self.view = view
        self.use = QRadioButton(view.name)
        theme.mark(self.use, kind="strong")
        self.use.setEnabled(view.can_be_used)
        self.use.setAutoExclusive(False)
        self.use.setAccessibleDescription(f"{view.state} {fact_grid.spoken(view.facts)}".strip())
        self.use.clicked.connect(self._on_chosen)
        self._state, self._note = _label("", "small"), HintLine()
        self.bar = QProgressBar()
        self.bar.setRange(0, PERCENT)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(f"Progress of {view.name}")
        theme.mark(self.bar, kind="work")
        self.bar.hide()
        self._buttons: list[QPushButton] = []
        self._arrange(self._make_buttons(view.steps))
        self.say(view.state)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard reaches, from top to bottom."""
        return (self.use, *self._buttons)

    def take_focus(self) -> None:
        """Give the keyboard to what can be done with the model, or to its choice."""
        (self._buttons[0] if self._buttons else self.use).setFocus()

    def show_used(self, *, used: bool) -> None:
        """Mark the model as the one that is used, or not."""
        self.use.setChecked(used)

    def say(self, state: str) -> None:
        """Say how the model is; nothing where that is empty."""
        self._state.setText(state)
        self._state.setVisible(bool(state))

    def note(self, text: str) -> None:
        """Say what is wrong with it; nothing where that is empty."""
        self._note.say(text)

    def show_progress(self, share: float | None) -> None:
        """Show how much is done; None takes the bar away."""
        self.bar.setVisible(share is not None)
        self.bar.setValue(round(PERCENT * (share or 0.0)))

    def _on_chosen(self) -> None:
        # A radio button that is pressed again would be switched off without its group.
        self.use.setChecked(True)
        self.chosen.emit()

    def _make_buttons(self, steps: Sequence[tuple[str, str]]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for key, words in steps:
            button = QPushButton(words)
            button.setAccessibleName(f"{words}: {self.view.name}")
            button.clicked.connect(lambda _checked=False, key=key: self.step_asked.emit(key))
            line.addWidget(button)
            self._buttons.append(button)
        line.addStretch(1)
        return line

    def _arrange(self, buttons: QHBoxLayout) -> None:
        below = BelowChoice(self._state, self._note, self.bar, fact_grid.FactGrid(self.view.facts))
        below.column.setSpacing(GRID // 2)
        if self.view.steps:
            below.column.addSpacing(GRID // 2)
            below.column.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, GRID)
        layout.setSpacing(2)
        layout.addWidget(self.use)
        layout.addWidget(below)


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    theme.mark(label, text=kind)
    return label

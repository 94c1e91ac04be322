"""Where the articles disagree: all sides with their source, and the user's own choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.pages.advice import DISAGREEMENTS, Disagreement
from rehearse.ui.pages.settings_sections.section import Section
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.below_choice import BelowChoice

if TYPE_CHECKING:
    from rehearse.ui.services import Services


class AdviceSection(Section):
    """One group of choices for each question on which the articles differ."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            "Where advice differs",
            services,
            "Published articles disagree here. All sides are shown; the choice is yours.",
        )
        self._buttons: dict[str, dict[str, QRadioButton]] = {}
        for disagreement in DISAGREEMENTS:
            self._body.addSpacing(2 * GRID)
            self.add(self._make_question(disagreement))
        self._body.addSpacing(GRID)
        self.refresh()

    def refresh(self) -> None:
        """Show the choices in force."""
        for key, buttons in self._buttons.items():
            buttons[getattr(self.settings, key)].setChecked(True)

    def _make_question(self, asked: Disagreement) -> QWidget:
        box = QFrame()
        box.setAccessibleName(asked.question)
        box.setAccessibleDescription(" ".join(f"{one.says} {one.source}." for one in asked.positions))
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(_label(asked.question, "strong"))
        layout.addWidget(_label(asked.sentence, "small"))
        layout.addSpacing(GRID)
        for position in asked.positions:
            layout.addWidget(_below(_label(position.says, "plain"), _label(position.source, "small")))
        layout.addSpacing(GRID)
        layout.addWidget(_label("Your choice", "muted"))
        group = QButtonGroup(box)
        buttons = self._buttons.setdefault(asked.key, {})
        for choice in asked.choices:
            button = QRadioButton(choice.title)
            button.setAccessibleDescription(choice.sentence)
            button.clicked.connect(lambda _checked, key=asked.key, value=choice.value: self.keep(**{key: value}))
            group.addButton(button)
            buttons[choice.value] = button
            layout.addWidget(button)
            layout.addWidget(_below(_label(choice.sentence, "small")))
        return box


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    theme.mark(label, text=kind)
    return label


def _below(*labels: QLabel) -> BelowChoice:
    return BelowChoice(*labels, below=GRID // 2)

"""Third step: who calls, so that names and numbers can be checked against what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehearse.ui.pages.settings_sections.profile import ProfileSection
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from rehearse.ui.services import Services

TITLE = "Who is calling"
INTRODUCTION = "With these, the report can check that your name was said and that each digit of your number was right."


class YouStep(QWidget):
    """The same fields as in Settings; each is kept when it is left."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = ProfileSection(services)
        self.notice = Notice()
        self.section.failed.connect(lambda words: self.notice.say(words, Tone.FIX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for part in (label(INTRODUCTION), self.section, self.notice):
            column.addWidget(part)
        column.addStretch(1)

    def begin(self) -> None:
        """Show what is known already."""
        self.section.refresh()

    def let_go(self) -> None:
        """What was written is kept by the fields themselves when they are hidden."""

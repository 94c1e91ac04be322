"""What all sections share: a card with a heading and rows, and the way in which a setting is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.choice_box import ChoiceBox
from rehearse.ui.widgets.setting_row import SettingRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QWheelEvent

    from rehearse.settings import Settings
    from rehearse.ui.services import Services


class Section(QFrame):
    """A card of settings. What the user changes is kept at once.

    Signals:
        changed: A setting was changed and kept.
        failed(str): A setting could not be kept; the sentence for the user.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, title: str, services: Services, sentence: str = "") -> None:
        super().__init__()
        self.title = title
        self._services = services
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._body.setSpacing(0)
        theme.mark(self, surface="card")
        self.setAccessibleName(title)
        heading = QLabel(title)
        theme.mark(heading, text="title")
        self._body.addWidget(heading)
        if sentence:
            self._body.addSpacing(GRID // 2)
            self.add_words(sentence)
        self._body.addSpacing(GRID)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._services.settings

    def refresh(self) -> None:
        """Show the settings in force; sections that can change from outside do more."""

    def add_row(self, title: str, sentence: str, control: QWidget, main: QWidget | None = None) -> SettingRow:
        """Add a setting with its control; `main` is the part of it that the title names."""
        row = SettingRow(title, sentence, control, main)
        self._body.addWidget(row)
        return row

    def add_words(self, text: str, kind: str = "muted") -> QLabel:
        """Add a sentence."""
        label = QLabel(text)
        label.setWordWrap(True)
        theme.mark(label, text=kind)
        self._body.addWidget(label)
        return label

    def add(self, widget: QWidget) -> None:
        """Add any widget over the whole width."""
        self._body.addWidget(widget)

    def keep(self, said: str = "Saved", **values: Any) -> bool:  # noqa: ANN401 # whatever the settings hold
        """Put settings in force and keep them; whether that worked."""
        try:
            self._services.update_settings(replace(self.settings, **values))
        except KnownError as error:
            self.failed.emit(error.message)
            return False
        announce(self, said)
        self.changed.emit()
        return True


class Choice(ChoiceBox):
    """A choice among values; turning the wheel scrolls the page instead of changing it.

    The values are kept here: Qt would hand an enumeration's member back as plain text.
    """

    def __init__(self, choices: Iterable[tuple[str, object]], chosen: Callable[[Any], object]) -> None:
        super().__init__()
        self._values: list[object] = []
        self.offer(choices)
        self.activated.connect(lambda index: chosen(self._values[index]))

    def offer(self, choices: Iterable[tuple[str, object]]) -> None:
        """Put these choices in the place of any others."""
        self.clear()
        self._values = []
        for words, value in choices:
            self._values.append(value)
            self.addItem(words)

    def choose(self, value: object) -> None:
        """Show the choice for a value; the first one where there is none."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 # Qt's name
        """Leave the wheel to the page."""
        event.ignore()

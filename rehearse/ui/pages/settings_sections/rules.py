"""Phrase rules that the user does not want to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from rehearse.errors import KnownError
from rehearse.ui import formatting
from rehearse.ui.pages.choose_rules import ChooseRules, title_of
from rehearse.ui.pages.settings_sections.section import Section
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from rehearse.phrases.rule import RuleBook
    from rehearse.ui.services import Services


class RulesSection(Section):
    """What is silenced, by name, and a dialog to choose among all rules. The rule book is read on the worker."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            "Silenced rules",
            services,
            "A silenced rule marks nothing in new reports. Recordings and words stay as they are.",
        )
        self._book: RuleBook | None = None
        self._list = QLabel()
        self._list.setWordWrap(True)
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._choose = QPushButton("Choose rules…")
        self._choose.setEnabled(False)
        self._choose.clicked.connect(self.choose)
        self._none = QPushButton("Use all rules")
        self._none.clicked.connect(lambda: self._silence(()))
        self.add(self._list)
        self._body.addSpacing(GRID)
        self.add(_side_by_side(self._choose, self._none))
        self.refresh()

    def refresh(self) -> None:
        """Name the rules that are silenced."""
        silenced = self.settings.silenced_rules
        lines = [f"•  {title_of(self._book, rule)}" for rule in silenced]
        self._list.setText("\n".join(lines) or "None is silenced.")
        self._none.setVisible(bool(silenced))

    def read_book(self) -> None:
        """Read the rule book if that was not done yet."""
        if self._book is None:
            self._services.tasks.run(lambda _task: _load(), self._on_book, self._on_failed)

    def choose(self) -> ChooseRules | None:
        """Let the user tick rules; the dialog is returned open."""
        if self._book is None:
            return None
        dialog = ChooseRules(self._book, self.settings.silenced_rules, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._silence(dialog.chosen()))
        dialog.open()
        return dialog

    def _on_book(self, book: RuleBook) -> None:
        self._book = book
        self._choose.setEnabled(True)
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(error.message)

    def _silence(self, rules: tuple[str, ...]) -> None:
        said = formatting.count(len(rules), "rule is silenced", "rules are silenced").capitalize()
        self.keep(said, silenced_rules=rules)
        self.refresh()


def _side_by_side(*buttons: QPushButton) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GRID)
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch(1)
    return line


def _load() -> RuleBook:
    from rehearse import phrases

    return phrases.load()

"""Cards from a pasted list of names: what will be added is shown before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from rehearse.programs.names import cards_from_names
from rehearse.ui import formatting, theme
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from rehearse.programs.card import Card


class PasteNames(QDialog):
    """One name on each line; names that are on the list already are left out and said so."""

    def __init__(self, known: tuple[Card, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._cards: tuple[Card, ...] = ()
        self.setWindowTitle("Paste a list of names")
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText("Riverbend Medical Center\nLakeshore Community Hospital")
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Names of programs, one on each line")
        self._text.textChanged.connect(self._preview)
        self._count = QLabel()
        self._count.setWordWrap(True)
        theme.mark(self._count, text="strong")
        self._found = QListWidget()
        theme.mark(self._found, kind="preview")
        self._found.setWordWrap(True)
        self._found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found.setAccessibleName("Cards that will be added")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._add = buttons.addButton("Add", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(self._add, kind="primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._preview()

    def cards(self) -> tuple[Card, ...]:
        """The cards for the names that are new."""
        return self._cards

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        sentence = QLabel(
            "One name on each line, as copied from a list or a table. The notes on each card can be filled in later."
        )
        sentence.setWordWrap(True)
        theme.mark(sentence, text="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(sentence)
        layout.addWidget(self._text, 1)
        layout.addSpacing(GRID)
        layout.addWidget(self._count)
        layout.addWidget(self._found, 1)
        layout.addSpacing(GRID)
        layout.addWidget(buttons)
        self.resize(max(64 * GRID, 72 * self.fontMetrics().averageCharWidth()), 66 * GRID)

    def _preview(self) -> None:
        """Say and list what would be added now."""
        found = cards_from_names(self._text.toPlainText())
        self._cards = tuple(card for card in found if not any(_is_same(card, other) for other in self._known))
        left_out = len(found) - len(self._cards)
        words = "Nothing to add yet"
        if found:
            words = f"{formatting.count(len(self._cards), 'card', 'cards')} will be added".capitalize()
        if left_out:
            words += f"; {formatting.count(left_out, 'name is', 'names are')} on your list already"
        self._count.setText(words)
        self._found.clear()
        self._found.addItems([_in_words(card) for card in self._cards])
        self._add.setEnabled(bool(self._cards))
        self._add.setText(f"Add {len(self._cards)}" if self._cards else "Add")


def _is_same(card: Card, other: Card) -> bool:
    """Whether two cards are for one program: the same name, and no two different specialties."""
    specialties = {entry.specialty.casefold() for entry in (card, other) if entry.specialty}
    return card.program.casefold() == other.program.casefold() and len(specialties) < 2


def _in_words(card: Card) -> str:
    """A card as it will be added: name, other names, specialty, place."""
    return " · ".join(part for part in (card.program, *card.aliases, card.specialty, card.place) if part)

"""The list of programs: each card with its place and specialty, and whether it may be contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from rehearse.ui.widgets.two_line_delegate import DETAIL_ROLE, WARNING_ROLE, TwoLineDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.programs.card import Card

CARD_ROLE = int(Qt.ItemDataRole.UserRole)
DO_NOT_CONTACT = "Do not contact"
WIDTHS_EM = (24, 46)
"""Least and greatest width in widths of a letter."""


def detail(card: Card) -> str:
    """A card's second line: where, which specialty, and whether the application is in."""
    applied = {True: "applied", False: "not applied", None: ""}[card.applied]
    return " · ".join(part for part in (card.place, card.specialty, applied) if part)


class ProgramList(QListWidget):
    """Cards by the name of their program.

    Signals:
        chosen(Card): The user, or the page, chose a card.
        delete_asked: The chosen card is to be deleted.
    """

    chosen = Signal(object)
    delete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Programs")
        self.setItemDelegate(TwoLineDelegate(self))
        self.setMouseTracking(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        least, greatest = (letters * self.fontMetrics().averageCharWidth() for letters in WIDTHS_EM)
        self.setMinimumWidth(least)
        self.setMaximumWidth(greatest)
        # The selection, not the current item: a list that gets the focus makes its first item the current one.
        self.itemSelectionChanged.connect(self._on_selection)
        QShortcut(
            QKeySequence.StandardKey.Delete, self, self.delete_asked.emit, context=Qt.ShortcutContext.WidgetShortcut
        )

    def show_cards(self, cards: Sequence[Card]) -> None:
        """List these cards; none is chosen."""
        self.blockSignals(True)  # noqa: FBT003 # Qt's signature
        self.clear()
        for card in cards:
            self.addItem(_dressed(QListWidgetItem(), card))
        self.blockSignals(False)  # noqa: FBT003 # Qt's signature

    def choose(self, row: int) -> None:
        """Choose the card in a row; none for -1."""
        self.setCurrentRow(row)

    def row_of(self, card_id: str | None) -> int | None:
        """In which row a card stands."""
        return next((row for row in range(self.count()) if self.item(row).data(CARD_ROLE).id == card_id), None)

    def update_card(self, card: Card) -> None:
        """Show a card as it is now; a new one comes at the end, chosen, until the list is read again."""
        row = self.row_of(card.id)
        if row is not None:
            _dressed(self.item(row), card)
            return
        item = _dressed(QListWidgetItem(), card)
        self.blockSignals(True)  # noqa: FBT003 # Qt's signature
        self.addItem(item)
        self.setCurrentItem(item)
        self.blockSignals(False)  # noqa: FBT003 # Qt's signature

    def _on_selection(self) -> None:
        for item in self.selectedItems():
            self.chosen.emit(item.data(CARD_ROLE))


def _dressed(item: QListWidgetItem, card: Card) -> QListWidgetItem:
    """The item with what is shown of a card."""
    warning = DO_NOT_CONTACT if card.no_contact else ""
    item.setText(card.program)
    item.setToolTip(card.program)
    item.setData(CARD_ROLE, card)
    item.setData(DETAIL_ROLE, detail(card))
    item.setData(WARNING_ROLE, f"⊘ {warning}" if warning else "")
    spoken = ", ".join(part for part in (card.program, warning, detail(card)) if part)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item

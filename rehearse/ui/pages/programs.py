"""The programs one may call: a list of cards, and the chosen one's notes, kept as they are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehearse.errors import KnownError
from rehearse.programs.card import Card
from rehearse.programs.hints import list_hint
from rehearse.ui import formatting, theme
from rehearse.ui.announce import announce
from rehearse.ui.pages.card_form import CardForm
from rehearse.ui.pages.paste_names import PasteNames
from rehearse.ui.pages.program_list import ProgramList
from rehearse.ui.theme import GRID
from rehearse.ui.timers import timer
from rehearse.ui.widgets.ask import ask
from rehearse.ui.widgets.empty_state import EmptyState
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from rehearse.ui.services import Services

SAVE_AFTER_MS = 400
"""How long after the last key the card is written; leaving the field or the page writes at once."""
UNNAMED = "Unnamed program"
"""Stands for the name of a card that has notes but no name yet."""
NEW = "New program"
PASTE = "Paste a list of names…"


class ProgramsPage(QWidget):
    """Cards of programs: create, edit, delete, paste a list of names.

    Signals:
        cards_changed: A card was added, changed or deleted.
    """

    cards_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = services.history
        self._kept: Card | None = None
        self._draft: Card | None = None
        self._timer = timer(self, SAVE_AFTER_MS, self.keep, once=True)
        self._form = CardForm()
        self._form.edited.connect(self._on_edited)
        self._form.left.connect(self.keep)
        self._list = ProgramList()
        self._list.chosen.connect(self._on_chosen)
        self._list.delete_asked.connect(self.ask_to_delete)
        self._list.itemActivated.connect(lambda _item: self._form.focus_name())
        self._list_hint = QLabel()
        self._state = QLabel()
        self._trouble = Notice()
        self._delete = QPushButton("Delete")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_filled())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.refresh()

    def refresh(self) -> None:
        """Read the cards again and show them, the same one chosen as before."""
        self.keep()
        self._fill(self._kept.id if self._kept else None)

    def keep(self) -> None:
        """Write the card in the form if it differs from what is stored."""
        self._timer.stop()
        card = self._form.card()
        if card is None or card == self._draft:
            return
        stored = card if card.program else replace(card, program=self._kept.program if self._kept else UNNAMED)
        if stored == self._kept:
            return
        try:
            self._history.cards.save(stored)
        except KnownError as error:
            self._trouble.say(error.message, Tone.STOP)
            return
        self._kept = stored
        self._draft = None
        self._name_delete()
        self._trouble.hide()
        self._list.update_card(stored)
        self._tell_count()
        self._say("Saved" if card.program else f"Kept under “{stored.program}” until you write a name.")
        self.cards_changed.emit()

    def add(self) -> None:
        """Begin a new card; it is kept once something is written on it."""
        self.keep()
        self._stack.setCurrentIndex(1)
        self._draft = Card(program="")
        self._kept = None
        self._list.choose(-1)
        self._open(self._draft)
        self._name_delete()
        self._say("Not kept yet: write the program's name.")
        self._form.focus_name()

    def choose(self, row: int) -> None:
        """Show the card in a row of the list."""
        self._list.choose(row)

    def scroll_to(self, group: int) -> None:
        """Bring a group of fields to the top."""
        self._scroll.verticalScrollBar().setValue(self._form.top_of(group))

    def paste(self) -> None:
        """Ask for a list of names and make a card for each new one."""
        self.keep()
        dialog = PasteNames(self._history.cards.all(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add_all(dialog.cards()))
        dialog.open()

    def ask_to_delete(self) -> None:
        """Delete the chosen card, once the user has agreed."""
        self.keep()
        card = self._kept
        if card is None:
            self._drop_draft()
            return
        ask(
            self,
            f"Delete the card of {card.program}?",
            "Its notes can't be brought back. Takes that were recorded for it stay in Progress.",
            agree="Delete the card",
            refuse="Keep it",
            agreed=lambda: self._remove(card),
        )

    def _name_delete(self) -> None:
        """What was never kept is not deleted: it is discarded, without a question."""
        is_new = self._draft is not None
        self._delete.setText("Discard" if is_new else "Delete")
        self._delete.setAccessibleName("Discard this new card" if is_new else "Delete this program's card")

    def _on_edited(self) -> None:
        self._say("")
        self._timer.start()

    def _on_chosen(self, card: Card) -> None:
        self.keep()
        self._draft = None
        self._kept = card
        self._name_delete()
        self._open(card)
        self._say("")

    def _add_all(self, cards: tuple[Card, ...]) -> None:
        try:
            for card in cards:
                self._history.cards.save(card)
        except KnownError as error:
            self._trouble.say(error.message, Tone.STOP)
        self._fill(cards[0].id if cards else None)
        self._say(formatting.count(len(cards), "program added", "programs added").capitalize())
        self._list.setFocus()
        self.cards_changed.emit()

    def _remove(self, card: Card) -> None:
        row = self._list.currentRow()
        try:
            self._history.cards.delete(card.id)
        except KnownError as error:
            self._trouble.say(error.message, Tone.STOP)
            return
        self._kept = None
        self._form.clear()
        self._fill(None, row)
        self._say(f"{card.program} deleted")
        self._list.setFocus()
        self.cards_changed.emit()

    def _drop_draft(self) -> None:
        """A new card with nothing on it goes without a question."""
        self._draft = None
        self._name_delete()
        self._form.clear()
        self._fill(None)
        self._say("")

    def _open(self, card: Card) -> None:
        self._form.show_card(card)
        self._scroll.verticalScrollBar().setValue(0)

    def _fill(self, chosen: str | None, row: int = 0) -> None:
        """Read the cards again; choose the one with this id, or the one that stands in a row now."""
        cards = self._history.cards.all()
        self._list.show_cards(cards)
        self._stack.setCurrentIndex(1 if cards or self._draft else 0)
        if self._draft is None and cards:
            found = self._list.row_of(chosen)
            self._list.choose(min(row, len(cards) - 1) if found is None else found)
        elif self._draft is None:
            self._kept = None
            self._form.clear()
        self._tell_count()

    def _tell_count(self) -> None:
        hint = list_hint(self._list.count())
        self._list_hint.setText(hint)
        self._list_hint.setVisible(bool(hint))

    def _say(self, words: str) -> None:
        if words != self._state.text():
            announce(self, words)
        self._state.setText(words)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            "No programs yet",
            "A card holds what you want in front of you on the phone: the program's name and how it is said, one or "
            "two reasons, one or two strengths. You can rehearse every call without a card too.",
            (NEW, PASTE),
        )
        empty.chosen.connect(lambda step: self.add() if step == NEW else self.paste())
        return empty

    def _make_filled(self) -> QWidget:
        filled = QWidget()
        layout = QHBoxLayout(filled)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addLayout(self._make_left(), 3)
        layout.addLayout(self._make_right(), 5)
        return filled

    def _make_left(self) -> QVBoxLayout:
        heading = QLabel("Programs")
        theme.mark(heading, text="title")
        theme.mark(self._list_hint, text="small")
        self._list_hint.setWordWrap(True)
        new, paste = QPushButton(NEW), QPushButton(PASTE)
        new.setToolTip("Begin a card (Ctrl+N)")
        paste.setToolTip("Make cards from a list of names")
        new.clicked.connect(self.add)
        paste.clicked.connect(self.paste)
        QShortcut(QKeySequence.StandardKey.New, self, self.add, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        for widget in (heading, self._list_hint):
            left.addWidget(widget)
        left.addWidget(self._list, 1)
        left.addWidget(new)
        left.addWidget(paste)
        return left

    def _make_right(self) -> QVBoxLayout:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._form)
        theme.mark(self._delete, kind="danger")
        self._name_delete()
        self._delete.clicked.connect(self.ask_to_delete)
        self._state.setWordWrap(True)
        theme.mark(self._state, text="small")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 2 * GRID + GRID // 2, 0)
        bar.addWidget(self._state, 1)
        bar.addWidget(self._delete)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self._trouble)
        right.addWidget(self._scroll, 1)
        right.addLayout(bar)
        return right

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Cards may have changed elsewhere."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 # Qt's name
        """Nothing that was written is lost when the page is left."""
        self.keep()
        super().hideEvent(event)

"""The form of one program's card: fields in groups, each with its sentence, and the hints that apply."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.programs.call_kind import NO_CONTACT
from rehearse.programs.hints import card_hints
from rehearse.ui import theme
from rehearse.ui.pages.card_fields import FIELDS, GROUPS, Field, FieldGroup, FieldKind
from rehearse.ui.pages.card_inputs import Input, make_input
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.hint import HintLine
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from rehearse.programs.card import Card

FIELD_GAP = 3 * GRID


class CardForm(QWidget):
    """Shows one card and gives it back as it was filled in.

    Signals:
        edited: Something was typed.
        left: A field was left, or a choice was made.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs: dict[str, Input] = {}
        self._hints: dict[str, HintLine] = {}
        self._card: Card | None = None
        self._no_contact = Notice()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._no_contact)
        self._groups = tuple(self._make_group(group) for group in GROUPS)
        for frame in self._groups:
            layout.addWidget(frame)
        layout.addStretch(1)

    def show_card(self, card: Card) -> None:
        """Fill the form in from a card."""
        self._card = card
        for name, entry in self._inputs.items():
            entry.show(getattr(card, name))
        self._tell(card)

    def clear(self) -> None:
        """Show no card any more."""
        self._card = None

    def card(self) -> Card | None:
        """The card as the form has it; None where none is shown."""
        if self._card is None:
            return None
        found: dict[str, Any] = {name: entry.value() for name, entry in self._inputs.items()}
        return replace(self._card, **found)

    def focus_name(self) -> None:
        """Put the keyboard where the program's name is written."""
        self._inputs["program"].widget.setFocus()

    def top_of(self, group: int) -> int:
        """Where a group of fields begins, in pixels from the top; the first one with what stands above it."""
        return self._groups[group].y() if group else 0

    def _on_edited(self) -> None:
        card = self.card()
        if card is not None:
            self._tell(card)
            self.edited.emit()

    def _on_left(self) -> None:
        card = self.card()
        if card is not None:
            self._tell(card)
            self.left.emit()

    def _tell(self, card: Card) -> None:
        """Show the hints that apply to a card."""
        hints = {hint.field: hint.text for hint in card_hints(card)}
        for field in FIELDS:
            text = hints.get(field.name, "")
            self._hints[field.name].say(text)
            self._inputs[field.name].widget.setAccessibleDescription(f"{field.sentence} {text}".strip())
        if card.no_contact:
            self._no_contact.say(NO_CONTACT, Tone.STOP, can_close=False)
        else:
            self._no_contact.hide()

    def _make_group(self, group: FieldGroup) -> QFrame:
        frame = QFrame()
        theme.mark(frame, surface="card")
        frame.setAccessibleName(group.title)
        heading = QLabel(group.title)
        theme.mark(heading, text="title")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(0)
        layout.addWidget(heading)
        for field in group.fields:
            layout.addSpacing(FIELD_GAP if field is not group.fields[0] else 2 * GRID)
            self._add_field(field, layout)
        return frame

    def _add_field(self, field: Field, layout: QVBoxLayout) -> None:
        entry = make_input(field, self._on_edited, self._on_left)
        self._inputs[field.name] = entry
        entry.widget.setAccessibleName(field.title)
        if field.kind is FieldKind.CHECK:
            layout.addWidget(entry.widget)
        else:
            title = QLabel(field.title)
            theme.mark(title, text="strong")
            title.setBuddy(entry.widget)
            layout.addWidget(title)
        sentence = QLabel(field.sentence)
        sentence.setWordWrap(True)
        theme.mark(sentence, text="small")
        layout.addWidget(sentence)
        if field.kind is not FieldKind.CHECK:
            layout.addSpacing(GRID // 2)
            layout.addWidget(entry.widget)
        self._hints[field.name] = HintLine()
        layout.addWidget(self._hints[field.name])

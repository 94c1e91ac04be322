"""The chosen call beside the list: its goal, whom it is for, what to say and what to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rehearse.scenarios.scenario import Origin
from rehearse.ui.pacing import target_words
from rehearse.ui.pages.contact_line import ContactLine, KindChooser
from rehearse.ui.pages.points import extras, notes, points
from rehearse.ui.pages.script_editor import ScriptEditor
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.choice_box import ChoiceBox
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.line_list import LineList, label
from rehearse.ui.widgets.reflow import Reflowing, direction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rehearse.programs.call_kind import CallKind
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario

NO_PROGRAM = "No program"
ADD_PROGRAM = "Add a program…"
ADD = "add"
NO_CARDS = "Add a program above to have your reasons, strengths and concern sentence in view while you speak."
NO_NOTES = "Choose a program to have your reasons, strengths and concern sentence in view while you speak."
EMPTY_CARD = "This card holds no notes yet. Write a reason and a strength on it in Programs."
TWO_COLUMNS_EM = 84
"""From this width on, in widths of the letter m, points and notes stand side by side."""


def target_line(scenario: Scenario) -> str:
    """Who listens and how long the call may take, and whether published advice or we say so."""
    listener = scenario.listener[:1].upper() + scenario.listener[1:]
    if scenario.length is None:
        return f"{listener} listens."
    origin = "from published advice" if scenario.length_origin is Origin.ARTICLES else "our own figure"
    return f"{listener} listens. Target {target_words(scenario.length)}, {origin}."


class CallDetails(Reflowing, QScrollArea):
    """Everything about the chosen call; a call, a card and a kind are shown as they are set.

    Signals:
        card_chosen(str | None): Id of the program's card, or None.
        kind_chosen(CallKind): How the call comes about.
        add_wanted(): A card for another program is to be written.
    """

    card_chosen = Signal(object)
    kind_chosen = Signal(object)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scenario: Scenario | None = None
        self._card: Card | None = None
        self._cards: dict[str, Card] = {}
        self._titles: Mapping[str, str] = {}
        self.title, self.goal, self.target = label("", "title"), label(""), label("", "muted")
        self.programs = ChoiceBox()
        self.programs.setAccessibleName("Program to call")
        self.programs.activated.connect(self._on_program)
        self.kinds = KindChooser()
        self.kinds.kind_chosen.connect(self.kind_chosen)
        self.contact = ContactLine()
        self.points = LineList("Must-says, in order")
        self.notes = LineList("Your notes")
        self.script = ScriptEditor()
        self.avoid = LineList("Leave out")
        self.show_model = SignButton("closed", "Show an example", kind="fold")
        self.show_model.clicked.connect(self._on_model)
        self.model = LineList("An example, with invented names", "sunken")
        self.model.hide()
        self.setWidget(self._arrange())

    def _arrange(self) -> QWidget:
        choosers = self._choosers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        choosers.setSpacing(2 * GRID)
        for name, box in (("&Program", self.programs), ("&Kind of call", self.kinds)):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            caption = label(name, "small")
            caption.setBuddy(box)
            field = QVBoxLayout()
            field.setSpacing(GRID // 2)
            field.addWidget(caption)
            field.addWidget(box)
            choosers.addLayout(field, 1)
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(2 * GRID)
        columns.addWidget(self.points, 1)
        columns.addWidget(self.notes, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        heading = QVBoxLayout()
        heading.setSpacing(GRID // 2)
        for part in (self.title, self.goal, self.target):
            heading.addWidget(part)
        column.addLayout(heading)
        column.addLayout(choosers)
        column.addWidget(self.contact)
        column.addLayout(columns)
        column.addWidget(self.script)
        column.addWidget(self.avoid)
        toggle = QHBoxLayout()
        toggle.addWidget(self.show_model)
        toggle.addStretch(1)
        column.addLayout(toggle)
        column.addWidget(self.model)
        column.addStretch(1)
        return inside

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Name the must-says; until then their lines are empty."""
        self._titles = titles
        if self._scenario is not None:
            self.show_call(self._scenario)

    def show_call(self, scenario: Scenario) -> None:
        """Show a call."""
        self._scenario = scenario
        self.title.setText(scenario.title)
        self.goal.setText(scenario.goal)
        self.target.setText(target_line(scenario))
        said = points(scenario, self._titles)
        self.points.show_numbered(said or ("Answer honestly in one sentence",))
        more = extras(scenario, self._titles)
        if more:
            self.points.add_remark(f"Also welcome: {more}")
        self.avoid.show_dashed(scenario.avoid)
        self.model.show_titled((("", scenario.model),))
        self.verticalScrollBar().setValue(0)

    def show_cards(self, cards: Sequence[Card], chosen: str | None) -> Card | None:
        """Offer the programs; returns the chosen one's card, None where it is no longer there."""
        self._cards = {card.id: card for card in cards}
        self.programs.clear()
        self.programs.addItem(NO_PROGRAM, None)
        for card in cards:
            self.programs.addItem(card.program, card.id)
        self.programs.insertSeparator(self.programs.count())
        self.programs.addItem(ADD_PROGRAM, ADD)
        self._card = self._cards.get(chosen or "")
        self._show_card()
        return self._card

    def show_kind(self, kind: CallKind | None, *, invited_only: bool) -> None:
        """Show how the call comes about, and what the rule and the user's own policy say to it."""
        self.kinds.show_kind(kind)
        self.contact.show_contact(kind, self._card, invited_only=invited_only)

    def reflow(self, letters: float) -> None:
        """Put the columns below each other where they would be narrow."""
        way = direction(side_by_side=letters >= TWO_COLUMNS_EM)
        self._columns.setDirection(way)
        self._choosers.setDirection(way)

    def _show_card(self) -> None:
        card = self._card
        self.programs.setCurrentIndex(0 if card is None else self.programs.findData(card.id))
        if card is None:
            self.notes.heading.setText("Your notes")
            self.notes.show_dashed(())
            self.notes.add_remark(NO_NOTES if self._cards else NO_CARDS)
            return
        self.notes.heading.setText(f"Your notes for {card.program}")
        lines = notes(card)
        self.notes.show_titled([(note.title, note.text) for note in lines])
        if not lines:
            self.notes.add_remark(EMPTY_CARD)

    def _on_program(self, index: int) -> None:
        chosen = self.programs.itemData(index)
        if chosen == ADD:
            self._show_card()
            self.add_wanted.emit()
            return
        self._card = self._cards.get(chosen or "")
        self._show_card()
        self.card_chosen.emit(chosen)

    def _on_model(self) -> None:
        shown = self.model.isHidden()
        self.model.setVisible(shown)
        self.show_model.show_sign("open" if shown else "closed", "Hide the example" if shown else "Show an example")
        if shown:
            # Its place is known only once the page was laid out anew.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.model))

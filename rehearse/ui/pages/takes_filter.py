"""Which takes are shown: by words that were said, by call, by program, by kind, by day."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from rehearse.ui.theme import GRID
from rehearse.ui.timers import timer
from rehearse.ui.widgets.choice_box import ChoiceBox
from rehearse.ui.widgets.reflow import Reflowing, letters_wide
from rehearse.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rehearse.history.overview import TakeFigures
    from rehearse.scenarios.scenario import Scenario

ALL_CALLS = "All calls"
ALL_PROGRAMS = "All programs"
NO_PROGRAM = "No program chosen"
ALL_KINDS = "All kinds"
SINCE = (("Any day", None), ("Today", 0), ("Last 7 days", 6), ("Last 30 days", 29))
"""Words, and how many days before today are shown too."""
KINDS = (("Mock calls", "call"), ("Spoken alone", "alone"), ("Single sentences", "sentence"))
"""Words, and what `kind_of` calls it."""
LENGTH = 9
"""How many wide letters of a choice can be seen at least."""
WORDS_EM = 32
"""How wide the field for words is at least, in widths of an average letter: its hint can be read."""
TYPING_MS = 200
"""So long nothing is searched while somebody types."""


class TakesFilter(Reflowing, QWidget):
    """A field for words and four choices, filled from the takes that there are.

    Signals:
        changed: The user asked for other takes.
    """

    changed = Signal()

    def __init__(self, scenarios: dict[str, Scenario], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenarios = scenarios
        self._words = SearchField("Search what was said")
        self._words.setAccessibleName("Show takes in which these words were said")
        self._words.setToolTip('Each word must occur; words in "quotation marks" exactly so (Ctrl+F)')
        self._columns = 2
        self._has_programs = self._has_kinds = True
        self._typing = timer(self, TYPING_MS, self.changed.emit, once=True)
        self._words.textChanged.connect(lambda _text: self._typing.start())
        self._words.returnPressed.connect(self._search_now)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._words.setFocus)
        self._call, self._program, self._kind, self._since = ChoiceBox(), ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._choices = (self._call, self._program, self._kind, self._since)
        for words, days in SINCE:
            self._since.addItem(words, days)
        for box, name in (
            (self._call, "Show takes of this call"),
            (self._program, "Show takes for this program"),
            (self._kind, "Show takes of this kind: mock calls, spoken alone or single sentences"),
            (self._since, "Show takes of these days"),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LENGTH)
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        self._lay_out()

    @property
    def call(self) -> str | None:
        """Id of the chosen call; None for all."""
        chosen = self._call.currentData()
        return None if chosen is None else str(chosen)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self._words.text().strip()

    @property
    def is_on(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.words) or any(box.currentIndex() > 0 for box in self._choices)

    def clear(self) -> None:
        """Ask for all takes again."""
        for control in (self._words, *self._choices):
            control.blockSignals(True)  # noqa: FBT003 # Qt's signature
        self._words.clear()
        for box in self._choices:
            box.setCurrentIndex(0)
        for control in (self._words, *self._choices):
            control.blockSignals(False)  # noqa: FBT003 # Qt's signature
        self.changed.emit()

    def choose(self, call: str, program: str) -> None:
        """Ask for the takes of a call for a program, of any day."""
        self._call.setCurrentIndex(max(0, self._call.findData(call)))
        self._program.setCurrentIndex(max(0, self._program.findData(program)))

    def title_of(self, scenario: str) -> str:
        """A call's name; its id where this version doesn't know it."""
        known = self._scenarios.get(scenario)
        return known.title if known else scenario

    def offer(self, takes: Sequence[TakeFigures]) -> None:
        """Offer the calls, programs and kinds of these takes; what is chosen stays chosen where it is still there."""
        known = list(self._scenarios)
        calls = {take.scenario for take in takes}
        ordered = sorted(calls, key=lambda id_: known.index(id_) if id_ in self._scenarios else len(known))
        _refill(self._call, ALL_CALLS, ((self.title_of(id_), id_) for id_ in ordered))
        programs = {take.program for take in takes}
        _refill(self._program, ALL_PROGRAMS, ((name or NO_PROGRAM, name) for name in sorted(programs)))
        self._has_programs = programs != {""}
        self._program.setVisible(self._has_programs)
        kinds = {_kind(*marks) for marks in {(take.is_call, take.is_phrase) for take in takes}}
        _refill(self._kind, ALL_KINDS, (kind for kind in KINDS if kind[1] in kinds))
        self._has_kinds = len(kinds) > 1
        self._kind.setVisible(self._has_kinds)
        self._lay_out()

    def let_through(self, takes: Sequence[TakeFigures], spoken: frozenset[str] | None) -> tuple[TakeFigures, ...]:
        """The takes that match all choices.

        Args:
            takes: All takes.
            spoken: Those in which the words were said; None where nothing is searched for.
        """
        call, program, days = self.call, self._program.currentData(), self._since.currentData()
        kind = self._kind.currentData()
        since_s = 0.0 if days is None else (_midnight() - timedelta(days=days)).timestamp()
        return tuple(
            take
            for take in takes
            if (call is None or take.scenario == call)
            and (program is None or take.program == program)
            and (kind is None or kind_of(take) == kind)
            and take.started_s >= since_s
            and (spoken is None or take.take_id in spoken)
        )

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # what counts is how wide the choices are
        """On one line where there is room, else on two lines of about as many each, else two by two."""
        self._words.setMinimumWidth(letters_wide(self, WORDS_EM))
        shown, half = len(self._shown()), math.ceil(len(self._shown()) / 2)
        self._columns = next((count for count in (shown, half) if self.width() >= self._on_lines_of(count)), 2)
        self._lay_out()

    def _shown(self) -> tuple[QWidget, ...]:
        program = (self._program,) if self._has_programs else ()
        kind = (self._kind,) if self._has_kinds else ()
        return (self._words, self._call, *program, *kind, self._since)

    @staticmethod
    def _narrowest(control: QWidget) -> int:
        return max(control.minimumWidth(), control.minimumSizeHint().width())

    def _lay_out(self) -> None:
        shown, columns = self._shown(), self._columns
        for number, control in enumerate(shown):
            row, column = divmod(number, columns)
            # The last one fills its line.
            span = columns - column if number == len(shown) - 1 else 1
            self._layout.addWidget(control, row, column, 1, span)
        for column in range(self._layout.columnCount()):
            self._layout.setColumnStretch(column, int(column < columns))

    def _on_lines_of(self, columns: int) -> int:
        """How wide everything is on lines of so many controls."""
        widths = [self._narrowest(control) for control in self._shown()]
        return sum(max(widths[column::columns]) for column in range(columns)) + (columns - 1) * self._layout.spacing()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """On one line, where there is room for that."""
        return QSize(self._on_lines_of(len(self._shown())), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As narrow as two by two: it can always turn, also where it stands on one line now."""
        narrowest = 2 * max(self._narrowest(control) for control in self._shown()) + self._layout.spacing()
        return QSize(narrowest, super().minimumSizeHint().height())

    def let_go(self) -> None:
        """Ask for nothing any more."""
        self._typing.stop()

    def _search_now(self) -> None:
        self._typing.stop()
        self.changed.emit()


def kind_of(take: TakeFigures) -> str:
    """Whether a take is a mock call, one sentence said again, or a call spoken alone; see `KINDS`."""
    return _kind(take.is_call, take.is_phrase)


def _kind(is_call: bool, is_phrase: bool) -> str:  # noqa: FBT001 # both as an outline has them
    if is_call:
        return "call"
    return "sentence" if is_phrase else "alone"


def _midnight() -> datetime:
    return datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def _refill(box: ChoiceBox, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 # Qt's signature
    box.clear()
    box.addItem(everything, None)
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
    box.blockSignals(False)  # noqa: FBT003 # Qt's signature

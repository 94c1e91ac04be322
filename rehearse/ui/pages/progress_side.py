"""What comes up most over many takes: rules that fire, must-says that are missed, and how far each call has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.must_say_titles import alternatives
from rehearse.ui import theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.pages.progress_words import how_far
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.history.overview import Tally
    from rehearse.history.readiness import Readiness
    from rehearse.measures.values import Band
    from rehearse.phrases.rule import RuleBook

WIDTH_EM = 62
"""Its width beside the trend, in widths of the letter x."""
MOST_LINES = 3
"""At most three things at once."""

Line = tuple[str, str, str, "Callable[[], None]"]
"""Sign, words, what stands beside them, and what pressing the line does."""


class Group(QWidget):
    """A heading and a few lines that can be pressed.

    Attributes:
        lines: The lines, from top to bottom.
    """

    def __init__(self, title: str, nothing: str, *, is_counted: bool = True) -> None:
        """Make an empty group.

        Args:
            title: Its heading.
            nothing: What it says without a line.
            is_counted: Whether what stands beside a line is a count, short enough for its end.
        """
        super().__init__()
        heading = QLabel(title)
        theme.mark(heading, text="strong")
        self._is_counted = is_counted
        self._nothing = QLabel(nothing)
        self._nothing.setWordWrap(True)
        theme.mark(self._nothing, text="small")
        self.lines: list[RowButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(heading)
        self._layout.addWidget(self._nothing)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines in the place of those before."""
        for old in self.lines:
            self._layout.removeWidget(old)
            let_go(old)
        self.lines = []
        self._nothing.setVisible(not lines)
        for sign, words, beside, act in lines:
            token = sign if sign in {"stop", "fix", "polish"} else "muted"
            row = RowButton(sign, token, words, beside, leads="closed", ends_line=self._is_counted)
            row.clicked.connect(lambda _checked=False, act=act: act())
            self._layout.addWidget(row)
            row.show()
            self.lines.append(row)


class ProgressSide(QFrame):
    """Three groups beside the trend; each line narrows the list to the takes concerned.

    Signals:
        rule_chosen(str): The takes in which this rule fired are wanted.
        must_say_chosen(tuple): The takes that miss this must-say (ids of which one suffices) are wanted.
        call_chosen(str, str): The takes of this call for this program are wanted.
    """

    rule_chosen = Signal(str)
    must_say_chosen = Signal(object)
    call_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        theme.mark(self, surface="card")
        self._rules = Group("Most common findings", "There are no findings in these takes.")
        self._missed = Group("Most missed must-says", "No must-say is missing in these takes.")
        self._ready = Group("Ready: three takes in a row", "No take has a report yet.", is_counted=False)
        self._ready.setToolTip(
            "Three takes in a row with every must-say, no stop finding and the length within the band"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        self._groups = (self._ready, self._rules, self._missed)
        for group in self._groups:
            layout.addWidget(group)
        layout.addStretch(1)

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Wide enough for most lines to stay lines."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), WIDTH_EM * self.fontMetrics().horizontalAdvance("x")), hint.height())

    def reach_after(self, first: QWidget) -> None:
        """Let Tab go from a control through the lines, from top to bottom."""
        for line in (line for group in self._groups for line in group.lines):
            QWidget.setTabOrder(first, line)
            first = line

    def show_tallies(self, fired: Sequence[Tally], missed: Sequence[Tally], book: RuleBook | None) -> None:
        """Show which rules fire most and which must-says are missed most; by their ids while the rules are read."""
        self._rules.show_lines([self._rule_line(tally, book) for tally in fired[:MOST_LINES]])
        self._missed.show_lines([self._must_say_line(tally, book) for tally in missed[:MOST_LINES]])

    def show_ready(self, calls: Sequence[tuple[Readiness, str, Band | None]]) -> None:
        """Show how far the calls have come.

        Args:
            calls: Each with its name and the band of its time.
        """
        self._ready.show_lines([self._call_line(*call) for call in calls[:MOST_LINES]])

    def _rule_line(self, tally: Tally, book: RuleBook | None) -> Line:
        rule = tally.names[0]
        from rehearse.ui.pages.choose_rules import example

        known = book.by_id.get(rule) if book is not None else None
        sign = str(known.severity) if known is not None else "note"
        title = f"“{example(known)}”" if known is not None else rule
        return sign, title, _in_takes(tally.takes), lambda: self.rule_chosen.emit(rule)

    def _must_say_line(self, tally: Tally, book: RuleBook | None) -> Line:
        title = title_of_must_say(book, tally.names)
        return "missing", title, _in_takes(tally.takes), lambda: self.must_say_chosen.emit(tally.names)

    def _call_line(self, found: Readiness, name: str, band: Band | None) -> Line:
        sign = "check" if found.is_ready else "missing"
        title = f"{name}, {found.program}" if found.program else name
        return sign, title, how_far(found, band), lambda: self.call_chosen.emit(found.scenario, found.program)


def title_of_rule(book: RuleBook | None, rule: str) -> str:
    """What a rule is called."""
    from rehearse.ui.pages.choose_rules import title_of

    return title_of(book, rule)


def title_of_must_say(book: RuleBook | None, elements: tuple[str, ...]) -> str:
    """What a must-say is called, with those that would have done as well."""
    known = book.element_by_id if book is not None else {}
    return alternatives(elements, {name: element.title for name, element in known.items()})


def _in_takes(takes: int) -> str:
    return "in 1 take" if takes == 1 else f"in {takes} takes"

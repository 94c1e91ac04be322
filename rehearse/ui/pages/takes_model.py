"""The takes as a table, newest first. Texts are made for the cells that are shown, when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from rehearse.history.values import TakeRow, TakeState
from rehearse.measures.describe import number
from rehearse.ui import formatting, theme
from rehearse.ui.pages import take_words

if TYPE_CHECKING:
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.pages.take_words import Ruler

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RowsOf = Callable[[Sequence[str]], dict[str, TakeRow]]
PAGE = 32
"""How many takes are read at once: about what a window shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: Its heading.
        help: What the heading stands for, as a tooltip.
        sample: A text as wide as the column should be at least.
        share: What part of the room that is left it takes; 0 for a column that needs no more than its sample.
        text: The cell's text.
        is_figure: Whether it is set to the right.
    """

    title: str
    help: str
    sample: str
    text: Callable[[TakesModel, TakeRow], str]
    is_figure: bool = False
    share: int = 0


def _measure(name: str, row: TakeRow) -> str:
    value = None if row.measures is None else getattr(row.measures, name)
    if value is None:
        return take_words.NONE
    return number(value, formatting.figure_of(name).decimals)


COLUMNS: tuple[Column, ...] = (
    Column("When", "When the take was started", "yesterday 14:05", lambda model, row: model.when(row)),
    Column("Call", "Which call was rehearsed", "Practice intro", lambda model, row: model.call(row), share=2),
    Column("Program", "Whom the call was for", "Riverbend", lambda _, row: row.take.target.program, share=3),
    Column(
        "Seconds",
        "From the first to the last word, in seconds",
        "Seconds",
        lambda _, row: _measure("speech_duration_s", row),
        is_figure=True,
    ),
    Column("Pace", "Words a minute", "1000", lambda _, row: _measure("speaking_rate_wpm", row), is_figure=True),
    Column(
        "Fillers",
        "Um and uh a minute",
        "Fillers",
        lambda _, row: _measure("fillers_per_min", row),
        is_figure=True,
    ),
    Column(
        "Findings", "Phrases that work against you: stop and fix", "1 stop, 2 fix", lambda _, r: take_words.findings(r)
    ),
    Column("Missing", "Must-says that were not heard", "1 unclear", lambda _, row: take_words.missing(row)),
    Column("Note", "What else there is to know", "analysis failed", lambda model, row: model.state(row), share=4),
)
CALL, PROGRAM, STATE = 1, 2, len(COLUMNS) - 1


class TakesModel(QAbstractTableModel):
    """Takes behind a table view, read from the history in pages when they come into view.

    `Qt.UserRole` gives the take's row.
    """

    def __init__(self, scenarios: dict[str, Scenario], ruler: Ruler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scenarios = scenarios
        self._ruler = ruler
        self._ids: tuple[str, ...] = ()
        self._rows: dict[str, TakeRow] = {}
        self._rows_of: RowsOf = lambda _ids: {}
        self._now = datetime.now(UTC)

    def show_takes(self, ids: tuple[str, ...], rows_of: RowsOf, ruler: Ruler, now: datetime) -> None:
        """Show these takes, seen from `now`.

        Args:
            ids: Their ids, newest first.
            rows_of: Reads the rows of some of them.
            ruler: What reports are made with now.
            now: For dates as people say them.
        """
        self.beginResetModel()
        self._ids, self._rows, self._rows_of, self._ruler, self._now = ids, {}, rows_of, ruler, now
        self.endResetModel()

    def id_at(self, number: int) -> str | None:
        """The id of the take in a line of the table; None where there is none."""
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def row_at(self, number: int) -> TakeRow | None:
        """The take in a line of the table; None where there is none, or where it can't be read any more."""
        take_id = self.id_at(number)
        if take_id is None:
            return None
        if take_id not in self._rows:
            first = number // PAGE * PAGE
            self._rows |= self._rows_of(self._ids[first : first + PAGE])
        return self._rows.get(take_id)

    def line_of(self, take_id: str) -> int | None:
        """In which line a take stands."""
        return self._ids.index(take_id) if take_id in self._ids else None

    def when(self, row: TakeRow) -> str:
        """When a take was begun."""
        return take_words.when(row.take.started_at, self._now)

    def call(self, row: TakeRow) -> str:
        """Which call was rehearsed; by its id where this version doesn't know it."""
        scenario = self._scenarios.get(row.take.scenario)
        return scenario.title if scenario else row.take.scenario

    def state(self, row: TakeRow) -> str:
        """What else there is to know of a take."""
        return take_words.state(row, self._ruler)

    def _tooltip(self, row: TakeRow, column: int) -> str | None:
        if column == STATE:
            return take_words.state_explained(row, self._ruler) or None
        return COLUMNS[column].text(self, row) if column in (CALL, PROGRAM) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 # Qt's name
        """How many takes."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 # Qt's name
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 # Qt's type
        """Headings, with what they stand for."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.help
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # Qt's type
        """The text of a cell and how it is shown."""
        row = self.row_at(index.row())
        if row is None:
            return None
        column = COLUMNS[index.column()]
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: column.text(self, row),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _alignment(column),
            Qt.ItemDataRole.ToolTipRole: lambda: self._tooltip(row, index.column()),
            Qt.ItemDataRole.AccessibleTextRole: lambda: f"{column.title}: {column.text(self, row) or take_words.NONE}",
            Qt.ItemDataRole.ForegroundRole: lambda: _colour(row, index.column()),
            Qt.ItemDataRole.UserRole: lambda: row,
        }
        return answers[role]() if role in answers else None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _colour(row: TakeRow, column: int) -> QColor | None:
    tokens = theme.current()
    if column == STATE:
        return QColor(tokens.fix if row.take.state is TakeState.FAILED else tokens.muted)
    return QColor(tokens.muted) if row.measures is None and column > PROGRAM else None

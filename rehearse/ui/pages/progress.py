"""The takes so far: a trend of one measure, and the list, newest first. Facts and dates, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
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
from rehearse.history.values import TakeState
from rehearse.measures.values import MEASURES_VERSION
from rehearse.ui import formatting, theme
from rehearse.ui.announce import announce
from rehearse.ui.pages.take_words import Ruler, when
from rehearse.ui.pages.takes_filter import TakesFilter
from rehearse.ui.pages.takes_model import TakesModel
from rehearse.ui.pages.takes_table import TakesTable
from rehearse.ui.pages.trend_panel import TrendPanel
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.ask import ask
from rehearse.ui.widgets.empty_state import EmptyState
from rehearse.ui.widgets.notice import Notice, Tone
from rehearse.ui.widgets.turning_row import TurningRow

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from rehearse.history.values import TakeRow
    from rehearse.measures.values import Band
    from rehearse.ui.services import Services

PRACTISE = "Practise a call"
TURN_BELOW_EM = 90
"""Below this width, in widths of the letter x, the filters stand below the heading."""


class ProgressPage(QWidget):
    """Every take with its figures, filtered by call and by program.

    Signals:
        take_opened(str): Id of the take whose report is to be shown.
        analyse_again_requested(str): Id of the take whose report is to be made again.
        practice_requested: There is nothing to show yet; the user wants to practise.
        takes_changed: Takes were deleted.
    """

    take_opened = Signal(str)
    analyse_again_requested = Signal(str)
    practice_requested = Signal()
    takes_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._rules: str | None = None
        self._is_learning = False
        self._rows: tuple[TakeRow, ...] = ()
        self._filter = TakesFilter(services.scenarios)
        self._filter.changed.connect(self._show)
        self._summary, self._trouble = QLabel(), Notice()
        self._trend = TrendPanel(self._band_of)
        self._trend.take_opened.connect(self.take_opened)
        self._model = TakesModel(services.scenarios, self._ruler(), self)
        self._table = TakesTable(self._model)
        self._table.opened.connect(self.take_opened)
        self._table.delete_asked.connect(self.ask_to_delete)
        self._table.choice_changed.connect(self._on_choice)
        self._open, self._again, self._delete = QPushButton("Open"), QPushButton("Analyse again"), QPushButton("Delete")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_filled())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._on_choice()

    def refresh(self) -> None:
        """Read the takes again; the filters and the chosen take stay."""
        self._learn_rules_version()
        try:
            self._rows = self._services.history.rows()
        except KnownError as error:
            self._stack.setCurrentIndex(1)
            self._show_trouble(error)
            return
        self._trouble.hide()
        self._stack.setCurrentIndex(1 if self._rows else 0)
        self._filter.offer(self._rows)
        self._show()

    def ask_to_delete(self) -> None:
        """Delete the chosen takes, once the user has agreed."""
        chosen = self._table.chosen()
        if not chosen:
            return
        if len(chosen) == 1:
            take = chosen[0].take
            moment = formatting.moment(take.started_at.astimezone(), datetime.now(UTC).astimezone())
            question = f"Delete the take from {moment}?"
            explanation = "Its report and its recording go for good."
            agree, refuse = "Delete the take", "Keep it"
        else:
            question = f"Delete {len(chosen)} takes?"
            explanation = "Their reports and their recordings go for good."
            agree, refuse = f"Delete {len(chosen)} takes", "Keep them"
        ids = [row.take.id for row in chosen]
        ask(self, question, explanation, agree=agree, refuse=refuse, agreed=lambda: self._remove(ids))

    # What the user does

    def _remove(self, ids: list[str]) -> None:
        line = min((self._model.line_of(take_id) or 0 for take_id in ids), default=0)
        gone = 0
        trouble: KnownError | None = None
        try:
            for take_id in ids:
                self._services.history.delete(take_id)
                gone += 1
        except KnownError as error:
            trouble = error
        self.refresh()
        self._table.choose(line)
        self._table.setFocus()
        if trouble is not None:
            self._show_trouble(trouble)
        if gone:
            announce(self, formatting.count(gone, "take deleted", "takes deleted").capitalize())
            self.takes_changed.emit()

    def _on_choice(self) -> None:
        chosen = self._table.chosen()
        single = chosen[0].take if len(chosen) == 1 else None
        self._open.setEnabled(single is not None)
        self._again.setEnabled(single is not None and single.state is not TakeState.RECORDING)
        self._delete.setEnabled(bool(chosen))
        self._delete.setText(f"Delete {len(chosen)}" if len(chosen) > 1 else "Delete")

    def _open_chosen(self) -> None:
        for row in self._table.chosen()[:1]:
            self.take_opened.emit(row.take.id)

    def _analyse_chosen(self) -> None:
        for row in self._table.chosen()[:1]:
            self.analyse_again_requested.emit(row.take.id)

    # What is shown

    def _show(self) -> None:
        """Show the takes that the filters let through, and the trend of one call among them."""
        kept = self._table.chosen()
        call, rows = self._filter.call, self._filter.let_through(self._rows)
        now = datetime.now(UTC)
        self._model.show_rows(rows, self._ruler(), now)
        self._table.show_program_column(shown=any(row.take.target.program for row in rows))
        line = self._model.line_of(kept[0].take.id) if kept else None
        self._table.choose(line or 0)
        self._summarise(rows, now)
        scenario = call or (rows[0].take.scenario if rows else "")
        self._trend.setVisible(bool(rows))
        of_call = tuple(row for row in rows if row.take.scenario == scenario)
        self._trend.show_takes(of_call, scenario, self._filter.title_of(scenario), is_last=call is None)

    def _summarise(self, rows: tuple[TakeRow, ...], now: datetime) -> None:
        if not rows:
            self._summary.setText("No take matches; choose another call or program.")
            return
        words = formatting.count(len(rows), "take", "takes").capitalize()
        if len(rows) == 1:
            self._summary.setText(f"{words}, {when(rows[0].take.started_at, now)}")
            return
        self._summary.setText(
            f"{words}, the first {when(rows[-1].take.started_at, now)}, the last {when(rows[0].take.started_at, now)}"
        )

    def _show_trouble(self, error: KnownError) -> None:
        self._trouble.say(error.message, Tone.STOP)

    def _ruler(self) -> Ruler:
        return Ruler(self._services.settings.model, MEASURES_VERSION, self._rules)

    def _band_of(self, measure: str, scenario: str) -> Band | None:
        from rehearse import bands

        known = self._services.scenarios.get(scenario)
        return bands.band(measure, known, self._services.settings.bands) if known else None

    def _learn_rules_version(self) -> None:
        """The rule book takes a moment to read, so that is done on the worker."""
        if self._is_learning or self._rules is not None:
            return
        self._is_learning = True

        def learn(version: str) -> None:
            self._rules = version
            self._show()

        self._services.tasks.run(lambda _task: _rules_version(), learn, lambda _error: None)

    # How it is built

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            "No takes yet",
            "Each call that you rehearse is kept here with its length, pace and fillers, what worked against you and "
            "what was missing. Two takes of the same call show what changed.",
            (PRACTISE,),
        )
        empty.chosen.connect(lambda _step: self.practice_requested.emit())
        return empty

    def _make_filled(self) -> QWidget:
        filled = QWidget()
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._make_top())
        layout.addWidget(self._trouble)
        layout.addWidget(self._trend, 1)
        layout.addWidget(self._table, 1)
        layout.addLayout(self._make_actions())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(filled)
        return scroll

    def _make_top(self) -> QWidget:
        heading = QLabel("Progress")
        theme.mark(heading, text="title")
        theme.mark(self._summary, text="small")
        self._summary.setWordWrap(True)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self._summary)
        return TurningRow(words, self._filter, TURN_BELOW_EM)

    def _make_actions(self) -> QHBoxLayout:
        theme.mark(self._open, kind="primary")
        theme.mark(self._delete, kind="danger")
        self._open.setToolTip("Show the report of the chosen take (Enter)")
        self._again.setToolTip("Make the report of the chosen take again from its recording")
        self._delete.setToolTip("Delete the chosen takes with their recordings (Del)")
        self._open.clicked.connect(self._open_chosen)
        self._again.clicked.connect(self._analyse_chosen)
        self._delete.clicked.connect(self.ask_to_delete)
        actions = QHBoxLayout()
        actions.setSpacing(GRID)
        for button in (self._open, self._again):
            actions.addWidget(button)
        actions.addStretch(1)
        actions.addWidget(self._delete)
        return actions

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Takes may have come since."""
        super().showEvent(event)
        self.refresh()


def _rules_version() -> str:
    from rehearse import meaning, phrases

    return meaning.version(phrases.load())

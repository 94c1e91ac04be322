"""The takes so far: a trend of one measure, and the list, newest first. Facts and dates, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehearse.errors import KnownError
from rehearse.history.readiness import all_of
from rehearse.measures.values import MEASURES_VERSION
from rehearse.ui import formatting, theme
from rehearse.ui.announce import announce
from rehearse.ui.pages import progress_side
from rehearse.ui.pages.deleted_takes import DeletedTakes
from rehearse.ui.pages.progress_actions import TakeActions
from rehearse.ui.pages.progress_side import ProgressSide
from rehearse.ui.pages.take_words import Ruler, when
from rehearse.ui.pages.takes_filter import TakesFilter
from rehearse.ui.pages.takes_model import TakesModel
from rehearse.ui.pages.takes_table import TakesTable
from rehearse.ui.pages.trend_panel import TrendPanel
from rehearse.ui.pages.trend_series import LENGTH, local
from rehearse.ui.theme import GRID
from rehearse.ui.timers import timer
from rehearse.ui.widgets.empty_state import EmptyState
from rehearse.ui.widgets.notice import Notice, Tone
from rehearse.ui.widgets.turning_row import TurningRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from rehearse.history.overview import TakeFigures
    from rehearse.history.values import TakeRow
    from rehearse.measures.values import Band
    from rehearse.phrases.rule import RuleBook
    from rehearse.ui.services import Services

PRACTISE = "Practise a call"
TURN_BELOW_EM = 150
"""Below this width, in widths of the letter x, the filters stand below the heading."""
SIDE_BELOW_EM = 130
"""Below this width what comes up most stands below the trend."""


class ProgressPage(QWidget):
    """Every take with its figures, filtered by words, call, program and day, and what comes up most in them.

    Attributes:
        deleted: What was deleted a moment ago and can come back.

    Signals:
        take_opened(str): Id of the take whose report is to be shown.
        analyse_again_requested(str): Id of the take whose report is to be made again.
        analyse_with_requested(str, str): The same, and the voice model that is to make it.
        practice_requested: There is nothing to show yet; the user wants to practise.
        takes_changed: Takes were deleted.
    """

    take_opened = Signal(str)
    analyse_again_requested = Signal(str)
    analyse_with_requested = Signal(str, str)
    practice_requested = Signal()
    takes_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._book: RuleBook | None = None
        self._rules: str | None = None
        self._is_learning = False
        self._takes: tuple[TakeFigures, ...] = ()
        self._shown: tuple[TakeFigures, ...] = ()
        self._only: tuple[str, frozenset[str]] | None = None
        self._filter = TakesFilter(services.scenarios)
        self._filter.changed.connect(self._show)
        self._summary, self._trouble = QLabel(), Notice()
        self._all = QPushButton("Show all takes")
        self._all.clicked.connect(self.show_all)
        self._side = ProgressSide()
        self._side.rule_chosen.connect(self._show_with_rule)
        self._side.must_say_chosen.connect(self._show_without)
        self._side.call_chosen.connect(self._filter.choose)
        # What comes up most is counted once the page stands.
        self._counting = timer(self, 0, self._count, once=True)
        self.deleted = DeletedTakes(services.history)
        self.deleted.came_back.connect(self._on_came_back)
        self._trend = TrendPanel(self._band_of)
        self._trend.take_opened.connect(self.take_opened)
        self._model = TakesModel(services.scenarios, self._ruler(), self)
        self._table = TakesTable(self._model)
        self._table.opened.connect(self.take_opened)
        self._table.delete_asked.connect(self.delete_chosen)
        self._table.choice_changed.connect(self._on_choice)
        self._actions = self._make_actions()
        self._stack, self._scroll = QStackedWidget(), QScrollArea()
        self._stack.addWidget(self._make_empty())
        page = QWidget()
        self._stack.addWidget(page)
        self._fill(page)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.deleted.undo)
        theme.mark(self.deleted, place="top")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        strip = QVBoxLayout()
        strip.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        strip.addWidget(self.deleted)
        layout.addLayout(strip)
        layout.addWidget(self._stack)
        self._on_choice()

    def refresh(self) -> None:
        """Read the takes again; the filters and the chosen take stay."""
        self._read_rules()
        try:
            self._takes = self._services.history.overview.outlines()
        except KnownError as error:
            self._stack.setCurrentIndex(1)
            self._show_trouble(error)
            return
        self._trouble.hide()
        self._stack.setCurrentIndex(1 if self._takes else 0)
        self._filter.offer(self._takes)
        self._show()

    def show_all(self) -> None:
        """Show every take again."""
        self._only = None
        self._filter.clear()
        self._to_list()

    def delete_chosen(self) -> None:
        """Take the chosen takes out of the list; for a while they can come back, then they are deleted for good."""
        ids = self._table.chosen()
        line = min((self._model.line_of(take_id) or 0 for take_id in ids), default=0)
        if ids and self.deleted.delete(ids):
            self.refresh()
            self._table.choose(line)
            self._to_list()
            self.takes_changed.emit()

    def _on_came_back(self, ids: tuple[str, ...]) -> None:
        self.refresh()
        self._table.choose(self._model.line_of(ids[0]) or 0)
        self._to_list()
        self.takes_changed.emit()

    def _to_list(self) -> None:
        """Put the keyboard into the list, and the list into view."""
        self._table.setFocus()
        self._scroll.ensureWidgetVisible(self._table)

    def _on_choice(self) -> None:
        chosen = self._table.chosen()
        self._actions.follow(len(chosen), self._table.chosen_row(), self._table.chosen_words())

    def _open_chosen(self) -> None:
        for take_id in self._table.chosen()[:1]:
            self.take_opened.emit(take_id)

    def _analyse_chosen(self) -> None:
        for take_id in self._table.chosen()[:1]:
            self.analyse_again_requested.emit(take_id)

    def _analyse_chosen_with(self, model: str) -> None:
        for take_id in self._table.chosen()[:1]:
            self.analyse_with_requested.emit(take_id, model)

    def _show(self) -> None:
        """Show the takes that the filters let through, and the trend of one call among them."""
        try:
            self._shown = self._let_through()
        except KnownError as error:
            self._show_trouble(error)
            return
        shown, call, now = self._shown, self._filter.call, datetime.now(UTC)
        self._list(now)
        self._summarise(now)
        scenario = call or (shown[0].scenario if shown else "")
        self._above.setVisible(any(not take.is_phrase for take in shown))
        of_call = tuple(take for take in shown if take.scenario == scenario and not take.is_phrase)
        self._trend.show_takes(of_call, scenario, self._filter.title_of(scenario), is_last=call is None)
        self._counting.start()

    def _list(self, now: datetime) -> None:
        """List the takes that are shown; the chosen one stays chosen."""
        kept = self._table.chosen()
        self._model.show_takes(tuple(take.take_id for take in self._shown), self._rows_of, self._ruler(), now)
        self._table.show_program_column(shown=any(take.program for take in self._shown))
        line = self._model.line_of(kept[0]) if kept else None
        self._table.choose(line or 0)

    def _let_through(self) -> tuple[TakeFigures, ...]:
        words = self._filter.words
        spoken = self._services.history.overview.with_words(words) if words else None
        shown = self._filter.let_through(self._takes, spoken)
        only = self._only
        return shown if only is None else tuple(take for take in shown if take.take_id in only[1])

    def _rows_of(self, ids: Sequence[str]) -> dict[str, TakeRow]:
        try:
            return self._services.history.lists.rows_of(ids)
        except KnownError as error:
            self._show_trouble(error)
            return {}

    def _show_with_rule(self, rule: str) -> None:
        name = progress_side.title_of_rule(self._book, rule)
        self._narrow(f"with {name}", lambda: self._services.history.overview.with_rule(rule))

    def _show_without(self, elements: tuple[str, ...]) -> None:
        name = progress_side.title_of_must_say(self._book, elements)
        self._narrow(f"that miss “{name}”", lambda: self._services.history.overview.without_any(elements))

    def _narrow(self, words: str, find: Callable[[], frozenset[str]]) -> None:
        """Show only takes of which something is known, and say what it is."""
        try:
            self._only = (words, find())
        except KnownError as error:
            self._show_trouble(error)
            return
        self._show()
        self._to_list()
        announce(self, self._summary.text())

    def _count(self) -> None:
        """Count what comes up most in the takes that are shown."""
        self._counting.stop()
        whole = tuple(take for take in self._shown if not take.is_phrase)
        ids = [take.take_id for take in whole] if len(whole) < len(self._takes) else None
        overview = self._services.history.overview
        must_says = {id_: call.required for id_, call in self._services.scenarios.items()}
        try:
            self._side.show_tallies(overview.fired(ids), overview.missed(must_says, ids), self._book)
        except KnownError as error:
            self._show_trouble(error)
            return
        calls = all_of(whole, lambda call: self._band_of(LENGTH, call))
        self._side.show_ready(
            [(found, self._filter.title_of(found.scenario), self._band_of(LENGTH, found.scenario)) for found in calls]
        )
        self._side.reach_after(self._trend.last_control)

    def _summarise(self, now: datetime) -> None:
        shown = self._shown
        self._all.setVisible(self._only is not None or (self._filter.is_on and not shown))
        if not shown:
            self._summary.setText("No take matches; choose other words, another call, program or day.")
            return
        words = formatting.count(len(shown), "take", "takes").capitalize()
        if self._only is not None:
            words = f"{words} {self._only[0]}"
        first, last = local(shown[-1]), local(shown[0])
        if len(shown) == 1:
            self._summary.setText(f"{words}, {when(first, now)}")
        else:
            self._summary.setText(f"{words}, the first {when(first, now)}, the last {when(last, now)}")

    def _show_trouble(self, error: KnownError) -> None:
        self._trouble.say(error.message, Tone.STOP)

    def _ruler(self) -> Ruler:
        return Ruler(self._services.settings.model, MEASURES_VERSION, self._rules)

    def _band_of(self, measure: str, scenario: str) -> Band | None:
        from rehearse import bands

        known = self._services.scenarios.get(scenario)
        return bands.band(measure, known, self._services.settings.bands) if known else None

    def _read_rules(self) -> None:
        """The rule book takes a moment to read, so that is done on the worker."""
        if self._is_learning or self._rules is not None:
            return
        self._is_learning = True

        def learn(found: tuple[RuleBook, str]) -> None:
            self._book, self._rules = found
            self._list(datetime.now(UTC))
            self._counting.start()

        self._services.tasks.run(lambda _task: _rule_book(), learn, lambda _error: None)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            "No takes yet",
            "Each call that you rehearse is kept here with its length, pace and fillers, what worked against you and "
            "what was missing. Two takes of the same call show what changed.",
            (PRACTISE,),
        )
        empty.chosen.connect(lambda _step: self.practice_requested.emit())
        return empty

    def _fill(self, page: QWidget) -> None:
        """Put everything on a page that is in its place already: what moves to another parent is styled anew."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        scroll, filled = self._scroll, QWidget()
        column.addWidget(scroll, 1)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(filled)
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._make_top())
        layout.addWidget(self._trouble)
        self._above = TurningRow(self._trend, self._side, SIDE_BELOW_EM)
        layout.addWidget(self._above, 1)
        layout.addWidget(self._table, 1)
        column.addWidget(self._actions)

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
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return TurningRow(words, self._filter, TURN_BELOW_EM)

    def _make_actions(self) -> TakeActions:
        actions = TakeActions()
        actions.open_asked.connect(self._open_chosen)
        actions.again_asked.connect(self._analyse_chosen)
        actions.again_with_asked.connect(self._analyse_chosen_with)
        actions.delete_asked.connect(self.delete_chosen)
        return actions

    def let_go(self) -> None:
        """Leave nothing to be done: the history is about to be closed."""
        self.deleted.delete_for_good()
        self._filter.let_go()
        self._counting.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Takes may have come since."""
        super().showEvent(event)
        self.refresh()


def _rule_book() -> tuple[RuleBook, str]:
    from rehearse import meaning, phrases

    book = phrases.load()
    return book, meaning.version(book)

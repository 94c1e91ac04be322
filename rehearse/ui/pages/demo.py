"""A full report of the recordings that come with the program, for those who have no microphone yet.

The demo's takes live in a history of their own, made anew for each look and deleted with it; nothing of it enters
the user's history.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.scratch import Scratch, scratch_folder
from rehearse.ui import theme
from rehearse.ui.pages.waiting_views import AnalysingView
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from rehearse.assets import DemoTake
    from rehearse.history.store import HistoryStore
    from rehearse.report import Report
    from rehearse.ui.analyst import Analyst
    from rehearse.ui.pages.report import ReportPage
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

SCENARIO = "practice-intro"


class DemoPage(QWidget):
    """Analyses the demo takes while one waits, then shows their reports.

    Signals:
        left(): The user has seen enough.
        again_requested(str): The user wants to say it themselves.
    """

    left = Signal()
    again_requested = Signal(str)

    def __init__(self, services: Services, analyst: Analyst, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._analyst = analyst
        self._task: Task | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._store: HistoryStore | None = None
        self._takes: dict[str, str] = {}
        self._analysed: set[str] = set()
        self._report: ReportPage | None = None
        self.waiting = AnalysingView()
        self.waiting.cancel_wanted.connect(self._on_left)
        self.notice = Notice()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_top())
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)

    def begin(self) -> None:
        """Show the first demo take, analysing it where that was not done yet."""
        from rehearse.assets import demo_takes

        self._show(demo_takes()[0])

    def clear(self) -> None:
        """Let go of what is shown, with a sentence that was said again; the demo can be begun anew."""
        if self._report is not None:
            self._report.clear()

    def close_history(self) -> None:
        """Delete what the demo made."""
        self.clear()
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _make_top(self) -> QWidget:
        from rehearse.assets import demo_takes

        top = QFrame()
        row = QHBoxLayout(top)
        row.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(label("A demo, not one of your takes. Listen to both:", "muted"), 1)
        for demo in demo_takes():
            button = QPushButton(demo.title)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, demo=demo: self._show(demo))
            self._group.addButton(button)
            self.buttons[demo.name] = button
            row.addWidget(button)
        leave = QPushButton("Back to the calls")
        theme.mark(leave, kind="quiet")
        leave.clicked.connect(self._on_left)
        row.addWidget(leave)
        return top

    def _show(self, demo: DemoTake) -> None:
        self.buttons[demo.name].setChecked(True)
        self.notice.hide()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        try:
            if demo.name not in self._takes:
                self._takes[demo.name] = self._begin_take(demo)
        except KnownError as error:
            self._on_failed(error)
            return
        take_id = self._takes[demo.name]
        if take_id in self._analysed:
            self._open(take_id)
        else:
            self._analyse(take_id)

    def _analyse(self, take_id: str) -> None:
        self._analysed.discard(take_id)
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.show_analysing("the demo take")
        self._task = self._analyst.analyse(
            replace(self._analyst.assignment(self._history().take(take_id)), zero_s=None),
            lambda report: self._on_report(take_id, report),
            self._on_failed,
            self.waiting.set_progress,
        )

    def _begin_take(self, demo: DemoTake) -> str:
        """A take in the demo's history with a copy of the recording; the later demo is the later take."""
        from rehearse.assets import demo_card
        from rehearse.target_json import read_target

        number = list(self.buttons).index(demo.name)
        started_at = datetime.now(UTC).astimezone() - timedelta(minutes=10 * (len(self.buttons) - number))
        take = self._history().begin_take(SCENARIO, read_target(str(demo_card())), None, None, started_at)
        copyfile(demo.path, take.audio_path)
        return take.id

    def _on_report(self, take_id: str, report: Report) -> None:
        self._task = None
        try:
            self._history().finish_take(take_id, report.audio.duration_s)
            self._history().save_report(take_id, report)
        except KnownError as error:
            self._on_failed(error)
            return
        self._analysed.add(take_id)
        self._open(take_id)

    def _open(self, take_id: str) -> None:
        page = self._page()
        page.show_take(take_id)
        self._stack.setCurrentWidget(page)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, KnownError):
            raise error
        self.notice.say(error.message, Tone.STOP, (("Back to the calls", self._on_left),), can_close=False)

    def _on_left(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._report is not None:
            self._report.replay.pause()
        self.left.emit()

    def _page(self) -> ReportPage:
        if self._report is None:
            from rehearse.ui.pages.report import ReportPage

            history = self._history()
            # All that the page keeps goes with the demo's folder.
            places = replace(self._services.paths, cache=history.file.parent)
            self._report = ReportPage(replace(self._services, history=history, paths=places))
            self._report.body.keep_nothing()
            self._report.again_requested.connect(self.again_requested.emit)
            self._report.analyse_again_requested.connect(self._analyse)
            self._report.body.analyse_with.hide()
            self._stack.addWidget(self._report)
        return self._report

    def _history(self) -> HistoryStore:
        if self._store is None:
            from rehearse.history.store import HistoryStore

            self._folder = scratch_folder(Scratch.DEMO, self._services.paths.cache)
            place = Path(self._folder.name)
            self._store = HistoryStore.open(place / "history.db", place / "recordings")
        return self._store

"""The report page's comparing: which takes it can be compared with, and both of them heard in turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from rehearse.errors import KnownError
from rehearse.ui import formatting
from rehearse.ui.alignment import aligned
from rehearse.ui.announce import announce
from rehearse.ui.marks import marks_of
from rehearse.ui.pages.report_hearing import Other
from rehearse.ui.pages.report_loading import Loaded, load_audio
from rehearse.ui.widgets.compare_panel import MEASURES, Compared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from rehearse.history.values import Take
    from rehearse.report import Report
    from rehearse.speech import Span
    from rehearse.ui.analyst import Analyst, Assignment
    from rehearse.ui.pages.report_hearing import Hearing
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task
    from rehearse.ui.widgets.compare_panel import ComparePanel

LIKE_THE_MODEL = frozenset({"practice-intro", "opening-call"})
"""The calls that the model take is one of."""
READING = "Reading the other recording"
LISTENING = "Listening to the model take; this takes a few seconds."


@dataclass(frozen=True, slots=True)
class OtherTake:
    """A take to compare with.

    Attributes:
        title: What it is called in a sentence: "the take before, today at 13:40".
        take_id: Its id; None for the model take.
    """

    title: str
    take_id: str | None


class Comparing(QObject):
    """Puts another take beside the one that is shown."""

    def __init__(self, services: Services, analyst: Analyst | None, hearing: Hearing, panel: ComparePanel) -> None:
        super().__init__(panel)
        self._services, self._analyst = services, analyst
        self._hearing, self._panel = hearing, panel
        self._take: Take | None = None
        self._report: Report | None = None
        self._titles: Mapping[str, str] = {}
        self._task: Task | None = None
        self._model_reports: dict[tuple[str, str], Report] = {}
        panel.switched.connect(self.switch)
        panel.one_requested.connect(lambda span: self._hear(span, other=False))
        panel.other_requested.connect(lambda span: self._hear(span, other=True))
        panel.closed.connect(self.close)
        hearing.switched.connect(self._on_switched)
        panel.hide()

    def show_take(self, take: Take | None, report: Report | None) -> None:
        """Take up another take; nothing stands beside it yet."""
        self.close()
        self._take, self._report = take, report

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Take up the names of the must-says."""
        self._titles = titles

    def choices(self) -> tuple[OtherTake, ...]:
        """What the take that is shown can be compared with."""
        if self._take is None or self._report is None or not self._report.transcript.words:
            return ()
        history, now = self._services.history, datetime.now(UTC)
        found = []
        before = history.lists.previous(self._take)
        if before is not None:
            title = f"the take before, {formatting.moment(before.take.started_at, now)}"
            found.append(OtherTake(title, before.take.id))
        best = history.keepsakes.best(self._take.scenario)
        offered = {self._take.id, before.take.id if before is not None else None}
        if best is not None and best not in offered and history.report(best) is not None:
            title = f"your best take, {formatting.moment(history.take(best).started_at, now)}"
            found.append(OtherTake(title, best))
        if self._analyst is not None and self._take.scenario in LIKE_THE_MODEL:
            found.append(OtherTake("the model take", None))
        return tuple(found)

    def offer(self, button: QPushButton) -> None:
        """Let the user choose one of the takes, below the button that asks for it."""
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in self.choices():
            action = menu.addAction(choice.title[:1].upper() + choice.title[1:])
            action.triggered.connect(lambda _checked=False, choice=choice: self.compare(choice))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def compare(self, choice: OtherTake) -> None:
        """Put a take beside the one that is shown."""
        if self._take is None or self._report is None:
            return
        self.close()
        self._panel.show()
        self._hearing.bring_into_view(self._panel)
        if choice.take_id is None:
            self._compare_with_model(choice)
            return
        history = self._services.history
        other = history.report(choice.take_id)
        if other is not None:
            self._load(history.take(choice.take_id).audio_path, other, choice.title)

    def close(self) -> None:
        """Nothing stands beside the take any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._hearing.show_other(None)
        self._panel.hide()

    def switch(self) -> None:
        """Go on at the same words of the other take, or of this one."""
        self._hearing.switch()

    def _compare_with_model(self, choice: OtherTake) -> None:
        from rehearse.assets import demo_takes

        if self._take is None or self._analyst is None:
            return
        path = demo_takes()[-1].path
        key = (self._take.scenario, self._services.settings.model)
        if key in self._model_reports:
            self._load(path, self._model_reports[key], choice.title)
            return

        def done(report: Report) -> None:
            self._model_reports[key] = report
            self._load(path, report, choice.title)

        self._panel.show_waiting(LISTENING)
        assignment = self._model_assignment(self._take, path)
        self._task = self._analyst.analyse(assignment, done, self._on_failed, lambda _share: None)

    def _model_assignment(self, take: Take, path: Path) -> Assignment:
        from rehearse.assets import demo_card
        from rehearse.target_json import read_target
        from rehearse.ui.analyst import Assignment

        settings = self._services.settings
        return Assignment(
            path,
            self._services.scenarios[take.scenario],
            read_target(str(demo_card())),
            settings.model,
            settings.bands,
        )

    def _load(self, path: Path, other: Report, title: str) -> None:
        self._panel.show_waiting(READING)
        cache, manner = self._services.paths.cache, self._hearing.replay.manner
        self._task = self._services.tasks.run(
            lambda _task: load_audio(path, cache, manner),
            lambda loaded: self._on_loaded(loaded, other, title),
            self._on_failed,
        )

    def _on_loaded(self, loaded: Loaded, other: Report, title: str) -> None:
        self._task = None
        if self._report is None:
            return
        self._hearing.show_other(Other(other, marks_of(other), loaded.track, loaded.shape, title))
        self._panel.show_compared(
            Compared(title, figures(self._report, other), aligned(self._report, other, self._titles))
        )
        self._hearing.bring_into_view(self._panel)
        announce(self._panel, f"Side by side with {title}")

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, KnownError):
            raise error
        self._panel.show_waiting(error.message)

    def _hear(self, span: Span, *, other: bool) -> None:
        if self._hearing.on_other is not other:
            self._hearing.switch()
        self._hearing.replay.play_span(span)

    def _on_switched(self, on_other: bool) -> None:  # noqa: FBT001 # a Qt slot
        self._panel.show_side(other=on_other)
        announce(self._panel, "The other take" if on_other else "This take")


def figures(one: Report, other: Report) -> tuple[tuple[str, str, str], ...]:
    """Name and both values of each figure that is compared, in words."""
    rows = []
    for name in MEASURES:
        values = [getattr(report.measures, name) for report in (one, other)]
        here, there = (formatting.measured(name, value) for value in values)
        rows.append((formatting.figure_of(name).title, here, there))
    return tuple(rows)

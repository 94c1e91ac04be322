"""The pages, each made when it is first wanted, so that the window opens at once, and what they ask for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rehearse.practice import PracticePhase
from rehearse.ui.pages.practice import PracticePage
from rehearse.ui.rail import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget

    from rehearse.practice import Practice
    from rehearse.ui.call_controller import CallController
    from rehearse.ui.pages.demo import DemoPage
    from rehearse.ui.pages.first_start import FirstStartPage
    from rehearse.ui.pages.programs import ProgramsPage
    from rehearse.ui.pages.progress import ProgressPage
    from rehearse.ui.pages.report import ReportPage
    from rehearse.ui.pages.settings import SettingsPage
    from rehearse.ui.practice_controller import PracticeController
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task
    from rehearse.ui.warming import Warming

Page = TypeVar("Page", bound=QWidget)

log = logging.getLogger(__name__)


class PageSet(QObject):
    """Makes pages and puts them into the window's stack.

    Signals:
        report_wanted(str): The report of the take with this id.
        again_wanted(str): Another take of the call with this id.
        call_wanted(CallWish): A mock call, such as an earlier one again.
        analysis_wanted(str): The report of the take with this id is to be made anew.
        analysis_with_wanted(str, str): The same with the voice model of this name.
        place_wanted(Place): Another page.
        first_start_wanted(): The first steps once more.
        all_deleted(): Takes, cards and settings are gone.
        settings_changed(Settings): A setting was changed.
    """

    report_wanted = Signal(object)
    again_wanted = Signal(object)
    call_wanted = Signal(object)
    analysis_wanted = Signal(object)
    analysis_with_wanted = Signal(object, object)
    place_wanted = Signal(object)
    first_start_wanted = Signal()
    all_deleted = Signal()
    settings_changed = Signal(object)

    def __init__(
        self, services: Services, controller: PracticeController, calls: CallController, stack: QStackedWidget
    ) -> None:
        super().__init__(stack)
        self._services = services
        self._controller = controller
        self._stack = stack
        self._begun_report: ReportPage | None = None
        self._report: ReportPage | None = None
        self._progress: ProgressPage | None = None
        self._programs: ProgramsPage | None = None
        self._settings: SettingsPage | None = None
        self._first_start: FirstStartPage | None = None
        self._demo: DemoPage | None = None
        self._warming: Warming | None = None
        controller.state_changed.connect(self._on_state)
        self.practice = self._add(PracticePage(services, controller, calls))

    def page(self, place: Place) -> QWidget:
        """The page at a place."""
        makers: dict[Place, Callable[[], QWidget]] = {
            Place.PRACTICE: lambda: self.practice,
            Place.REPORT: lambda: self.report,
            Place.PROGRESS: lambda: self.progress,
            Place.PROGRAMS: lambda: self.programs,
            Place.SETTINGS: lambda: self.settings,
        }
        return makers[place]()

    @property
    def report(self) -> ReportPage:
        """The report of one take."""
        if self._report is None:
            if self._warming is not None:
                self._warming.stop()
            self._report = self._begin_report()
            self._report.complete()
            self._report.again_requested.connect(self.again_wanted.emit)
            self._report.call_requested.connect(self.call_wanted.emit)
            self._report.analyse_again_requested.connect(self.analysis_wanted.emit)
            self._report.analyse_with_requested.connect(self.analysis_with_wanted.emit)
            self._report.newest_requested.connect(self.report_wanted.emit)
            self._report.practice_requested.connect(lambda: self.place_wanted.emit(Place.PRACTICE))
        return self._report

    def _begin_report(self) -> ReportPage:
        """The report page as far as it is made."""
        if self._begun_report is None:
            from rehearse.ui.pages.report import ReportPage

            page = ReportPage(self._services, self._controller.analyst, self._stack, whole=False)
            self._begun_report = self._add(page)
        return self._begun_report

    @property
    def progress(self) -> ProgressPage:
        """All takes."""
        if self._progress is None:
            from rehearse.ui.pages.progress import ProgressPage

            self._progress = self._add(ProgressPage(self._services))
            self._progress.take_opened.connect(self.report_wanted.emit)
            self._progress.analyse_again_requested.connect(self.analysis_wanted.emit)
            self._progress.analyse_with_requested.connect(self.analysis_with_wanted.emit)
            self._progress.practice_requested.connect(lambda: self.place_wanted.emit(Place.PRACTICE))
            self._progress.takes_changed.connect(self._on_takes_changed)
        return self._progress

    @property
    def programs(self) -> ProgramsPage:
        """The programs one may call."""
        if self._programs is None:
            from rehearse.ui.pages.programs import ProgramsPage

            self._programs = self._add(ProgramsPage(self._services))
            self._programs.cards_changed.connect(self.practice.desk.refresh)
        return self._programs

    @property
    def settings(self) -> SettingsPage:
        """Everything that can be set."""
        if self._settings is None:
            from rehearse.ui.pages.settings import SettingsPage

            self._settings = self._add(SettingsPage(self._services))
            self._settings.settings_changed.connect(lambda: self.settings_changed.emit(self._services.settings))
            self._settings.first_start_requested.connect(self.first_start_wanted.emit)
            self._settings.everything_deleted.connect(self._on_all_deleted)
        return self._settings

    @property
    def demo(self) -> DemoPage:
        """A report of the recordings that come with the program."""
        if self._demo is None:
            from rehearse.ui.pages.demo import DemoPage

            self._demo = self._add(DemoPage(self._services, self._controller.analyst))
            self._demo.left.connect(lambda: self.place_wanted.emit(Place.PRACTICE))
            self._demo.again_requested.connect(self.again_wanted.emit)
        return self._demo

    @property
    def first_start(self) -> FirstStartPage:
        """The three first steps."""
        if self._first_start is None:
            from rehearse.ui.pages.first_start import FirstStartPage

            self._first_start = self._add(FirstStartPage(self._services))
            self._first_start.done.connect(self._on_first_start_done)
        return self._first_start

    @property
    def has_report_page(self) -> bool:
        """Whether the report page is made already, or got ready."""
        got_ready = self._warming is not None and not self._warming.is_under_way
        return self._report is not None or got_ready

    def look_for_devices(self) -> None:
        """Microphones came or went."""
        self.practice.desk.look_for_microphones()
        if self._settings is not None:
            self._settings.look_for_devices()

    @property
    def is_saying_again(self) -> bool:
        """Whether a sentence of the report is being said again."""
        return self._report is not None and self._report.saying.busy

    def clear_scratch(self) -> None:
        """Delete what a crash left behind: sound that was not to be kept, and outlines of recordings that are gone."""
        from rehearse.scratch import clear_scratch
        from rehearse.ui.pages.report_loading import forget_outlines

        places = self._services.paths

        def work(_task: Task) -> None:
            clear_scratch(places.cache, places.recordings)
            forget_outlines(places.cache)

        # What stays all the same is looked through again at the next start.
        self._services.tasks.run(
            work,
            lambda _nothing: None,
            lambda error: log.warning("%s while what was left behind was deleted", type(error).__name__),
        )

    def refresh(self) -> None:
        """Takes or cards came from elsewhere."""
        self.practice.desk.refresh()
        for page in (self._progress, self._programs):
            if page is not None:
                page.refresh()

    def close(self) -> None:
        """Let go of loudspeaker, microphone and temporary files."""
        if self._warming is not None:
            self._warming.stop()
        if self._first_start is not None:
            self._first_start.let_go()
        if self._settings is not None:
            self._settings.let_go()
        if self._progress is not None:
            self._progress.let_go()
        if self._report is not None:
            self._report.clear()
        if self._demo is not None:
            self._demo.close_history()

    def _on_state(self, state: Practice) -> None:
        """While a take is recorded, the page for its report is got ready."""
        if state.phase is PracticePhase.RECORDING and self._warming is None:
            from rehearse.ui.warming import Warming

            self._warming = Warming(self._begin_report, self)
            self._warming.begin()

    def _on_takes_changed(self) -> None:
        from rehearse.ui.pages.report_loading import forget_outlines

        forget_outlines(self._services.paths.cache)
        self.practice.desk.refresh()
        if self._report is not None:
            self._report.clear()

    def _on_all_deleted(self) -> None:
        if self._programs is not None:
            self._programs.refresh()
        if self._demo is not None:
            self._demo.clear()
        self._on_takes_changed()
        self.settings_changed.emit(self._services.settings)
        self.all_deleted.emit()

    def _on_first_start_done(self) -> None:
        self.settings_changed.emit(self._services.settings)
        self.place_wanted.emit(Place.PRACTICE)

    def _add(self, page: Page) -> Page:
        self._stack.addWidget(page)
        return page

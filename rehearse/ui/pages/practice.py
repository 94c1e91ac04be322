"""The home page: choose a call, record it, wait for the report. One view for each step of the practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehearse.practice import RESTING, PracticePhase
from rehearse.ui.call_phase import CallWish
from rehearse.ui.pages.call_stage import CallStage
from rehearse.ui.pages.home_desk import HomeDesk
from rehearse.ui.pages.practice_home import PracticeHome
from rehearse.ui.practice_controller import STOPPED_BY_USER
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from rehearse.errors import KnownError
    from rehearse.practice import Practice
    from rehearse.programs.card import Card
    from rehearse.ui.call_controller import CallController
    from rehearse.ui.pages.recording_view import RecordingView
    from rehearse.ui.pages.waiting_views import AnalysingView, FailedView
    from rehearse.ui.practice_controller import PracticeController
    from rehearse.ui.services import Services


class PracticePage(QWidget):
    """Follows the controller's state from view to view; all but the first are made when they are first needed.

    Signals:
        programs_wanted(): A card for another program is to be written.
        demo_wanted(): A demo report is to be shown.
        ring_wanted(RingWish): The program is to call, at this moment.
    """

    programs_wanted = Signal()
    demo_wanted = Signal()
    ring_wanted = Signal(object)

    def __init__(
        self,
        services: Services,
        controller: PracticeController,
        calls: CallController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._controller = controller
        self._question: QMessageBox | None = None
        self._is_stale = False
        self.home = PracticeHome(services.scenarios.values())
        self.desk = HomeDesk(services, self.home, self)
        self._recording: RecordingView | None = None
        self._analysing: AnalysingView | None = None
        self._failed: FailedView | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        self._call = CallStage(calls, self._stack, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.call_action = self._action("Mock call", QKeySequence("Ctrl+M"), self.make_call)
        self.space_action = self._action("Record or stop", Qt.Key.Key_Space, self.press_space)
        self.escape_action = self._action("Discard or go back", Qt.Key.Key_Escape, self.press_escape)
        self._join_home()
        controller.state_changed.connect(self._follow)
        controller.trouble.connect(self._on_trouble)
        self._call.analysing.connect(self._show_analysing)
        self._call.over.connect(self._on_call_over)
        self._call.captions_wanted.connect(lambda shown: self.desk.keep(call_captions=shown))
        self.home.calls.choose(services.settings.chosen_scenario)
        self.desk.refresh()
        self.home.take_focus()

    def chosen(self) -> tuple[str, Card | None]:
        """Id of the chosen call, and the chosen card."""
        return self.home.calls.current(), self.desk.card

    def choose_call(self, scenario: str) -> None:
        """Choose a call in the list."""
        self.home.calls.choose(scenario)

    def record(self) -> None:
        """Start a take of the chosen call."""
        self.desk.script.keep()
        scenario = self.home.calls.current()
        self.recording.show_call(self.desk.scenario(scenario), self.desk.titles, self.desk.card)
        self.home.notice.hide()
        self._controller.record(scenario, self.desk.card)

    def make_call(self) -> None:
        """Make a mock call of the chosen kind."""
        if self.home.bar.call.isEnabled():
            self.dial(CallWish(self.home.calls.current()))

    def dial(self, wish: CallWish) -> None:
        """Make this mock call; nothing happens while another is under way, or a take."""
        if self._call.is_busy or self._controller.state.phase not in RESTING:
            return
        self.home.notice.hide()
        self.home.calls.choose(wish.script)
        if wish.card_id is not None:
            self.desk.choose_card(wish.card_id)
        desk, captions = self.desk, self._services.settings.call_captions
        self._call.dial(desk.scenario(wish.script), desk.titles, desk.card, wish, captions=captions)

    def press_space(self) -> None:
        """Record, or stop; on a call, hang up."""
        if self._call.is_busy:
            self._call.back_out()
            return
        phase = self._controller.state.phase
        if phase is PracticePhase.RECORDING:
            self._controller.stop()
        elif phase in {PracticePhase.IDLE, PracticePhase.REPORTED} and self.home.bar.record.isEnabled():
            self.record()

    def press_escape(self) -> None:
        """Back out of the step; a running take is only thrown away after asking."""
        if self._call.is_busy:
            self._call.back_out()
            return
        phase = self._controller.state.phase
        if phase is PracticePhase.COUNTDOWN:
            self._controller.discard()
        elif phase is PracticePhase.RECORDING:
            self._ask_to_discard()
        elif phase is PracticePhase.ANALYSING:
            self._controller.cancel()
        elif phase is PracticePhase.FAILED:
            self._controller.leave()

    def take_focus(self) -> None:
        """Put the keyboard where the next step is."""
        if self._stack.currentWidget() is self.home:
            self.home.take_focus()

    def event(self, event: QEvent) -> bool:
        """Leave Space to a button or a chooser that has the keyboard: there it presses what is focused."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
            and isinstance(QApplication.focusWidget(), (QAbstractButton, QComboBox))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Scroll what is longer than the window, wherever the keyboard stands."""
        view = self._stack.currentWidget()
        scrolled = self.home if view is self.home else self._recording if view is self._recording else None
        if scrolled is not None and event.key() == Qt.Key.Key_PageDown:
            scrolled.scroll_bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        elif scrolled is not None and event.key() == Qt.Key.Key_PageUp:
            scrolled.scroll_bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepSub)
        else:
            super().keyPressEvent(event)

    def _action(self, text: str, key: Qt.Key | QKeySequence, pressed: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(pressed)
        self.addAction(action)
        return action

    def _join_home(self) -> None:
        self.desk.titles_loaded.connect(self._on_titles)
        self.desk.microphone_found.connect(self.space_action.setEnabled)
        self.home.details.add_wanted.connect(self.programs_wanted)
        self.home.bar.record_wanted.connect(self.record)
        self.home.bar.call_wanted.connect(self.make_call)
        self.home.bar.ring_wanted.connect(self.ring_wanted)
        self.home.bar.demo_wanted.connect(self.demo_wanted)

    @property
    def recording(self) -> RecordingView:
        """Countdown and recording."""
        if self._recording is None:
            from rehearse.ui.pages.recording_view import RecordingView

            self._recording = RecordingView()
            self._recording.stop_wanted.connect(self._controller.stop)
            self._recording.discard_wanted.connect(self.press_escape)
            self._controller.level_changed.connect(self._recording.set_level)
            self._controller.elapsed_changed.connect(self._recording.set_elapsed)
            self._stack.addWidget(self._recording)
        return self._recording

    @property
    def analysing(self) -> AnalysingView:
        """Between Stop and the report."""
        if self._analysing is None:
            from rehearse.ui.pages.waiting_views import AnalysingView

            self._analysing = AnalysingView()
            self._analysing.cancel_wanted.connect(self.press_escape)
            self._controller.analysis_progress.connect(self._analysing.set_progress)
            self._call.analysis_progress.connect(self._analysing.set_progress)
            self._stack.addWidget(self._analysing)
        return self._analysing

    @property
    def failed(self) -> FailedView:
        """No report, and the ways on."""
        if self._failed is None:
            from rehearse.ui.pages.waiting_views import FailedView

            self._failed = FailedView()
            self._failed.retry_wanted.connect(self._controller.retry)
            self._failed.record_wanted.connect(self._record_after_failure)
            self._failed.leave_wanted.connect(self._controller.leave)
            self._failed.delete_wanted.connect(self._ask_to_delete)
            self._stack.addWidget(self._failed)
        return self._failed

    def _follow(self, state: Practice) -> None:
        if self._question is not None and state.phase is not PracticePhase.RECORDING:
            self._question.close()
        if state.phase in {PracticePhase.COUNTDOWN, PracticePhase.RECORDING}:
            self._stack.setCurrentWidget(self.recording)
            self.recording.show_state(state)
        elif state.phase in {PracticePhase.SAVING, PracticePhase.ANALYSING}:
            self._stack.setCurrentWidget(self.analysing)
            self.analysing.show_saving() if state.phase is PracticePhase.SAVING else self.analysing.show_analysing()
        elif state.phase is PracticePhase.FAILED:
            self._stack.setCurrentWidget(self.failed)
            stopped = state.message == STOPPED_BY_USER
            self.failed.show_failure("Analysis stopped" if stopped else "No report yet", state.message or "")
        else:
            self._go_home()

    def _go_home(self) -> None:
        self._stack.setCurrentWidget(self.home)
        self._is_stale = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        """Show what has changed elsewhere; not while a report is to be painted in the place of this page."""
        if self._is_stale:
            self._is_stale = False
            self.desk.refresh()
            self.home.take_focus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Catch up with what changed while another page was shown."""
        self._catch_up()
        super().showEvent(event)

    def _show_analysing(self) -> None:
        self._stack.setCurrentWidget(self.analysing)
        self.analysing.show_analysing()

    def _on_call_over(self, message: str | None) -> None:
        self._go_home()
        if message is not None:
            self.home.notice.say(message, Tone.FIX)

    def _on_trouble(self, error: KnownError) -> None:
        if self._controller.state.phase is PracticePhase.IDLE:
            self.desk.say(error)

    def _on_titles(self, titles: dict[str, str]) -> None:
        if self._recording is not None:
            self._recording.show_titles(titles)

    def _record_after_failure(self) -> None:
        self._controller.leave()
        self.record()

    def _ask_to_discard(self) -> None:
        from rehearse.ui.pages.practice_questions import ask_to_discard

        self._question = ask_to_discard(self, self._discard_if_recording)
        self._question.finished.connect(self._forget_question)

    def _discard_if_recording(self) -> None:
        if self._controller.state.phase is PracticePhase.RECORDING:
            self._controller.discard()

    def _forget_question(self) -> None:
        self._question = None
        self.activateWindow()

    def _ask_to_delete(self) -> None:
        from rehearse.ui.pages.practice_questions import ask_to_delete

        ask_to_delete(self, self._controller.discard)

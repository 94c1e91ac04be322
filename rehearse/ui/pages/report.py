"""The report of one take, with its replay: what happened, the one thing to change next, and all of it to be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.ui.announce import announce
from rehearse.ui.letting_go import let_go
from rehearse.ui.marks import Mark, marks_of
from rehearse.ui.pages.report_again import ReportAgain
from rehearse.ui.pages.report_body import ReportBody
from rehearse.ui.pages.report_compare import Comparing
from rehearse.ui.pages.report_disputes import Disputes
from rehearse.ui.pages.report_hearing import Hearing
from rehearse.ui.pages.report_keepsakes import KeepsakeEditor
from rehearse.ui.pages.report_keys import add_key, is_for_a_button
from rehearse.ui.pages.report_loading import Loaded, kept_shape, load_audio, load_titles
from rehearse.ui.pages.report_missing import NOTHING_YET, PRACTISE, UNHEARD, Missing, without_report
from rehearse.ui.pages.report_view import ReportView, call_in, view_in
from rehearse.ui.replay import Replay
from rehearse.ui.tab_order import follow_the_eye
from rehearse.ui.widgets.empty_state import EmptyState
from rehearse.ui.widgets.replay_bar import ReplayBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent

    from rehearse.history.values import Take, TakeRow
    from rehearse.report import Report
    from rehearse.ui.analyst import Analyst
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task


class ReportPage(QWidget):
    """Shows one take: its report where there is one, and what to do where there is none yet.

    Signals:
        again_requested: Practise the call with this id again.
        call_requested(CallWish): Make this mock call again, or from a turn on.
        analyse_again_requested: Make the report of the take with this id, again or at last.
        analyse_with_requested(str, str): Make the report of the take with this id again, with this voice model.
        newest_requested(str): Show the take with this id: the page was opened without one, and it is the last one.
        practice_requested(): There is no take yet, and one is wanted.
    """

    again_requested = Signal(str)
    call_requested = Signal(object)
    analyse_again_requested = Signal(str)
    analyse_with_requested = Signal(str, str)
    newest_requested = Signal(str)
    practice_requested = Signal()

    def __init__(
        self,
        services: Services,
        analyst: Analyst | None = None,
        parent: QWidget | None = None,
        *,
        whole: bool = True,
    ) -> None:
        """Make a page that shows no take yet.

        Args:
            services: What stands behind the window.
            analyst: Listens to the model take where it is to be compared with; None offers no such comparison.
            parent: The widget that it belongs to.
            whole: Make all of it at once; else it is made by `making`, or by `complete`, before it is used.
        """
        super().__init__(parent)
        self._services = services
        self._take: Take | None = None
        self._report: Report | None = None
        self._rows: tuple[TakeRow | None, TakeRow] | None = None
        self._view: ReportView | None = None
        self._marks: tuple[Mark, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._loading: Task | None = None
        self._plays_when_loaded = self._is_unseen = False
        self._wants_titles = True
        self.making = self._make(services, analyst)
        if whole:
            self.complete()

    def complete(self) -> None:
        """Make at once what is left to be made."""
        tuple(self.making)

    def _make(self, services: Services, analyst: Analyst | None) -> Iterator[None]:
        """Make the page, a few milliseconds of work between one `yield` and the next."""
        self.replay = Replay(services.make_player, services.tasks, self)
        # Parents first: what is put into another is styled once more, with all that it holds.
        self._stack = QStackedWidget(self)
        self._scroll = QScrollArea(self._stack)
        self.body = ReportBody(self._scroll.viewport(), whole=False)
        yield from self.body.making
        self.bar = ReplayBar(self)
        yield
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.body)
        yield
        self.hearing = Hearing(self.replay, self.bar, self.body, self._scroll)
        self.saying = ReportAgain(services, self.hearing, self.body.side.again)
        self.comparing = Comparing(services, analyst, self.hearing, self.body.compared)
        self.keepsakes = KeepsakeEditor(services, self.body)
        self.disputes = Disputes(services, self)
        self._stack.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
        self._add_actions()
        self._connect()
        follow_the_eye(self, self.body.again)
        self.clear()

    def _add_actions(self) -> None:
        def key(words: str, do: Callable[[], None], *keys: Qt.Key) -> QAction:
            return add_key(self, words, do, *keys)

        listening = self.bar.listening
        self._again = key("Record again", self._on_again, Qt.Key.Key_R)
        self._play = key("Play or pause", self._on_space, Qt.Key.Key_Space)
        self._hearing = (
            self._play,
            key("Previous mark", self.bar.go_previous, Qt.Key.Key_BracketLeft),
            key("Next mark", self.bar.go_next, Qt.Key.Key_BracketRight),
            key("Say the sentence again", self.saying.press, Qt.Key.Key_A),
            key("Repeat the selected words", listening.toggle_loop, Qt.Key.Key_L),
            key("As the phone hears it", listening.toggle_phone, Qt.Key.Key_P),
            key("Compare with another take", self._on_compare, Qt.Key.Key_C),
            key("Switch between the two takes", self.comparing.switch, Qt.Key.Key_X),
            key("Best take of this call", self.body.click_star, Qt.Key.Key_B),
            key("Slower", listening.slower, Qt.Key.Key_Minus),
            key("Faster", listening.faster, Qt.Key.Key_Plus, Qt.Key.Key_Equal),
        )

    def _connect(self) -> None:
        self.body.again_clicked.connect(self._on_again)
        self.body.call_requested.connect(self._on_call)
        self.body.analyse_clicked.connect(self._on_analyse)
        self.body.model_chosen.connect(self._on_analyse)
        self.body.disputed.connect(self.disputes.dispute)
        self.body.unsilence_clicked.connect(self.disputes.speak_again)
        self.disputes.changed.connect(self._show_anew)
        self.disputes.failed.connect(self._say)
        self.keepsakes.failed.connect(self._say)
        self.body.compare.clicked.connect(self._on_compare)

    @property
    def shows_a_take(self) -> bool:
        """Whether a take was opened, with or without a report."""
        return self._take is not None

    def show_take(self, take_id: str) -> None:
        """Show a take; its sound is read meanwhile.

        Raises:
            KeyError: There is no take with this id.
        """
        history = self._services.history
        take, report = history.take(take_id), history.report(take_id)
        self._let_go()
        self._take, self._report = take, report
        self._again.setEnabled(True)
        if report is None:
            self._show_state(without_report(take))
        else:
            self._show_report()
        self.bar.show()
        self._load(take)
        self._is_unseen = not self.isVisible()
        if not self._is_unseen:
            self._stand()
        self.want_titles()

    def want_titles(self) -> None:
        """Look the must-says' names up, unless they are known or being looked up."""
        if self._wants_titles:
            self._wants_titles = False
            tasks = self._services.tasks
            tasks.run(lambda _task: load_titles(), self._on_titles, lambda _error: None, after_painting=True)

    def _stand(self) -> None:
        """Put the keyboard where it reads or seeks, and where Space presses no button."""
        if self._report is None and (state := self._stack.currentWidget()) is not None:
            state.setFocus()
        elif self.replay.ready:
            self.bar.waveform.setFocus()
        elif self.body.transcript.isVisibleTo(self):
            self.body.transcript.setFocus()
        else:
            self.setFocus()

    def _load(self, take: Take) -> None:
        self.bar.show_unavailable("Reading the recording")
        self._play.setEnabled(True)
        cache, manner = self._services.paths.cache, self.replay.manner
        shape = kept_shape(take.audio_path, cache)
        if shape is not None:
            self.bar.show_outline(shape, self._marks)
        self._loading = self._services.tasks.run(
            lambda _task: load_audio(take.audio_path, cache, manner, take.duration_s),
            self._on_loaded,
            self._on_not_loaded,
            after_painting=True,
        )

    def clear(self) -> None:
        """Show no take: none was made yet, or it was deleted."""
        self._let_go()
        self.bar.hide()
        self._show_state(NOTHING_YET)

    def _let_go(self) -> None:
        """Nothing plays, nothing is read any more."""
        self.replay.close()
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        self._plays_when_loaded = False
        self._take = self._report = self._rows = self._view = None
        self._marks = ()
        self.hearing.show_report(None, ())
        self.saying.show_take(None, None)
        self.comparing.show_take(None, None)
        self.keepsakes.show_take(None)
        self.disputes.show_report("", None)
        for action in (self._again, *self._hearing):
            action.setEnabled(False)
        self.bar.show_unavailable("")

    def _show_report(self) -> None:
        view = self._read_view()
        if view is None or self._take is None:
            return
        self.disputes.show_report(self._take.id, self._report)
        self.keepsakes.show_take(self._take)
        self.comparing.show_take(self._take, self._report)
        self.body.compare.setVisible(bool(self.comparing.choices()))
        self._stack.setCurrentWidget(self._scroll)
        self._scroll.verticalScrollBar().setValue(0)
        self.setAccessibleName(f"Report: {view.heading}")
        announce(self, f"Report ready. {view.sentence}")

    def _show_anew(self, said: str) -> None:
        """Show the same report by what the history says now; place and sound stay as they are."""
        view = self._read_view()
        if view is not None:
            self.body.show_playable(view, playable=self.replay.ready)
            self.bar.show_marks(self._marks)
            announce(self, said)

    def _say(self, message: str) -> None:
        self.bar.say(message)
        announce(self, message, urgent=True)

    def _read_view(self) -> ReportView | None:
        """Show what the history says of the take now."""
        if self._take is not None:
            history = self._services.history
            self._rows = (history.lists.previous(self._take), history.lists.row(self._take.id))
        self._view = self._make_view()
        if self._view is not None:
            self._marks = marks_of(self._view.report)
            self.body.show_report(self._view, self._marks)
            self._show_call()
            self.saying.show_take(self._take, self._view.report)
            self.hearing.show_report(self._view.report, self._marks)
        return self._view

    def _show_call(self) -> None:
        """Show the mock call that the take was, if it was one."""
        if self._take is not None:
            self.body.call.show_call(call_in(self._services, self._take, self._titles))

    def _make_view(self) -> ReportView | None:
        if self._take is None or self._report is None or self._rows is None:
            return None
        return view_in(self._services, self._take, self._report, self._titles, self._rows)

    def _show_state(self, shown: Missing) -> None:
        state = EmptyState(shown.title, shown.sentence, shown.steps)
        state.chosen.connect(lambda step: self.practice_requested.emit() if step == PRACTISE else self._on_analyse())
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            let_go(old)
        self._stack.addWidget(state)
        self._stack.setCurrentWidget(state)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._loading = None
        self.hearing.show_sound(loaded.track, loaded.shape)
        for action in self._hearing:
            action.setEnabled(True)
        if self._view is not None:
            self.body.show_playable(self._view, playable=True)
        if self.isVisible():
            if self.window().focusWidget() in (None, self, self.body.transcript):
                self.bar.waveform.setFocus()
            if self._plays_when_loaded:
                self.hearing.toggle()

    def _on_not_loaded(self, error: Exception) -> None:
        self._loading = None
        self._play.setEnabled(False)
        if not isinstance(error, KnownError):
            raise error
        self.bar.show_unavailable(UNHEARD)
        self.bar.say(error.message)
        if self._plays_when_loaded:
            announce(self, error.message, urgent=True)

    def _on_titles(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self.comparing.show_titles(titles)
        view = self._make_view()
        if view is not None:
            self._view = view
            self._show_call()
            self.body.show_playable(view, playable=self.replay.ready)

    def _on_compare(self) -> None:
        """Offer the takes to compare with, below the button."""
        if self.comparing.choices():
            self._scroll.ensureWidgetVisible(self.body.compare)
            self.comparing.offer(self.body.compare)

    def _on_space(self) -> None:
        """Play or pause; what is still being read plays as soon as it is there."""
        if self.saying.busy:
            self.saying.press()
        elif self._loading is not None:
            self._plays_when_loaded = not self._plays_when_loaded
        else:
            self.hearing.toggle()

    def _on_again(self) -> None:
        if self._take is not None:
            self.replay.pause()
            self.again_requested.emit(self._take.scenario)

    def _on_call(self, reference: str) -> None:
        call = self._services.history.calls.report(self._take.id) if self._take is not None else None
        if self._take is None or call is None:
            return
        from rehearse.ui.pages import call_report_words

        self.replay.pause()
        self.call_requested.emit(call_report_words.wish(call, reference, self._take.card_id))

    def _on_analyse(self, model: str = "") -> None:
        if self._take is not None:
            self.replay.pause()
            with_model, as_set = self.analyse_with_requested, self.analyse_again_requested
            with_model.emit(self._take.id, model) if model else as_set.emit(self._take.id)

    def event(self, event: QEvent) -> bool:
        """Let Space press a button that has the keyboard; everywhere else on the page it plays or pauses."""
        if is_for_a_button(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 # Qt's names
        """Tab goes through the page as it is read; rows come and go."""
        follow_the_eye(self, self.body.again)
        return super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """Lay the report out anew for the width."""
        super().resizeEvent(event)
        self.body.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Show the newest take where none was chosen; the keyboard stands where Space plays, on no button."""
        super().showEvent(event)
        if self._take is None and (newest := self._services.history.lists.newest()):
            QTimer.singleShot(0, self, lambda: self.newest_requested.emit(newest))
        if self._is_unseen or not self.isAncestorOf(self.window().focusWidget()):
            self._stand()
        self._is_unseen = False

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 # Qt's name
        """Another page: be quiet."""
        self._plays_when_loaded = False
        if self._take is not None:
            self.replay.pause()
            self.saying.leave()
        super().hideEvent(event)

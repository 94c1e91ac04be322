"""The window: pages, what is said above every page, and the order in which everything ends."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.practice import LISTENING, RESTING, PracticePhase
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.call_phase import ON_THE_LINE, TALKING, CallPhase
from rehearse.ui.incoming_desk import IncomingDesk
from rehearse.ui.menus import Menus
from rehearse.ui.page_set import PageSet
from rehearse.ui.rail import Place, Rail
from rehearse.ui.tab_order import bring_into_view, first_control
from rehearse.ui.take_along import TakeAlong
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.notice import Notice, Tone
from rehearse.ui.widgets.reflow import Reflowing, direction

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from rehearse.practice import Practice
    from rehearse.settings import Settings
    from rehearse.ui.call_controller import CallController
    from rehearse.ui.call_phase import CallNow, CallWish
    from rehearse.ui.practice_controller import PracticeController
    from rehearse.ui.services import Services

SMALLEST = QSize(640, 480)
FEWEST_LINES = 20
"""With large text the smallest window has this many lines and the whole rail on top, as far as the screen has room."""
USUAL = QSize(1180, 760)
RAIL_AT_LEFT_EM = 120
"""From this width on, in widths of the letter m, the rail stands at the left."""

log = logging.getLogger(__name__)


class MainWindow(Reflowing, QMainWindow):
    """Holds the pages and leads from one to the other.

    Signals:
        settings_changed(Settings): Colours or text size may have to follow.
        closed(): The window is gone; everything may end.
    """

    settings_changed = Signal(object)
    closed = Signal()

    def __init__(
        self,
        services: Services,
        controller: PracticeController,
        calls: CallController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._controller, self._calls = controller, calls
        self._closing = False
        self.setWindowTitle("Rehearse")
        self.setMinimumSize(SMALLEST)
        self.rail = Rail()
        self.rail.chosen.connect(self.show_place)
        self.notice = Notice()
        theme.mark(self.notice, place="top")
        self._stack = QStackedWidget()
        self.pages = PageSet(services, controller, calls, self._stack)
        self.files = TakeAlong(services, self.notice, self)
        self.incoming = IncomingDesk(self.pages, self._stack, services, controller, calls, self)
        self._waiting: list[str] = []
        self._join_pages()
        self._join_incoming()
        self._join_files()
        self._arrange()
        self.menus = Menus(self, self.pages, self.files, services.paths.log)
        self.menus.place_wanted.connect(self.show_place)
        self.menus.demo_wanted.connect(self.show_demo)
        self.menus.first_steps_wanted.connect(self.show_first_start)
        controller.state_changed.connect(self._on_state)
        controller.report_ready.connect(self.show_report)
        calls.report_ready.connect(self.show_report)
        controller.saved_late.connect(self._on_saved_late)
        calls.saved_late.connect(self._on_saved_late)
        calls.changed.connect(self._on_call)
        self._restore_geometry()
        self.show_place(Place.PRACTICE)

    def show_place(self, place: Place) -> None:
        """Show a page, made when it is first wanted; refused while a take is being recorded."""
        if self.incoming.is_ringing:
            return
        if self.is_listening and place is not Place.PRACTICE:
            self.rail.show_place(Place.PRACTICE)
            return
        page = self.pages.page(place)
        self._stack.setCurrentWidget(page)
        self.rail.show_place(place)
        self.setWindowTitle(f"{place.label} – Rehearse")
        if place is Place.PRACTICE:
            self.pages.practice.take_focus()
        if self.focusWidget() is not page and not page.isAncestorOf(self.focusWidget()):
            (first_control(page) or self.rail.buttons[place]).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_report(self, take_id: str) -> None:
        """Show the report of a take."""
        try:
            self.pages.report.show_take(take_id)
        except KnownError as error:
            self.notice.say(error.message, Tone.STOP)
            return
        self.files.show_take(take_id)
        self.show_place(Place.REPORT)

    def show_first_start(self) -> None:
        """Show the three first steps in place of the pages; the rail stays, so that they can be left at any time."""
        page = self.pages.first_start
        self._stack.setCurrentWidget(page)
        self.rail.show_place(None)
        page.begin()

    def show_demo(self) -> None:
        """Show the report of a recording that comes with the program."""
        self._stack.setCurrentWidget(self.pages.demo)
        self.rail.show_place(None)
        self.pages.demo.begin()

    def practise_again(self, scenario: str) -> None:
        """Record the same call once more, at once."""
        self._show_call(scenario)
        self.pages.practice.press_space()

    def make_call(self, wish: CallWish) -> None:
        """Make a mock call, such as an earlier one again."""
        self.show_place(Place.PRACTICE)
        self.pages.practice.dial(wish)

    def analyse_again(self, take_id: str, model: str | None = None) -> None:
        """Make the report of an earlier take anew, perhaps with another voice model than the one in Settings."""
        if self._controller.state.phase not in RESTING or self._calls.is_busy:
            return
        self.show_place(Place.PRACTICE)
        self._controller.analyse_again(take_id, model)

    def raise_up(self) -> None:
        """Come to the front: the program was started a second time."""
        self.come_to_front()
        announce(self, "Rehearse was already open")

    def come_to_front(self) -> None:
        """Be seen, whatever is in front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _join_pages(self) -> None:
        pages = self.pages
        pages.practice.programs_wanted.connect(self._on_program_wanted)
        pages.practice.demo_wanted.connect(self.show_demo)
        pages.practice.desk.rules_failed.connect(lambda error: self.notice.say(error.message, Tone.STOP))
        pages.report_wanted.connect(self.show_report)
        pages.again_wanted.connect(self.practise_again)
        pages.call_wanted.connect(self.make_call)
        pages.analysis_wanted.connect(self.analyse_again)
        pages.analysis_with_wanted.connect(self.analyse_again)
        pages.place_wanted.connect(self.show_place)
        pages.first_start_wanted.connect(self.show_first_start)
        pages.settings_changed.connect(self._on_settings)
        pages.all_deleted.connect(self.show_first_start)

    def _join_incoming(self) -> None:
        self.incoming.rings.connect(self.come_to_front)
        self.incoming.changed.connect(self.hold_pages)
        self.incoming.answered.connect(self.make_call)
        self.incoming.other_wanted.connect(self._show_call)

    def _join_files(self) -> None:
        practice = self.pages.practice
        self.files.follow(practice.chosen)
        self.files.imported.connect(self._on_imported)
        self.files.history_changed.connect(self.pages.refresh)
        self.setAcceptDrops(True)

    def _show_call(self, scenario: str) -> None:
        self.show_place(Place.PRACTICE)
        self.pages.practice.choose_call(scenario)

    def _on_imported(self, take_id: str) -> None:
        """Analyse what was added, one after another."""
        self._waiting.append(take_id)
        self._analyse_waiting()

    def _analyse_waiting(self) -> None:
        if self._waiting and self._controller.state.phase in RESTING and not self._calls.is_busy:
            self.analyse_again(self._waiting.pop(0))

    def _on_program_wanted(self) -> None:
        self.show_place(Place.PROGRAMS)
        self.pages.programs.add()

    def _on_settings(self, settings: Settings) -> None:
        self.pages.practice.desk.refresh()
        self.settings_changed.emit(settings)

    def _on_state(self, state: Practice) -> None:
        self.hold_pages()
        if state.phase is PracticePhase.REPORTED and state.message:
            self.notice.say(state.message, Tone.FIX)
        if state.phase is PracticePhase.COUNTDOWN:
            self.notice.hide()
        if state.phase is PracticePhase.FAILED:
            # What went wrong while the window waited is to be read.
            self._closing = False
        elif self._closing and state.phase is PracticePhase.ANALYSING:
            self.close()
        if state.phase in RESTING and self._waiting:
            QTimer.singleShot(0, self, self._analyse_waiting)

    def _on_call(self, now: CallNow) -> None:
        self.hold_pages()
        if now.phase is CallPhase.CONNECTING:
            self.notice.hide()
        if now.phase is CallPhase.FAILED:
            self._closing = False
        elif self._closing and now.phase not in ON_THE_LINE:
            self.close()
        if self._waiting and not self._calls.is_busy:
            QTimer.singleShot(0, self, self._analyse_waiting)

    def _on_saved_late(self, take_id: str) -> None:
        """The disk answered at last, when something else was being done already."""
        self.pages.refresh()
        steps = (("Analyse it now", lambda: self._analyse_late(take_id)),)
        self.notice.say("The disk has answered: the take that it kept waiting is saved.", Tone.GOOD, steps)

    def _analyse_late(self, take_id: str) -> None:
        self.notice.hide()
        self._on_imported(take_id)

    def tell_of_devices(self, came: tuple[str, ...], went: tuple[str, ...]) -> None:
        """Say which microphones came or went, and look for them wherever they are listed."""
        from rehearse.ui.device_watch import in_words

        self.notice.say(in_words(came, went, self._services.settings.microphone))
        self.pages.look_for_devices()

    @property
    def is_listening(self) -> bool:
        """Whether the microphone is in use."""
        return self._controller.state.phase in LISTENING or self._calls.now.phase in ON_THE_LINE

    def hold_pages(self) -> None:
        """While the microphone is in use, or the telephone rings, no other page can be opened."""
        busy = self.is_listening
        for place, button in self.rail.buttons.items():
            button.setEnabled(not self.incoming.is_ringing and (not busy or place is Place.PRACTICE))

    def _arrange(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        strip.addWidget(self.notice)
        strip.addWidget(self.incoming.notice)
        main.addLayout(strip)
        main.addWidget(self._stack, 1)
        inside = QWidget()
        self._frame = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setSpacing(0)
        self._frame.addWidget(self.rail)
        self._frame.addLayout(main, 1)
        self.setCentralWidget(inside)

    def reflow(self, letters: float) -> None:
        """Put the rail on top where the window is narrow for its text, and keep the window large enough for that."""
        upright = letters >= RAIL_AT_LEFT_EM
        self._frame.setDirection(direction(side_by_side=upright))
        self.rail.lay_out(upright=upright)
        for_the_text = QSize(self.rail.lying_width, FEWEST_LINES * self.fontMetrics().height())
        self.setMinimumSize(SMALLEST.expandedTo(for_the_text).boundedTo(self.screen().availableSize()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 # Qt's name
        """Files may be dropped while nothing is recorded."""
        if event.mimeData().hasUrls() and not self.is_listening:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 # Qt's name
        """Recordings become takes, a backup is taken over."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        for backup in (file for file in dropped if file.suffix.lower() == ".zip"):
            self.files.restore(backup)
        self.files.add_recordings([file for file in dropped if file.suffix.lower() != ".zip"])
        event.acceptProposedAction()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 # Qt's names
        """Tab shows what it reaches, also on a page that was scrolled away from it."""
        moved = super().focusNextPrevChild(next)
        bring_into_view(self.focusWidget())
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Enter presses the button that has the keyboard, as in the dialogs; Qt does so there only."""
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if is_enter and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 # Qt's name
        """Ask while recording or calling, wait while that is saved; else remember the place and end."""
        if self._controller.state.phase is PracticePhase.RECORDING or self._calls.now.phase in TALKING:
            event.ignore()
            self._ask_to_close()
            return
        if self._controller.state.phase is PracticePhase.SAVING or self._calls.now.phase is CallPhase.ENDING:
            event.ignore()
            self._closing = True
            return
        self.incoming.cancel()
        self._keep_geometry()
        event.accept()
        self.closed.emit()

    def _ask_to_close(self) -> None:
        from rehearse.ui.widgets.ask import ask

        on_the_line = self._calls.now.phase in TALKING
        ask(
            self,
            f"{'You are in a mock call' if on_the_line else 'A take is being recorded'}. Close anyway?",
            "The take is kept, and can be analysed the next time you open Rehearse.",
            agree="Hang up and close" if on_the_line else "Keep the take and close",
            refuse="Go on with the call" if on_the_line else "Go on recording",
            agreed=self._close_now,
        )

    def _close_now(self) -> None:
        """End what is under way; the window follows once it is saved."""
        self._closing = True
        if self._controller.state.phase is PracticePhase.RECORDING:
            self._controller.stop()
        self._calls.hang_up()
        self.close()

    def _keep_geometry(self) -> None:
        written = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        try:
            self._services.update_settings(replace(self._services.settings, window_geometry=written))
        except KnownError as error:
            log.warning("%s while closing", error.trouble)

    def _restore_geometry(self) -> None:
        written = self._services.settings.window_geometry
        if not self.restoreGeometry(QByteArray.fromBase64(QByteArray(written.encode("ascii")))):
            self.resize(USUAL.boundedTo(self.screen().availableSize()))

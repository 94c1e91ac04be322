"""Puts the window together, runs it and takes it apart again: the one place that knows every part.

Order at the end: recorder (its writer joined), tasks cancelled and the workers joined, the recogniser's process,
players, history, claim, log.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from rehearse import __version__, scenarios, settings
from rehearse.errors import KnownError, Trouble
from rehearse.history.incoming import take_back
from rehearse.history.store import HistoryStore
from rehearse.paths import Paths, paths, where
from rehearse.ui import logs
from rehearse.ui.appearance import Appearance
from rehearse.ui.call_controller import CallController
from rehearse.ui.collecting import GuiThreadCollector
from rehearse.ui.main_window import MainWindow
from rehearse.ui.practice_controller import PracticeController
from rehearse.ui.process_age import seconds_since_start
from rehearse.ui.services import Services
from rehearse.ui.single_instance import SingleInstance
from rehearse.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMessageBox, QWidget

    from rehearse.audio.player import Player
    from rehearse.audio.recorder import Recorder
    from rehearse.calling.assembling import CallPlan, Operator
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.hearing.listener import Listener
    from rehearse.history.recovery import Recovery
    from rehearse.settings import Settings
    from rehearse.ui.awake import Awake

log = logging.getLogger(__name__)


def open_window(*, quit_when_ready: bool) -> int:
    """Open the window, or raise the one that is open already; returns the program's exit status.

    Args:
        quit_when_ready: End as soon as the window can be used, and print how long that took from the start of the
            process: `{"ready_s": 0.41}`.
    """
    try:
        _check_screen()
    except KnownError as error:
        return _say(error)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = QApplication.instance() or QApplication(["rehearse"])
    if not isinstance(app, QApplication):
        msg = "another kind of Qt application is running in this process"
        raise TypeError(msg)
    app.setApplicationName("rehearse")
    app.setApplicationDisplayName("Rehearse")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("rehearse")
    # The window says itself when it is over: one that waits for a take to be saved is not.
    app.setQuitOnLastWindowClosed(False)
    try:
        places = paths()
        instance = SingleInstance(places.data)
        if not _is_first(instance):
            return _second_start(quit_when_ready=quit_when_ready)
    except KnownError as error:
        return _refuse(app, error, where(), quit_when_ready=quit_when_ready)
    try:
        return _run(app, places, instance, quit_when_ready=quit_when_ready)
    finally:
        instance.release()


def _run(app: QApplication, places: Paths, instance: SingleInstance, *, quit_when_ready: bool) -> int:
    log_file = logs.start(places.log)
    if not quit_when_ready:
        logs.catch_all(lambda error: fault_box(error, log_file).open())
    try:
        history = HistoryStore.open(places.history_file, places.recordings)
    except KnownError as error:
        log.warning("%s at start", error.trouble)
        return _refuse(app, error, places, quit_when_ready=quit_when_ready)
    try:
        window = Window(app, places, history, instance)
    except Exception as error:
        history.close()
        if quit_when_ready:
            raise
        log.exception("the window could not be put together")
        fault_box(error, log_file).exec()
        return 1
    try:
        window.show(quit_when_ready=quit_when_ready)
        return app.exec()
    finally:
        window.close()
        log.info("ended")
        logs.stop()


class Window:
    """The parts of the running program, and the order in which they end."""

    def __init__(self, app: QApplication, places: Paths, history: HistoryStore, instance: SingleInstance) -> None:
        self._app = app
        self._instance = instance
        self._recovery = _recover(history)
        in_force = settings.load(places.settings_file)
        self._appearance = Appearance(app, in_force)
        self.services = make_services(places, in_force, history)
        self.controller = PracticeController(self.services)
        self.calls = CallController(self.services, self.controller.analyst)
        self.main = MainWindow(self.services, self.controller, self.calls)
        self._awake: Awake | None = None
        self._collector = GuiThreadCollector(self.main)
        self._appearance.apply(in_force)
        self.main.settings_changed.connect(self._appearance.apply)
        self.main.closed.connect(app.quit)
        instance.raise_wanted.connect(self._on_second_start)

    def show(self, *, quit_when_ready: bool) -> None:
        """Show the window; what it can do without for its first picture follows after that."""
        ready = self._end_now if quit_when_ready else self._follow_up
        self._painted = FirstPaint(self.main, ready)
        if not quit_when_ready and not self.services.settings.first_start_done:
            self.main.show_first_start()
        self.main.show()

    def close(self) -> None:
        """End everything in order."""
        if self._awake is not None:
            self._awake.release()
        self.calls.close()
        self.controller.close()
        self.services.letting_go.close()
        self.services.late_disk.close()
        self.services.tasks.close()
        self.services.file_tasks.close()
        self.main.files.close()
        self.services.telephone.close()
        self.controller.analyst.close()
        self._collector.stop()
        self.main.pages.close()
        self.services.letting_go.close()
        self.services.history.close()

    def _follow_up(self) -> None:
        from rehearse.ui.awake import Awake, for_this_system
        from rehearse.ui.device_watch import DeviceWatch
        from rehearse.ui.recovered import tell_of, tell_of_settings

        log.info("ready after %.2f s", seconds_since_start())
        self._collector.start()
        self._awake = Awake(self.controller, self.calls, for_this_system(), self.main)
        DeviceWatch(self.services, lambda: self.main.is_listening, self.main).moved.connect(self.main.tell_of_devices)
        self._instance.listen()
        self.main.pages.practice.desk.prepare()
        self.main.pages.clear_scratch()
        tell_of(self._recovery, self.main)
        tell_of_settings(self.services.settings, self.main)

    def _on_second_start(self) -> None:
        log.info("raised by a second start")
        self.main.raise_up()

    def _end_now(self) -> None:
        sys.stdout.write(json.dumps({"ready_s": round(seconds_since_start(), 3)}) + "\n")
        sys.stdout.flush()
        self.main.close()


class FirstPaint(QObject):
    """Calls back once a window has been painted and everything that was waiting then has been done."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        """Wait for the first paint."""
        if watched is self._window and event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def make_services(places: Paths, in_force: Settings, history: HistoryStore) -> Services:
    """The services with the real devices and the real recogniser behind them, each imported when first needed."""
    services = Services(
        paths=places,
        settings=in_force,
        save_settings=lambda changed: settings.save(changed, places.settings_file),
        history=history,
        scenarios=scenarios.load(),
        tasks=TaskRunner(),
        file_tasks=TaskRunner(),
        make_recorder=_recorder,
        make_player=lambda: _player(services.settings.loudspeaker),
        make_listener=_listener,
        telephone=_Telephone(),
    )
    return services


def _recorder(name: str | None) -> Recorder:
    from rehearse.audio.recorder import Recorder

    return Recorder(name)


def _player(name: str | None) -> Player:
    from rehearse.audio.player import Player

    return Player(name)


class _Telephone:
    """Makes mock calls; what they need is loaded at the first one."""

    def __init__(self) -> None:
        self._operator: Operator | None = None

    def load(self) -> None:
        """Load what every call needs; see `Operator.load`."""
        self._made().load()

    def connect(self, plan: CallPlan) -> PhoneCall:
        """Put a call together; see `Operator.connect`."""
        return self._made().connect(plan)

    def _made(self) -> Operator:
        if self._operator is None:
            from rehearse.calling.assembling import Operator
            from rehearse.calling.loudspeaker import CallLoudspeaker

            self._operator = Operator(_recorder, CallLoudspeaker)
        return self._operator

    def close(self) -> None:
        """Let go of what was loaded."""
        if self._operator is not None:
            self._operator.close()


def _listener(model: str) -> Listener:
    from rehearse.hearing.process import RecogniserProcess

    return RecogniserProcess(model)


def _recover(history: HistoryStore) -> Recovery | None:
    """Put right what the last run left unfinished; needs nothing where there are no such takes."""
    _tidy_up(history)
    if not history.unfinished():
        return None
    from rehearse.audio.joining import mend
    from rehearse.history.recovery import recover

    return recover(history, mend)


def _tidy_up(history: HistoryStore) -> None:
    """What was deleted just before a crash or a power cut does not come back by itself; half a backup does not stay."""
    for step in (history.bin.empty, partial(take_back, history)):
        try:
            step()
        except KnownError as error:
            log.warning("%s while tidying up after the last run", error.trouble)


def _is_first(instance: SingleInstance) -> bool:
    """Whether this is the first window; a later start raises the first one's.

    Raises:
        KnownError: WINDOW_SILENT where the first one has hung.
    """
    if instance.claim():
        return True
    if instance.raise_first():
        return False
    # The first one may have ended meanwhile.
    if instance.claim():
        return True
    raise KnownError(Trouble.WINDOW_SILENT, process=instance.owner())


def _second_start(*, quit_when_ready: bool) -> int:
    if quit_when_ready:
        sys.stderr.write("rehearse: the window is already open, so its start could not be measured.\n")
        return 1
    return 0


def _refuse(app: QApplication, error: KnownError, places: Paths, *, quit_when_ready: bool) -> int:
    if quit_when_ready or error.trouble is Trouble.WINDOW_SILENT:
        return _say(error)
    from rehearse.ui.pages.refused import RefusedWindow

    in_force = settings.load(places.settings_file)
    appearance = Appearance(app, in_force)
    appearance.apply(in_force)
    window = RefusedWindow(error, places.data)
    window.closed.connect(app.quit)
    window.show()
    app.exec()
    appearance.deleteLater()
    return 1


def fault_box(error: BaseException, log_file: Path) -> QMessageBox:
    """What the user reads where nobody caught an error: a known one's sentence, or the place of the log."""
    from PySide6.QtWidgets import QMessageBox

    from rehearse.ui.widgets.ask import even_out

    fault = KnownError(Trouble.PROGRAM_FAULT, reason=type(error).__name__, log=log_file)
    known = error if isinstance(error, KnownError) else fault
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Rehearse", known.message, QMessageBox.StandardButton.Close)
    if known is fault:
        box.setInformativeText("If it happens again, close the program and restart it.")
    even_out(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _check_screen() -> None:
    """Qt ends the process where it finds no screen, so it is asked for before.

    Raises:
        KnownError: NO_SCREEN.
    """
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named):
        raise KnownError(Trouble.NO_SCREEN)


def _say(error: KnownError) -> int:
    sys.stderr.write(f"rehearse: {error.message}\n")
    return 1

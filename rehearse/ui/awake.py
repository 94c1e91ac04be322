"""The screen stays on while a take is recorded: nobody moves the mouse during a call.

Each system has its own way: a D-Bus service on Linux (org.freedesktop.ScreenSaver), a call into the kernel on
Windows, a small program on macOS. Where it is missing or refuses, the take goes on as it is and the log says so.
"""

from __future__ import annotations

import ctypes
import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from rehearse.practice import LISTENING
from rehearse.ui.call_phase import ON_THE_LINE

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusPendingCallWatcher

    from rehearse.practice import Practice
    from rehearse.ui.call_controller import CallController
    from rehearse.ui.call_phase import CallNow
    from rehearse.ui.practice_controller import PracticeController

REASON = "A take is being recorded"

log = logging.getLogger(__name__)


class ScreenKeeper(Protocol):
    """Keeps this system's screen awake; neither method raises."""

    def hold(self) -> None:
        """Keep the screen awake from now on."""

    def release(self) -> None:
        """Let it sleep again."""


class Awake(QObject):
    """Holds the screen awake while the microphone is in use, in a practice or in a mock call."""

    def __init__(
        self, controller: PracticeController, calls: CallController, keeper: ScreenKeeper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._is_held = self._practising = self._calling = False
        controller.state_changed.connect(self._on_practice)
        calls.changed.connect(self._on_call)

    def release(self) -> None:
        """Let the screen sleep, whatever goes on: the program ends."""
        self._practising = self._calling = False
        self._follow()

    def _on_practice(self, state: Practice) -> None:
        self._practising = state.phase in LISTENING
        self._follow()

    def _on_call(self, now: CallNow) -> None:
        self._calling = now.phase in ON_THE_LINE
        self._follow()

    def _follow(self) -> None:
        wanted = self._practising or self._calling
        if wanted is self._is_held:
            return
        self._is_held = wanted
        (self._keeper.hold if wanted else self._keeper.release)()


def for_this_system() -> ScreenKeeper:
    """The keeper that fits the system."""
    if sys.platform == "win32":
        return WindowsKeeper()
    return MacKeeper() if sys.platform == "darwin" else BusKeeper()


class BusKeeper:
    """Asks the desktop's screen saver over a connection of its own; when that is closed, what was asked for ends."""

    _NAME = "rehearse-awake"
    _SERVICE = "org.freedesktop.ScreenSaver"
    _PATH = "/org/freedesktop/ScreenSaver"

    def __init__(self) -> None:
        self._watcher: QDBusPendingCallWatcher | None = None

    def hold(self) -> None:
        """Ask, without waiting for the answer."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, self._NAME)
        if not bus.isConnected():
            log.info("the screen may sleep: no session bus (%s)", bus.lastError().message())
            self.release()
            return
        message = QDBusMessage.createMethodCall(self._SERVICE, self._PATH, self._SERVICE, "Inhibit")
        message.setArguments(["Rehearse", REASON])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(message))
        self._watcher.finished.connect(_note_refusal)

    def release(self) -> None:
        """Close the connection."""
        from PySide6.QtDBus import QDBusConnection

        self._watcher = None
        QDBusConnection.disconnectFromBus(self._NAME)


def _note_refusal(call: QDBusPendingCallWatcher) -> None:
    if call.isError():
        log.info("the screen may sleep: %s", call.error().name())


class WindowsKeeper:
    """Tells the kernel that the display is in use (SetThreadExecutionState)."""

    _CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2

    def hold(self) -> None:
        """Display and system are in use until released."""
        self._set(self._CONTINUOUS | self._SYSTEM | self._DISPLAY)

    def release(self) -> None:
        """As usual again."""
        self._set(self._CONTINUOUS)

    @staticmethod
    def _set(flags: int) -> None:
        windows = getattr(ctypes, "windll", None)
        if windows is None or not windows.kernel32.SetThreadExecutionState(flags):
            log.info("the screen may sleep: the system refused")


class MacKeeper:
    """Runs the system's `caffeinate`, which ends with this program at the latest."""

    def __init__(self, program: str = "/usr/bin/caffeinate") -> None:
        self._program = program
        self._running: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Keep the screen on; where `caffeinate` can't be started, that is logged and the screen may sleep."""
        try:
            self._running = subprocess.Popen([self._program, "-d", "-i", "-w", str(os.getpid())])  # noqa: S603 # ours
        except OSError as error:
            log.info("the screen may sleep: %s", error.strerror)

    def release(self) -> None:
        """End `caffeinate` and wait for it; without a `hold` before, nothing is done."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None

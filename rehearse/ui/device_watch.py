"""A headset that comes or goes is noticed: when the window comes to the front, and where the system says so.

Linux shows sound cards as files below `/dev/snd`, which can be watched; on every system the lists are read again when
the user comes back to the window, which is what people do after plugging something in. Nothing is asked while a
stream is open: listing devices anew would break it, so it is put off.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from rehearse.errors import KnownError
from rehearse.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.devices import Device
    from rehearse.ui.services import Services

CARDS = Path("/dev/snd")
SETTLE_MS = 700
"""A card comes with several files, and the sound server takes a moment to offer it."""

log = logging.getLogger(__name__)


class DeviceWatch(QObject):
    """Compares the microphones with those that were there before.

    Signals:
        moved(tuple, tuple): Names of the microphones that came, and of those that went.
    """

    moved = Signal(object, object)

    def __init__(
        self,
        services: Services,
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
        *,
        cards: Path = CARDS,
        settle_ms: int = SETTLE_MS,
    ) -> None:
        """Begin to watch.

        Args:
            services: Finds the microphones.
            is_busy: Whether the microphone is in use now.
            parent: Qt's parent.
            cards: The folder in which the system shows its sound cards; watched where it is there.
            settle_ms: How long nothing must change before is looked.
        """
        super().__init__(parent)
        self._services = services
        self._is_busy = is_busy
        self._known: frozenset[str] | None = None
        self._is_looking = False
        self._settle = timer(self, settle_ms, self.look, once=True)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._on_state)
        self._files = QFileSystemWatcher(self)
        if cards.is_dir():
            self._files.addPath(str(cards))
        self._files.directoryChanged.connect(lambda _path: self._settle.start())
        self.look()

    def look(self) -> None:
        """Read the list on the worker; put off while the microphone is in use."""
        if self._is_busy() or self._is_looking:
            self._settle.start()
            return
        self._is_looking = True
        find = self._services.find_microphones
        self._services.tasks.run(lambda _task: find(), self._on_found, self._on_failed)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._settle.start()

    def _on_found(self, found: tuple[Device, ...]) -> None:
        self._is_looking = False
        names = frozenset(device.name for device in found)
        before, self._known = self._known, names
        if before is not None and before != names:
            self.moved.emit(tuple(sorted(names - before)), tuple(sorted(before - names)))

    def _on_failed(self, error: Exception) -> None:
        """What is wrong with the sound system is said where a microphone is wanted."""
        self._is_looking = False
        if not isinstance(error, KnownError):
            raise error
        log.info("%s while looking for devices", error.trouble)


def in_words(came: tuple[str, ...], went: tuple[str, ...], chosen: str | None) -> str:
    """What happened, and what takes are recorded with now.

    Args:
        came: Names of the microphones that came.
        went: Names of those that went.
        chosen: The microphone in the settings; None for the system's default.
    """
    parts = []
    if came:
        parts.append(f"{' and '.join(came)} {'is' if len(came) == 1 else 'are'} connected.")
    if went:
        parts.append(f"{' and '.join(went)} {'is' if len(went) == 1 else 'are'} no longer connected.")
    if chosen in went:
        parts.append("It is the microphone chosen in Settings; connect it again or choose another.")
    elif chosen is None:
        parts.append("Takes are recorded with the system's default microphone.")
    elif came and chosen in came:
        parts.append("Takes are recorded with it, as chosen in Settings.")
    else:
        parts.append(f"Takes are recorded with {chosen}, as chosen in Settings.")
    return " ".join(parts)

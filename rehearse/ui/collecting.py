"""Garbage is collected on the GUI thread, and on no other.

Python runs its collector on whichever thread happens to allocate. On the worker, or in the microphone's callback, it
would then destroy windows and timers that were left in a cycle: Qt objects off their thread, which deadlocks with
whatever Qt is doing on the GUI thread at that moment. So the automatic collector is off while the window lives, and
a timer does its work by the same thresholds.

To look through the 100,000 objects of the phrase rules takes a twentieth of a second and more, in which the level
meter stands still. They never go, so they are never looked at: see `made_to_stay`.
"""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERVAL_MS = 1_000
"""How often is looked whether there is enough garbage to be worth a collection; most looks end at once."""

_making = threading.Lock()


@contextmanager
def made_to_stay() -> Iterator[None]:
    """Make what stays until the program ends, on any thread: no collection looks at it, neither now nor later.

    The same holds for all else that is there by then. So only the first time counts, at which much is loaded.
    """
    with _making:
        try:
            yield
        finally:
            if not gc.get_freeze_count():
                gc.freeze()


class GuiThreadCollector(QObject):
    """Stands in for the automatic collector from `start` to `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Switch the automatic collector off and look after the garbage from now on."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave the garbage to the automatic collector again."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as the automatic collector would."""
        if _making.locked():
            return
        due = [
            generation
            for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if threshold and count > threshold
        ]
        if due:
            gc.collect(due[-1])

"""Garbage is collected on the GUI thread, and on no other.

Python runs its collector on whichever thread happens to allocate. On the worker, or in the microphone's callback, it
would then destroy windows and timers that were left in a cycle: Qt objects off their thread, which deadlocks with
whatever Qt is doing on the GUI thread at that moment. So the automatic collector is off while the window lives, and
a timer does its work by the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000
"""How often is looked whether there is enough garbage to be worth a collection; most looks end at once."""


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
        due = [
            generation
            for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if threshold and count > threshold
        ]
        if due:
            gc.collect(due[-1])

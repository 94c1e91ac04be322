"""Timers, made in one place, because Qt's short way of making them fails in Turkish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def timer(parent: QObject, interval_ms: int, then: Callable[[], object], *, once: bool = False) -> QTimer:
    """A timer that does not run yet.

    Args:
        parent: What it belongs to.
        interval_ms: After how long it fires; 0 as soon as nothing else is to be done.
        then: What is called.
        once: Whether it fires once for each start, instead of again and again.
    """
    # Not `QTimer(parent, interval=…)`: PySide looks for the setter with the small i made a capital by the system's
    # locale, and where that is Turkish, it finds none.
    made = QTimer(parent)
    made.setInterval(interval_ms)
    made.setSingleShot(once)
    made.timeout.connect(then)
    return made

"""Work that may hang and must hold up nothing: every piece has a thread of its own.

A device that is given back may take seconds to let go, a disk may answer after minutes. Neither may keep the window
waiting, nor the worker on which the next take begins, nor one another.
"""

from __future__ import annotations

import logging
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from rehearse.ui.tasks import DRAIN_INTERVAL_MS

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT_S = 3.0
"""A device that hangs is left to itself after two seconds; a disk that hangs is not waited for any longer either."""

log = logging.getLogger(__name__)

Answer = tuple[int, Any, Exception | None]


class Aside(QObject):
    """Runs each piece of work at once, and tells on the GUI thread what came of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next = 0
        self._threads: tuple[threading.Thread, ...] = ()
        # Kept here and not by the threads: the last to let go of a page must be the GUI thread.
        self._then: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._answers: SimpleQueue[Answer] = SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_INTERVAL_MS)
        self._timer.timeout.connect(self._drain)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] = lambda _result: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work()`, then `done(result)` or `failed(error)` on the GUI thread; without `failed` it is logged."""
        self._next += 1
        self._then[self._next] = (done, failed or _log)
        thread = threading.Thread(
            target=_do, args=(work, self._next, self._answers), name="rehearse-aside", daemon=True
        )
        self._threads = (*(one for one in self._threads if one.is_alive()), thread)
        thread.start()
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether anything is under way or has not been told of yet."""
        return bool(self._then)

    def wait(self, within_s: float = WAIT_S) -> None:
        """Wait until what is under way now is done, or hangs; any thread may do so."""
        until_s = time.monotonic() + within_s
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, until_s - time.monotonic()))

    def close(self) -> None:
        """Wait, and tell what is done by then; what hangs is left behind and never told of."""
        self.wait()
        self._drain()
        self._timer.stop()
        self._then.clear()

    def _drain(self) -> None:
        while True:
            try:
                number, result, error = self._answers.get_nowait()
            except Empty:
                break
            done, failed = self._then.pop(number, (_ignore, _ignore))
            if error is None:
                done(result)
            else:
                failed(error)
        if not self._then:
            self._timer.stop()


def _do(work: Callable[[], Any], number: int, answers: SimpleQueue[Answer]) -> None:
    try:
        answers.put((number, work(), None))
    except Exception as error:  # noqa: BLE001 # told on the GUI thread
        answers.put((number, None, error))


def _log(error: Exception) -> None:
    log.error("what was let go of aside failed", exc_info=error)


def _ignore(_found: object) -> None:
    """What comes after the end."""

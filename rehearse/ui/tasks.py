"""Work off the GUI thread: one worker, results back on the GUI thread.

The worker is a plain Python thread; a timer on the GUI thread drains a queue while a task runs, so that no Qt call
crosses a thread. Tasks run one after another in the order in which they were given.

A task's callbacks are methods of pages. Were the worker the last to let go of one, the page would be destroyed on the
worker; so the GUI thread keeps every task until the worker says that it holds nothing of it any more.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

DRAIN_INTERVAL_MS = 10
"""How often results are fetched while a task runs; quick enough not to be felt."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Task:
    """One piece of work. The worker reads `cancelled`; the GUI thread sets it and gets no callback after that."""

    work: Callable[[Task], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    on_progress: Callable[[float], None] | None
    _cancel: threading.Event = field(default_factory=threading.Event)
    _messages: SimpleQueue[Callable[[], None]] | None = None

    def cancel(self) -> None:
        """Ask the work to end; neither `done` nor `failed` will be called."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return self._cancel.is_set()

    def progress(self, share: float) -> None:
        """Called by the work, on the worker: report a share between 0 and 1."""
        if self._messages is not None and self.on_progress is not None:
            report = self.on_progress
            self._messages.put(lambda: None if self.cancelled() else report(share))


class TaskRunner(QObject):
    """Runs tasks one after another on one worker thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: SimpleQueue[int | None] = SimpleQueue()
        self._held: dict[int, Task] = {}
        self._next = 0
        self._messages: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._running: set[Task] = set()
        self._worker: threading.Thread | None = None
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_INTERVAL_MS)
        self._timer.timeout.connect(self._drain)

    def run(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[float], None] | None = None,
        *,
        after_painting: bool = False,
    ) -> Task:
        """Run `work(task)` on the worker, then `done(result)` or `failed(error)` on the GUI thread.

        After `close` nothing is run any more, and the task is cancelled from the beginning.

        Args:
            work: Done on the worker.
            done: Given the result.
            failed: Given what went wrong.
            progress: Told the share that is done.
            after_painting: Begin only when the window shows what has changed: until then the worker would take the
                interpreter from it every few milliseconds.
        """
        task = Task(work, done, failed, progress, _messages=self._messages)
        if self._is_closed:
            # A timer that fires while the window is taken apart would start a worker that nobody ends.
            task.cancel()
            return task
        self._running.add(task)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="rehearse-worker", daemon=True)
            self._worker.start()
        self._next += 1
        self._held[self._next] = task
        if after_painting:
            QTimer.singleShot(0, self, lambda number=self._next: self._numbers.put(number))
        else:
            self._numbers.put(self._next)
        self._timer.start()
        return task

    @property
    def busy(self) -> bool:
        """Whether any task is waiting or running."""
        return bool(self._running)

    @property
    def is_closed(self) -> bool:
        """Whether the worker has ended: nothing is done or answered any more."""
        return self._is_closed and self._worker is None

    def close(self) -> None:
        """Cancel everything and wait for the worker to end."""
        self._is_closed = True
        for task in self._running:
            task.cancel()
        self._timer.stop()
        if self._worker is not None:
            self._numbers.put(None)
            self._worker.join()
            self._worker = None
        self._running.clear()
        self._held.clear()
        # What was not delivered holds this object and the pages; left in the queue it would keep all of them alive.
        while not self._messages.empty():
            self._messages.get_nowait()

    def _work(self) -> None:
        while (number := self._numbers.get()) is not None:
            self._do(self._held[number])
            self._messages.put(lambda number=number: self._let_go(number))  # type: ignore[misc]

    def _do(self, task: Task) -> None:
        """Its variables are gone when it returns: after that the worker holds nothing of the task."""
        if task.cancelled():
            self._post(task, lambda: None)
            return
        try:
            result = task.work(task)
        except Exception as error:
            log.debug("task failed", exc_info=error)
            self._post(task, lambda error=error: task.failed(error))  # type: ignore[misc]
        else:
            self._post(task, lambda: task.done(result))

    def _let_go(self, number: int) -> None:
        self._held.pop(number, None)

    def _post(self, task: Task, callback: Callable[[], None]) -> None:
        def deliver() -> None:
            self._running.discard(task)
            if not task.cancelled():
                callback()

        self._messages.put(deliver)

    def _drain(self) -> None:
        while True:
            try:
                message = self._messages.get_nowait()
            except Empty:
                break
            message()
        if not self._held:
            self._timer.stop()

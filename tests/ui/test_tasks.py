"""Work off the GUI thread: what comes back, in what order, and that nothing of the interface is left to the worker."""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING

import pytest

from rehearse.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from rehearse.ui.tasks import Task


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()
    del qtbot


class Page:
    """Stands for a page: notes what it is told, and the thread on which it goes."""

    def __init__(self, gone_on: list[str]) -> None:
        self.heard: list[object] = []
        weakref.finalize(self, lambda: gone_on.append(threading.current_thread().name))

    def hear(self, result: object) -> None:
        self.heard.append(result)


def test_work_runs_on_the_worker_and_its_result_comes_back_on_the_gui_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    threads: list[str] = []
    tasks.run(
        lambda _task: threading.current_thread().name,
        lambda name: threads.extend([name, threading.current_thread().name]),
        lambda _error: None,
    )
    qtbot.waitUntil(lambda: not tasks.busy)
    assert threads == ["rehearse-worker", "MainThread"]


def test_tasks_run_one_after_another_in_the_order_in_which_they_were_given(tasks: TaskRunner, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(5):
        tasks.run(lambda _task, number=number: number, done.append, lambda _error: None)  # type: ignore[misc]
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == [0, 1, 2, 3, 4]


def test_an_error_comes_back_as_it_was_raised(tasks: TaskRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    fault = ValueError("as it was raised")

    def work(_task: Task) -> None:
        raise fault

    tasks.run(work, lambda _result: None, errors.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert errors == [fault]


def test_a_cancelled_task_tells_nothing(tasks: TaskRunner, qtbot: QtBot) -> None:
    told: list[object] = []
    may_end = threading.Event()

    def work(task: Task) -> None:
        task.progress(0.5)
        may_end.wait(5)

    task = tasks.run(work, told.append, told.append, told.append)
    task.cancel()
    may_end.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_progress_is_told_on_the_gui_thread_before_the_result(tasks: TaskRunner, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(task: Task) -> str:
        task.progress(0.25)
        task.progress(0.75)
        return "done"

    tasks.run(work, told.append, told.append, told.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == [0.25, 0.75, "done"]


@pytest.mark.parametrize("fails", [False, True])
def test_a_page_that_only_a_task_still_held_goes_on_the_gui_thread(
    tasks: TaskRunner,
    qtbot: QtBot,
    fails: bool,  # noqa: FBT001 # a test's parameter
) -> None:
    gone_on: list[str] = []
    page = Page(gone_on)

    def work(_task: Task) -> None:
        if fails:
            raise ValueError

    tasks.run(work, page.hear, page.hear)
    heard = page.heard
    qtbot.waitUntil(lambda: bool(heard))
    heard.clear()
    del page
    # What the worker still holds of a task, it lets go of when it takes up the next.
    tasks.run(lambda _task: None, lambda _result: None, lambda _error: None)
    qtbot.waitUntil(lambda: bool(gone_on))
    assert gone_on == ["MainThread"]


def test_a_page_that_goes_while_its_task_runs_goes_on_the_gui_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    gone_on: list[str] = []
    page, may_end = Page(gone_on), threading.Event()
    tasks.run(lambda _task: may_end.wait(5), page.hear, page.hear)
    del page
    may_end.set()
    qtbot.waitUntil(lambda: bool(gone_on))
    assert gone_on == ["MainThread"]


def test_after_the_end_nothing_is_run_any_more(tasks: TaskRunner) -> None:
    tasks.close()
    before = set(threading.enumerate())
    ran: list[str] = []
    task = tasks.run(lambda _task: ran.append("work"), lambda _result: ran.append("done"), lambda _error: None)
    assert task.cancelled()
    # One that another test left may end meanwhile; none may begin.
    assert set(threading.enumerate()) <= before
    assert not tasks.busy
    assert ran == []

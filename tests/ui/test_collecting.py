from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest

from rehearse.ui.collecting import GuiThreadCollector, made_to_stay
from rehearse.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Cycle:
    """Garbage that only the collector can remove; notes the thread on which it goes."""

    def __init__(self, gone_on: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: gone_on.append(threading.current_thread().name))

    def hear(self, result: object) -> None:
        """What a page does with a result."""


def allocate(amount: int) -> list[list[int]]:
    return [[number] for number in range(amount)]


def test_garbage_made_on_the_worker_goes_on_the_gui_thread(qtbot: QtBot) -> None:
    gone_on: list[str] = []
    collector = GuiThreadCollector()
    # It collects when the test says so, however long the worker takes.
    collector._timer.setInterval(3_600_000)
    tasks = TaskRunner()
    collector.start()
    try:
        done: list[object] = []

        def work(_task: object) -> list[list[int]]:
            Cycle(gone_on)
            return allocate(20_000)

        tasks.run(work, done.append, done.append)
        qtbot.waitUntil(lambda: bool(done))
        assert gone_on == []
        collector.collect()
        assert gone_on == ["MainThread"]
    finally:
        tasks.close()
        collector.stop()


@pytest.fixture
def thawed() -> Iterator[None]:
    """Nothing was made to stay before, and nothing stays afterwards."""
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("qapp", "thawed")
def test_what_is_made_to_stay_is_looked_through_neither_then_nor_later() -> None:
    gone_on: list[str] = []
    collector = GuiThreadCollector()
    collector.start()
    try:
        with made_to_stay():
            Cycle(gone_on)
            kept = allocate(20_000)
            collector.collect()
            assert gone_on == []
        assert not {id(kept), id(kept[0])} & {id(seen) for seen in gc.get_objects()}
        Cycle(gone_on)
        kept += allocate(20_000)
        collector.collect()
        assert gone_on == ["MainThread"]
    finally:
        collector.stop()


def test_the_automatic_collector_is_back_in_the_end() -> None:
    collector = GuiThreadCollector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


@pytest.mark.usefixtures("qapp")
def test_a_closed_task_runner_holds_nothing_any_more() -> None:
    tasks = TaskRunner()
    started = threading.Event()
    held = Cycle([])
    gone = weakref.ref(held)

    def work(_task: object, held: Cycle = held) -> Cycle:
        started.set()
        return held

    tasks.run(work, held.hear, lambda _error: None)
    assert started.wait(5)
    tasks.close()
    del held, work
    gc.collect()
    assert gone() is None
    assert not tasks.busy

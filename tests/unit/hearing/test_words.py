from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.hearing.words import LiveWords
from rehearse.speech import Span
from rehearse.transcription.chunks import Chunk
from rehearse.transcription.transcriber import RATE_HZ
from tests.fake_hearers import FakeHearer
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

SOUND = np.ones(10 * RATE_HZ, np.float32)
FIRST, SECOND, THIRD = (Chunk((Span(at, at + 1),), (Span(at, at + 1),)) for at in (1, 3, 5))


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


@pytest.fixture
def hearer() -> Iterator[FakeHearer]:
    """One that keeps hearing its first chunk until it may finish."""
    busy = FakeHearer()
    busy.may_finish.clear()
    yield busy
    busy.may_finish.set()


def test_what_is_certain_is_heard_before_what_is_only_expected(hearer: FakeHearer, pool: ThreadPoolExecutor) -> None:
    words = LiveWords(hearer, pool, lambda: None)
    words.expect((FIRST, SECOND), SOUND, 0.0)
    wait_until(lambda: hearer.chunks, "the first")
    words.add(THIRD, SOUND, 0.0)
    hearer.may_finish.set()
    wait_until(lambda: not words.waiting, "all")
    assert hearer.chunks == [FIRST, THIRD, SECOND]
    assert [word.start_s for word in words.result()] == [5]


def test_what_was_expected_and_becomes_certain_is_heard_once(hearer: FakeHearer, pool: ThreadPoolExecutor) -> None:
    words = LiveWords(hearer, pool, lambda: None)
    words.expect((FIRST, SECOND), SOUND, 0.0)
    words.add(FIRST, SOUND, 0.0)
    words.add(SECOND, SOUND, 0.0)
    words.expect((), SOUND, 0.0)
    hearer.may_finish.set()
    wait_until(lambda: not words.waiting, "both")
    assert hearer.chunks == [FIRST, SECOND]
    assert words.count == 2


def test_what_is_not_expected_any_more_is_left(hearer: FakeHearer, pool: ThreadPoolExecutor) -> None:
    words = LiveWords(hearer, pool, lambda: None)
    words.expect((FIRST, SECOND), SOUND, 0.0)
    wait_until(lambda: hearer.chunks, "the first")
    words.expect((THIRD,), SOUND, 0.0)
    wait_until(lambda: hearer.stopped, "the first to be left")
    hearer.may_finish.set()
    wait_until(lambda: not words.waiting, "the third")
    assert hearer.chunks == [FIRST, THIRD]


def test_what_is_heard_only_if_begun_is_begun_for_nothing_and_left_for_nothing(
    hearer: FakeHearer, pool: ThreadPoolExecutor
) -> None:
    words = LiveWords(hearer, pool, lambda: None)
    words.expect((FIRST, SECOND), SOUND, 0.0)
    wait_until(lambda: hearer.chunks, "the first")
    words.expect((THIRD,), SOUND, 0.0, if_begun=(FIRST, SECOND))
    hearer.may_finish.set()
    wait_until(lambda: not words.waiting, "the third")
    assert hearer.chunks == [FIRST, THIRD]
    words.add(FIRST, SOUND, 0.0)
    assert [word.start_s for word in words.result()] == [1]


def test_what_is_certain_is_told_in_order_and_once(hearer: FakeHearer, pool: ThreadPoolExecutor) -> None:
    words = LiveWords(hearer, pool, lambda: None)
    words.expect((SECOND,), SOUND, 0.0)
    wait_until(lambda: hearer.chunks, "the second")
    words.add(FIRST, SOUND, 0.0)
    assert words.further() == ()
    hearer.may_finish.set()
    wait_until(lambda: not words.waiting, "both")
    assert [word.start_s for word in words.further()] == [1]
    words.add(SECOND, SOUND, 0.0)
    assert [word.start_s for word in words.further()] == [3]
    assert words.further() == ()

from __future__ import annotations

import pytest

from rehearse.audio.flow import Flow

RATE_HZ = 16000
BLOCK = 320


def feed(flow: Flow, blocks: int, begin_s: float, *, peak: int = 100, overflowed: bool = False) -> float:
    """Let blocks arrive in time from `begin_s` on; return when the last one came."""
    for number in range(1, blocks + 1):
        flow.add(BLOCK, peak, begin_s + number * 0.02, overflowed=overflowed and number == 1)
    return begin_s + blocks * 0.02


def test_blocks_that_come_in_time_lose_nothing() -> None:
    flow = Flow(RATE_HZ)

    feed(flow, 1000, 5.0)

    assert flow.settle() == 0


def test_a_device_that_was_suspended_has_lost_what_was_said_meanwhile() -> None:
    flow = Flow(RATE_HZ)

    until_s = feed(flow, 300, 0.0)
    feed(flow, 300, until_s + 1.5)

    assert flow.settle() == pytest.approx(1.5 * RATE_HZ)


def test_a_hole_shortly_before_the_end_is_counted() -> None:
    flow = Flow(RATE_HZ)

    until_s = feed(flow, 500, 0.0)
    feed(flow, 40, until_s + 1.0)

    assert flow.settle() == pytest.approx(RATE_HZ)


def test_a_hole_is_counted_once_however_often_it_is_asked_for() -> None:
    flow = Flow(RATE_HZ)
    until_s = feed(flow, 300, 0.0)
    until_s = feed(flow, 60, until_s + 1.0)
    flow.settle()

    feed(flow, 400, until_s)

    assert flow.settle() == pytest.approx(RATE_HZ)


def test_blocks_that_were_held_up_and_then_came_at_once_are_not_lost() -> None:
    flow = Flow(RATE_HZ)
    until_s = feed(flow, 300, 0.0)

    for _ in range(100):
        flow.add(BLOCK, 100, until_s + 2.0, overflowed=False)
    feed(flow, 300, until_s + 2.0)

    assert flow.settle() == 0


def test_a_program_that_stood_still_for_longer_than_any_window_has_lost_nothing() -> None:
    flow = Flow(RATE_HZ)
    until_s = feed(flow, 300, 0.0)

    for _ in range(400):
        flow.add(BLOCK, 100, until_s + 8.0, overflowed=False)
    feed(flow, 300, until_s + 8.0)

    assert flow.settle() == 0


def test_a_program_that_stood_still_at_the_very_end_has_lost_nothing() -> None:
    flow = Flow(RATE_HZ)
    until_s = feed(flow, 100, 0.0)

    for _ in range(50):
        flow.add(BLOCK, 100, until_s + 2.0, overflowed=False)

    assert flow.settle() == 0


def test_a_server_that_delivers_in_bursts_loses_nothing() -> None:
    flow = Flow(RATE_HZ)

    for burst in range(1, 20):
        for _ in range(100):
            flow.add(BLOCK, 100, burst * 2.0, overflowed=False)

    assert flow.settle() == 0


def test_a_clock_that_is_one_in_a_thousand_slow_loses_nothing_in_twenty_minutes() -> None:
    flow = Flow(RATE_HZ)

    for number in range(1, 60000):
        flow.add(BLOCK, 100, number * 0.02 * 1.001, overflowed=False)

    assert flow.settle() == 0


def test_a_flagged_loss_counts_as_one_block_as_its_length_is_unknown() -> None:
    flow = Flow(RATE_HZ)

    until_s = feed(flow, 100, 0.0)
    feed(flow, 100, until_s, overflowed=True)

    assert flow.settle() == BLOCK


def test_a_loss_that_is_flagged_and_seen_by_the_clock_counts_once() -> None:
    flow = Flow(RATE_HZ)

    until_s = feed(flow, 200, 0.0)
    feed(flow, 200, until_s + 1.0, overflowed=True)

    assert flow.settle() == pytest.approx(RATE_HZ)


def test_exact_zeros_are_counted_until_sound_comes() -> None:
    flow = Flow(RATE_HZ)

    feed(flow, 50, 0.0, peak=0)
    assert flow.zero_frames == 50 * BLOCK

    feed(flow, 1, 1.0, peak=1)
    assert flow.zero_frames == 0

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.history.shift import _left_out, shift

FIGURES = st.lists(st.integers(-500, 500).map(float), min_size=4, max_size=15)


def test_a_clear_fall_is_told_with_its_interval() -> None:
    found = shift([190.0, 184.0, 181.0, 188.0, 186.0], [150.0, 148.0, 155.0, 151.0, 146.0])
    assert found is not None
    assert found.middle == -36
    assert (found.low, found.high) == (-42, -30)
    assert found.is_clear


def test_figures_that_overlap_leave_the_direction_open() -> None:
    found = shift([150.0, 160.0, 140.0, 155.0], [152.0, 158.0, 143.0, 150.0])
    assert found is not None
    assert not found.is_clear


@pytest.mark.parametrize(("earlier", "later"), [(1, 30), (2, 7), (3, 4), (0, 9), (9, 0)])
def test_too_few_takes_tell_nothing(earlier: int, later: int) -> None:
    assert shift([1.0] * earlier, [9.0] * later) is None


@pytest.mark.parametrize(("few", "many"), [(4, 4), (3, 5), (5, 6)])
def test_the_interval_leaves_out_as_much_as_counting_every_order_allows(few: int, many: int) -> None:
    def u_of(places: tuple[int, ...]) -> int:
        return sum(place - rank for rank, place in enumerate(places))

    orders = [u_of(places) for places in combinations(range(few + many), few)]
    left_out = _left_out(few, many)
    assert left_out is not None
    assert sum(u <= left_out for u in orders) / len(orders) <= 0.025
    assert sum(u <= left_out + 1 for u in orders) / len(orders) > 0.025


@given(FIGURES, FIGURES, st.integers(-100, 100))
def test_moving_every_later_take_moves_the_shift_by_as_much(earlier: list[float], later: list[float], by: int) -> None:
    before, after = shift(earlier, later), shift(earlier, [value + by for value in later])
    assert before is not None
    assert after is not None
    assert (after.middle, after.low, after.high) == (before.middle + by, before.low + by, before.high + by)
    assert before.low <= before.middle <= before.high


def test_one_odd_take_hardly_moves_the_shift() -> None:
    usual = shift([100.0] * 6, [120.0] * 6)
    odd = shift([100.0] * 6, [120.0] * 5 + [900.0])
    assert usual is not None
    assert odd is not None
    assert odd.middle == usual.middle == 20

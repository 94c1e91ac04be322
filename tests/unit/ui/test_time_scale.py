"""The time axis: every moment in its place, and labels that people count in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.ui.widgets.time_scale import TimeScale, scale_for

START = datetime(2026, 3, 16, 9, 5, tzinfo=UTC)


def labels(length: timedelta, most: int = 8) -> list[str]:
    return [label for _, label in scale_for(START, START + length).labels(most)]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(), ["16 Mar 9:05"]),
        (timedelta(minutes=20), ["16 Mar 9:05", "9:25"]),
        (timedelta(hours=3), ["10:00", "11:00", "12:00"]),
        (timedelta(hours=20), ["12:00", "15:00", "18:00", "21:00", "17 Mar", "3:00"]),
        (timedelta(days=5), ["16 Mar", "17 Mar", "18 Mar", "19 Mar", "20 Mar", "21 Mar", "22 Mar"]),
        (timedelta(days=120), ["1 Apr", "1 May", "1 Jun", "1 Jul"]),
        (timedelta(days=800), ["1 Jul 2026", "1 Jan 2027", "1 Jul 2027", "1 Jan 2028"]),
    ],
)
def test_labels_stand_at_times_that_people_count_in(length: timedelta, expected: list[str]) -> None:
    assert labels(length) == expected


@given(st.integers(0, 4_000_000), st.integers(2, 12))
def test_labels_never_crowd_and_stay_between_the_edges(minutes: int, most: int) -> None:
    scale = scale_for(START, START + timedelta(minutes=minutes))
    found = scale.labels(most)
    assert 1 <= len(found) <= most + 1
    shares = [scale.share(when) for when, _ in found]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_equal_times_lie_equally_far_apart() -> None:
    scale = scale_for(START, START + timedelta(days=4))
    steps = [scale.share(START + timedelta(days=day)) for day in range(5)]
    assert all(abs(steps[day + 1] - steps[day] - 0.2) < 1e-9 for day in range(4))


def test_a_single_moment_stands_in_the_middle() -> None:
    assert scale_for(START, START).share(START) == 0.5


def test_many_moments_stand_where_each_of_them_does() -> None:
    first = datetime(2026, 3, 16, 9, tzinfo=UTC)
    scale = TimeScale(first, first + timedelta(hours=8))
    figures = [(first + timedelta(minutes=37 * step), float(step)) for step in range(12)]
    assert list(scale.shares(figures)) == [(scale.share(when), figure) for when, figure in figures]
    assert list(TimeScale(first, first).shares(figures[:1])) == [(0.5, 0.0)]

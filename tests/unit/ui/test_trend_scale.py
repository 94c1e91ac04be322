"""The value axis of a trend, and the trend in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rehearse.measures.values import Band
from rehearse.ui.widgets.trend_scale import Point, describe, describe_point, scale_for

PACE = Band(120, 160)
START = datetime(2026, 3, 16, 9, 5, tzinfo=UTC)


def points(*values: float, step: timedelta = timedelta(hours=8)) -> tuple[Point, ...]:
    return tuple(Point(START + index * step, value, f"take-{index}") for index, value in enumerate(values))


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=20).map(tuple))
def test_every_value_and_the_band_lie_on_the_scale(values: tuple[float, ...]) -> None:
    scale = scale_for(values, PACE)
    assert all(-1e-9 <= scale.share(value) <= 1 + 1e-9 for value in (*values, 120, 160))
    assert 2 <= len(scale.ticks) <= 8


def test_ticks_are_round_numbers() -> None:
    assert scale_for((131.0, 158.0), PACE).ticks == (100.0, 120.0, 140.0, 160.0, 180.0)


def test_a_band_without_a_lower_edge_begins_at_nothing() -> None:
    assert scale_for((4.0, 5.0), Band(high=3)).low == 0.0


def test_counts_have_no_lines_between_whole_numbers() -> None:
    assert scale_for((0.0, 0.0), None, finest=1.0).ticks == (0.0, 1.0)


def test_a_take_is_told_with_its_verdict() -> None:
    words = describe_point(points(165.0)[0], PACE, "words a minute", 0)
    assert words == "16 March, 9:05: 165 words a minute, over the band"


def test_the_trend_is_told_in_words() -> None:
    words = describe(points(170.0, 150.0, 141.0), PACE, "words a minute", 0)
    assert words == (
        "Three takes from 16 March to 17 March. First: 170 words a minute. Latest: 141 words a minute. "
        "2 of 3 within the band of 120 to 160 words a minute."
    )


def test_a_single_take_and_none_are_told_too() -> None:
    assert describe(points(150.0), None, "seconds", 0) == "One take on 16 March. Latest: 150 seconds."
    assert describe((), None, "seconds", 0) == "No takes yet."

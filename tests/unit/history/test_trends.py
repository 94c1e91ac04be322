from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.history.trends import COUNTS, ERRORS, Change, Direction, changes, running_median
from rehearse.history.values import Take, TakeRow, TakeState
from rehearse.measures.values import Measures
from rehearse.target import Target
from tests.reports import VERSIONS

if TYPE_CHECKING:
    from rehearse.report import Versions

START = datetime(2026, 3, 16, 10, tzinfo=UTC)
PACES = st.floats(60, 250)


def a_row(minute: int = 0, versions: Versions | None = VERSIONS, **figures: float) -> TakeRow:
    """A take with these measures, or without a report where `versions` is None."""
    take = Take(
        id=f"take-{minute}",
        scenario="practice-intro",
        card_id=None,
        target=Target(),
        call_kind=None,
        started_at=START + timedelta(minutes=minute),
        audio_path=Path("take.wav"),
        state=TakeState.ANALYSED,
    )
    return TakeRow(take, Measures(**figures) if versions else None, versions=versions)


def the_change(figure: str, before: TakeRow, after: TakeRow) -> Change:
    return next(change for change in changes(before, after) if change.figure == figure)


def test_the_running_median_looks_back_only() -> None:
    assert running_median([1, 9, 2, 8, 3, 7], window=3) == (1, 5, 2, 8, 3, 7)
    assert running_median([]) == ()


@given(values=st.lists(st.floats(-1e6, 1e6), max_size=30), window=st.integers(1, 8))
def test_the_running_median_agrees_with_the_median_of_each_window(values: list[float], window: int) -> None:
    found = running_median(values, window)

    assert list(found) == [median(values[max(0, end - window) : end]) for end in range(1, len(values) + 1)]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (150.0, 150.0, Direction.NO_REAL_CHANGE),
        (150.0, 164.9, Direction.NO_REAL_CHANGE),
        (150.0, 165.0, Direction.MORE),
        (150.0, 135.1, Direction.NO_REAL_CHANGE),
        (150.0, 135.0, Direction.LESS),
    ],
)
def test_a_pace_within_a_tenth_of_the_last_one_is_no_real_change(
    before: float, after: float, direction: Direction
) -> None:
    change = the_change("speaking_rate_wpm", a_row(0, speaking_rate_wpm=before), a_row(1, speaking_rate_wpm=after))

    assert change == Change("speaking_rate_wpm", before, after, direction)
    assert change.difference == pytest.approx(after - before)


@pytest.mark.parametrize(
    ("figure", "before", "after", "direction"),
    [
        ("speech_duration_s", 48.0, 49.0, Direction.NO_REAL_CHANGE),
        ("speech_duration_s", 48.0, 40.0, Direction.LESS),
        ("longest_pause_s", 1.4, 1.6, Direction.NO_REAL_CHANGE),
        ("longest_pause_s", 1.4, 2.1, Direction.MORE),
        ("filled_pauses", 4, 5, Direction.NO_REAL_CHANGE),
        ("filled_pauses", 4, 2, Direction.LESS),
        ("pause_count", 6, 5, Direction.NO_REAL_CHANGE),
        ("signal_to_noise_db", 31.0, 12.0, Direction.LESS),
    ],
)
def test_a_difference_within_the_error_of_measurement_is_no_real_change(
    figure: str, before: float, after: float, direction: Direction
) -> None:
    assert the_change(figure, a_row(0, **{figure: before}), a_row(1, **{figure: after})).direction is direction


def test_one_filler_more_is_no_real_change_per_minute_either() -> None:
    before = a_row(0, speech_duration_s=30.0, fillers_per_min=2.0, filled_pauses=1)
    after = a_row(1, speech_duration_s=60.0, fillers_per_min=3.9, filled_pauses=4)

    assert the_change("fillers_per_min", before, after).direction is Direction.NO_REAL_CHANGE
    exact = {change.figure: change.direction for change in changes(before, after, filler_error=0.5)}
    assert exact["fillers_per_min"] is Direction.MORE
    assert exact["filled_pauses"] is Direction.MORE


def test_figures_of_two_rulers_are_not_compared() -> None:
    before = a_row(0, speaking_rate_wpm=120.0)
    for versions in (replace(VERSIONS, measures="2"), replace(VERSIONS, model="base.en")):
        after = a_row(1, versions, speaking_rate_wpm=180.0)

        assert the_change("speaking_rate_wpm", before, after).direction is Direction.OTHER_RULER


def test_findings_by_other_rules_are_not_compared_but_the_measures_are() -> None:
    before = replace(a_row(0, speaking_rate_wpm=120.0), stops=3)
    after = replace(a_row(1, replace(VERSIONS, rules="2"), speaking_rate_wpm=180.0), stops=1)

    assert the_change("stops", before, after).direction is Direction.OTHER_RULER
    assert the_change("speaking_rate_wpm", before, after).direction is Direction.MORE


def test_findings_and_missing_must_says_are_compared_exactly() -> None:
    before = replace(a_row(0), stops=3, fixes=1, missing_required=0)
    after = replace(a_row(1), stops=2, fixes=1, missing_required=1)

    found = {change.figure: change.direction for change in changes(before, after)}

    assert found == {
        "stops": Direction.LESS,
        "fixes": Direction.NO_REAL_CHANGE,
        "missing_required": Direction.MORE,
    }


def test_without_two_reports_nothing_is_compared() -> None:
    assert changes(a_row(0, None), a_row(1)) == ()
    assert changes(a_row(0), a_row(1, None)) == ()


def test_a_figure_that_only_one_take_has_is_left_out() -> None:
    found = changes(a_row(0, response_delay_s=None), a_row(1, response_delay_s=0.8))

    assert [change.figure for change in found] == list(COUNTS)


@given(before=PACES, after=PACES)
def test_a_change_and_its_reverse_never_point_the_same_way(before: float, after: float) -> None:
    there = the_change("speaking_rate_wpm", a_row(0, speaking_rate_wpm=before), a_row(1, speaking_rate_wpm=after))
    back = the_change("speaking_rate_wpm", a_row(0, speaking_rate_wpm=after), a_row(1, speaking_rate_wpm=before))

    assert not (there.direction is back.direction and there.direction is not Direction.NO_REAL_CHANGE)


def test_every_measure_can_be_compared() -> None:
    all_of_them = {name: 10.0 for name, _ in Measures().items()}

    found = changes(a_row(0, **all_of_them), a_row(1, **all_of_them))

    assert [change.figure for change in found] == [*all_of_them, *COUNTS]
    assert set(ERRORS) < set(all_of_them)

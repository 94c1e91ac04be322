"""Numbers, durations, dates, bands and verdicts in words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from rehearse.measures.describe import ABOUT, number
from rehearse.measures.values import Band, Judgement, Verdict
from rehearse.ui import formatting

PACE = Band(120, 160, 100, 180)


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(141.4, 0, "141"), (5.06, 1, "5.1"), (-21.3, 0, "−21"), (-0.04, 1, "0.0"), (1234.0, 0, "1,234")],
)
def test_a_number_has_fixed_decimals_and_a_true_minus(value: float, decimals: int, words: str) -> None:
    assert number(value, decimals) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.6, "1 second"),
        (48.2, "48 seconds"),
        (72, "72 seconds"),
        (120, "2 minutes"),
        (125, "2 minutes 5 seconds"),
        (181, "3 minutes 1 second"),
    ],
)
def test_a_duration_is_told_in_seconds_up_to_two_minutes(seconds: float, words: str) -> None:
    assert formatting.duration(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (48.9, "0:48"), (725, "12:05"), (-1, "0:00")])
def test_a_position_is_told_as_on_a_clock(seconds: float, words: str) -> None:
    assert formatting.clock(seconds) == words


@pytest.mark.parametrize(
    ("amount", "words"), [(0, "no pauses"), (1, "one pause"), (2, "two pauses"), (10, "ten pauses"), (12, "12 pauses")]
)
def test_small_amounts_are_written_as_words(amount: int, words: str) -> None:
    assert formatting.count(amount, "pause", "pauses") == words


def test_a_measure_carries_its_unit() -> None:
    assert formatting.measured("speaking_rate_wpm", 141.2) == "141 words a minute"
    assert formatting.measured("longest_pause_s", 1.0) == "1.0 seconds"
    assert formatting.measured("speech_duration_s", 48.2) == "48 seconds"
    assert formatting.measured("filled_pauses", 4) == "4"


def test_one_of_a_unit_is_told_in_the_singular() -> None:
    assert formatting.with_unit(1, "seconds") == "1 second"
    assert formatting.with_unit(1.0, "words a minute") == "1 word a minute"


def test_a_measure_that_could_not_be_taken_says_so() -> None:
    assert formatting.measured("pitch_variation_st", None) == "not measured"
    assert formatting.big_number("pitch_variation_st", None) == ("–", "not measured")


def test_a_measure_unknown_to_this_version_is_shown_under_its_own_name() -> None:
    assert formatting.figure_of("jaw_tension").title == "Jaw tension"
    assert formatting.measured("jaw_tension", 1.25) == "1.2"


def test_every_measure_of_a_report_has_words() -> None:
    for name in ABOUT:
        number, unit = formatting.big_number(name, 3.0)
        assert number.startswith("3")
        assert unit == ABOUT[name].unit


def test_a_long_take_is_shown_in_minutes() -> None:
    assert formatting.big_number("speech_duration_s", 134.4) == ("2:14", "minutes")


def test_a_take_under_a_second_is_not_shown_as_none() -> None:
    assert formatting.big_number("speech_duration_s", 0.43) == ("0.4", "seconds")
    assert formatting.big_number("speech_duration_s", 0.0) == ("0", "seconds")


def test_none_at_all_needs_no_decimals() -> None:
    assert formatting.big_number("fillers_per_min", 0.0) == ("0", "a minute")


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (Band(120, 160), "120 to 160"),
        (Band(None, 3), "up to 3"),
        (Band(15), "from 15"),
        (Band(0.25, 1.5), "0.25 to 1.5"),
        (Band(), "no band"),
    ],
)
def test_a_band_is_told_by_the_edges_that_it_has(band: Band, words: str) -> None:
    assert formatting.band_range(band) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (141.0, "141 words a minute, within the band (120 to 160)"),
        (165.0, "165 words a minute, a little over the band (120 to 160)"),
        (190.0, "190 words a minute, far over the band (120 to 160)"),
        (110.0, "110 words a minute, a little under the band (120 to 160)"),
        (90.0, "90 words a minute, far under the band (120 to 160)"),
    ],
)
def test_a_verdict_names_the_side_and_the_band(value: float, words: str) -> None:
    judgement = Judgement("speaking_rate_wpm", PACE.verdict(value), PACE)
    assert formatting.judged("speaking_rate_wpm", value, judgement) == words


def test_a_measure_that_nothing_judges_stands_alone() -> None:
    assert formatting.judged("loudness_lufs", -21.3, None) == "−21 LUFS"
    unjudged = Judgement("speaking_rate_wpm", Verdict.WITHIN, PACE)
    assert formatting.judged("speaking_rate_wpm", None, unjudged) == "not measured"


NOW = datetime(2026, 3, 17, 18, 30).astimezone()


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (NOW.replace(hour=14, minute=5), "today at 14:05"),
        (NOW.replace(day=16, hour=9, minute=0), "yesterday at 9:00"),
        (NOW.replace(day=10), "Tuesday 10 March at 18:30"),
        (NOW.replace(year=2025), "Monday 17 March 2025 at 18:30"),
    ],
)
def test_a_moment_is_told_from_now(when: datetime, words: str) -> None:
    assert formatting.moment(when, NOW) == words


def test_a_moment_of_another_time_zone_is_told_in_local_time() -> None:
    elsewhere = NOW.replace(hour=14, minute=5).astimezone(timezone(timedelta(hours=-9)))
    assert formatting.moment(elsewhere, NOW) == "today at 14:05"

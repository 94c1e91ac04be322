from __future__ import annotations

from dataclasses import replace

import pytest

from rehearse import scenarios
from rehearse.bands import Whose, band, judge, length_key, whose
from rehearse.measures.values import Band, Measures, Verdict

INTRO = scenarios.get("practice-intro")
EMAIL = scenarios.get("email")


def verdict(name: str, value: float, scenario: str = "practice-intro", **overrides: Band) -> Verdict:
    (judgement,) = judge(replace(Measures(), **{name: value}), scenarios.get(scenario), overrides)
    assert judgement.measure == name
    return judgement.verdict


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("speech_duration_s", 29.9, Verdict.BELOW),
        ("speech_duration_s", 30, Verdict.WITHIN),
        ("speech_duration_s", 90, Verdict.WITHIN),
        ("speech_duration_s", 121, Verdict.FAR_ABOVE),
        ("speaking_rate_wpm", 99, Verdict.FAR_BELOW),
        ("speaking_rate_wpm", 119, Verdict.BELOW),
        ("speaking_rate_wpm", 160, Verdict.WITHIN),
        ("speaking_rate_wpm", 180, Verdict.ABOVE),
        ("speaking_rate_wpm", 181, Verdict.FAR_ABOVE),
        ("fillers_per_min", 3, Verdict.WITHIN),
        ("fillers_per_min", 6.1, Verdict.FAR_ABOVE),
        ("longest_pause_s", 2.1, Verdict.ABOVE),
        ("longest_pause_s", 4.1, Verdict.FAR_ABOVE),
        ("pitch_variation_st", 1.9, Verdict.BELOW),
        ("signal_to_noise_db", 14.9, Verdict.BELOW),
    ],
)
def test_each_measure_is_held_against_its_band(name: str, value: float, wanted: Verdict) -> None:
    assert verdict(name, value) is wanted


@pytest.mark.parametrize("scenario", [known for known in scenarios.load().values() if known.spoken], ids=lambda s: s.id)
def test_every_spoken_call_has_a_length_with_all_four_edges_in_order(scenario: scenarios.Scenario) -> None:
    edges = band("speech_duration_s", scenario)
    assert edges is not None
    assert edges.far_low is not None
    assert edges.low is not None
    assert edges.high is not None
    assert edges.far_high is not None
    assert 0 < edges.far_low < edges.low < edges.high < edges.far_high


def test_a_voicemail_may_last_thirty_seconds() -> None:
    assert verdict("speech_duration_s", 30, "voicemail") is Verdict.WITHIN
    assert verdict("speech_duration_s", 31, "voicemail") is Verdict.ABOVE


def test_the_users_own_band_stands_above_ours() -> None:
    own = {"speaking_rate_wpm": Band(low=100, high=130)}
    assert verdict("speaking_rate_wpm", 140, **own) is Verdict.ABOVE
    assert whose("speaking_rate_wpm", INTRO, own) is Whose.YOURS


def test_the_users_own_length_of_one_call_leaves_the_others_alone() -> None:
    own = {length_key("voicemail"): Band(low=5, high=10)}
    assert band("speech_duration_s", scenarios.get("voicemail"), own) == Band(low=5, high=10)
    assert band("speech_duration_s", INTRO, own) == band("speech_duration_s", INTRO)


def test_it_is_told_whose_choice_a_band_is() -> None:
    assert whose("speech_duration_s", INTRO) is Whose.ARTICLES
    assert whose("speech_duration_s", scenarios.get("ask-advocacy")) is Whose.OURS
    assert whose("speaking_rate_wpm", INTRO) is Whose.OURS
    assert whose("loudness_lufs", INTRO) is None


def test_a_measure_that_was_not_taken_is_not_judged() -> None:
    assert judge(Measures(), INTRO) == ()


def test_nothing_is_judged_where_nothing_is_spoken() -> None:
    assert judge(Measures(speech_duration_s=40, speaking_rate_wpm=140), EMAIL) == ()

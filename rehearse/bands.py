"""The range in which each measure is judged to be well: by scenario, by ourselves, or by the user.

Length bands stand with the scenarios. The others are our own choice, guided by published figures, for the articles
give none; the program marks them so, and every one can be changed in Settings.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.measures.values import Band, Judgement
from rehearse.scenarios.scenario import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.measures.values import Measures
    from rehearse.scenarios.scenario import Scenario

LENGTH = "speech_duration_s"

OURS: dict[str, Band] = {
    "speaking_rate_wpm": Band(low=120, high=160, far_low=100, far_high=180),
    "fillers_per_min": Band(high=3, far_high=6),
    "longest_pause_s": Band(high=2, far_high=4),
    "pitch_variation_st": Band(low=2),
    "signal_to_noise_db": Band(low=15),
}
"""Bands that hold for every call. Pace: the middle of what coaching tools and studies of competence recommend. Fillers:
listeners' ratings fall between 5 and 12 a minute (Laske and DiGennaro Reed 2024). Pitch: voices that vary by less than
two semitones are heard as flat (after Hincks 2005)."""

ADVICE_ONLY = frozenset({"pitch_variation_st"})
"""Measures that are told but never the one thing to change."""

FAR_SHORT = 0.5
"""Where a scenario names no far edge, a take of less than half of its least length is far too short. Ours."""

FAR_LONG = 1.5
"""Where a scenario names no far edge, a take of more than one and a half times its greatest length is far too long.

Ours.
"""


def length_key(scenario_id: str) -> str:
    """Under which name the user's own band for the length of one call is kept."""
    return f"{LENGTH}/{scenario_id}"


class Whose(StrEnum):
    """Who set a band."""

    ARTICLES = "articles"
    OURS = "ours"
    YOURS = "yours"


def band(measure: str, scenario: Scenario, overrides: Mapping[str, Band] | None = None) -> Band | None:
    """The band that a measure is held against; None where it is not judged.

    Args:
        measure: Name of the measure.
        scenario: The call; it sets the length, and nothing is judged where it is not spoken.
        overrides: The user's own bands, by name of the measure; for the length of one call by `length_key`.
    """
    if not scenario.spoken:
        return None
    if (own := _own(measure, scenario, overrides)) is not None:
        return own
    if measure == LENGTH:
        return None if scenario.length is None else _with_far_edges(scenario.length)
    return OURS.get(measure)


def whose(measure: str, scenario: Scenario, overrides: Mapping[str, Band] | None = None) -> Whose | None:
    """Who set the band that a measure is held against; None where it is not judged."""
    if band(measure, scenario, overrides) is None:
        return None
    if _own(measure, scenario, overrides) is not None:
        return Whose.YOURS
    if measure == LENGTH and scenario.length_origin is Origin.ARTICLES:
        return Whose.ARTICLES
    return Whose.OURS


def judge(measures: Measures, scenario: Scenario, overrides: Mapping[str, Band] | None = None) -> tuple[Judgement, ...]:
    """Hold every measure that was taken and has a band against it, in the order of the report."""
    return tuple(
        Judgement(name, edges.verdict(value), edges)
        for name, value in measures.items()
        if value is not None and (edges := band(name, scenario, overrides)) is not None
    )


def _own(measure: str, scenario: Scenario, overrides: Mapping[str, Band] | None) -> Band | None:
    """The user's own band for a measure of a call."""
    if not overrides:
        return None
    name = length_key(scenario.id) if measure == LENGTH else measure
    return overrides.get(name, overrides.get(measure))


def _with_far_edges(length: Band) -> Band:
    far_low = length.low * FAR_SHORT if length.far_low is None and length.low is not None else length.far_low
    far_high = length.high * FAR_LONG if length.far_high is None and length.high is not None else length.far_high
    return replace(length, far_low=far_low, far_high=far_high)

"""Where a running take stands against its target, as it is shown and said."""

from __future__ import annotations

import pytest

from rehearse.measures.values import Band
from rehearse.ui.pacing import PaceZone, crossing, pace, target_words

INTRO = Band(low=30, high=90)


@pytest.mark.parametrize(
    ("elapsed_s", "place", "words"),
    [
        (0.0, PaceZone.BEFORE, "30 seconds until the target begins"),
        (29.1, PaceZone.BEFORE, "1 second until the target begins"),
        (30.0, PaceZone.WITHIN, "Within the target, 60 seconds left"),
        (79.9, PaceZone.WITHIN, "Within the target, 11 seconds left"),
        (80.0, PaceZone.ENDING, "Within the target, 10 seconds left"),
        (90.0, PaceZone.ENDING, "Within the target, 0 seconds left"),
        (95.2, PaceZone.OVER, "5 seconds over the target"),
    ],
)
def test_the_elapsed_time_is_placed_against_the_target(elapsed_s: float, place: PaceZone, words: str) -> None:
    now = pace(elapsed_s, INTRO)
    assert (now.place, now.words) == (place, words)


def test_a_short_target_still_has_a_middle() -> None:
    band = Band(low=8, high=15)
    assert [pace(at, band).place for at in (8, 12, 13, 16)] == [
        PaceZone.WITHIN,
        PaceZone.WITHIN,
        PaceZone.ENDING,
        PaceZone.OVER,
    ]


def test_a_call_without_a_target_has_no_edges() -> None:
    assert pace(500, None).place is PaceZone.FREE


def test_a_target_without_an_end_is_never_over() -> None:
    assert pace(500, Band(low=30)).words == "Within the target"


@pytest.mark.parametrize(
    ("band", "words"),
    [(INTRO, "30 to 90 seconds"), (Band(high=30), "up to 30 seconds"), (Band(low=10), "at least 10 seconds")],
)
def test_a_target_is_named_with_its_edges(band: Band, words: str) -> None:
    assert target_words(band) == words


def test_only_the_edges_of_the_target_are_said_aloud() -> None:
    said, place = [], PaceZone.BEFORE
    for elapsed_s in range(100):
        now = pace(elapsed_s, INTRO)
        said.append(crossing(place, now))
        place = now.place
    assert [words for words in said if words] == [
        "The target begins",
        "Within the target, 10 seconds left",
        "Over the target",
    ]

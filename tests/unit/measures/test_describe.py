from __future__ import annotations

import pytest

from rehearse.measures.describe import ABOUT, about, edges, verdict_words
from rehearse.measures.values import Band, Measures

NAMES = [name for name, _ in Measures().items()]


def test_every_measure_is_described_in_the_reports_order() -> None:
    assert list(ABOUT) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_measure_says_what_it_is_and_how_it_was_taken_in_full_sentences(name: str) -> None:
    described = about(name)
    assert described.title
    assert described.definition.endswith(".")
    assert described.how.endswith(".")
    assert "!" not in described.definition + described.how


@pytest.mark.parametrize(
    ("name", "unit"), [("speech_duration_s", "seconds"), ("loudness_lufs", "LUFS"), ("signal_to_noise_db", "dB")]
)
def test_a_unit_belongs_to_its_number(name: str, unit: str) -> None:
    assert about(name).unit == unit


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (45.0, "within the band"),
        (20.0, "under the band"),
        (100.0, "a little over the band"),
        (130.0, "far over the band"),
    ],
)
def test_a_little_and_far_are_said_only_where_the_band_tells_them_apart(value: float, words: str) -> None:
    band = Band(low=30, high=90, far_high=120)
    assert verdict_words(band.verdict(value), band) == words


@pytest.mark.parametrize(
    ("band", "words"), [(Band(120, 160), "120 to 160"), (Band(high=3), "up to 3"), (Band(low=2.5), "from 2.5")]
)
def test_the_edges_of_a_band_are_told_in_one_way(band: Band, words: str) -> None:
    assert edges(band) == words

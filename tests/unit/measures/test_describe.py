from __future__ import annotations

import pytest

from rehearse.measures.describe import ABOUT, about
from rehearse.measures.values import Measures

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

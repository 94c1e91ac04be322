from __future__ import annotations

from pathlib import Path

import pytest

from rehearse.transcription import catalogue
from rehearse.transcription.exactness import MEASURED, NOT_MEASURED, PUBLISHED, facts, measured_words

ROOT = Path(__file__).parent.parent.parent.parent


def test_what_we_measured_comes_before_what_the_makers_published() -> None:
    told = dict(facts("base"))
    assert told["Um and uh"][0] == "14 of 15 found, none invented (17 real recordings)"
    assert told["Wrong words"][0] == "20 in 100 (17 real recordings)"
    assert told["Wrong words"][-1] == "5 in 100 when clear, 12 when difficult (read aloud, in its makers' tests)"


def test_every_measurement_of_a_model_has_a_line_of_its_own() -> None:
    told = dict(facts("base"))
    assert len(told["Um and uh"]) == len(MEASURED["base"])
    assert len(told["Wrong words"]) == len(MEASURED["base"]) + 1


def test_a_model_that_was_not_measured_says_so() -> None:
    assert dict(facts("small.en"))["Um and uh"] == (NOT_MEASURED,)
    assert dict(facts("medium-12345678"))["Wrong words"] == (NOT_MEASURED,)
    assert measured_words("small.en") == ""


def test_figures_are_kept_of_known_models_only_and_name_what_made_them() -> None:
    known = {source.name for source in catalogue.SOURCES}
    assert set(PUBLISHED) | set(MEASURED) <= known
    for measured in (one for each in MEASURED.values() for one in each):
        assert (ROOT / measured.way.split()[0]).exists()


@pytest.mark.parametrize("name", MEASURED)
def test_no_more_are_found_than_were_said(name: str) -> None:
    assert all(0 <= measured.found <= measured.said for measured in MEASURED[name])

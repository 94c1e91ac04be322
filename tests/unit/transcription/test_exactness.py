from __future__ import annotations

from pathlib import Path

import pytest

from rehearse.transcription import catalogue
from rehearse.transcription.exactness import MEASURED, NOT_MEASURED, PUBLISHED, measured_words, words

ROOT = Path(__file__).parent.parent.parent.parent


def test_what_we_measured_comes_before_what_the_makers_published() -> None:
    assert words("base").startswith("On 17 real recordings it found 13 of 15 um and uh, and none that nobody said; ")
    assert words("base").endswith("5 words in 100 were wrong if clear, 12 if difficult.")


def test_a_model_that_was_not_measured_says_so() -> None:
    assert words("small.en").startswith(NOT_MEASURED)
    assert words("medium-12345678") == NOT_MEASURED
    assert measured_words("small.en") == ""


def test_figures_are_kept_of_known_models_only_and_name_what_made_them() -> None:
    known = {source.name for source in catalogue.SOURCES}
    assert set(PUBLISHED) | set(MEASURED) <= known
    for measured in (one for each in MEASURED.values() for one in each):
        assert (ROOT / measured.way.split()[0]).exists()


@pytest.mark.parametrize("name", MEASURED)
def test_no_more_are_found_than_were_said(name: str) -> None:
    assert all(0 <= measured.found <= measured.said for measured in MEASURED[name])

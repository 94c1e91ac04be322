"""Where a stretch of voice begins and ends, on levels laid out by hand: 10 ms each."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.speech import Span
from rehearse.transcription.voice_edges import EdgeOptions, Edges

NOISE_DB, VOICE_DB = -65.0, -25.0
SECONDS = 4.0
LIKELY, UNLIKELY = 0.2, 0.0


def a_take(*sounds: tuple[float, float, float]) -> np.ndarray:
    """Levels of a take of noise with sounds in it: from, to, how loud."""
    levels = NOISE_DB + np.tile([0.0, 0.6, -0.4, 0.3], round(SECONDS * 25))
    for start_s, end_s, level_db in sounds:
        levels[round(start_s * 100) : round(end_s * 100)] = level_db
    return levels


def drawn(levels: np.ndarray, rough: Span, probability: float = LIKELY) -> tuple[float, float]:
    probabilities = [probability] * round(SECONDS / 0.032)
    edges = Edges(EdgeOptions())
    edges.follow(levels, rough.end_s)  # type: ignore[arg-type] # sliced only
    return edges.of(rough, levels, probabilities, rough.start_s, SECONDS - rough.end_s)  # type: ignore[arg-type] # sliced only


def test_an_edge_that_comes_late_is_moved_back_to_where_the_voice_begins() -> None:
    start_s, end_s = drawn(a_take((1.0, 2.0, VOICE_DB)), Span(1.08, 1.93))
    assert start_s == pytest.approx(1.0)
    assert end_s == pytest.approx(2.0)


def test_silence_that_silero_took_for_voice_is_left_out() -> None:
    start_s, end_s = drawn(a_take((1.0, 2.0, VOICE_DB)), Span(0.8, 2.25))
    assert start_s == pytest.approx(1.0)
    assert end_s == pytest.approx(2.0)


def test_the_release_of_a_closed_consonant_belongs_to_the_voice() -> None:
    levels = a_take((1.0, 2.0, VOICE_DB), (2.07, 2.15, VOICE_DB - 20))
    assert drawn(levels, Span(1.0, 2.0))[1] == pytest.approx(2.15)


def test_a_noise_beside_the_voice_that_silero_denies_does_not() -> None:
    levels = a_take((1.0, 2.0, VOICE_DB), (2.07, 2.15, VOICE_DB - 20))
    assert drawn(levels, Span(1.0, 2.0), UNLIKELY)[1] == pytest.approx(2.0)


def test_where_voice_and_noise_are_as_loud_the_rough_edge_stands() -> None:
    levels = a_take((1.0, 2.0, NOISE_DB + 5))
    assert drawn(levels, Span(1.1, 1.9)) == pytest.approx((1.1, 1.9))


def test_an_echo_after_the_voice_is_no_voice() -> None:
    levels = a_take((1.0, 2.0, VOICE_DB))
    fading = VOICE_DB - 1.5 * np.arange(1, 27)
    levels[200 : 200 + len(fading)] = fading
    # An echo falls by 12 dB in 80 ms here, and nothing in the take falls faster.
    assert drawn(levels, Span(1.0, 2.2))[1] == pytest.approx(2.1, abs=0.04)


def test_nothing_is_drawn_beyond_the_ends_of_the_take() -> None:
    levels = a_take((0.0, SECONDS, VOICE_DB))
    assert drawn(levels, Span(0.0, SECONDS)) == pytest.approx((0.0, SECONDS))

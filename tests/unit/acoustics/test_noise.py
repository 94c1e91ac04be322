from __future__ import annotations

import numpy as np
import pytest

from rehearse.acoustics.noise import GATED, NO_VOICE, TOO_LITTLE, signal_to_noise_db
from rehearse.speech import Span
from tests.sounds import tone

RATE_HZ = 16000
VOICED = (Span(1.0, 3.0), Span(4.0, 6.0))


def take(noise_level: float, seconds: float = 7.0) -> np.ndarray:
    samples = np.random.default_rng(3).standard_normal(round(seconds * RATE_HZ)) * noise_level
    voice = tone(2.0, RATE_HZ, 300.0, 0.2)
    for span in VOICED:
        start = round(span.start_s * RATE_HZ)
        samples[start : start + len(voice)] += voice
    return samples.astype(np.float32)


@pytest.mark.parametrize("wanted_db", [10, 20, 40])
def test_the_voice_stands_as_far_above_the_noise_as_it_was_put(wanted_db: float) -> None:
    voice_power = 0.2**2 / 2
    noise_level = float(np.sqrt(voice_power / (10 ** (wanted_db / 10) - 1)))
    measured, reason = signal_to_noise_db(take(noise_level), RATE_HZ, VOICED)
    assert measured == pytest.approx(wanted_db, abs=0.5)
    assert reason == ""


def test_a_knock_in_a_pause_is_not_the_noise_of_the_room() -> None:
    samples = take(0.001)
    samples[round(3.4 * RATE_HZ) : round(3.45 * RATE_HZ)] = 0.5
    quiet, _ = signal_to_noise_db(take(0.001), RATE_HZ, VOICED)
    knocked, _ = signal_to_noise_db(samples, RATE_HZ, VOICED)
    assert knocked == pytest.approx(quiet, abs=0.5)


def test_exact_silence_between_the_words_is_named_rather_than_measured() -> None:
    assert signal_to_noise_db(take(0.0), RATE_HZ, VOICED) == (None, GATED)


def test_a_take_without_a_gap_has_too_little_to_measure() -> None:
    assert signal_to_noise_db(take(0.01), RATE_HZ, (Span(0.0, 6.8),)) == (None, TOO_LITTLE)


def test_without_voice_there_is_nothing_to_compare() -> None:
    assert signal_to_noise_db(take(0.01), RATE_HZ, ()) == (None, NO_VOICE)

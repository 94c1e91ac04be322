"""Sound that is a voice by itself: loud against the noise, and repeating."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_probability import WINDOW
from rehearse.transcription.voiced_sound import SoundOptions, VoicedSound

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUIET = 0.001


def noise(seconds: float, level: float = QUIET) -> NDArray[np.float32]:
    return np.asarray(np.random.default_rng(3).standard_normal(round(seconds * RATE_HZ)) * level, np.float32)


def vowel(seconds: float) -> NDArray[np.float32]:
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(sum(np.sin(2 * np.pi * 140 * k * time_s) / k for k in range(1, 15)) * 0.1, np.float32)


def share(samples: NDArray[np.float32], probability: float) -> float:
    """Which share of the windows is voice by its sound."""
    count = -(-len(samples) // WINDOW)
    return float(VoicedSound(SoundOptions()).of(samples, np.full(count, probability, np.float32)).mean())


def test_a_vowel_that_silero_doubts_is_a_voice() -> None:
    samples = np.concatenate([noise(1.0), vowel(1.0) + noise(1.0)])
    assert 0.45 <= share(samples, 0.05) <= 0.55


def test_noise_is_no_voice_however_loud_it_becomes() -> None:
    assert share(np.concatenate([noise(1.0), noise(1.0, 0.1)]), 0.1) == 0.0


def test_hum_such_as_recordings_have_is_no_voice() -> None:
    time_s = np.arange(2 * RATE_HZ) / RATE_HZ
    hum = np.asarray(np.sin(2 * np.pi * 50 * time_s) * 0.02, np.float32)
    assert share(np.concatenate([noise(1.0), hum]), 0.0) == 0.0


def test_digital_silence_is_no_voice() -> None:
    assert share(np.zeros(RATE_HZ, np.float32), 0.4) == 0.0


def test_portions_give_the_same_as_the_whole() -> None:
    samples = np.concatenate([noise(0.5), vowel(0.5), noise(0.5), vowel(0.3)])[: 50 * WINDOW]
    probabilities = np.full(50, 0.1, np.float32)
    whole = VoicedSound(SoundOptions()).of(samples, probabilities)
    bit_by_bit = VoicedSound(SoundOptions())
    parts = [
        bit_by_bit.of(samples[at * WINDOW : (at + 5) * WINDOW], probabilities[at : at + 5]) for at in range(0, 50, 5)
    ]
    assert np.array_equal(whole, np.concatenate(parts))

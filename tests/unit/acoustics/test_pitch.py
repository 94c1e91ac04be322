from __future__ import annotations

import numpy as np
import pytest

from rehearse.acoustics.pitch import TOO_LITTLE, pitch_variation_st, track
from rehearse.speech import Span

RATE_HZ = 16000


def voice(semitones: np.ndarray, middle_hz: float) -> np.ndarray:
    """A buzz with eleven harmonics that follows a melody, given in semitones per sample."""
    phase = 2 * np.pi * np.cumsum(middle_hz * 2 ** (semitones / 12)) / RATE_HZ
    return (sum(np.sin(k * phase) / k for k in range(1, 12)) * 0.1).astype(np.float32)


def melody(spread_st: float, seconds: float = 6.0) -> np.ndarray:
    moments = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.sqrt(2) * spread_st * np.sin(2 * np.pi * 0.5 * moments)


@pytest.mark.parametrize("middle_hz", [85.0, 120.0, 210.0, 320.0])
@pytest.mark.parametrize("spread_st", [0.5, 2.0, 4.0])
def test_the_spread_of_a_known_melody_is_found_for_low_and_high_voices(middle_hz: float, spread_st: float) -> None:
    found, reason = pitch_variation_st(voice(melody(spread_st), middle_hz), RATE_HZ, (Span(0, 6),))
    assert found == pytest.approx(spread_st, rel=0.05)
    assert reason == ""


def test_noise_below_the_voice_changes_little() -> None:
    samples = voice(melody(2.0), 140.0)
    noisy = samples + np.random.default_rng(0).standard_normal(len(samples)).astype(np.float32) * 0.02
    assert pitch_variation_st(noisy, RATE_HZ, (Span(0, 6),))[0] == pytest.approx(2.0, rel=0.1)


def test_a_jump_of_an_octave_for_a_moment_does_not_count() -> None:
    jumps = np.zeros(6 * RATE_HZ)
    jumps[RATE_HZ : RATE_HZ + RATE_HZ // 5] = 12.0
    jumps[4 * RATE_HZ : 4 * RATE_HZ + RATE_HZ // 5] = -12.0
    found, _ = pitch_variation_st(voice(jumps, 160.0), RATE_HZ, (Span(0, 6),))
    assert found is not None
    assert found < 0.5


def test_only_voiced_stretches_are_looked_at() -> None:
    samples = np.concatenate([voice(np.zeros(2 * RATE_HZ), 120.0), voice(np.zeros(2 * RATE_HZ), 170.0)])
    found, _ = pitch_variation_st(samples, RATE_HZ, (Span(0, 1.9),))
    assert found == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize(
    "samples",
    [
        np.random.default_rng(0).standard_normal(4 * RATE_HZ).astype(np.float32) * 0.1,
        np.zeros(4 * RATE_HZ, np.float32),
        voice(np.zeros(RATE_HZ // 2), 120.0),
        np.zeros(0, np.float32),
    ],
    ids=["noise", "silence", "half a second", "nothing"],
)
def test_what_has_no_pitch_or_too_little_gives_none_and_the_reason(samples: np.ndarray) -> None:
    assert pitch_variation_st(samples, RATE_HZ, (Span(0, 4),)) == (None, TOO_LITTLE)


def test_the_track_gives_the_pitch_itself() -> None:
    pitches = track(voice(np.zeros(RATE_HZ), 147.0), RATE_HZ)
    assert np.allclose(pitches, 147.0, rtol=0.005)

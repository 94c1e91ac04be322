from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rehearse.acoustics import SoundFollower, hear
from rehearse.acoustics.problems import Extremes
from rehearse.measures.values import AudioProblem
from rehearse.speech import Span
from tests.sounds import tone

RATE_HZ = 16000
VOICED = (Span(1.0, 3.0), Span(4.0, 6.0))


def take(level: float, noise: float) -> np.ndarray:
    samples = np.random.default_rng(5).standard_normal(7 * RATE_HZ) * noise
    for span in VOICED:
        start = round(span.start_s * RATE_HZ)
        samples[start : start + 2 * RATE_HZ] += tone(2.0, RATE_HZ, 300.0, level)
    return np.clip(samples, -1, 1).astype(np.float32)


def problems(samples: np.ndarray, voiced: tuple[Span, ...] = VOICED) -> tuple[AudioProblem, ...]:
    return hear(samples, RATE_HZ, samples, voiced).problems


def clipped_runs(*portions: np.ndarray) -> int:
    extremes = Extremes(RATE_HZ)
    for portion in portions:
        extremes.add(portion)
    return extremes.clipped_runs


def test_a_good_recording_has_no_problems() -> None:
    assert problems(take(0.2, 0.001)) == ()


@pytest.mark.parametrize("samples", [np.zeros(7 * RATE_HZ, np.float32), take(0.0, 0.0002)], ids=["zeros", "hiss"])
def test_a_recording_without_sound_is_silent_and_nothing_else(samples: np.ndarray) -> None:
    assert problems(samples, ()) == (AudioProblem.SILENT,)


def test_a_voice_far_away_is_too_quiet() -> None:
    assert problems(take(0.008, 0.0001)) == (AudioProblem.TOO_QUIET,)


def test_a_voice_in_much_noise_is_noisy() -> None:
    assert problems(take(0.2, 0.08)) == (AudioProblem.NOISY,)


def test_noise_without_a_voice_is_noisy() -> None:
    assert problems(take(0.0, 0.1), ()) == (AudioProblem.NOISY,)


def test_a_wave_that_is_cut_off_again_and_again_is_clipping() -> None:
    assert problems(take(3.0, 0.001)) == (AudioProblem.CLIPPING,)


def test_a_wave_that_only_touches_full_scale_is_not_clipping() -> None:
    assert clipped_runs(tone(1.0, RATE_HZ, 997.0, 1.0)) < 5


@given(arrays(np.float32, st.integers(0, 60), elements=st.sampled_from([0.0, 1.0, -1.0])), st.data())
def test_clipping_is_counted_the_same_in_any_portions(samples: np.ndarray, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(samples)), max_size=8)))
    assert clipped_runs(*np.split(samples, cuts)) == clipped_runs(samples)


def test_sound_is_measured_the_same_in_any_portions() -> None:
    samples = take(0.9, 0.01)
    at_once, bit_by_bit = SoundFollower(RATE_HZ), SoundFollower(RATE_HZ)
    at_once.add(samples)
    for portion in np.split(samples, np.cumsum(np.random.default_rng(1).integers(1, 9000, 30))):
        bit_by_bit.add(portion)
    for span in VOICED:
        at_once.add_voice(span, samples)
        begins = round((span.start_s - 0.1) * RATE_HZ)
        bit_by_bit.add_voice(span, samples[begins:], begins / RATE_HZ)
    assert bit_by_bit.sound() == at_once.sound()


def test_figures_that_could_not_be_taken_come_with_their_reasons() -> None:
    silence = np.zeros(2 * RATE_HZ, np.float32)
    sound = hear(silence, RATE_HZ, silence, ())
    assert (sound.loudness_lufs, sound.signal_to_noise_db, sound.pitch_variation_st) == (None, None, None)
    assert {measure for measure, _ in sound.reasons} == {"loudness_lufs", "signal_to_noise_db", "pitch_variation_st"}
    assert all(reason.endswith(".") for _, reason in sound.reasons)


@pytest.mark.parametrize("rate_hz", [8, 100, 4000, 192_000, 1_000_000])
def test_any_rate_can_be_measured(rate_hz: int) -> None:
    moments = np.arange(4 * rate_hz) / rate_hz
    samples = (np.sin(2 * np.pi * min(300.0, rate_hz / 5) * moments) * 0.2 * ((moments > 1) & (moments < 3))).astype(
        np.float32
    )
    samples += np.random.default_rng(1).standard_normal(len(samples)).astype(np.float32) * 0.001
    sound = hear(samples, rate_hz, samples[: 4 * RATE_HZ], (Span(1, 3),))
    assert sound.loudness_lufs is not None
    assert sound.signal_to_noise_db == pytest.approx(43, abs=6)

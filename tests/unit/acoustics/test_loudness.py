from __future__ import annotations

import numpy as np
import pytest

from rehearse.acoustics.loudness import integrated_loudness
from tests.sounds import tone


@pytest.mark.parametrize("rate_hz", [8000, 16000, 22050, 44100, 48000, 96000])
def test_the_standards_sine_reads_three_below_full_scale(rate_hz: int) -> None:
    loudness = integrated_loudness(tone(5, rate_hz, 997.0, 1.0), rate_hz)
    # The standard allows a tenth.
    assert loudness == pytest.approx(-3.01, abs=0.05)


def test_a_tenth_of_the_level_is_twenty_less() -> None:
    loudness = integrated_loudness(tone(5, 48000, 997.0, 0.1), 48000)
    assert loudness == pytest.approx(-23.01, abs=0.02)


def test_silence_around_the_voice_does_not_make_it_softer() -> None:
    voice = tone(4, 48000, 997.0, 0.1)
    silence = np.zeros(48000 * 10, np.float32)
    alone, padded = (
        integrated_loudness(voice, 48000),
        integrated_loudness(np.concatenate([silence, voice, silence]), 48000),
    )
    # Blocks that hold a bit of both are above the gate and count.
    assert padded == pytest.approx(alone, abs=0.5)


def test_soft_stretches_below_the_relative_gate_are_left_out() -> None:
    loud, soft = tone(10, 48000, 997.0, 0.1), tone(10, 48000, 997.0, 0.01)
    loudness = integrated_loudness(np.concatenate([loud, soft]), 48000)
    assert loudness == pytest.approx(-23.01, abs=0.1)


def test_low_tones_weigh_less_and_high_tones_more() -> None:
    low, middle, high = (integrated_loudness(tone(3, 48000, hz, 0.1), 48000) for hz in (50.0, 997.0, 5000.0))
    assert low is not None
    assert middle is not None
    assert high is not None
    assert low < middle - 3
    assert high > middle + 3


def test_the_seam_between_chunks_changes_nothing() -> None:
    loudness = integrated_loudness(tone(65, 16000, 997.0, 0.1), 16000)
    assert loudness == pytest.approx(-22.97, abs=0.03)


@pytest.mark.parametrize("samples", [np.zeros(48000, np.float32), np.zeros(10, np.float32), tone(2, 48000, 440, 1e-5)])
def test_what_is_too_soft_or_too_short_has_no_loudness(samples: np.ndarray) -> None:
    assert integrated_loudness(samples, 48000) is None

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.acoustics import SoundFollower, hear
from rehearse.acoustics.headset import SENTENCES, HeadsetTrouble
from rehearse.speech import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE_HZ = 48_000
VOICED = tuple(Span(1.0 + 3.0 * number, 3.0 + 3.0 * number) for number in range(5))
SECONDS = 16.5
ROOM_DB, VOICE_DB = -60.0, -25.0


def shaped(
    seconds: float, rate_hz: int, from_hz: float, to_hz: float, level_db: float, seed: int
) -> NDArray[np.float32]:
    """Noise between two frequencies at a level."""
    size = round(seconds * rate_hz)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(size))
    frequencies = np.fft.rfftfreq(size, 1 / rate_hz)
    spectrum[(frequencies < from_hz) | (frequencies > to_hz)] = 0
    noise = np.fft.irfft(spectrum, size)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)) * 10 ** (level_db / 20), dtype=np.float32)


def take(rate_hz: int = RATE_HZ, room_db: float = ROOM_DB, highest_hz: float = 8000.0) -> NDArray[np.float32]:
    """Vowels and, 15 dB softer, the sounds of s and f, over the noise of a room; from one microphone."""
    samples = shaped(SECONDS, rate_hz, 50.0, highest_hz, room_db, 1)
    low = shaped(SECONDS, rate_hz, 150.0, 3000.0, VOICE_DB, 2)
    high = shaped(SECONDS, rate_hz, 4500.0, 7500.0, VOICE_DB - 15, 3) if highest_hz > 4500 else np.zeros_like(low)
    for span in VOICED:
        spoken = slice(round(span.start_s * rate_hz), round(span.end_s * rate_hz))
        samples[spoken] += low[spoken] + high[spoken]
    return samples


def troubles(samples: NDArray[np.float32], rate_hz: int = RATE_HZ) -> tuple[HeadsetTrouble, ...]:
    return hear(samples, rate_hz, samples[:: rate_hz // 16_000], VOICED).headset


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
@pytest.mark.parametrize("room_db", [-75.0, -60.0, -40.0])
def test_an_untouched_recording_has_no_headset_trouble(rate_hz: int, room_db: float) -> None:
    assert troubles(take(rate_hz, room_db), rate_hz) == ()


def test_a_voice_that_came_through_a_telephones_band_is_named() -> None:
    assert troubles(take(highest_hz=3400.0)) == (HeadsetTrouble.NARROW_BAND,)


def test_a_recording_that_can_hold_no_high_sound_is_not_blamed_for_it() -> None:
    samples = take(16_000)[::2].copy()
    assert hear(samples, 8_000, take(16_000), VOICED).headset == ()


def gains(rise_db: float) -> NDArray[np.float32]:
    """What an automatic level does: down while one speaks, up again within a pause."""
    moments = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    lifted = np.zeros(len(moments))
    for span in VOICED:
        lifted = np.where(moments >= span.end_s, np.minimum(1.0, (moments - span.end_s) / 0.6) * rise_db, lifted)
        lifted = np.where((moments >= span.start_s) & (moments < span.end_s), 0.0, lifted)
    return np.asarray(10 ** (lifted / 20), dtype=np.float32)


def test_a_noise_that_rises_in_every_pause_is_named() -> None:
    assert troubles(take() * gains(15.0)) == (HeadsetTrouble.PUMPING,)


def test_a_noise_that_hardly_moves_is_not() -> None:
    assert troubles(take() * gains(3.0)) == ()


def test_a_car_that_passes_in_one_pause_is_no_automatic_level() -> None:
    samples = take()
    passing = slice(round(3.5 * RATE_HZ), round(4.0 * RATE_HZ))
    samples[passing] *= 10
    assert troubles(samples) == ()


@pytest.mark.parametrize("left", [0.0, 1e-3])
def test_a_room_that_is_cut_out_between_the_words_is_named(left: float) -> None:
    samples = take()
    moments = np.arange(len(samples)) / RATE_HZ
    spoken = np.zeros(len(samples), dtype=bool)
    for span in VOICED:
        spoken |= (moments >= span.start_s - 0.05) & (moments < span.end_s + 0.05)
    assert troubles(np.where(spoken, samples, samples * left).astype(np.float32)) == (HeadsetTrouble.SUPPRESSED,)


def test_nothing_is_said_of_a_word_or_two() -> None:
    samples = take(highest_hz=3400.0)
    assert hear(samples, RATE_HZ, samples[::3], VOICED[:1]).headset == ()


def test_the_levels_are_the_same_however_the_sound_comes() -> None:
    samples = take()
    whole = hear(samples, RATE_HZ, samples[::3], VOICED)
    follower = SoundFollower(RATE_HZ)
    for start in range(0, len(samples), 7_001):
        follower.add(samples[start : start + 7_001])
    for span in VOICED:
        follower.add_voice(span, samples[::3])
    assert follower.sound().track == whole.track


def test_every_trouble_has_a_calm_sentence_with_a_remedy() -> None:
    assert set(SENTENCES) == set(HeadsetTrouble)
    for sentence in SENTENCES.values():
        assert sentence.endswith(".")
        assert "!" not in sentence
        assert sentence.count(". ") == 1

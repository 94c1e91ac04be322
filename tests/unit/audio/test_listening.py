from __future__ import annotations

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.listening import (
    CEILING,
    LISTENING_LUFS,
    MOST_GAIN_DB,
    Listening,
    at_speed,
    gain_for,
    levelled,
    prepare,
    through_phone,
)
from tests.sounds import murmur, tone

RATE_HZ = 16000
SPEEDS = pytest.mark.parametrize("speed", [0.75, 1.25, 1.5])


def loudest_hz(samples: np.ndarray, rate_hz: int = RATE_HZ) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(spectrum.argmax() * rate_hz / len(samples))


def decibels(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(samples[2000:-2000], dtype=np.float64))))


@SPEEDS
def test_another_speed_changes_how_long_it_takes_and_not_the_pitch(speed: float) -> None:
    heard = at_speed(tone(6.0, RATE_HZ, 220.0), RATE_HZ, speed)

    assert len(heard) == round(6.0 * RATE_HZ / speed)
    assert loudest_hz(heard[RATE_HZ : 3 * RATE_HZ]) == pytest.approx(220.0, abs=1.0)


@SPEEDS
def test_another_speed_does_not_click(speed: float) -> None:
    said = tone(6.0, RATE_HZ, 220.0)

    heard = at_speed(said, RATE_HZ, speed)

    steepest = np.abs(np.diff(said)).max()
    assert np.abs(np.diff(heard[RATE_HZ // 2 : -RATE_HZ // 2])).max() < 1.1 * steepest


@SPEEDS
def test_at_another_speed_everything_is_heard_at_its_place(speed: float) -> None:
    said = np.zeros(8 * RATE_HZ, np.float32)
    for second in range(1, 8):
        said[second * RATE_HZ :][: RATE_HZ // 5] = tone(0.2, RATE_HZ, 300.0, 0.3)

    loud = np.flatnonzero(np.abs(at_speed(said, RATE_HZ, speed)) > 0.02) / RATE_HZ
    begins = [loud[0], *(loud[1:][np.diff(loud) > 0.2])]

    assert [place * speed for place in begins] == pytest.approx(list(range(1, 8)), abs=0.025)


@SPEEDS
def test_nothing_and_very_little_can_be_heard_at_another_speed(speed: float) -> None:
    assert len(at_speed(np.zeros(0, np.float32), RATE_HZ, speed)) == 0
    assert len(at_speed(tone(0.01, RATE_HZ), RATE_HZ, speed)) == round(160 / speed)


@pytest.mark.parametrize(("pitch_hz", "passes"), [(60, False), (150, False), (440, True), (3000, True), (5000, False)])
def test_the_phone_lets_only_its_band_through(pitch_hz: float, passes: bool) -> None:  # noqa: FBT001
    said = tone(2.0, RATE_HZ, pitch_hz)

    lost_db = decibels(said) - decibels(through_phone(said, RATE_HZ))

    assert (abs(lost_db) < 0.5) if passes else (lost_db > 30)


@pytest.mark.parametrize("rate_hz", [8000, 11025, 48000])
def test_the_phone_moves_nothing_in_time_at_any_rate(rate_hz: int) -> None:
    said = np.zeros(30 * rate_hz, np.float32)
    said[21 * rate_hz :][: rate_hz // 10] = tone(0.1, rate_hz, 1000.0)

    heard = through_phone(said, rate_hz)

    assert len(heard) == len(said)
    assert np.corrcoef(heard, said)[0, 1] > 0.97


def test_a_quiet_take_is_heard_louder_and_an_almost_silent_one_only_so_far() -> None:
    assert gain_for(-31.0) == pytest.approx(LISTENING_LUFS + 31.0)
    assert gain_for(-12.0) == pytest.approx(LISTENING_LUFS + 12.0)
    assert gain_for(-69.0) == MOST_GAIN_DB
    assert gain_for(None) == 0.0


def test_gain_raises_the_level_by_just_as_much() -> None:
    said = tone(1.0, RATE_HZ, level=0.05)
    assert decibels(levelled(said, RATE_HZ, 12.0)) - decibels(said) == pytest.approx(12.0, abs=0.01)


def test_a_peak_gives_way_smoothly_instead_of_being_cut_off() -> None:
    said = tone(2.0, RATE_HZ, 220.0, 0.1)
    said[RATE_HZ : RATE_HZ + 1600] *= 5

    heard = levelled(said, RATE_HZ, 12.0)

    assert np.abs(heard).max() <= np.float32(CEILING)
    assert np.count_nonzero(np.abs(heard) > 0.999 * CEILING) < 100
    middle = heard[RATE_HZ + 400 : RATE_HZ + 1200]
    assert np.corrcoef(middle, said[RATE_HZ + 400 : RATE_HZ + 1200])[0, 1] > 0.9999
    assert decibels(heard[:RATE_HZ]) - decibels(said[:RATE_HZ]) == pytest.approx(12.0, abs=0.1)


def test_unchanged_listening_is_the_recording_itself() -> None:
    recording = Recording(tone(1.0, RATE_HZ), RATE_HZ, "take.wav")
    assert prepare(recording, Listening()) is recording


def test_speed_phone_and_gain_go_together_and_leave_the_recording_alone() -> None:
    samples = (murmur(4.0, RATE_HZ) / 32768).astype(np.float32)
    before = samples.copy()

    heard = prepare(Recording(samples, RATE_HZ, "take.wav"), Listening(1.5, phone=True, gain_db=6.0))

    assert heard.duration_s == pytest.approx(4.0 / 1.5, abs=0.001)
    assert heard.path == "take.wav"
    assert heard.samples.dtype == np.float32
    np.testing.assert_array_equal(samples, before)

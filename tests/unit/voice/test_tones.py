from __future__ import annotations

import numpy as np
import pytest

from rehearse.voice import tones
from rehearse.voice.phone import RATE_HZ


def strongest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE_HZ / len(samples))


def test_it_rings_for_two_seconds_and_pauses_for_four() -> None:
    ringing = tones.ring(7.0)
    loud = np.abs(ringing).reshape(-1, RATE_HZ // 2).max(axis=1) > 0.01
    assert loud.tolist() == [True] * 4 + [False] * 8 + [True] * 2
    assert strongest_hz(ringing[: 2 * RATE_HZ]) == pytest.approx(460, abs=25)


def test_a_mailbox_beeps_at_a_thousand_hertz() -> None:
    assert strongest_hz(tones.beep()[: round(0.4 * RATE_HZ)]) == pytest.approx(1000, abs=5)


@pytest.mark.parametrize(
    "sound", [tones.ring(3.0), tones.pick_up(), tones.hang_up(), tones.beep(), tones.transfer(), tones.hold(8.0)]
)
def test_no_sound_is_louder_than_speech_or_ends_with_a_jump(sound: np.ndarray) -> None:
    assert sound.dtype == np.float32
    assert 0.02 < np.abs(sound).max() < 0.4
    assert abs(float(sound[-1])) < 0.01


def test_the_music_lasts_as_long_as_one_waits() -> None:
    music = tones.hold(9.0)
    assert len(music) == 9 * RATE_HZ
    levels = np.abs(music).reshape(9, -1).max(axis=1)
    assert levels.min() > 0.01

"""The sounds on a telephone line that are no words: ringing, the click of a receiver, a beep, music while one waits.

The ringing tone is that of North America: 440 and 480 Hz, two seconds on and four off (ATIS-0600401). The music is our
own: four soft chords, made of sines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.voice.phone import RATE_HZ, band

if TYPE_CHECKING:
    from numpy.typing import NDArray

RING_ON_S, RING_OFF_S = 2.0, 4.0
RING_LEVEL = 0.06
BEEP_HZ, BEEP_S, BEEP_LEVEL = 1000.0, 0.4, 0.12
CHORDS_HZ = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6), (164.8, 207.7, 246.9))
CHORD_S = 2.0
CLICK_SEED = 7


def ring(seconds: float) -> NDArray[np.float32]:
    """The tone that the caller hears while it rings at the other end."""
    time_s = _times(seconds)
    tone = np.sin(2 * np.pi * 440 * time_s) + np.sin(2 * np.pi * 480 * time_s)
    within_s = time_s % (RING_ON_S + RING_OFF_S)
    gate = np.clip(np.minimum(within_s, RING_ON_S - within_s) / 0.01, 0, 1)
    return (RING_LEVEL * tone * gate).astype(np.float32)


def pick_up() -> NDArray[np.float32]:
    """The click of a receiver that is lifted, and a moment of open line."""
    return np.concatenate([_click(0.020, 0.25), _quiet(0.05), _click(0.012, 0.12), _quiet(0.25)])


def hang_up() -> NDArray[np.float32]:
    """The receiver is put down."""
    return np.concatenate([_click(0.015, 0.18), _quiet(0.06), _click(0.030, 0.30), _quiet(0.4)])


def beep() -> NDArray[np.float32]:
    """What a mailbox says before it listens."""
    time_s = _times(BEEP_S)
    tone = BEEP_LEVEL * np.sin(2 * np.pi * BEEP_HZ * time_s)
    return np.concatenate([(tone * _faded(len(tone), 0.01)).astype(np.float32), _quiet(0.15)])


def transfer() -> NDArray[np.float32]:
    """A click and two short tones: the call is being put through."""
    time_s = _times(0.18)
    tone = (0.08 * np.sin(2 * np.pi * 620 * time_s) * _faded(len(time_s), 0.01)).astype(np.float32)
    return np.concatenate([_click(0.02, 0.2), _quiet(0.25), tone, _quiet(0.1), tone, _quiet(0.4)])


def hold(seconds: float) -> NDArray[np.float32]:
    """Music while one waits, as thin as it sounds on a telephone, fading in and out."""
    time_s = _times(seconds)
    music = np.zeros(len(time_s))
    for number, chord in enumerate(CHORDS_HZ):
        within_s = (time_s - number * CHORD_S) % (len(CHORDS_HZ) * CHORD_S)
        swell = np.where(within_s < CHORD_S, np.sin(np.pi * within_s / CHORD_S) ** 2, 0.0)
        for pitch_hz in chord:
            music += swell * (
                np.sin(2 * np.pi * 2 * pitch_hz * time_s) + 0.4 * np.sin(2 * np.pi * 4 * pitch_hz * time_s)
            )
    return (0.03 * band(music, 300, 3400) * _faded(len(music), 0.3)).astype(np.float32)


def _times(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def _quiet(seconds: float) -> NDArray[np.float32]:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def _faded(count: int, seconds: float) -> NDArray[np.float64]:
    """A gain that rises at the beginning and falls at the end, so that nothing clicks."""
    ramp = max(1, min(round(seconds * RATE_HZ), count // 2))
    at = np.arange(count)
    gain: NDArray[np.float64] = np.clip(np.minimum(at, count - 1 - at) / ramp, 0, 1)
    return gain


def _click(seconds: float, level: float) -> NDArray[np.float32]:
    """A short burst that dies away."""
    count = round(seconds * RATE_HZ)
    burst = np.random.default_rng(CLICK_SEED).standard_normal(count) * np.exp(-6 * np.arange(count) / count)
    heard = band(burst, 300, 3400)
    click: NDArray[np.float32] = (level * heard / np.abs(heard).max()).astype(np.float32)
    return click

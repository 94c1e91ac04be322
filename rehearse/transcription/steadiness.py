"""How long a voice holds one sound: an um is a vowel that stands still, and most words move on.

Every 10 ms the spectrum around is compared with that of a moment before and after. Where a voice sounds (it repeats
itself at the pitch of a voice) and its spectrum hardly changes, it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rehearse.speech import Span

HOP = RATE_HZ // 100
WINDOW = RATE_HZ // 25
"""40 ms: two periods of the lowest voice."""

LOWEST_HZ, HIGHEST_HZ = 65, 400
"""Pitch of voices."""

BANDS = 20
LOWEST_BAND_HZ, HIGHEST_BAND_HZ = 150, 4000
BESIDE = 3
"""Frames before and after that a frame is compared with."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of the frames of a stretch, 10 ms each.

    Attributes:
        periodic: How much the voice repeats itself at its pitch, 0 to 1.
        change_db: How far the spectrum moves within 60 ms, in decibels.
        level_db: Level.
    """

    periodic: NDArray[np.float64]
    change_db: NDArray[np.float64]
    level_db: NDArray[np.float64]


def measure(recording_16k: NDArray[np.float32], stretch: Span) -> Held:
    """Look at each frame of a stretch of a recording."""
    first, last = max(0, round(stretch.start_s * 100)), round(stretch.end_s * 100)
    starts = np.arange(first - BESIDE, last + BESIDE) * HOP - WINDOW // 2
    inside = np.clip(starts[:, None] + np.arange(WINDOW)[None, :], 0, max(0, len(recording_16k) - 1))
    frames = recording_16k[inside].astype(np.float64)
    frames -= frames.mean(axis=1, keepdims=True)
    size = 2 * WINDOW
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(WINDOW), size)))
    bands = 10 * np.log10(power @ _bands(size) + 1e-10)
    bands -= bands.mean(axis=1, keepdims=True)
    change = np.abs(bands[2 * BESIDE :] - bands[: -2 * BESIDE]).mean(axis=1)
    middle = slice(BESIDE, len(frames) - BESIDE)
    level = 10 * np.log10(np.square(frames[middle]).mean(axis=1) + 1e-12)
    return Held(periodicity(frames[middle]), change, level)


def _bands(size: int) -> NDArray[np.float64]:
    """Sums of neighbouring frequencies, the bands as wide as the ear's."""
    hertz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    edges = np.geomspace(LOWEST_BAND_HZ + 200, HIGHEST_BAND_HZ + 200, BANDS + 1) - 200
    return np.asarray((hertz[:, None] >= edges[None, :-1]) & (hertz[:, None] < edges[None, 1:]), np.float64)


def periodicity(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """The highest normalised autocorrelation at a distance that can be a voice's period."""
    size = 2 * frames.shape[1]
    correlation = np.fft.irfft(np.square(np.abs(np.fft.rfft(frames, size))), size)[:, : frames.shape[1]]
    shortest, longest = RATE_HZ // HIGHEST_HZ, RATE_HZ // LOWEST_HZ
    fade = 1 - np.arange(shortest, longest) / frames.shape[1]
    peaks = correlation[:, shortest:longest] / fade
    return np.asarray(np.clip(peaks.max(axis=1) / (correlation[:, 0] + 1e-9), 0.0, 1.0))

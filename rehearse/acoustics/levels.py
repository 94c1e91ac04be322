"""The level of a recording from moment to moment, whole and above 4 kHz, taken while it comes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rehearse.acoustics.portions import Portions
from rehearse.measures.track import NOTHING_DB, LevelTrack

STEP_S = 0.02
PORTION_STEPS = 50

HIGH_FROM_HZ, HIGH_TO_HZ = 4000.0, 8000.0
"""A telephone ends at 3.4 kHz; what lies well above is s, f, t and the breath of wide-band speech."""

_Rows = tuple[NDArray[np.float64], NDArray[np.float64]]


class LevelFollower:
    """Levels of one channel that comes in portions of any size."""

    def __init__(self, rate_hz: int) -> None:
        """Prepare for a channel at this rate; below 16 kHz it can't hold the high sound."""
        self._frame = max(1, round(STEP_S * rate_hz))
        self._step_s = self._frame / rate_hz
        self._portions = Portions(self._frame * PORTION_STEPS)
        self._window = np.hanning(self._frame)
        frequencies = np.fft.rfftfreq(self._frame, 1 / rate_hz)
        self._high = (frequencies >= HIGH_FROM_HZ) & (frequencies <= HIGH_TO_HZ)
        self._has_high = rate_hz >= 2 * HIGH_TO_HZ
        self._rows: list[_Rows] = []

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples."""
        self._rows += [self._powers(portion) for portion in self._portions.of(samples)]

    def track(self) -> LevelTrack:
        """The levels of all that has come; a rest shorter than a step is left out."""
        rows = [*self._rows, self._powers(self._portions.rest)]
        whole, high = (_decibels(np.concatenate([row[which] for row in rows])) for which in (0, 1))
        return LevelTrack(self._step_s, whole, high if self._has_high else ())

    def _powers(self, samples: NDArray[np.float32]) -> _Rows:
        frames = samples[: len(samples) // self._frame * self._frame].reshape(-1, self._frame).astype(np.float64)
        whole = np.square(frames).mean(axis=1)
        if not self._has_high:
            return whole, np.zeros(0)
        spectrum = np.square(np.abs(np.fft.rfft(frames * self._window, axis=1)[:, self._high])).sum(axis=1)
        return whole, 2 * spectrum / (self._frame * np.square(self._window).sum())


def _decibels(powers: NDArray[np.float64]) -> tuple[float, ...]:
    levels = 10 * np.log10(np.maximum(powers, 10 ** (NOTHING_DB / 10)))
    return tuple(levels.round(1).tolist())

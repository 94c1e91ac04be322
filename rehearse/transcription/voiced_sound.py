"""What the sound itself says about voice, beside Silero: loud against the noise of late, and repeating as a voice does.

Silero doubts voices that come by telephone, are slow or stand alone. Where sound lies clearly above the quietest of the
last seconds, not far below the loudest of late, and repeats itself at the pitch of a voice, somebody speaks all the
same; the more Silero believes it, the less the sound must repeat itself. Most of a hum is taken off before, and noise
does not repeat itself.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehearse.transcription.levels import HUM_CUT
from rehearse.transcription.steadiness import WINDOW as FRAME
from rehearse.transcription.steadiness import periodicity
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_probability import WINDOW

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLOOR_S = 8.0
"""The noise is as loud as the quietest moment of so many seconds."""

SMOOTHED = 4
"""Windows whose mean is a moment: single ones of noise lie several decibels apart."""

RELEASE_DB_PER_S = 0.5
"""How fast the loudest level is forgotten."""

LEAST_LEVEL_DB = -75.0
"""Nothing below this is a voice, however quiet the rest."""

BEFORE = FRAME - WINDOW + HUM_CUT
"""Samples before a window that are looked at with it."""


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """When sound is a voice without Silero.

    Attributes:
        above_noise_db: So far above the noise at least.
        below_loudest_db: And no further below the loudest of late.
        alike: And so much alike from one period to the next, 0 to 1, with Silero's probability added.
        weight: How many times that is added.
    """

    above_noise_db: float = 12.0
    below_loudest_db: float = 22.0
    alike: float = 0.7
    weight: float = 2.0


class VoicedSound:
    """Follows one take, window by window of Silero's length; a window is judged by it and what came before."""

    def __init__(self, options: SoundOptions) -> None:
        self._options = options
        self._before: NDArray[np.float32] = np.zeros(BEFORE, np.float32)
        self._late: deque[float] = deque(maxlen=SMOOTHED)
        self._moments: deque[float] = deque(maxlen=round(FLOOR_S * RATE_HZ / WINDOW))
        self._loudest_db = LEAST_LEVEL_DB

    def of(self, samples: NDArray[np.float32], probabilities: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Whether each of the next windows is voice by its sound, the last one filled up with silence.

        Args:
            samples: The next ones.
            probabilities: Silero's for their windows.
        """
        windows = np.pad(samples, (0, -len(samples) % WINDOW))
        around = np.concatenate([self._before, windows]).astype(np.float64)
        self._before = around[-BEFORE:].astype(np.float32)
        steady = _without_hum(around)
        count = len(windows) // WINDOW
        frames = np.stack([steady[at * WINDOW : at * WINDOW + FRAME] for at in range(count)])
        levels = 10 * np.log10(np.square(frames[:, -WINDOW:]).mean(axis=1) + 1e-12)
        alike = periodicity(frames) + self._options.weight * probabilities
        loud = np.array([self._is_loud(level) for level in levels.tolist()])
        return np.asarray(loud & (alike >= self._options.alike))

    def _is_loud(self, level_db: float) -> bool:
        self._late.append(level_db)
        self._moments.append(sum(self._late) / len(self._late))
        self._loudest_db = max(level_db, self._loudest_db - RELEASE_DB_PER_S * WINDOW / RATE_HZ)
        least = max(
            LEAST_LEVEL_DB,
            min(self._moments) + self._options.above_noise_db,
            self._loudest_db - self._options.below_loudest_db,
        )
        return level_db >= least


def _without_hum(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same less its moving average, which lies in the middle; shorter by `HUM_CUT`."""
    sums = np.cumsum(np.concatenate([[0.0], samples]))
    average = (sums[HUM_CUT:] - sums[:-HUM_CUT]) / HUM_CUT
    half = HUM_CUT // 2
    return np.asarray(samples[half : half + len(average) - 1] - average[:-1])

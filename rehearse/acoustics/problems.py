"""Why a recording can be judged only in part, each with its threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.acoustics.portions import Portions
from rehearse.measures.values import AudioProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

SILENT_DB = -60.0
"""Where no tenth of a second is louder than this (decibels below full scale), nothing reached the microphone."""

TOO_QUIET_LUFS = -40.0
"""A voice below this is lost in the noise of most microphones; recordings that are easy to hear lie near -20."""

NOISY_DB = 15.0
"""A voice less than this above the noise is often misheard; the lower edge of the measure's own band."""

FULL_SCALE = 0.985
"""Samples this close to the largest possible value are at the limit."""

FLAT_RUN = 3
"""So many samples at the limit in a row are a cut-off wave; a wave that only touches the limit has one or two."""

CLIPPED_RUNS = 5
"""So many cut-off waves are heard as crackling."""


def find_problems(
    extremes: Extremes,
    *,
    has_voice: bool,
    loudness_lufs: float | None,
    signal_to_noise_db: float | None,
) -> tuple[AudioProblem, ...]:
    """Everything that is wrong with the sound of a recording, gravest first.

    Args:
        extremes: Its loudest moments.
        has_voice: Whether somebody speaks in it.
        loudness_lufs: Its loudness; None below the gate of the measure.
        signal_to_noise_db: Voice over noise; None where it could not be measured.
    """
    silent = extremes.loudest_db < SILENT_DB
    quiet = not silent and (loudness_lufs is None or loudness_lufs < TOO_QUIET_LUFS)
    only_noise = not has_voice and not silent and not quiet
    noisy = only_noise or (signal_to_noise_db is not None and signal_to_noise_db < NOISY_DB)
    found = {
        AudioProblem.SILENT: silent,
        AudioProblem.TOO_QUIET: quiet,
        AudioProblem.CLIPPING: extremes.clipped_runs >= CLIPPED_RUNS,
        AudioProblem.NOISY: noisy,
    }
    return tuple(problem for problem, is_there in found.items() if is_there)


class Extremes:
    """The loudest moments of one channel that comes in portions of any size."""

    def __init__(self, rate_hz: int) -> None:
        self._block = max(1, rate_hz // 10)
        self._portions = Portions(self._block)
        self._loudest = 0.0
        self._runs = 0
        self._run = 0

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples, -1 to 1."""
        for portion in self._portions.of(samples):
            self._loudest = max(self._loudest, float(np.square(portion, dtype=np.float64).mean()))
        self._count(np.abs(samples) >= FULL_SCALE)

    @property
    def loudest_db(self) -> float:
        """Level of the loudest tenth of a second in decibels of full scale."""
        return float(10 * np.log10(self._loudest + 1e-12))

    @property
    def clipped_runs(self) -> int:
        """How many times the wave stays at the limit for `FLAT_RUN` samples or more."""
        return self._runs + (self._run >= FLAT_RUN)

    def _count(self, at_limit: NDArray[np.bool_]) -> None:
        if not len(at_limit):
            return
        edges = np.flatnonzero(np.diff(np.concatenate(([False], at_limit, [False])).astype(np.int8)))
        lengths = edges[1::2] - edges[::2]
        # A run may begin in one portion and end in the next.
        if at_limit[0]:
            lengths[0] += self._run
        elif self._run >= FLAT_RUN:
            self._runs += 1
        self._run = int(lengths[-1]) if at_limit[-1] else 0
        self._runs += int(np.count_nonzero(lengths[: len(lengths) - bool(self._run)] >= FLAT_RUN))

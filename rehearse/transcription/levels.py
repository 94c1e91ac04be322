"""Level of sound per 10 ms in decibels, for sound that comes bit by bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

FRAME = 160
"""Samples per frame, 10 ms."""

FRAME_S = FRAME / RATE_HZ

HUM_CUT = 80
"""Samples of the moving average that is taken off before energy is measured: removes hum and a constant offset."""

HALF = HUM_CUT // 2


class Levels:
    """Levels of one take, hum and offset removed, smoothed over three frames.

    Frames are known a little later than their sound, for the average looks ahead; they never change again.
    """

    def __init__(self) -> None:
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)
        self._powers: NDArray[np.float64] = np.zeros(0)
        self._known: NDArray[np.float64] = np.zeros(0)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, frames: slice) -> NDArray[np.float64]:
        """The levels of a stretch of frames, as far as they are known."""
        return self._known[: self._count][frames]

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples."""
        if not len(samples):
            return
        # What lies before the first sample is thought to be like it.
        before = self._rest if len(self._rest) else np.full(HALF + 1, samples[0], np.float32)
        self._rest = np.concatenate([before, samples])
        ready = max(0, len(self._rest) - HUM_CUT - 1) // FRAME * FRAME
        self._measure(self._rest[: ready + HUM_CUT + 1], ready)
        self._rest = self._rest[ready:]

    def finish(self) -> None:
        """Measure what is left; nothing may be added after that."""
        left = len(self._rest) - HALF - 1
        if left > 0:
            self._measure(np.pad(self._rest, (0, HALF), mode="edge"), left)
        if len(self._powers):
            self._smooth(np.append(self._powers, self._powers[-1]))

    def _measure(self, around: NDArray[np.float32], count: int) -> None:
        """Frames of `count` samples, given with the samples that their averages need on either side."""
        if not count:
            return
        sums = np.cumsum(around.astype(np.float64))
        steady = around[HALF + 1 : HALF + 1 + count] - (sums[HUM_CUT:] - sums[:-HUM_CUT])[:count] / HUM_CUT
        powers = np.pad(np.square(steady), (0, -count % FRAME)).reshape(-1, FRAME).mean(axis=1)
        if not len(self._powers):
            self._powers = powers[:1]
        self._smooth(np.concatenate([self._powers, powers]))

    def _smooth(self, powers: NDArray[np.float64]) -> None:
        """Smooth all frames whose neighbours are known, and keep the last two powers."""
        if len(powers) > 2:
            smooth = np.convolve(powers, np.full(3, 1 / 3), mode="valid")
            self._keep(np.asarray(10 * np.log10(smooth + 1e-12)))
        self._powers = powers[-2:]

    def _keep(self, levels: NDArray[np.float64]) -> None:
        """Add levels to those that are known, whose room doubles when it is used up."""
        count = self._count + len(levels)
        if count > len(self._known):
            larger = np.zeros(max(count, 2 * len(self._known)))
            larger[: self._count] = self._known[: self._count]
            self._known = larger
        self._known[self._count : count] = levels
        self._count = count

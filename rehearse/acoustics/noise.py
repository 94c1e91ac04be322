"""How far the voice stands above the noise of the room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from rehearse.acoustics.portions import Portions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.speech import Span

FRAME_S = 0.02
PORTION_FRAMES = 50

EDGE_S = 0.06
"""Sound this close to an edge of voice is neither voice nor room."""

LEAST_S = 0.5
"""The least voice, and the least sound between, from which a level is taken."""

TOO_LITTLE = "There is too little sound between the words to measure the noise."
GATED = "The silence between the words is exactly zero: the microphone or its software cuts it out."
NO_VOICE = "No voice was found, so there is nothing to compare the noise with."


def signal_to_noise_db(samples: NDArray[np.float32], rate_hz: int, voiced: Sequence[Span]) -> tuple[float | None, str]:
    """Mean level of the voiced stretches over the median level between them, in decibels.

    The median, because a breath or a knock in a pause is not the noise of the room.

    Args:
        samples: One channel.
        rate_hz: Its sampling rate.
        voiced: Where somebody speaks.

    Returns:
        The figure and an empty text, or None and the reason.
    """
    meter = NoiseMeter(rate_hz)
    meter.add(samples)
    return meter.signal_to_noise_db(voiced)


class NoiseMeter:
    """Voice over noise for one channel that comes in portions of any size."""

    def __init__(self, rate_hz: int) -> None:
        self._frame = max(1, round(FRAME_S * rate_hz))
        self._frame_s = self._frame / rate_hz
        self._portions = Portions(self._frame * PORTION_FRAMES)
        self._powers: list[NDArray[np.float64]] = []

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples."""
        self._powers += [self._powers_of(portion) for portion in self._portions.of(samples)]

    def signal_to_noise_db(self, voiced: Sequence[Span]) -> tuple[float | None, str]:
        """The figure for all that has come, and an empty text, or None and the reason."""
        powers = np.concatenate([*self._powers, self._powers_of(self._portions.rest)])
        inside, near = np.zeros(len(powers), dtype=bool), np.zeros(len(powers), dtype=bool)
        for span in voiced:
            inside[self._frames(span.start_s + EDGE_S, span.end_s - EDGE_S)] = True
            near[self._frames(span.start_s - EDGE_S, span.end_s + EDGE_S)] = True
        least = round(LEAST_S / self._frame_s)
        if inside.sum() < least:
            return None, NO_VOICE
        between = powers[~near]
        if len(between) < least:
            return None, TOO_LITTLE
        sounding = between[between > 0]
        if len(sounding) < least:
            return None, GATED
        return float(10 * np.log10(powers[inside].mean() / np.median(sounding))), ""

    def _frames(self, start_s: float, end_s: float) -> slice:
        """The frames whose middle lies in a stretch of time."""
        first, end = (max(0, math.ceil(at_s / self._frame_s - 0.5)) for at_s in (start_s, end_s))
        return slice(first, max(first, end))

    def _powers_of(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
        whole = samples[: len(samples) // self._frame * self._frame].reshape(-1, self._frame)
        return np.asarray(np.square(whole, dtype=np.float64).mean(axis=1))

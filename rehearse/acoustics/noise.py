"""How far the voice stands above the noise of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.speech import Span

FRAME_S = 0.02

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
    frame = max(1, round(FRAME_S * rate_hz))
    powers = np.square(samples[: len(samples) // frame * frame].reshape(-1, frame), dtype=np.float64).mean(axis=1)
    middles = (np.arange(len(powers)) + 0.5) * frame / rate_hz
    inside, near = np.zeros(len(powers), dtype=bool), np.zeros(len(powers), dtype=bool)
    for span in voiced:
        inside |= (middles >= span.start_s + EDGE_S) & (middles < span.end_s - EDGE_S)
        near |= (middles >= span.start_s - EDGE_S) & (middles < span.end_s + EDGE_S)
    least = round(LEAST_S * rate_hz / frame)
    if inside.sum() < least:
        return None, NO_VOICE
    between = powers[~near]
    if len(between) < least:
        return None, TOO_LITTLE
    sounding = between[between > 0]
    if len(sounding) < least:
        return None, GATED
    return float(10 * np.log10(powers[inside].mean() / np.median(sounding))), ""

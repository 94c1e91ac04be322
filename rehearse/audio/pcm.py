"""Samples between -1 and 1 as the 16 bits that recordings are kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FULL_SCALE = 32768
"""What reading divides 16-bit samples by; writing multiplies by the same, so that a recording is copied unaltered."""


def to_int16(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return samples, shape (frames,), as 16-bit ones; what goes beyond full scale is clipped."""
    steps = np.rint(samples * np.float32(FULL_SCALE))
    return np.asarray(np.clip(steps, -FULL_SCALE, FULL_SCALE - 1), np.int16)

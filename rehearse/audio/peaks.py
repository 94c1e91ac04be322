"""What a waveform shows: the lowest and the highest sample of every column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def peaks(samples: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    """Return the lowest and the highest sample of each of `columns` equal stretches.

    Args:
        samples: One channel, shape (n,).
        columns: How many stretches, at least one.

    Returns:
        Shape (columns, 2). Where there are fewer samples than columns, neighbours share a sample; without samples
        all is zero.
    """
    if not len(samples):
        return np.zeros((columns, 2), np.float32)
    starts = np.arange(columns, dtype=np.int64) * len(samples) // columns
    return np.stack([np.minimum.reduceat(samples, starts), np.maximum.reduceat(samples, starts)], axis=1)

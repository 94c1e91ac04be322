"""Sound in portions of one size, however it comes: so that every measure is the same, heard at once or bit by bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


class Portions:
    """Cuts sound into portions.

    Attributes:
        rest: What has come and is no whole portion yet.
    """

    def __init__(self, size: int) -> None:
        """Cut into portions of `size` samples."""
        self.rest: NDArray[np.float32] = np.zeros(0, np.float32)
        self._size = size

    def of(self, samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
        """Every whole portion, now that these samples have come too."""
        waiting = np.concatenate([self.rest, samples]) if len(self.rest) else samples
        whole = len(waiting) // self._size * self._size
        self.rest = waiting[whole:].copy()
        for start in range(0, whole, self._size):
            yield waiting[start : start + self._size]

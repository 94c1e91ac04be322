"""Whether a share of values lies below a bound, for values that come bit by bit and are too many to keep."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ShareBelow:
    """Tells of all values so far whether a percentile of them reaches a bound, as `np.percentile` would.

    A percentile lies on the line between two neighbours in order of size. Where both lie on one side of the bound, so
    does it; otherwise the two are the largest value below the bound and the smallest one above. So these two and the
    number of values on each side are all that must be known.
    """

    def __init__(self, bound: float, percent: float) -> None:
        self._bound = bound
        self._share = percent / 100
        self._below = self._count = 0
        self._largest_below, self._smallest_above = -math.inf, math.inf

    def __len__(self) -> int:
        return self._count

    def add(self, values: NDArray[np.float64]) -> None:
        """Take in the next values."""
        below = values[values < self._bound]
        above = values[values >= self._bound]
        self._count += len(values)
        self._below += len(below)
        self._largest_below = max(self._largest_below, below.max(initial=-math.inf))
        self._smallest_above = min(self._smallest_above, above.min(initial=math.inf))

    @property
    def reaches(self) -> bool:
        """Whether the percentile is the bound or more; False without values."""
        place = (self._count - 1) * self._share
        neighbour = math.floor(place)
        if self._below == self._count or self._below > neighbour + 1:
            return False
        if self._below <= neighbour:
            return True
        return self._between(place - neighbour) >= self._bound

    def _between(self, part: float) -> float:
        """The two values beside the bound, joined as numpy joins them, to the last bit."""
        apart = self._smallest_above - self._largest_below
        if part >= 0.5:
            return self._smallest_above - apart * (1 - part)
        return self._largest_below + apart * part

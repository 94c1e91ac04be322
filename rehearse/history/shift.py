"""By how much a figure has moved between two groups of takes, and how sure that is.

The shift is the Hodges-Lehmann estimate: the median of all differences between a later and an earlier take. Its
interval is the one that belongs to the rank-sum test of Mann and Whitney (Hollander, Wolfe and Chicken,
"Nonparametric Statistical Methods", 3rd edition, chapter 4): it supposes no distribution, a single odd take hardly
moves it, and it comes out the same every time. With few takes the test can't tell anything at 95 %; then there is no
interval, and nothing is claimed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DOUBT = 0.05
"""How often an interval may miss the true shift."""
EXACT_UP_TO = 12
"""Up to this many takes on either side the rank sums are counted out; beyond it the normal curve is close enough."""
MOST = 60
"""No more takes than this are compared on either side; the nearest ones to the ends."""
_NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the later figures lie from the earlier ones, in the figure's own unit.

    Attributes:
        middle: The estimate; positive where the later ones are higher.
        low: Lower end of its 95 % interval.
        high: Upper end of its 95 % interval.
    """

    middle: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no doubt about the direction."""
        return self.low > 0 or self.high < 0


def shift(earlier: Sequence[float], later: Sequence[float]) -> Shift | None:
    """How far `later` lies from `earlier`; None where there are too few takes to tell at 95 %.

    Args:
        earlier: Figures, oldest first.
        later: Figures, oldest first.
    """
    first, last = earlier[:MOST], later[-MOST:]
    left_out = _left_out(len(first), len(last))
    if left_out is None:
        return None
    differences = sorted(after - before for before in first for after in last)
    return Shift(median(differences), differences[left_out], differences[-1 - left_out])


def _left_out(few: int, many: int) -> int | None:
    """How many of the sorted differences lie outside the interval at each end; None where 95 % can't be reached."""
    if not few or not many:
        return None
    if max(few, many) > EXACT_UP_TO:
        spread = math.sqrt(few * many * (few + many + 1) / 12)
        found = math.floor(few * many / 2 - _NORMAL_95 * spread)
        return found if found >= 0 else None
    ways, total, below = _rank_sums(few, many), math.comb(few + many, few), 0
    for found, count in enumerate(ways):
        below += count
        if below / total > DOUBT / 2:
            return found - 1 if found else None
    return None


@lru_cache(maxsize=64)
def _rank_sums(few: int, many: int) -> tuple[int, ...]:
    """In how many orders each value of Mann and Whitney's U comes about, from 0 on."""
    if not few or not many:
        return (1,)
    with_last, without = _rank_sums(few - 1, many), _rank_sums(few, many - 1)
    ways = [0] * (few * many + 1)
    for value, count in enumerate(with_last):
        ways[value + many] += count
    for value, count in enumerate(without):
        ways[value] += count
    return tuple(ways)

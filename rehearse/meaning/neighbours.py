"""How near a passage is to the known phrases that break a rule, and to those that don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

COUNTED = 5
"""Neighbours of each kind that count: one alone may be odd, more come from other rules."""


def nearness(units: Numbers, known: Numbers, breaks: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Mean likeness of each passage to its nearest known phrases.

    Args:
        units: Unit vectors of the passages, a row each.
        known: Unit vectors of the known phrases, a row each.
        breaks: For each known phrase and rule whether it breaks the rule; every rule is broken by some.

    Returns:
        For each passage and rule the mean likeness (the cosine of the angle between the vectors) to the `COUNTED`
        nearest phrases that break the rule, and to those that don't.
    """
    import numpy as np

    alike = units @ known.T
    near = np.stack([_mean_of_highest(alike[:, breaks[:, rule]]) for rule in range(breaks.shape[1])], axis=1)
    # Among so many of the nearest phrases, some don't break the rule, whichever rule it is.
    most = min(int(breaks.sum(axis=0).max()) + COUNTED, len(known))
    nearest = np.argpartition(-alike, most - 1, axis=1)[:, :most]
    likeness = np.take_along_axis(alike, nearest, axis=1)
    order = np.argsort(-likeness, axis=1, kind="stable")
    likeness = np.take_along_axis(likeness, order, axis=1)
    harmless = ~breaks[np.take_along_axis(nearest, order, axis=1)]
    counted = harmless & (np.cumsum(harmless, axis=1) <= COUNTED)
    far = (likeness[:, :, None] * counted).sum(axis=1) / COUNTED
    return near.astype(np.float32), far.astype(np.float32)


def _mean_of_highest(alike: Numbers) -> Numbers:
    import numpy as np

    count = min(COUNTED, alike.shape[1])
    highest: Numbers = np.partition(alike, -count, axis=1)[:, -count:].mean(axis=1)
    return highest

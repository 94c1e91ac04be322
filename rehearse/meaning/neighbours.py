"""How near a passage is to the known phrases that break a rule, and to those that don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

COUNTED = 5
"""Neighbours of each kind that count: one alone may be odd, more come from other rules."""

_LOOKED_AT = 64
"""Nearest phrases among which `COUNTED` that don't break a rule are looked for first; seldom are more needed."""

_AT_ONCE = 2048
"""Known phrases that are made floats at once: a megabyte, which stays in the processor's cache."""

KEPT = 128
"""Directions in which phrases are compared; they hold some nine tenths of all the difference between them."""


class Neighbours:
    """Known phrases, ready to be compared with. Comparing changes nothing in them, so threads may share them.

    They are compared in the `KEPT` directions in which they differ most: that is as often right as in all, and faster.
    """

    def __init__(
        self, directions: Numbers, known: Numbers | NDArray[np.int8], breaks: NDArray[np.bool_], scale: float = 1.0
    ) -> None:
        """Sort the phrases by rule.

        Args:
            directions: A column for each direction, see `directions_of`.
            known: The known phrases in these directions, a row each; of length one when divided by `scale`, which is
                done when they are needed, for whole numbers of a byte take a quarter of the memory.
            breaks: For each known phrase and rule whether it breaks the rule; every rule is broken by some.
            scale: See `known`.
        """
        import numpy as np

        self._directions, self._known, self._breaks, self._scale = directions, known, breaks, scale
        self._by_rule = [np.flatnonzero(column) for column in breaks.T]
        # Among so many of the nearest phrases, some don't break the rule, whichever rule it is.
        self._most = min(max(map(len, self._by_rule)) + COUNTED, len(known))

    def likeness(self, units: Numbers) -> Numbers:
        """The cosine of the angle between each passage, a row each, and each known phrase, a column each."""
        import numpy as np

        scaled = projected(units, self._directions) / np.float32(self._scale)
        alike: Numbers = np.empty((len(units), len(self._known)), np.float32)
        for start in range(0, len(self._known), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            alike[:, some] = scaled @ self._known[some].astype(np.float32).T
        return alike

    def nearness(self, units: Numbers) -> tuple[Numbers, Numbers]:
        """Mean likeness of each passage to its nearest known phrases.

        Args:
            units: Unit vectors of the passages, a row each.

        Returns:
            For each passage and rule the mean likeness (the cosine of the angle between the vectors) to the `COUNTED`
            nearest phrases that break the rule, and to those that don't.
        """
        import numpy as np

        alike = self.likeness(units)
        near = np.stack([_mean_of_highest(alike[:, columns]) for columns in self._by_rule], axis=1)
        far, enough = self._far(alike, min(_LOOKED_AT, self._most))
        if not enough.all():
            far[~enough], _ = self._far(alike[~enough], self._most)
        return near.astype(np.float32), far.astype(np.float32)

    def _far(self, alike: Numbers, most: int) -> tuple[Numbers, NDArray[np.bool_]]:
        """Likeness to the phrases that don't break a rule, and for which passages `most` phrases suffice to tell."""
        import numpy as np

        nearest = np.argpartition(-alike, most - 1, axis=1)[:, :most]
        likeness = np.take_along_axis(alike, nearest, axis=1)
        order = np.argsort(-likeness, axis=1, kind="stable")
        likeness = np.take_along_axis(likeness, order, axis=1)
        harmless = ~self._breaks[np.take_along_axis(nearest, order, axis=1)]
        found = np.cumsum(harmless, axis=1, dtype=np.int16)
        counted = harmless & (found <= COUNTED)
        far = np.einsum("pn,pnr->pr", likeness, counted) / COUNTED
        enough: NDArray[np.bool_] = found[:, -1].min(axis=1, initial=COUNTED) >= COUNTED
        return far, enough


def _mean_of_highest(alike: Numbers) -> Numbers:
    """The mean of the highest figures in each row."""
    import numpy as np

    count = min(COUNTED, alike.shape[1])
    highest: Numbers = np.partition(alike, -count, axis=1)[:, -count:].mean(axis=1)
    return highest


def directions_of(units: Numbers) -> Numbers:
    """The `KEPT` directions in which some unit vectors, a row each, differ most; a column each."""
    import numpy as np

    _, directions = np.linalg.eigh(units.T.astype(np.float64) @ units)
    kept: Numbers = directions[:, ::-1][:, :KEPT].astype(np.float32)
    return kept


def projected(units: Numbers, directions: Numbers) -> Numbers:
    """Vectors, a row each, as they look in some directions, made of length one again."""
    import numpy as np

    seen = units @ directions
    made: Numbers = seen / np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9).astype(np.float32)
    return made

"""How much a passage's wording alone speaks for each rule: a weight for every short run of tokens that training knows.

The encoder blurs what exactly was said, and is surest about what it was trained on; the runs know nothing of meaning,
but "not asking for" is another run than "asking for". What both say together is right more often than either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_ANYTHING = 40_000
"""Stands for one token that may be any; ids of tokens are lower."""

_FACTOR, _STEP = 0x9E3779B97F4A7C15, 31
"""A mixing factor without pattern in its bits (2^64 divided by the golden ratio), and what parts a run's tokens."""


@dataclass(frozen=True)
class Wording:
    """The known runs and what they say.

    Attributes:
        runs: Their keys in rising order, see `runs_of`.
        weights: For each run and rule how much it speaks for the rule, as whole numbers.
        scales: For each rule what a weight of one is worth.
        bias: For each rule the score of a passage without a known run.
    """

    runs: NDArray[np.uint32]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The score of a passage, given by the ids of its tokens, for each rule."""
        import numpy as np

        rows = known_rows(runs_of(ids), self.runs)
        total = self.weights[rows].sum(axis=0, dtype=np.int32)
        scores: NDArray[np.float32] = (total * self.scales / np.sqrt(max(len(rows), 1)) + self.bias).astype(np.float32)
        return scores


def runs_of(ids: Sequence[int]) -> NDArray[np.uint32]:
    """The keys of a passage's runs: one, two and three tokens, and two with any third between; each key once."""
    import numpy as np

    tokens = np.array(ids, dtype=np.uint64)
    between = np.full(max(len(tokens) - 2, 0), _ANYTHING, dtype=np.uint64)
    shapes = [(tokens,), (tokens[:-1], tokens[1:])]
    shapes += [(tokens[:-2], middle, tokens[2:]) for middle in (tokens[1:-1], between) if len(tokens) > 2]
    return np.unique(np.concatenate([_keys(shape) for shape in shapes]) >> np.uint64(32)).astype(np.uint32)


def known_rows(runs: NDArray[np.uint32], known: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Where those of a passage's runs that are known stand among the known ones."""
    import numpy as np

    places = np.minimum(np.searchsorted(known, runs), len(known) - 1)
    rows: NDArray[np.intp] = places[known[places] == runs]
    return rows


def _keys(parts: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    import numpy as np

    keys = np.zeros(len(parts[0]), dtype=np.uint64)
    for part in parts:
        keys = (keys * np.uint64(_STEP) + part + np.uint64(1)) * np.uint64(_FACTOR)
        keys ^= keys >> np.uint64(29)
    return keys

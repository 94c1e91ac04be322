"""How the figures about a passage are best made one: a logistic regression on texts that were held out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from meaning_model.texts import Example
    from rehearse.meaning.neighbours import Neighbours

LEAST_SCORE = -5.3
"""Score of the classifier (one in two hundred) below which a rule is not worth fitting to."""

_STEPS, _RIDGE = 30, 1e-3


def figures(
    units: NDArray[np.float32],
    scores: NDArray[np.float32],
    neighbours: Neighbours,
    worded: NDArray[np.float32],
    examples: Sequence[Example],
) -> NDArray[np.float32]:
    """For each example and rule the four figures of the passage with the highest score.

    Args:
        units: Unit vectors of all passages of the examples.
        scores: The classifier's scores of these passages.
        neighbours: The known phrases.
        worded: What the wording of these passages says.
        examples: Owners of the passages.
    """
    near, far = neighbours.nearness(units)
    each = np.stack([scores, near, far, worded], axis=-1)
    found, first = [], 0
    for example in examples:
        own = each[first : first + len(example.passages)]
        best = own[:, :, 0].argmax(axis=0)
        found.append(own[best, np.arange(own.shape[1])])
        first += len(own)
    return np.array(found)


def fitted(four: NDArray[np.float32], examples: Sequence[Example]) -> NDArray[np.float64]:
    """Weights of the four figures and, last, the bias."""
    counts = (np.array([example.weights for example in examples]) > 0) & (four[:, :, 0] > LEAST_SCORE)
    wanted = np.array([example.wanted for example in examples])[counts] > 0
    rows = four[counts].astype(np.float64)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    rows = np.concatenate([(rows - mean) / spread, np.ones((len(rows), 1))], axis=1)
    weights = np.zeros(5)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (wanted - chance) - _RIDGE * len(rows) * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + _RIDGE * len(rows) * np.eye(5)
        weights = weights + np.linalg.solve(bend, slope)
    by_figure = weights[:4] / spread
    return np.append(by_figure, weights[4] - (by_figure * mean).sum())

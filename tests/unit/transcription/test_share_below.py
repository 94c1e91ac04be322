"""The percentile of values that are not kept is that of numpy, which keeps them."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.transcription.share_below import ShareBelow


@pytest.mark.parametrize("percent", [0.0, 2.0, 50.0, 97.3, 98.0, 100.0])
@pytest.mark.parametrize("seed", range(4))
def test_it_reaches_the_bound_when_that_of_all_values_does(percent: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    # Round values meet the bound exactly; a few thousand portions let the percentile cross it again and again.
    values = random.normal(20.0, 3.0, 2000).round(random.integers(0, 4))
    values[random.integers(0, 2000, 60)] = 22.0
    for bound in (14.0, 20.0, 22.0, 26.2):
        share, taken = ShareBelow(bound, percent), 0
        told, expected = [], []
        while taken < len(values):
            size = int(random.integers(0, 9))
            share.add(values[taken : taken + size])
            taken += size
            if taken:
                told.append(share.reaches)
                expected.append(bool(np.percentile(values[:taken], percent) >= bound))
        assert told == expected
        assert len(share) == len(values)


def test_a_bound_between_two_neighbours_is_decided_to_the_last_bit() -> None:
    random = np.random.default_rng(7)
    for _ in range(2000):
        low, high = sorted(random.uniform(21.0, 23.0, 2))
        values = np.array([*random.uniform(0, low, 48), low, high])
        bound = float(np.percentile(values, 98.0))
        for limit in (np.nextafter(bound, -np.inf), bound, np.nextafter(bound, np.inf)):
            share = ShareBelow(float(limit), 98.0)
            share.add(values)
            assert share.reaches == (bound >= limit)


def test_without_values_it_reaches_nothing() -> None:
    assert not ShareBelow(22.0, 98.0).reaches

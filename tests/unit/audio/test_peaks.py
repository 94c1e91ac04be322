from __future__ import annotations

import numpy as np
import pytest

from rehearse.audio.peaks import peaks


def test_each_column_shows_its_lowest_and_highest_sample() -> None:
    samples = np.array([0.1, -0.2, 0.3, 0.0, -0.9, 0.4], np.float32)

    assert peaks(samples, 2) == pytest.approx(np.array([[-0.2, 0.3], [-0.9, 0.4]]))


def test_every_sample_belongs_to_a_column() -> None:
    for place in range(100):
        samples = np.zeros(100, np.float32)
        samples[place] = 1.0
        assert peaks(samples, 7)[:, 1].sum() == 1.0


def test_fewer_samples_than_columns_still_fill_the_picture() -> None:
    shown = peaks(np.array([0.5, -0.5], np.float32), 4)

    assert shown[:, 1].tolist() == [0.5, 0.5, -0.5, -0.5]


def test_no_samples_make_a_flat_line() -> None:
    assert peaks(np.zeros(0, np.float32), 3).tolist() == [[0, 0], [0, 0], [0, 0]]

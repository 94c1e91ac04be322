"""How near a passage is to the phrases that break a rule, and to those that don't."""

from __future__ import annotations

import numpy as np

from rehearse.meaning.neighbours import COUNTED, Neighbours

PLANE = np.eye(2, dtype=np.float32)


def at_angle(*degrees: float) -> np.ndarray:
    """Unit vectors in a plane."""
    radians = np.radians(degrees)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)


def test_the_nearest_of_each_kind_are_averaged() -> None:
    known = at_angle(*range(5, 5 * COUNTED + 1, 5), 180, *range(-10, -10 * COUNTED - 1, -10), 170)
    breaks = np.array([[True]] * (COUNTED + 1) + [[False]] * (COUNTED + 1))
    near, far = Neighbours(PLANE, known, breaks).nearness(at_angle(0))
    assert np.allclose(near, np.cos(np.radians(np.arange(1, COUNTED + 1) * 5)).mean())
    assert np.allclose(far, np.cos(np.radians(np.arange(1, COUNTED + 1) * 10)).mean())


def test_a_rule_with_few_phrases_is_judged_by_these() -> None:
    known = at_angle(0, 60, *([90] * COUNTED))
    breaks = np.array([[True], [True]] + [[False]] * COUNTED)
    near, far = Neighbours(PLANE, known, breaks).nearness(at_angle(0))
    assert np.allclose(near, 0.75)
    assert np.allclose(far, 0.0, atol=1e-6)


def test_a_text_without_passages_has_no_neighbours() -> None:
    near, far = Neighbours(PLANE, at_angle(*range(20)), np.eye(20, 2, dtype=np.bool_)).nearness(
        np.zeros((0, 2), np.float32)
    )
    assert near.shape == far.shape == (0, 2)


def test_phrases_that_break_no_rule_are_found_behind_a_crowd_that_does() -> None:
    known = at_angle(*np.linspace(0, 10, 200), *([90] * COUNTED), 180)
    breaks = np.array([[True]] * 200 + [[False]] * (COUNTED + 1))
    near, far = Neighbours(PLANE, known, breaks).nearness(at_angle(0, 90))
    assert near[0] > np.cos(np.radians(1))
    assert np.allclose(far[:, 0], [0.0, 1.0], atol=1e-6)

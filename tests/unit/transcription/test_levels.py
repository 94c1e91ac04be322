"""Levels that come bit by bit are those of the whole sound, and looking at a few costs no copy of all."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.transcription.levels import Levels

SOUND = np.random.default_rng(5).normal(0, 0.1, 40_000).astype(np.float32)


def of(sound: np.ndarray, portion: int) -> Levels:
    levels = Levels()
    for start in range(0, len(sound), portion):
        levels.add(sound[start : start + portion])
    levels.finish()
    return levels


@pytest.mark.parametrize("portion", [97, 1600, 16_000])
def test_portions_of_any_size_give_the_same_levels(portion: int) -> None:
    whole, found = of(SOUND, len(SOUND)), of(SOUND, portion)
    assert len(found) == len(whole) == 250
    assert found[0:1000] == pytest.approx(whole[0:1000], abs=1e-9)
    assert len(found[240:1000]) == 10
    assert len(found[300:310]) == 0


def test_a_look_at_a_stretch_copies_no_other() -> None:
    levels = of(SOUND, 1600)
    assert np.shares_memory(levels[10:20], levels[15:200])


def test_what_was_looked_at_stays_as_it_was_while_more_comes() -> None:
    levels = Levels()
    levels.add(SOUND[:16_000])
    before = levels[0:90]
    kept = before.copy()
    levels.add(SOUND[16_000:])
    assert np.array_equal(before, kept)
    assert np.array_equal(levels[0:90], kept)

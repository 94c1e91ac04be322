from __future__ import annotations

import numpy as np
import pytest

from rehearse.transcription.hiss import Hiss, HissOptions, reach

OPTIONS = HissOptions()
RATE_HZ = 16_000


def levels(*parts: tuple[int, float, float]) -> np.ndarray:
    """Levels per 10 ms: so many frames from one to another."""
    return np.concatenate([np.linspace(first, last, count) for count, first, last in parts])


def frames(parts: np.ndarray, *, possible: bool = True) -> int:
    return reach(parts, [possible] * len(parts), OPTIONS)


def test_an_echo_that_falls_moves_no_end() -> None:
    assert frames(levels((30, -40.0, -70.0))) == 0


def test_a_consonant_after_a_closure_belongs_to_the_word_as_far_as_it_is_loud() -> None:
    assert frames(levels((6, -60.0, -65.0), (5, -45.0, -45.0), (10, -55.0, -65.0))) == 11


def test_a_second_consonant_belongs_to_the_word_too() -> None:
    parts = levels((5, -60.0, -65.0), (4, -50.0, -50.0), (6, -65.0, -65.0), (3, -50.0, -50.0), (8, -65.0, -65.0))
    assert frames(parts) == 18


def test_what_comes_later_than_a_consonant_can_is_none() -> None:
    assert frames(levels((15, -65.0, -65.0), (5, -45.0, -45.0))) == 0


def test_a_sound_that_no_voice_can_be_in_is_none() -> None:
    assert frames(levels((6, -60.0, -65.0), (5, -45.0, -45.0)), possible=False) == 0


def hissing(portion: int) -> tuple[float, float]:
    """Where a voice ends that is followed by a hiss, and where it ends if the next voice begins before that."""
    chance = np.random.default_rng(3)
    samples = (chance.standard_normal(RATE_HZ) * 1e-4).astype(np.float32)
    samples[8000:9600] += (chance.standard_normal(1600) * 0.05).astype(np.float32)
    hiss = Hiss(OPTIONS)
    for start in range(0, len(samples), portion):
        hiss.add(samples[start : start + portion])
    hiss.finish()
    possible = [0.2] * 40
    return hiss.end_of(0.44, 0.9, possible), hiss.end_of(0.44, 0.48, possible)


@pytest.mark.parametrize("portion", [16_000, 2560, 777, 1])
def test_the_end_is_the_hisss_own_however_the_sound_comes(portion: int) -> None:
    end_s, cut_s = hissing(portion)
    assert end_s == pytest.approx(0.6, abs=0.02)
    assert cut_s == 0.44

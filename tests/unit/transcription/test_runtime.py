"""What a model remembers of the sounds that it encoded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest

from rehearse.transcription.runtime import EncodedSounds


def sound(level: float) -> np.ndarray:
    return np.full((80, 10), level, np.float32)


def test_two_who_hear_the_same_sound_at_once_have_it_encoded_once() -> None:
    sounds, together = EncodedSounds(), Barrier(2)
    encoded: list[float] = []

    def hear() -> object:
        together.wait()
        return sounds.of(sound(0.5), lambda features: encoded.append(float(features[0, 0])) or object())

    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(hear) for _ in range(2))
        assert first.result() is second.result()
    assert encoded == [0.5]


def test_a_sound_that_could_not_be_encoded_is_tried_again() -> None:
    sounds = EncodedSounds()

    def fail(_features: np.ndarray) -> object:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sounds.of(sound(0.5), fail)
    assert sounds.of(sound(0.5), lambda _features: "encoded") == "encoded"


def test_only_the_last_sounds_are_remembered() -> None:
    sounds = EncodedSounds(3)
    asked: list[float] = []
    levels = [0.0, 1.0, 2.0, 3.0]
    for level in [*levels, levels[-1], levels[0]]:
        sounds.of(sound(level), lambda features: asked.append(float(features[0, 0])))
    assert asked == [*levels, levels[0]]

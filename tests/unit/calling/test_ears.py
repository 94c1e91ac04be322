"""What the ears make of speech: the beginning of the calm demo take."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.assets import folder
from rehearse.audio.decode import load
from rehearse.calling.ears import Ears

MICROPHONE_HZ = 48_000


@pytest.fixture(scope="module")
def sentence() -> np.ndarray:
    samples = load(folder() / "demo" / "calm-take.ogg").at(MICROPHONE_HZ)[: 6 * MICROPHONE_HZ]
    loud = np.flatnonzero(np.abs(samples) > 0.03)
    return (samples[loud[0] : loud[-1]] * 32_000).astype(np.int16)


def hear(ears: Ears, samples: np.ndarray) -> None:
    for start in range(0, len(samples), 960):
        ears.add(samples[start : start + 960].tobytes())
        ears.listen()


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * MICROPHONE_HZ), np.int16)


def test_voice_is_found_where_it_is(sentence: np.ndarray) -> None:
    ears = Ears(MICROPHONE_HZ)
    hear(ears, np.concatenate([silence(1.0), sentence, silence(1.0)]))
    voice = ears.voice_since(0.0)
    assert voice is not None
    assert voice.start_s == pytest.approx(1.0, abs=0.15)
    assert voice.end_s == pytest.approx(1.0 + len(sentence) / MICROPHONE_HZ, abs=0.2)
    assert ears.heard_s == pytest.approx(2.0 + len(sentence) / MICROPHONE_HZ, abs=0.1)


def test_voice_before_a_turn_is_not_part_of_it(sentence: np.ndarray) -> None:
    ears = Ears(MICROPHONE_HZ)
    hear(ears, np.concatenate([sentence, silence(1.0)]))
    turn_s = ears.heard_s
    hear(ears, silence(1.0))
    assert ears.voice_since(turn_s) is None


def test_deaf_ears_hear_nothing_and_hear_again_after_that(sentence: np.ndarray) -> None:
    ears = Ears(MICROPHONE_HZ)
    ears.is_deaf = True
    hear(ears, np.concatenate([sentence, silence(0.5)]))
    assert ears.voice_since(0.0) is None
    ears.is_deaf = False
    hear(ears, np.concatenate([sentence, silence(0.5)]))
    assert ears.voice_since(0.0) is not None


def test_the_sound_of_a_turn_begins_a_little_before_its_voice(sentence: np.ndarray) -> None:
    ears = Ears(MICROPHONE_HZ)
    hear(ears, np.concatenate([silence(1.0), sentence]))
    sound = ears.sound(1.0, 1.5)
    assert len(sound) == pytest.approx(0.8 * 16_000, abs=600)
    assert np.abs(sound[: round(0.2 * 16_000)]).max() < 0.01 < np.abs(sound[round(0.4 * 16_000) :]).max()

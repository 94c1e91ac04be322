"""The program's own voice is told from another by what the loudspeaker played."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.calling.own_voice import is_own_voice

RATE_HZ = 16_000


def voice(seed: int, seconds: float = 1.0) -> np.ndarray:
    """A hum with overtones whose pitch and loudness wander."""
    chance = np.random.default_rng(seed)
    count = round(seconds * RATE_HZ)
    pitch_hz = 130 + 30 * np.cumsum(chance.standard_normal(count)) / np.sqrt(count)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    hum = sum(np.sin(n * phase + chance.uniform(0, 6)) / n for n in range(1, 20))
    return (0.1 * hum + 0.01 * chance.standard_normal(count)).astype(np.float32)


def room(seed: int) -> np.ndarray:
    """How a room of 0.3 s answers a click, half of it the direct way."""
    chance = np.random.default_rng(seed)
    rings = chance.standard_normal(4800) * 10 ** (-3 * np.arange(4800) / 4800)
    rings[:80] = 0
    rings /= np.linalg.norm(rings)
    rings[80] = 1
    return rings


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_echo_in_a_room_is_the_own_voice(seed: int) -> None:
    played = voice(seed)
    heard = 0.3 * np.convolve(played, room(seed))[: len(played)] + 0.002
    assert is_own_voice(heard[-6400:].astype(np.float32), played)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_somebody_else_is_not(seed: int) -> None:
    assert not is_own_voice(voice(seed + 10)[-6400:], voice(seed))


def test_where_nothing_was_played_nothing_is_an_echo() -> None:
    assert not is_own_voice(voice(1)[-6400:], np.zeros(RATE_HZ, np.float32))
    assert not is_own_voice(np.zeros(0, np.float32), voice(1))

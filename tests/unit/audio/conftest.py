"""A player with a loudspeaker that plays when it is cranked."""

from __future__ import annotations

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.player import Player
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.sounds import murmur
from tests.unit.audio.player_stage import RATE_HZ


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def loudspeaker(clock: Clock) -> FakeLoudspeaker:
    return FakeLoudspeaker(clock)


@pytest.fixture
def recording() -> Recording:
    return Recording((murmur(4.0, RATE_HZ) / 32768).astype(np.float32), RATE_HZ, "take.wav")


@pytest.fixture
def player(loudspeaker: FakeLoudspeaker, clock: Clock, recording: Recording) -> Player:
    player = Player(opener=loudspeaker, clock=clock)
    player.load(recording)
    return player

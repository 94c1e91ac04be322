"""A recorder with a microphone to speak into, and a player with a loudspeaker that plays when it is cranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.player import Player
from rehearse.audio.recorder import Recorder
from tests.fake_sound import Clock, FakeLoudspeaker, FakeMicrophone
from tests.sounds import murmur
from tests.unit.audio import player_stage, recorder_stage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def microphone(clock: Clock) -> FakeMicrophone:
    """A fake one, instead of the virtual one: no sound server is needed here."""
    return FakeMicrophone(recorder_stage.RATE_HZ, clock=clock)


@pytest.fixture
def recorder(microphone: FakeMicrophone, clock: Clock) -> Iterator[Recorder]:
    """A recorder whose microphone is open."""
    recorder = Recorder(opener=microphone, clock=clock)
    recorder.open()
    yield recorder
    recorder.close()


@pytest.fixture
def loudspeaker(clock: Clock) -> FakeLoudspeaker:
    return FakeLoudspeaker(clock)


@pytest.fixture
def recording() -> Recording:
    rate_hz = player_stage.RATE_HZ
    return Recording((murmur(4.0, rate_hz) / 32768).astype(np.float32), rate_hz, "take.wav")


@pytest.fixture
def player(loudspeaker: FakeLoudspeaker, clock: Clock, recording: Recording) -> Player:
    """A player of that recording."""
    player = Player(opener=loudspeaker, clock=clock)
    player.load(recording)
    return player

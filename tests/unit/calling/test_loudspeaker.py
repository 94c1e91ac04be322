from __future__ import annotations

import numpy as np
import pytest

from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.errors import KnownError, Trouble
from rehearse.voice.phone import RATE_HZ
from tests.fake_sound import Clock, FakeLoudspeaker

SECOND = np.full(RATE_HZ, 0.5, np.float32)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def device(clock: Clock) -> FakeLoudspeaker:
    return FakeLoudspeaker(clock)


@pytest.fixture
def loudspeaker(clock: Clock, device: FakeLoudspeaker) -> CallLoudspeaker:
    made = CallLoudspeaker(opener=device, clock=clock)
    made.open()
    return made


def test_lines_are_heard_one_after_another(loudspeaker: CallLoudspeaker, device: FakeLoudspeaker) -> None:
    loudspeaker.say(SECOND)
    loudspeaker.say(-SECOND)
    device.crank(2.5)
    assert device.heard[:RATE_HZ].min() == pytest.approx(0.5)
    assert device.heard[RATE_HZ : 2 * RATE_HZ].max() == pytest.approx(-0.5)
    assert np.abs(device.heard[2 * RATE_HZ :]).max() == 0


def test_it_sounds_until_the_last_sample_has_left_the_device(
    loudspeaker: CallLoudspeaker, device: FakeLoudspeaker
) -> None:
    loudspeaker.say(SECOND)
    device.crank(1.0)
    assert loudspeaker.is_sounding
    device.crank(device.latency_s + 0.02)
    assert not loudspeaker.is_sounding


def test_a_line_that_is_cut_off_fades_and_what_waits_is_left_out(
    loudspeaker: CallLoudspeaker, device: FakeLoudspeaker
) -> None:
    loudspeaker.say(SECOND)
    loudspeaker.say(SECOND)
    device.crank(0.4)
    loudspeaker.cut()
    device.crank(1.0)
    heard = np.abs(device.heard)
    assert heard[round(0.45 * RATE_HZ) :].max() == 0
    assert np.abs(np.diff(device.heard)).max() < 0.01
    assert not loudspeaker.is_sounding
    loudspeaker.say(SECOND)
    device.crank(0.1)
    assert loudspeaker.is_sounding


def test_a_line_has_begun_once_the_device_has_come_to_it(loudspeaker: CallLoudspeaker, device: FakeLoudspeaker) -> None:
    loudspeaker.say(SECOND)
    loudspeaker.say(SECOND)
    loudspeaker.say(SECOND)
    assert loudspeaker.begun == 0
    device.crank(0.5)
    assert loudspeaker.begun == 1
    device.crank(1.0)
    assert loudspeaker.begun == 2
    loudspeaker.cut()
    device.crank(1.0)
    assert loudspeaker.begun == 2


def test_without_a_loudspeaker_lines_begin_one_after_another_in_silence(clock: Clock, device: FakeLoudspeaker) -> None:
    device.refuse(KnownError(Trouble.NO_LOUDSPEAKER))
    loudspeaker = CallLoudspeaker(opener=device, clock=clock)
    loudspeaker.open()
    loudspeaker.say(SECOND)
    loudspeaker.say(SECOND)
    assert loudspeaker.begun == 1
    clock.advance(1.1)
    assert loudspeaker.begun == 2
    loudspeaker.say(SECOND)
    loudspeaker.cut()
    assert loudspeaker.begun == 2


def test_without_a_loudspeaker_a_line_takes_its_time_in_silence(clock: Clock, device: FakeLoudspeaker) -> None:
    device.refuse(KnownError(Trouble.NO_LOUDSPEAKER))
    loudspeaker = CallLoudspeaker(opener=device, clock=clock)
    loudspeaker.open()
    trouble = loudspeaker.trouble()
    assert trouble is not None
    assert trouble.trouble is Trouble.NO_LOUDSPEAKER
    loudspeaker.say(SECOND)
    clock.advance(0.9)
    assert loudspeaker.is_sounding
    clock.advance(0.2)
    assert not loudspeaker.is_sounding


@pytest.mark.parametrize("way", ["vanishes", "stalls"])
def test_a_loudspeaker_that_is_lost_in_mid_call_does_not_hold_the_call_up(
    loudspeaker: CallLoudspeaker, device: FakeLoudspeaker, clock: Clock, way: str
) -> None:
    loudspeaker.say(SECOND)
    device.crank(0.3)
    if way == "vanishes":
        device.vanish()
    clock.advance(3.1)
    trouble = loudspeaker.trouble()
    assert trouble is not None
    assert trouble.trouble is Trouble.LOUDSPEAKER_LOST
    assert not loudspeaker.is_sounding
    loudspeaker.say(SECOND)
    assert loudspeaker.is_sounding
    clock.advance(1.1)
    assert not loudspeaker.is_sounding


def test_the_track_holds_every_line_at_the_time_at_which_it_was_heard(
    loudspeaker: CallLoudspeaker, device: FakeLoudspeaker, clock: Clock
) -> None:
    begun_s = clock.now_s
    device.crank(0.5)
    loudspeaker.say(SECOND)
    device.crank(2.0)
    track = loudspeaker.track(begun_s, 3.0)
    loud = np.flatnonzero(np.abs(track) > 0.1) / RATE_HZ
    assert len(track) == 3 * RATE_HZ
    assert loud[0] == pytest.approx(0.5 + device.latency_s, abs=0.02)
    assert loud[-1] == pytest.approx(1.5 + device.latency_s, abs=0.02)


def test_a_device_with_another_rate_plays_at_the_same_pace(clock: Clock) -> None:
    device = FakeLoudspeaker(clock, only_rate_hz=48_000)
    loudspeaker = CallLoudspeaker(opener=device, clock=clock)
    loudspeaker.open()
    loudspeaker.say(SECOND)
    device.crank(1.5)
    assert np.flatnonzero(np.abs(device.heard) > 0.1)[-1] / 48_000 == pytest.approx(1.0, abs=0.01)
    assert len(loudspeaker.track(clock.now_s, 1.0)) == RATE_HZ

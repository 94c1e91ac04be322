"""A loudspeaker that is not as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.player import LEAD_S, Player
from rehearse.errors import KnownError, Trouble
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.unit.audio.player_stage import BUSY, trouble_of

if TYPE_CHECKING:
    from rehearse.audio.decode import Recording


def test_a_device_that_refuses_the_rate_plays_at_its_own(clock: Clock, recording: Recording) -> None:
    loudspeaker = FakeLoudspeaker(clock, only_rate_hz=48000)
    player = Player(opener=loudspeaker, clock=clock)
    player.load(recording)

    player.play()
    loudspeaker.crank(5.0)

    heard = loudspeaker.heard[round(LEAD_S * 48000) :][: 4 * 48000]
    assert np.corrcoef(heard, recording.at(48000))[0, 1] > 0.999
    assert (player.is_playing, player.position_s) == (False, 4.0)


def test_a_loudspeaker_that_can_not_be_opened_says_why_and_the_position_stays(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.seek(1.0)
    loudspeaker.refuse(BUSY)

    with pytest.raises(KnownError) as caught:
        player.play()
    assert caught.value is BUSY
    assert (player.is_playing, player.position_s) == (False, 1.0)

    loudspeaker.refuse(None)
    player.play()
    assert player.is_playing
    player.close()


def test_a_loudspeaker_that_goes_away_is_named_and_the_position_stays(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.play()
    loudspeaker.crank(1.0)

    loudspeaker.vanish()

    assert trouble_of(player) is Trouble.LOUDSPEAKER_LOST
    assert "Fake loudspeaker" in str(player.trouble())
    assert not player.is_playing
    assert 0.7 < player.position_s < 1.0


def test_a_loudspeaker_that_just_stops_asking_is_named_and_does_not_hang(
    player: Player, loudspeaker: FakeLoudspeaker, clock: Clock
) -> None:
    player.play()
    loudspeaker.crank(1.0)

    clock.advance(2.9)
    assert player.trouble() is None
    clock.advance(0.2)

    assert trouble_of(player) is Trouble.LOUDSPEAKER_LOST
    assert not player.is_playing
    assert not loudspeaker.is_open
    assert player.position_s <= 1.0


def test_a_loudspeaker_that_never_asks_is_named(player: Player, clock: Clock) -> None:
    player.play()
    clock.advance(3.0)
    assert player.trouble() is None

    clock.advance(1.5)

    assert trouble_of(player) is Trouble.LOUDSPEAKER_LOST


def test_a_device_that_forgets_to_say_that_it_ended_is_closed_all_the_same(
    player: Player, loudspeaker: FakeLoudspeaker, clock: Clock
) -> None:
    loudspeaker.says_when_it_ended = False
    player.play(0.0, 0.5)
    while loudspeaker.is_running:
        loudspeaker.crank(0.01)
    assert player.is_playing
    clock.advance(1.0)

    assert not player.is_playing
    assert player.trouble() is None


def test_trouble_is_forgotten_with_the_next_play(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play()
    loudspeaker.crank(0.5)
    loudspeaker.vanish()
    assert player.trouble() is not None

    player.play()
    loudspeaker.crank(0.5)

    assert player.trouble() is None
    assert player.is_playing


def test_playing_nothing_is_a_mistake_of_ours(clock: Clock, loudspeaker: FakeLoudspeaker) -> None:
    player = Player(opener=loudspeaker, clock=clock)

    with pytest.raises(RuntimeError, match="no recording"):
        player.play()
    assert (player.duration_s, player.position_s, player.is_playing) == (0.0, 0.0, False)

"""Playing a recording: what is heard, and where the play head stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.audio.player import LEAD_S, Player
from rehearse.audio.voice import TAIL_S
from tests.unit.audio.player_stage import RATE_HZ, faded, silence

if TYPE_CHECKING:
    from rehearse.audio.decode import Recording
    from tests.fake_sound import Clock, FakeLoudspeaker


def test_all_of_a_recording_is_played_between_two_silences(
    player: Player, loudspeaker: FakeLoudspeaker, recording: Recording
) -> None:
    player.play()
    loudspeaker.crank(5.0)

    assert loudspeaker.heard.tolist() == [*silence(LEAD_S), *recording.samples.tolist(), *silence(TAIL_S)]
    assert not player.is_playing
    assert not loudspeaker.is_open
    assert player.position_s == 4.0
    assert player.trouble() is None


def test_the_position_is_what_is_heard_and_not_what_was_handed_over(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.play()
    loudspeaker.crank(1.0)

    handed_over_s = len(loudspeaker.heard) / RATE_HZ - LEAD_S
    assert player.position_s == pytest.approx(handed_over_s - loudspeaker.latency_s - 0.01)


def test_the_position_goes_on_between_two_calls_of_the_device(
    player: Player, loudspeaker: FakeLoudspeaker, clock: Clock
) -> None:
    player.play()
    loudspeaker.crank(1.0)
    before_s = player.position_s

    clock.advance(0.007)

    assert player.position_s == pytest.approx(before_s + 0.007)


def test_a_call_that_was_held_up_does_not_set_the_position_back(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play()
    loudspeaker.crank(1.0)
    before_s = player.position_s

    loudspeaker.held_up_s = 0.05
    loudspeaker.crank(0.01)

    assert player.position_s == pytest.approx(before_s + 0.01 + 0.05, abs=0.002)


def test_a_device_that_is_slower_than_the_clock_is_followed(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play()
    loudspeaker.crank(0.5)

    loudspeaker.held_up_s = 0.0001
    loudspeaker.crank(2.0)

    handed_over_s = len(loudspeaker.heard) / RATE_HZ - LEAD_S
    assert player.position_s == pytest.approx(handed_over_s - loudspeaker.latency_s - 0.01, abs=0.002)


def test_the_position_waits_at_the_start_until_something_is_heard(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play(start_s=2.0)
    assert player.position_s == 2.0

    loudspeaker.crank(0.1)

    assert player.position_s == 2.0
    assert player.is_playing


def test_a_span_is_played_to_its_end_and_no_further(
    player: Player, loudspeaker: FakeLoudspeaker, recording: Recording
) -> None:
    player.play(1.25, 1.5)
    loudspeaker.crank(2.0)

    said = recording.samples[round(1.25 * RATE_HZ) : round(1.5 * RATE_HZ)]
    assert loudspeaker.heard.tolist() == pytest.approx(
        [*silence(LEAD_S), *faded(said, at_end=True), *silence(TAIL_S)], abs=1e-6
    )
    assert (player.is_playing, player.position_s) == (False, 1.5)


def test_playing_goes_on_where_it_was_paused(
    player: Player, loudspeaker: FakeLoudspeaker, recording: Recording
) -> None:
    player.play()
    loudspeaker.crank(1.0)
    player.pause()
    paused_s = player.position_s
    loudspeaker.crank(1.0)

    assert (player.is_playing, player.position_s) == (False, paused_s)
    player.play()
    loudspeaker.crank(0.5)
    rest = recording.samples[round(paused_s * RATE_HZ) :]
    after_lead = loudspeaker.heard[round(LEAD_S * RATE_HZ) :]
    assert after_lead.tolist() == pytest.approx(faded(rest[: len(after_lead)]), abs=1e-6)


def test_playing_at_the_end_begins_again(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play()
    loudspeaker.crank(5.0)
    assert not player.is_playing

    player.play()

    assert player.position_s == 0.0
    assert player.is_playing


def test_after_a_span_playing_goes_on_to_the_end_of_the_recording(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play(1.0, 1.5)
    loudspeaker.crank(2.0)
    assert not player.is_playing

    player.play()
    loudspeaker.crank(4.0)

    assert player.position_s == 4.0

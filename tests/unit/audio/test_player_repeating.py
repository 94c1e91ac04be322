"""Phrases that are repeated, and another recording in the place of the one that plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.player import Player
from rehearse.audio.voice import REST_S
from tests.sounds import tone
from tests.unit.audio.player_stage import RATE_HZ, faded

if TYPE_CHECKING:
    from tests.fake_sound import Clock, FakeLoudspeaker


def test_loading_another_recording_stops_what_plays(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play()
    loudspeaker.crank(1.0)

    player.load(Recording(np.zeros(RATE_HZ, np.float32), RATE_HZ, "other.wav"))

    assert (player.is_playing, player.position_s, player.duration_s) == (False, 0.0, 1.0)
    assert not loudspeaker.is_open


def test_a_phrase_is_heard_again_and_again_with_a_rest_between(
    player: Player, loudspeaker: FakeLoudspeaker, recording: Recording
) -> None:
    player.play(1.0, 1.5, repeat=True)
    for _ in range(300):
        loudspeaker.crank(0.01)
        assert player.is_playing

    landmark = recording.samples[RATE_HZ + 1000 :][:4]
    begins = np.flatnonzero((np.lib.stride_tricks.sliding_window_view(loudspeaker.heard, 4) == landmark).all(1)) - 1000
    assert len(begins) == 3
    said = faded(recording.samples[RATE_HZ : RATE_HZ * 3 // 2], at_end=True)
    for begin in begins:
        assert loudspeaker.heard[begin : begin + RATE_HZ // 2].tolist() == pytest.approx(said, abs=1e-6)
    rests_s = (np.diff(begins) / RATE_HZ - 0.5).tolist()
    # The rest is counted in what is heard, so the device's buffer comes on top of it.
    assert rests_s == pytest.approx([REST_S + loudspeaker.latency_s] * 2, abs=0.03)


def test_while_a_phrase_rests_the_position_waits_at_its_end(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play(1.0, 1.5, repeat=True)
    loudspeaker.crank(0.9)

    assert (player.is_playing, player.position_s) == (True, 1.5)


def test_a_repeated_phrase_that_is_paused_stays_paused(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play(1.0, 1.5, repeat=True)
    loudspeaker.crank(0.3)

    player.pause()

    assert not player.is_playing
    assert not loudspeaker.is_open


def test_a_seek_within_a_repeated_phrase_goes_on_repeating_all_of_it(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.play(1.0, 1.5, repeat=True)
    loudspeaker.crank(0.2)
    player.seek(1.3)
    places = []
    for _ in range(120):
        loudspeaker.crank(0.01)
        assert player.is_playing
        places.append(player.position_s)

    assert places[0] == pytest.approx(1.3)
    assert min(places) == pytest.approx(1.0, abs=0.03)
    assert max(places) == pytest.approx(1.5)


def test_a_seek_out_of_a_repeated_phrase_plays_on_to_the_end_of_all(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.play(1.0, 1.5, repeat=True)
    loudspeaker.crank(0.2)

    player.seek(3.0)
    loudspeaker.crank(2.0)

    assert (player.is_playing, player.position_s) == (False, 4.0)


def test_another_recording_goes_on_in_the_place_of_the_one_that_plays_without_a_click(
    clock: Clock, loudspeaker: FakeLoudspeaker
) -> None:
    player = Player(opener=loudspeaker, clock=clock)
    player.load(Recording(tone(4.0, RATE_HZ, 200.0), RATE_HZ, "one.wav"))
    player.play()
    loudspeaker.crank(1.0)

    player.exchange(Recording(tone(3.0, RATE_HZ, 300.0), RATE_HZ, "other.wav"), 2.004)
    loudspeaker.crank(0.5)

    assert player.is_playing
    assert player.duration_s == 3.0
    assert player.position_s == pytest.approx(2.004 + 0.5 - loudspeaker.latency_s - 0.01)
    steepest = np.abs(np.diff(tone(1.0, RATE_HZ, 300.0))).max()
    assert np.abs(np.diff(loudspeaker.heard[round(0.1 * RATE_HZ) :])).max() < 1.5 * steepest


def test_another_recording_that_is_taken_up_in_silence_stays_silent(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.exchange(Recording(tone(3.0, RATE_HZ), RATE_HZ, "other.wav"), 2.0)

    assert (player.is_playing, player.position_s, player.duration_s) == (False, 2.0, 3.0)
    assert not loudspeaker.is_open

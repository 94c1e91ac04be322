"""Seeking in a recording, while it plays and while nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.player import LEAD_S, Player
from rehearse.audio.voice import FADE_S
from tests.unit.audio.player_stage import RATE_HZ, faded

if TYPE_CHECKING:
    from rehearse.audio.decode import Recording
    from tests.fake_sound import FakeLoudspeaker


def test_a_seek_while_playing_is_shown_at_once_and_heard_from_the_next_block(
    player: Player, loudspeaker: FakeLoudspeaker, recording: Recording
) -> None:
    player.play()
    loudspeaker.crank(1.0)
    before = len(loudspeaker.heard)

    player.seek(3.0)

    assert player.position_s == 3.0
    loudspeaker.crank(0.5)
    heard = loudspeaker.heard[before:]
    left = recording.samples[before - round(LEAD_S * RATE_HZ) :][: round(FADE_S * RATE_HZ)]
    expected = np.array(faded(recording.samples[3 * RATE_HZ :][: len(heard)]))
    expected[: len(left)] += np.array(faded(left[::-1]))[::-1]
    assert heard.tolist() == pytest.approx(expected.tolist(), abs=1e-6)
    assert player.position_s == pytest.approx(3.0 + 0.5 - loudspeaker.latency_s - 0.01)


def test_a_seek_within_a_span_keeps_its_end_and_one_beyond_it_plays_to_the_end_of_all(
    player: Player, loudspeaker: FakeLoudspeaker
) -> None:
    player.play(1.0, 2.0)
    loudspeaker.crank(0.3)
    player.seek(1.5)
    loudspeaker.crank(2.0)
    assert (player.is_playing, player.position_s) == (False, 2.0)

    player.play(1.0, 2.0)
    loudspeaker.crank(0.3)
    player.seek(2.5)
    loudspeaker.crank(2.0)
    assert (player.is_playing, player.position_s) == (False, 4.0)


def test_a_seek_while_nothing_plays_moves_the_position_within_the_recording(player: Player) -> None:
    player.seek(1.5)
    assert (player.is_playing, player.position_s) == (False, 1.5)

    player.seek(99.0)
    assert player.position_s == 4.0

    player.seek(-1.0)
    assert player.position_s == 0.0


def test_a_seek_just_as_the_device_was_told_the_end_is_heard_all_the_same(
    player: Player, loudspeaker: FakeLoudspeaker, recording: Recording
) -> None:
    loudspeaker.says_when_it_ended = False
    player.play(0.0, 0.5)
    while loudspeaker.is_running:
        loudspeaker.crank(0.01)

    player.seek(2.0)
    loudspeaker.crank(0.5)

    assert player.is_playing
    heard = loudspeaker.heard[round(LEAD_S * RATE_HZ) :]
    assert heard.tolist() == pytest.approx(faded(recording.samples[2 * RATE_HZ :][: len(heard)]), abs=1e-6)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.player import LEAD_S, Player
from rehearse.audio.voice import FADE_S, REST_S, TAIL_S
from rehearse.errors import KnownError, Trouble
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.sounds import murmur, tone

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE_HZ = 16000
BUSY = KnownError(Trouble.LOUDSPEAKER_BUSY, device="Fake loudspeaker", reason="in use")


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


def silence(seconds: float) -> list[float]:
    return [0.0] * round(seconds * RATE_HZ)


def faded(samples: NDArray[np.float32], *, at_end: bool = False) -> list[float]:
    """What is heard of samples before and after which the recording goes on."""
    rise = (np.arange(len(samples), dtype=np.float32) / round(FADE_S * RATE_HZ)).clip(0, 1)
    return (samples * rise * (rise[::-1] if at_end else 1)).tolist()


def trouble_of(player: Player) -> Trouble | None:
    error = player.trouble()
    return None if error is None else error.trouble


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


def test_loading_another_recording_stops_what_plays(player: Player, loudspeaker: FakeLoudspeaker) -> None:
    player.play()
    loudspeaker.crank(1.0)

    player.load(Recording(np.zeros(RATE_HZ, np.float32), RATE_HZ, "other.wav"))

    assert (player.is_playing, player.position_s, player.duration_s) == (False, 0.0, 1.0)
    assert not loudspeaker.is_open


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

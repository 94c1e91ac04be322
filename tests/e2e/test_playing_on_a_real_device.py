"""Playing through the real PortAudio to the loudspeaker of the tests' own sound server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.player import Player
from rehearse.audio.recorder import Recorder
from rehearse.audio.voice import FADE_S
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur, place_of
from tests.virtual_sound import LOUDSPEAKER, RATE_HZ
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.virtual_sound import Listener, VirtualSound

FADE = round(FADE_S * RATE_HZ)
"""What begins or ends within a recording fades over so many samples."""


@pytest.fixture
def player(virtual_sound: VirtualSound) -> Iterator[Player]:
    assert virtual_sound.is_running
    player = Player()
    yield player
    player.close()


def recording_of(samples: NDArray[np.int16], rate_hz: int = RATE_HZ) -> Recording:
    return Recording((samples / 32768).astype(np.float32), rate_hz, "take.wav")


def until_it_is_over(player: Player) -> None:
    wait_until(lambda: not player.is_playing, "the end of what is played")
    assert player.trouble() is None


def heard_after(listener: Listener, played: NDArray[np.int16]) -> NDArray[np.int16]:
    """What came out of the loudspeaker from the first played sample on, once all of it can have come."""

    def is_all_there() -> bool:
        heard = np.flatnonzero(listener.samples())
        return len(heard) > 0 and len(listener.samples()) - heard[0] >= len(played) + RATE_HZ // 5

    wait_until(is_all_there, "the loudspeaker to have played it all")
    heard = listener.samples()
    return heard[place_of(played, heard) :]


def test_what_comes_out_of_the_loudspeaker_is_what_was_recorded_from_first_to_last_sample(
    player: Player, virtual_sound: VirtualSound
) -> None:
    samples = murmur(2.0, RATE_HZ)
    player.load(recording_of(samples))

    with virtual_sound.listening() as listener:
        player.play()
        until_it_is_over(player)
        heard = heard_after(listener, samples)

    assert np.array_equal(heard[: len(samples)], samples)
    assert not heard[len(samples) :].any()
    assert player.position_s == 2.0


def test_a_span_comes_out_alone(player: Player, virtual_sound: VirtualSound) -> None:
    samples = murmur(3.0, RATE_HZ)
    player.load(recording_of(samples))

    with virtual_sound.listening() as listener:
        player.play(1.0, 1.5)
        until_it_is_over(player)
        heard = heard_after(listener, samples[RATE_HZ : RATE_HZ * 3 // 2])

    said = samples[RATE_HZ : RATE_HZ * 3 // 2]
    assert np.array_equal(heard[FADE : RATE_HZ // 2 - FADE], said[FADE:-FADE])
    assert not heard[RATE_HZ // 2 :].any()


def test_a_recording_of_another_rate_sounds_the_same(player: Player, virtual_sound: VirtualSound) -> None:
    # The server's own resampler, too, has its part in the highest tones; speech has little there.
    samples = np.convolve(murmur(1.0, 16000), np.ones(6) / 6, "same").astype(np.int16)
    player.load(recording_of(samples, 16000))
    expected = (recording_of(samples, 16000).at(RATE_HZ) * 32768).astype(np.int16)

    with virtual_sound.listening() as listener:
        player.play()
        until_it_is_over(player)
        heard = heard_after(listener, expected)

    assert np.corrcoef(heard[: len(expected)], expected)[0, 1] > 0.99


def test_the_position_names_the_sample_that_is_being_heard(player: Player, virtual_sound: VirtualSound) -> None:
    samples = np.zeros(4 * RATE_HZ, np.int16)
    samples[RATE_HZ:] = murmur(3.0, RATE_HZ)
    player.load(recording_of(samples))

    with virtual_sound.listening() as listener:
        player.play()
        wait_until(lambda: np.any(listener.samples()), "the first sound, which stands at one second")
        position_s = player.position_s

    # A busy machine may notice late; but what was heard already can't lie ahead of the position.
    assert position_s > 1.0 - 0.02


def test_a_seek_is_heard(player: Player, virtual_sound: VirtualSound) -> None:
    samples = murmur(20.0, RATE_HZ)
    player.load(recording_of(samples))

    with virtual_sound.listening() as listener:
        player.play()
        wait_until(lambda: player.position_s > 0.3, "the beginning to be heard")
        player.seek(19.5)
        until_it_is_over(player)
        heard = heard_after(listener, samples[-RATE_HZ // 2 :])

    assert np.array_equal(heard[FADE : RATE_HZ // 2], samples[-RATE_HZ // 2 + FADE :])


def test_a_loudspeaker_that_goes_away_is_named_and_does_not_hang(player: Player, virtual_sound: VirtualSound) -> None:
    player.load(recording_of(murmur(20.0, RATE_HZ)))
    player.play()
    wait_until(lambda: player.position_s > 0.3, "the beginning to be heard")

    virtual_sound.kill()
    wait_until(lambda: not player.is_playing, "the loss to be noticed")

    error = player.trouble()
    assert error is not None
    assert error.trouble is Trouble.LOUDSPEAKER_LOST
    assert LOUDSPEAKER in error.message
    with pytest.raises(KnownError) as caught:
        player.play()
    assert caught.value.trouble is Trouble.NO_LOUDSPEAKER

    virtual_sound.start()
    player.play()
    wait_until(lambda: player.position_s > 1.0, "it to be heard again")


def test_a_sound_server_that_hangs_does_not_hang_the_program(player: Player, virtual_sound: VirtualSound) -> None:
    player.load(recording_of(murmur(20.0, RATE_HZ)))
    player.play()
    wait_until(lambda: player.position_s > 0.3, "the beginning to be heard")

    virtual_sound.hang()
    try:
        wait_until(lambda: not player.is_playing, "the standstill to be noticed")
        error = player.trouble()
    finally:
        virtual_sound.go_on()

    assert error is not None
    assert error.trouble is Trouble.LOUDSPEAKER_LOST


def test_recording_and_playing_at_once_disturb_neither(
    player: Player, virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    said, played = murmur(2.0, RATE_HZ, seed=1), murmur(2.0, RATE_HZ, seed=2)
    recorder = Recorder()
    recorder.open()
    wait_until(lambda: recorder.level_db() is not None, "the first block of the microphone")
    player.load(recording_of(played))

    with virtual_sound.listening() as listener:
        recorder.start(tmp_path / "take.wav")
        player.play()
        virtual_sound.say(said)
        until_it_is_over(player)
        wait_until(lambda: recorder.elapsed_s > 2.5, "the end of what was said")
        heard = heard_after(listener, played)
    recorded = recorder.stop()
    recorder.close()

    assert np.array_equal(heard[: len(played)], played)
    assert recorded.dropped_frames == 0

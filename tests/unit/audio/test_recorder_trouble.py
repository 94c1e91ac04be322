"""A microphone that goes away, stalls, stays silent, loses sound or cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.recorder import Recorder
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur
from tests.unit.audio.recorder_stage import RATE_HZ, kept, trouble_of
from tests.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fake_sound import Clock, FakeMicrophone


def test_a_microphone_that_goes_away_is_named_and_what_was_said_is_kept(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    said = murmur(1.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav")
    microphone.say(said)

    microphone.vanish()

    assert trouble_of(recorder) is Trouble.MICROPHONE_LOST
    assert "Fake microphone" in str(recorder.trouble())
    recorded = recorder.stop()
    assert kept(recorded.path).tolist() == said.tolist()
    assert recorded.trouble is not None
    assert recorded.trouble.trouble is Trouble.MICROPHONE_LOST


def test_a_microphone_whose_blocks_just_stop_is_named_until_they_come_again(
    recorder: Recorder, microphone: FakeMicrophone, clock: Clock, tmp_path: Path
) -> None:
    recorder.start(tmp_path / "take.wav")
    microphone.say(murmur(4.0, RATE_HZ))
    clock.advance(2.9)
    assert recorder.trouble() is None

    clock.advance(0.2)
    assert trouble_of(recorder) is Trouble.MICROPHONE_STALLED

    microphone.say(murmur(4.0, RATE_HZ))
    assert recorder.trouble() is None
    assert recorder.stop().dropped_frames == pytest.approx(3.1 * RATE_HZ, rel=0.02)


def test_a_microphone_that_needs_three_seconds_to_wake_is_waited_for(
    recorder: Recorder, microphone: FakeMicrophone, clock: Clock
) -> None:
    clock.advance(3.0)
    assert recorder.trouble() is None

    microphone.say(murmur(0.1, RATE_HZ))
    assert recorder.trouble() is None


def test_a_microphone_that_never_sends_is_named(recorder: Recorder, clock: Clock) -> None:
    clock.advance(4.5)

    assert trouble_of(recorder) is Trouble.MICROPHONE_STALLED


def test_exact_silence_for_two_seconds_is_named_and_forgotten_when_sound_comes(
    recorder: Recorder, microphone: FakeMicrophone
) -> None:
    microphone.say(np.zeros(round(1.98 * RATE_HZ), np.int16))
    assert recorder.trouble() is None

    microphone.say(np.zeros(round(0.04 * RATE_HZ), np.int16))
    wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_SILENT, "the silence to be noticed")

    microphone.say(murmur(0.02, RATE_HZ))
    wait_until(lambda: recorder.trouble() is None, "the sound to be noticed")


def test_a_quiet_room_is_not_taken_for_a_muted_microphone(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    room = np.random.default_rng(1).integers(-1, 2, 10 * RATE_HZ).astype(np.int16)

    recorder.start(tmp_path / "take.wav")
    microphone.say(room)
    wait_until(lambda: recorder.elapsed_s == 10.0, "the room to be recorded")

    assert recorder.trouble() is None


def test_a_microphone_that_can_not_be_opened_says_why_and_can_be_opened_later(
    microphone: FakeMicrophone, clock: Clock
) -> None:
    recorder = Recorder("Headset", opener=microphone, clock=clock)
    microphone.refuse(KnownError(Trouble.DEVICE_MISSING, device="Headset"))

    with pytest.raises(KnownError) as caught:
        recorder.open()
    assert caught.value.message == "Headset is not connected; connect it or choose another device."
    assert not recorder.is_open

    microphone.refuse(None)
    recorder.open()
    assert microphone.wanted == "Headset"
    recorder.close()


def test_a_microphone_that_went_away_can_be_opened_again(recorder: Recorder, microphone: FakeMicrophone) -> None:
    microphone.vanish()
    recorder.close()

    recorder.open()

    assert recorder.trouble() is None


def test_a_device_that_says_it_lost_sound_makes_dropped_frames(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    recorder.start(tmp_path / "take.wav")
    microphone.say(murmur(1.0, RATE_HZ))
    microphone.say(murmur(0.02, RATE_HZ), overflowed=True)

    assert recorder.stop().dropped_frames == 320


def test_sound_that_was_lost_before_the_take_is_not_counted(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    microphone.say(murmur(0.02, RATE_HZ), overflowed=True)
    microphone.say(murmur(2.0, RATE_HZ))
    recorder.start(tmp_path / "take.wav")
    microphone.say(murmur(1.0, RATE_HZ))

    assert recorder.stop().dropped_frames == 0

"""Recording through the real PortAudio from a microphone of the tests' own sound server, and all that can befall it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import load
from rehearse.audio.devices import loudspeakers, microphones
from rehearse.audio.recorder import LOWEST_DB, Recorder
from rehearse.audio.wav import repair
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur, place_of
from tests.virtual_sound import LOUDSPEAKER, MICROPHONE, RATE_HZ, SECOND_MICROPHONE, Microphone
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.virtual_sound import VirtualSound

RECORDS_UNTIL_IT_IS_KILLED = """
import pathlib, sys
from rehearse.audio.recorder import LOWEST_DB, Recorder
from tests.waiting import wait_until
recorder = Recorder()
recorder.open()
recorder.start(pathlib.Path(sys.argv[1]))
print("recording", flush=True)
wait_until(lambda: (recorder.level_db() or LOWEST_DB) > LOWEST_DB, "the first word")
wait_until(lambda: recorder.level_db() == LOWEST_DB, "the silence after the last word")
silent_s = recorder.elapsed_s
wait_until(lambda: recorder.elapsed_s > silent_s + 0.1, "it to be recorded")
print("heard it all", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def recorder(virtual_sound: VirtualSound) -> Iterator[Recorder]:
    """A recorder of the default microphone, which runs already."""
    assert virtual_sound.is_running
    recorder = Recorder()
    open_and_wait(recorder)
    yield recorder
    recorder.close()


def open_and_wait(recorder: Recorder) -> None:
    recorder.open()
    wait_until(lambda: recorder.level_db() is not None, "the first block of the microphone")


def until_the_last_word_is_recorded(recorder: Recorder) -> None:
    spoken_s = recorder.elapsed_s
    wait_until(lambda: recorder.elapsed_s > spoken_s + 0.3, "the end of what was said")


def kept(path: Path) -> NDArray[np.int16]:
    return np.rint(load(path).samples * 32768).astype(np.int16)


def assert_holds(path: Path, said: NDArray[np.int16]) -> None:
    """Every sample that was said is in the file, in order, exactly."""
    heard = kept(path)
    at = place_of(said, heard)
    assert len(heard) - at >= len(said)
    assert np.array_equal(heard[at : at + len(said)], said)


def trouble_of(recorder: Recorder) -> Trouble | None:
    error = recorder.trouble()
    return None if error is None else error.trouble


def test_the_devices_have_the_names_that_people_gave_them(virtual_sound: VirtualSound) -> None:
    assert virtual_sound.is_running

    listed = {device.name: (device.sample_rate_hz, device.is_default) for device in microphones()}
    assert listed == {MICROPHONE: (RATE_HZ, True), SECOND_MICROPHONE: (RATE_HZ, False)}
    assert [device.name for device in loudspeakers() if device.is_default] == [LOUDSPEAKER]


def test_what_is_said_into_the_microphone_is_recorded_sample_by_sample(
    recorder: Recorder, microphone: Microphone, tmp_path: Path
) -> None:
    said = murmur(2.0, RATE_HZ)

    recorder.start(tmp_path / "take.wav")
    microphone.say(said)
    until_the_last_word_is_recorded(recorder)
    recorded = recorder.stop()

    assert_holds(recorded.path, said)
    assert (recorded.device_name, recorded.sample_rate_hz) == (MICROPHONE, RATE_HZ)
    assert (recorded.dropped_frames, recorded.trouble) == (0, None)


def test_what_was_said_in_the_second_before_start_is_kept(
    recorder: Recorder, microphone: Microphone, tmp_path: Path
) -> None:
    said = murmur(3.0, RATE_HZ)
    speaker = threading.Thread(target=microphone.say, args=(said,), name="speaker")

    speaker.start()
    wait_until(lambda: (recorder.level_db() or LOWEST_DB) > LOWEST_DB, "the first word")
    recorder.start(tmp_path / "take.wav")
    speaker.join()
    until_the_last_word_is_recorded(recorder)
    recorded = recorder.stop()

    heard = kept(recorded.path)
    # Where the first word stands; before the file's first sample where a busy machine has let a second pass.
    began = place_of(said[-RATE_HZ:], heard) - (len(said) - RATE_HZ)
    assert began < recorded.preroll_s * RATE_HZ
    assert began >= 0 or recorded.preroll_s > 0.9
    expected = said[max(0, -began) :]
    assert np.array_equal(heard[max(0, began) :][: len(expected)], expected)


def test_a_microphone_chosen_by_name_is_the_one_that_is_heard(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    headset = Microphone(virtual_sound, SECOND_MICROPHONE, "headset_in")
    recorder = Recorder(SECOND_MICROPHONE)
    open_and_wait(recorder)

    recorder.start(tmp_path / "take.wav")
    headset.say(murmur(1.0, RATE_HZ, seed=2))
    until_the_last_word_is_recorded(recorder)
    recorded = recorder.stop()
    recorder.close()

    assert recorded.device_name == SECOND_MICROPHONE
    assert_holds(recorded.path, murmur(1.0, RATE_HZ, seed=2))


def test_the_default_is_followed_when_it_changes_between_two_takes(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    virtual_sound.control("set-default-source", "headset")
    recorder = Recorder()
    open_and_wait(recorder)

    recorder.start(tmp_path / "take.wav")
    virtual_sound.say(murmur(1.0, RATE_HZ), into="headset_in")
    until_the_last_word_is_recorded(recorder)
    recorded = recorder.stop()
    recorder.close()

    assert recorded.device_name == SECOND_MICROPHONE
    assert_holds(recorded.path, murmur(1.0, RATE_HZ))


def test_a_chosen_microphone_that_is_not_connected_is_named(virtual_sound: VirtualSound) -> None:
    assert virtual_sound.is_running

    with pytest.raises(KnownError) as caught:
        Recorder("Podcast microphone").open()

    assert caught.value.trouble is Trouble.DEVICE_MISSING
    assert "Podcast microphone" in caught.value.message


def test_a_sound_server_that_is_killed_during_a_take_is_named_and_what_was_said_is_kept(
    recorder: Recorder, microphone: Microphone, tmp_path: Path
) -> None:
    said = murmur(1.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav")
    microphone.say(said)
    until_the_last_word_is_recorded(recorder)

    microphone.sound.kill()
    wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_LOST, "the loss to be noticed")
    recorded = recorder.stop()
    assert_holds(recorded.path, said)
    assert recorded.trouble is not None


def test_a_machine_without_a_sound_server_has_no_microphone_until_there_is_one(
    recorder: Recorder, virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    virtual_sound.kill()
    wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_LOST, "the loss to be noticed")
    recorder.close()

    with pytest.raises(KnownError) as caught:
        recorder.open()
    assert caught.value.trouble is Trouble.NO_MICROPHONE

    virtual_sound.start()
    open_and_wait(recorder)
    recorder.start(tmp_path / "take.wav")
    virtual_sound.say(murmur(1.0, RATE_HZ))
    until_the_last_word_is_recorded(recorder)
    assert_holds(recorder.stop().path, murmur(1.0, RATE_HZ))


def test_a_suspended_microphone_is_named_and_the_take_goes_on_when_it_wakes(
    recorder: Recorder, microphone: Microphone, tmp_path: Path
) -> None:
    before, after = murmur(1.0, RATE_HZ, seed=1), murmur(1.0, RATE_HZ, seed=2)
    recorder.start(tmp_path / "take.wav")
    microphone.say(before)
    until_the_last_word_is_recorded(recorder)

    microphone.sound.control("suspend-source", "desk", "1")
    wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_STALLED, "the suspension to be noticed")

    microphone.sound.control("suspend-source", "desk", "0")
    wait_until(lambda: recorder.trouble() is None, "the microphone to wake")
    microphone.say(after)
    until_the_last_word_is_recorded(recorder)
    recorded = recorder.stop()

    assert_holds(recorded.path, before)
    assert_holds(recorded.path, after)
    assert recorded.dropped_frames > RATE_HZ / 2


def test_closing_a_suspended_microphone_does_not_wait_for_it(recorder: Recorder, microphone: Microphone) -> None:
    microphone.sound.control("suspend-source", "desk", "1")
    wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_STALLED, "the suspension to be noticed")

    recorder.close()

    microphone.sound.control("suspend-source", "desk", "0")
    open_and_wait(recorder)


def test_a_muted_microphone_is_named_until_it_is_heard_again(recorder: Recorder, microphone: Microphone) -> None:
    microphone.say(murmur(0.5, RATE_HZ))

    microphone.sound.control("set-source-mute", "desk", "1")
    wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_SILENT, "the silence to be noticed")

    microphone.sound.control("set-source-mute", "desk", "0")
    microphone.say(murmur(0.5, RATE_HZ))
    wait_until(lambda: recorder.trouble() is None, "the sound to be noticed")


def test_a_sound_server_that_hangs_neither_hangs_the_program_nor_costs_what_was_said(
    recorder: Recorder, microphone: Microphone, tmp_path: Path
) -> None:
    said = murmur(1.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav")
    microphone.say(said)
    until_the_last_word_is_recorded(recorder)

    microphone.sound.hang()
    try:
        wait_until(lambda: trouble_of(recorder) is Trouble.MICROPHONE_STALLED, "the standstill to be noticed")
        assert_holds(recorder.stop().path, said)
        recorder.close()
        with pytest.raises(KnownError) as caught:
            recorder.open()
        assert caught.value.trouble is Trouble.SOUND_SYSTEM_BROKEN
    finally:
        microphone.sound.go_on()
    open_and_wait(recorder)


def test_a_program_that_is_killed_loses_at_most_the_last_second(microphone: Microphone, tmp_path: Path) -> None:
    said = murmur(3.0, RATE_HZ)
    take = tmp_path / "take.wav"
    program = subprocess.Popen(
        [sys.executable, "-c", RECORDS_UNTIL_IT_IS_KILLED, str(take)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(os.environ),
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"recording\n"
        microphone.say(said)
        assert program.stdout.readline() == b"heard it all\n"
        program.send_signal(signal.SIGKILL)

    seconds = repair(take)

    heard = kept(take)
    assert len(heard) == round(seconds * RATE_HZ)
    at = place_of(said[:RATE_HZ], heard)
    recorded = heard[at:][: len(said)]
    assert np.array_equal(recorded, said[: len(recorded)])
    assert len(said) - len(recorded) < RATE_HZ

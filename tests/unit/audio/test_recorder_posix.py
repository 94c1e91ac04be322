from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from tests.posix import read_only, room_for
from tests.sounds import murmur
from tests.unit.audio.recorder_stage import RATE_HZ, kept
from tests.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.audio.recorder import Recorder
    from tests.fake_sound import FakeMicrophone


def test_a_disk_that_fills_up_during_a_take_is_named_and_what_fitted_is_kept(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    said = murmur(5.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav")

    with room_for(100_000):
        microphone.say(said)
        wait_until(lambda: recorder.trouble() is not None, "the full disk to be noticed")
        microphone.say(said)
        recorded = recorder.stop()

    assert recorded.trouble is not None
    assert recorded.trouble.trouble is Trouble.DISK_FULL
    assert recorded.frames == (100_000 - 44) // 2
    assert kept(recorded.path).tolist() == said[: recorded.frames].tolist()


def test_the_next_take_is_not_blamed_for_the_full_disk(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    recorder.start(tmp_path / "first.wav")
    with room_for(10_000):
        microphone.say(murmur(1.0, RATE_HZ))
        recorder.stop()

    recorder.start(tmp_path / "second.wav")
    microphone.say(murmur(1.0, RATE_HZ))

    assert recorder.stop().trouble is None


def test_a_folder_that_may_not_be_written_to_is_named_and_the_microphone_goes_on(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    (tmp_path / "recordings").mkdir()

    with read_only(tmp_path / "recordings"), pytest.raises(KnownError) as caught:
        recorder.start(tmp_path / "recordings" / "take.wav")

    assert caught.value.trouble is Trouble.FOLDER_READ_ONLY
    assert not recorder.is_recording
    microphone.say(murmur(0.1, RATE_HZ))
    assert recorder.level_db() is not None

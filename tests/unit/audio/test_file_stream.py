from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import Recording, load
from rehearse.audio.file_stream import FileMicrophone
from rehearse.audio.recorder import Recorder
from tests.sounds import murmur

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 22050


def recording_of(seconds: float) -> Recording:
    return Recording((murmur(seconds, RATE_HZ) / 32768).astype(np.float32), RATE_HZ, "said.wav")


def test_a_file_in_the_microphones_place_is_recorded_from_its_first_sample_to_its_last(tmp_path: Path) -> None:
    recording = recording_of(1.31)
    microphone = FileMicrophone(recording)
    recorder = Recorder(opener=microphone)

    recorder.open()
    recorder.start(tmp_path / "take.wav")
    assert microphone.played.wait(20)
    recorded = recorder.stop()
    recorder.close()

    assert load(recorded.path).samples.tolist() == recording.samples.tolist()
    assert (recorded.sample_rate_hz, recorded.dropped_frames) == (RATE_HZ, 0)


def test_a_file_is_played_no_faster_than_it_was_spoken() -> None:
    microphone = FileMicrophone(recording_of(0.5))
    recorder = Recorder(opener=microphone)

    begun_s = time.monotonic()
    recorder.open()
    assert microphone.played.wait(20)

    assert time.monotonic() - begun_s >= 0.5
    recorder.close()


def test_closing_in_the_middle_ends_the_playing() -> None:
    microphone = FileMicrophone(recording_of(60.0))
    recorder = Recorder(opener=microphone)
    recorder.open()

    recorder.close()

    assert not microphone.played.is_set()


def test_a_file_can_be_played_again() -> None:
    microphone = FileMicrophone(recording_of(0.5))
    for _ in range(2):
        recorder = Recorder(opener=microphone)
        recorder.open()
        assert microphone.played.wait(20)
        recorder.close()

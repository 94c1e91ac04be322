"""A disk that does not answer while a take is begun, stopped, discarded or kept."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from rehearse.audio.recorder import Recorder
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur
from tests.unit.audio.recorder_stage import RATE_HZ, kept
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.fake_sound import Clock, FakeMicrophone


class SlowDisk:
    """A listener at which the writer waits, as it does at a disk that does not answer."""

    def __init__(self) -> None:
        self.reached, self.answers = threading.Event(), threading.Event()

    def __call__(self, _samples: bytes) -> None:
        self.reached.set()
        self.answers.wait(20)


@pytest.fixture
def hasty(microphone: FakeMicrophone, clock: Clock) -> Iterator[Recorder]:
    """A recorder that waits a second for the disk."""
    recorder = Recorder(opener=microphone, clock=clock, patience_s=1.0)
    recorder.open()
    yield recorder
    recorder.close()


class Spoken(NamedTuple):
    """A take of a second that the disk does not take any more."""

    file: Path
    samples: NDArray[np.int16]
    disk: SlowDisk


@pytest.fixture
def spoken(hasty: Recorder, microphone: FakeMicrophone, tmp_path: Path) -> Spoken:
    said = Spoken(tmp_path / "take.wav", murmur(1.0, RATE_HZ), SlowDisk())
    hasty.start(said.file, said.disk)
    microphone.say(said.samples)
    assert said.disk.reached.wait(20)
    return said


def test_a_disk_that_does_not_answer_is_named_and_the_take_can_be_stopped_again(
    hasty: Recorder, spoken: Spoken
) -> None:
    with pytest.raises(KnownError) as error:
        hasty.stop()
    assert error.value.trouble is Trouble.DISK_SLOW
    assert str(spoken.file) in error.value.message
    assert hasty.is_recording
    spoken.disk.answers.set()
    recorded = hasty.stop()
    assert recorded.path == spoken.file
    assert np.array_equal(kept(recorded.path), spoken.samples)
    assert not hasty.is_recording


def test_a_take_that_the_disk_did_not_let_begin_leaves_nothing_and_another_can_begin(
    hasty: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    disk, spoken = SlowDisk(), murmur(1.0, RATE_HZ)
    microphone.say(murmur(0.5, RATE_HZ, seed=2))
    with pytest.raises(KnownError) as error:
        hasty.start(tmp_path / "take.wav", disk)
    assert error.value.trouble is Trouble.DISK_SLOW
    assert not hasty.is_recording
    disk.answers.set()
    wait_until(lambda: not (tmp_path / "take.wav").exists(), "the file to be gone")
    hasty.start(tmp_path / "other.wav")
    microphone.say(spoken)
    recorded = hasty.stop()
    assert np.array_equal(kept(recorded.path), spoken)


def test_a_recorder_is_closed_at_once_though_the_disk_does_not_answer_and_the_take_is_kept(
    hasty: Recorder, microphone: FakeMicrophone, spoken: Spoken
) -> None:
    hasty.close()
    assert not hasty.is_open
    assert not microphone.is_open
    spoken.disk.answers.set()
    wait_until(lambda: not any(one.name == "take-writer" for one in threading.enumerate()), "the writer to end")
    assert np.array_equal(kept(spoken.file), spoken.samples)


def test_a_take_that_is_discarded_while_the_disk_does_not_answer_is_gone_when_it_does(
    hasty: Recorder, spoken: Spoken
) -> None:
    hasty.throw_away()
    assert not hasty.is_recording
    spoken.disk.answers.set()
    wait_until(lambda: not spoken.file.exists(), "the file to be gone")

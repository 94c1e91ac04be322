"""What a take holds: all that was said between start and stop, and the second before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import load
from rehearse.audio.intake import ON_ITS_WAY_S
from rehearse.audio.recorder import Recorder
from rehearse.errors import KnownError, Trouble
from tests.fake_sound import Clock, FakeMicrophone
from tests.sounds import murmur
from tests.unit.audio.recorder_stage import RATE_HZ, kept, trouble_of
from tests.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path


def test_a_take_holds_what_was_said_between_start_and_stop(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    said = murmur(2.0, RATE_HZ)

    recorder.start(tmp_path / "take.wav")
    microphone.say(said)
    recorded = recorder.stop()
    microphone.say(murmur(1.0, RATE_HZ, seed=2))

    assert kept(recorded.path).tolist() == said.tolist()
    assert (recorded.frames, recorded.sample_rate_hz, recorded.duration_s) == (len(said), RATE_HZ, 2.0)
    assert (recorded.dropped_frames, recorded.preroll_s, recorded.trouble) == (0, 0.0, None)
    assert recorded.device_name == "Fake microphone"


def test_the_second_before_start_is_kept_so_that_no_first_word_is_lost(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    before, after = murmur(3.0, RATE_HZ, seed=1), murmur(1.0, RATE_HZ, seed=2)

    microphone.say(before)
    recorder.start(tmp_path / "take.wav")
    microphone.say(after)
    wait_until(lambda: recorder.elapsed_s == 1.0, "the second after the start")
    recorded = recorder.stop()

    assert recorded.preroll_s == 1.0
    assert kept(recorded.path).tolist() == [*before[-RATE_HZ:].tolist(), *after.tolist()]


def test_a_take_that_is_started_soon_after_opening_has_a_shorter_preroll(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    microphone.say(murmur(0.3, RATE_HZ))
    recorder.start(tmp_path / "take.wav")

    assert recorder.stop().preroll_s == pytest.approx(0.3)


def test_the_time_that_is_shown_counts_from_the_start_and_not_from_the_preroll(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    microphone.say(murmur(2.0, RATE_HZ))
    recorder.start(tmp_path / "take.wav")
    assert recorder.elapsed_s == 0.0

    microphone.say(murmur(1.5, RATE_HZ))

    wait_until(lambda: recorder.elapsed_s == 1.5, "the time to be 1.5 s")


def test_what_is_said_while_muted_is_not_kept_nor_what_is_still_on_its_way_afterwards(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    spoken = murmur(1.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav")
    microphone.say(spoken)
    recorder.mute(muted=True)
    microphone.say(spoken)
    assert (recorder.level_db() or -100.0) > -60.0
    recorder.mute(muted=False)
    microphone.say(spoken)
    samples = kept(recorder.stop().path)
    heard_again = 2 * RATE_HZ + round(ON_ITS_WAY_S * RATE_HZ)
    assert np.array_equal(samples[:RATE_HZ], spoken)
    assert not samples[RATE_HZ : heard_again - RATE_HZ // 50].any()
    assert np.array_equal(samples[heard_again:], spoken[heard_again - 2 * RATE_HZ :])


def test_who_listens_to_a_take_is_told_the_very_samples_that_are_kept(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    told: list[bytes] = []
    microphone.say(murmur(0.5, RATE_HZ))
    recorder.start(tmp_path / "take.wav", told.append)
    microphone.say(murmur(1.0, RATE_HZ, seed=2))
    recorded = recorder.stop()
    microphone.say(murmur(1.0, RATE_HZ, seed=3))
    assert recorded.preroll_s == 0.5
    assert np.array_equal(np.frombuffer(b"".join(told), np.int16), kept(recorded.path))


def test_a_listener_that_fails_costs_nothing_of_the_take(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[bytes] = []

    def fail_at_the_third(samples: bytes) -> None:
        told.append(samples)
        if len(told) == 3:
            raise RuntimeError

    spoken = murmur(1.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav", fail_at_the_third)
    microphone.say(spoken)
    recorded = recorder.stop()
    assert np.array_equal(kept(recorded.path), spoken)
    assert recorded.trouble is None
    assert len(told) == 3
    assert [line.levelname for line in caplog.records] == ["ERROR"]


def test_a_second_take_follows_without_opening_again(
    recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path
) -> None:
    first, second = murmur(1.0, RATE_HZ, seed=1), murmur(1.0, RATE_HZ, seed=2)

    recorder.start(tmp_path / "first.wav")
    microphone.say(first)
    recorder.stop()
    recorder.start(tmp_path / "second.wav")
    microphone.say(second)
    recorder.stop()

    assert kept(tmp_path / "first.wav").tolist() == first.tolist()
    assert kept(tmp_path / "second.wav").tolist() == second.tolist()


def test_two_channels_become_one_by_their_mean(clock: Clock, tmp_path: Path) -> None:
    microphone = FakeMicrophone(RATE_HZ, channels=2, clock=clock)
    recorder = Recorder(opener=microphone, clock=clock)
    recorder.open()
    left, right = murmur(1.0, RATE_HZ, seed=1), murmur(1.0, RATE_HZ, seed=2)

    recorder.start(tmp_path / "take.wav")
    microphone.say(np.stack([left, right], axis=1))
    recorder.close()

    mean = (left.astype(int) + right.astype(int)) / 2
    assert np.abs(kept(tmp_path / "take.wav") - mean).max() <= 0.5


def test_a_take_that_is_stopped_within_the_first_block_holds_nothing(recorder: Recorder, tmp_path: Path) -> None:
    recorder.start(tmp_path / "take.wav")
    recorded = recorder.stop()

    assert (recorded.frames, recorded.duration_s) == (0, 0.0)
    with pytest.raises(KnownError) as caught:
        load(recorded.path)
    assert caught.value.trouble is Trouble.FILE_TOO_SHORT


def test_a_discarded_take_leaves_no_file(recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path) -> None:
    recorder.start(tmp_path / "take.wav")
    microphone.say(murmur(1.0, RATE_HZ))

    recorder.throw_away()

    assert list(tmp_path.iterdir()) == []
    assert not recorder.is_recording


def test_closing_during_a_take_keeps_it(recorder: Recorder, microphone: FakeMicrophone, tmp_path: Path) -> None:
    said = murmur(1.0, RATE_HZ)
    recorder.start(tmp_path / "take.wav")
    microphone.say(said)

    recorder.close()

    assert kept(tmp_path / "take.wav").tolist() == said.tolist()
    assert not microphone.is_open
    assert (recorder.is_open, recorder.is_recording) == (False, False)


def test_the_level_is_the_peak_since_it_was_last_read(recorder: Recorder, microphone: FakeMicrophone) -> None:
    assert recorder.level_db() is None

    microphone.say(np.full(RATE_HZ, -16384, np.int16))
    microphone.say(np.full(RATE_HZ, 100, np.int16))

    assert recorder.level_db() == pytest.approx(-6.02, abs=0.01)
    assert recorder.level_db() is None


def test_full_scale_is_zero_decibels_and_exact_silence_the_lowest_level(
    recorder: Recorder, microphone: FakeMicrophone
) -> None:
    microphone.say(np.full(320, -32768, np.int16))
    assert recorder.level_db() == 0.0

    microphone.say(np.zeros(320, np.int16))
    assert recorder.level_db() == -100.0


def test_a_take_ends_where_it_could_not_be_read_again_and_what_was_said_is_kept(clock: Clock, tmp_path: Path) -> None:
    microphone = FakeMicrophone(100, clock=clock)
    recorder = Recorder(opener=microphone, clock=clock)
    recorder.open()
    recorder.start(tmp_path / "take.wav")

    microphone.say(murmur(5 * 3600, 100), block_s=60.0)
    wait_until(lambda: trouble_of(recorder) is Trouble.TAKE_TOO_LONG, "the longest take")
    recorded = recorder.stop()
    recorder.close()

    assert recorded.duration_s == 4 * 3600
    assert load(recorded.path).duration_s == 4 * 3600


def test_using_a_recorder_that_is_not_open_is_a_mistake_of_ours(microphone: FakeMicrophone, tmp_path: Path) -> None:
    recorder = Recorder(opener=microphone)

    with pytest.raises(RuntimeError, match="not open"):
        recorder.start(tmp_path / "take.wav")
    assert (recorder.level_db(), recorder.elapsed_s, recorder.trouble()) == (None, 0.0, None)
    recorder.close()

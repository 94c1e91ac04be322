"""The recogniser's own process, with a recogniser made of nothing in it: what survives a crash, and what is said."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.assets import demo_takes
from rehearse.audio.decode import Recording, load
from rehearse.errors import KnownError, Trouble
from rehearse.hearing.process import RecogniserProcess
from rehearse.speech import Expected, ExpectedName
from rehearse.transcription.transcriber import Cancelled
from tests import fake_hearers
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rehearse.hearing.child import Loader
    from rehearse.hearing.process import ProcessTake
    from rehearse.hearing.values import HeardTake
    from rehearse.speech import Word

PATIENCE_S = 60.0
ORPHANED = """
import os, sys
from rehearse.hearing.process import RecogniserProcess
from tests.fake_hearers import load_fake
if __name__ == "__main__":
    process = RecogniserProcess("fake", load_fake)
    print(process.usable_handle().process_id, flush=True)
    os._exit(0)
"""


@pytest.fixture(scope="module")
def take() -> Recording:
    """The beginning of a demo take, at 16 bits, as a file holds it."""
    spoken = load(demo_takes()[0].path)
    samples = np.rint(spoken.samples[: 15 * spoken.sample_rate_hz] * 32768).astype(np.int16)
    return Recording(samples.astype(np.float32) / np.float32(32768), spoken.sample_rate_hz, "take.wav")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., RecogniserProcess]]:
    """Starts a recogniser's process; all are ended, and none is left."""
    started: list[RecogniserProcess] = []

    def begin(load: Loader) -> RecogniserProcess:
        started.append(RecogniserProcess(str(tmp_path / "misbehaved"), load, PATIENCE_S))
        return started[-1]

    yield begin
    for process in started:
        process.close()
    assert multiprocessing.active_children() == []


def say(live: ProcessTake, take: Recording) -> int:
    """Speak a whole take; returns how many samples it has."""
    samples = (take.samples * 32768).astype(np.int16)
    for start in range(0, len(samples), 480):
        live.add(samples[start : start + 480].tobytes())
    return len(samples)


def finished(live: ProcessTake, frames: int) -> HeardTake | None:
    return live.finish(frames, lambda _share: None, lambda: False)


def from_file(process: RecogniserProcess, take: Recording) -> HeardTake:
    return process.hear(take, lambda _share: None, lambda: False)


def test_a_take_heard_while_it_is_spoken_is_the_same_as_its_file(
    start: Callable[..., RecogniserProcess], take: Recording
) -> None:
    process = start(fake_hearers.load_fake)
    live = process.begin(take.sample_rate_hz)
    heard = finished(live, say(live, take))
    file = from_file(process, take)
    assert heard is not None
    assert heard.transcript.words
    assert (heard.transcript, heard.voiced, heard.sound) == (file.transcript, file.voiced, file.sound)


def test_the_names_that_are_expected_are_compared_with_a_take_live_and_from_its_file(
    start: Callable[..., RecogniserProcess], take: Recording
) -> None:
    process, maya = start(fake_hearers.load_fake), Expected((ExpectedName("Maya Okafor", ("name is",)),))
    live = process.begin(take.sample_rate_hz, maya)
    heard = finished(live, say(live, take))
    file = process.hear(take, lambda _share: None, lambda: False, maya)
    assert heard is not None
    for transcript in (heard.transcript, file.transcript):
        assert {word.named for word in transcript.words} == {"Maya Okafor"}


def test_the_words_of_a_take_are_told_while_it_goes_on_and_each_once(start: Callable[..., RecogniserProcess]) -> None:
    told: list[Word] = []
    process = start(fake_hearers.load_fake)
    take = load(demo_takes()[0].path)
    live = process.begin(take.sample_rate_hz, told=told.extend)
    frames = say(live, take)
    wait_until(lambda: told, "the first words")
    heard = finished(live, frames)
    assert heard is not None
    assert tuple(told) == heard.transcript.words[: len(told)]


def test_takes_are_heard_one_after_the_other(start: Callable[..., RecogniserProcess], take: Recording) -> None:
    process = start(fake_hearers.load_fake)
    dropped = process.begin(take.sample_rate_hz)
    say(dropped, take)
    live = process.begin(take.sample_rate_hz)
    heard = finished(live, say(live, take))
    assert heard is not None
    assert heard.duration_s == take.duration_s
    assert heard.transcript == from_file(process, take).transcript


def test_a_recogniser_that_crashes_while_somebody_speaks_costs_nothing_but_time(
    start: Callable[..., RecogniserProcess], take: Recording
) -> None:
    process = start(fake_hearers.load_crashing_once)
    live = process.begin(take.sample_rate_hz)
    assert finished(live, say(live, take)) is None
    assert from_file(process, take).transcript.words


def from_file_out_of_patience(process: RecogniserProcess, take: Recording) -> HeardTake:
    """Hear a whole take with a recogniser that gets stuck; as soon as it is, it has been waited for long enough."""
    first, misbehaved = process.usable_handle(), Path(process.model)

    def not_cancelled() -> bool:
        if misbehaved.exists():
            first._patience_s = 0.0
        return False

    heard = process.hear(take, lambda _share: None, not_cancelled)
    assert process.usable_handle() is not first
    return heard


def test_a_recogniser_that_gets_stuck_is_replaced(start: Callable[..., RecogniserProcess], take: Recording) -> None:
    process = start(fake_hearers.load_stuck_once)
    assert from_file_out_of_patience(process, take).transcript.words


def test_a_recogniser_that_crashes_again_and_again_is_said_to_have_failed(
    start: Callable[..., RecogniserProcess], take: Recording
) -> None:
    process = start(fake_hearers.load_crashing)
    with pytest.raises(KnownError) as refused:
        from_file(process, take)
    assert refused.value.trouble is Trouble.RECOGNISER_FAILED
    assert "it is kept" in refused.value.message


def test_a_model_that_is_missing_is_named_as_it_is_without_a_process(
    start: Callable[..., RecogniserProcess], take: Recording
) -> None:
    process = start(fake_hearers.load_missing)
    live = process.begin(take.sample_rate_hz)
    assert finished(live, say(live, take)) is None
    with pytest.raises(KnownError) as refused:
        from_file(process, take)
    assert refused.value.trouble is Trouble.MODEL_MISSING


def test_what_was_heard_counts_for_nothing_where_the_file_holds_something_else(
    start: Callable[..., RecogniserProcess], take: Recording
) -> None:
    live = start(fake_hearers.load_fake).begin(take.sample_rate_hz)
    assert finished(live, say(live, take) - 1) is None


def test_an_analysis_can_be_stopped_and_begun_again(start: Callable[..., RecogniserProcess], take: Recording) -> None:
    process = start(fake_hearers.load_stuck_once)
    asked = iter([False] * 5)
    with pytest.raises(Cancelled):
        process.hear(take, lambda _share: None, lambda: next(asked, True))
    assert from_file_out_of_patience(process, take).transcript.words


def test_progress_rises_and_ends_at_one(start: Callable[..., RecogniserProcess], take: Recording) -> None:
    shares: list[float] = []
    start(fake_hearers.load_fake).hear(take, shares.append, lambda: False)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_process_ends_when_the_program_does() -> None:
    # It holds the same standard output, so this returns only when both are gone.
    done = subprocess.run([sys.executable, "-c", ORPHANED], capture_output=True, timeout=60, check=True)
    assert int(done.stdout) > 0

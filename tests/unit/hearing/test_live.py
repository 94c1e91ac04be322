from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from rehearse import acoustics
from rehearse.assets import demo_takes
from rehearse.audio.decode import Recording, load
from rehearse.hearing.live import LiveHearing
from rehearse.transcription.planning import plan
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_activity import voiced_spans
from tests.fake_hearers import FakeHearer
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rehearse.hearing.values import HeardTake


@pytest.fixture(scope="module")
def take() -> Recording:
    """A demo take, and a second in which nobody speaks."""
    spoken = load(demo_takes()[0].path)
    return Recording(
        np.concatenate([spoken.samples, np.zeros(spoken.sample_rate_hz, np.float32)]), spoken.sample_rate_hz, "take.wav"
    )


class Pool(ThreadPoolExecutor):
    """Two threads that remember what they were given."""

    def __init__(self) -> None:
        super().__init__(2)
        self._given: list[Future[Any]] = []

    def submit(self, job: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self._given.append(super().submit(job, *arguments, **named))
        return self._given[-1]

    @property
    def is_idle(self) -> bool:
        """Whether all of it is done, also what nobody wanted any more."""
        return all(future.done() for future in self._given)


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool() as threads:
        yield threads


def spoken(take: Recording, hearer: FakeHearer, pool: ThreadPoolExecutor, most: int, seed: int = 0) -> LiveHearing:
    """Everything of a take in portions of up to so many samples, not ended yet."""
    hearing = LiveHearing(take.sample_rate_hz, hearer, pool, lambda: None)
    chance = np.random.default_rng(seed)
    at = 0
    while at < len(take.samples):
        count = int(chance.integers(1, most))
        hearing.add(take.samples[at : at + count])
        at += count
    return hearing


def ended(hearing: LiveHearing) -> HeardTake:
    hearing.finish()
    wait_until(lambda: not hearing.words.waiting, "the words")
    return hearing.result()


@pytest.mark.parametrize(("most", "seed"), [(1500, 0), (40_000, 1), (10_000_000, 2)])
def test_the_same_is_heard_live_as_from_the_file_in_any_portions(
    take: Recording, pool: ThreadPoolExecutor, most: int, seed: int
) -> None:
    heard = ended(spoken(take, FakeHearer(), pool, most, seed))
    samples_16k = take.at(RATE_HZ)
    voiced = voiced_spans(samples_16k)
    from_file = [word for chunk in plan(voiced, samples_16k) for word in FakeHearer().hear_chunk(chunk, samples_16k)]
    assert heard.voiced == voiced
    assert list(heard.transcript.words) == from_file
    assert heard.sound == acoustics.hear(take.samples, take.sample_rate_hz, samples_16k, voiced)
    assert heard.duration_s == take.duration_s


def test_no_voice_is_lost_or_heard_twice_where_one_chunk_ends_and_the_next_begins(
    take: Recording, pool: ThreadPoolExecutor
) -> None:
    heard = ended(spoken(take, FakeHearer(), pool, 20_000))
    assert heard.chunks >= 3
    assert tuple(word.span for word in heard.transcript.words) == heard.voiced


def test_who_stops_a_second_after_the_last_word_waits_for_no_word(take: Recording, pool: Pool) -> None:
    hearer = FakeHearer()
    hearing = spoken(take, hearer, pool, 5000)
    wait_until(lambda: pool.is_idle, "what was said so far")
    given = len(hearer.chunks)
    heard = ended(hearing)
    wait_until(lambda: pool.is_idle, "all that was begun")
    assert heard.chunks_left == 0
    assert len(hearer.chunks) == given


def test_the_end_is_heard_before_its_pause_is_long_enough_to_be_sure(take: Recording, pool: ThreadPoolExecutor) -> None:
    hearer = FakeHearer()
    hearing = LiveHearing(take.sample_rate_hz, hearer, pool, lambda: None)
    rate_hz = take.sample_rate_hz
    spoken_s = voiced_spans(take.at(RATE_HZ)[: 3 * RATE_HZ])[-1].end_s
    hearing.add(take.samples[: round(spoken_s * rate_hz)])
    assert not hearer.chunks
    hearing.add(np.zeros(round(0.45 * rate_hz), np.float32))
    wait_until(lambda: hearer.chunks, "the guess")
    hearing.add(np.zeros(rate_hz, np.float32))
    ended(hearing)
    assert len(hearer.chunks) == 1


def test_a_chunk_is_heard_as_a_whole_once_somebody_goes_on_and_never_in_a_pause(
    take: Recording, pool: ThreadPoolExecutor
) -> None:
    hearer = FakeHearer()
    hearing = LiveHearing(take.sample_rate_hz, hearer, pool, lambda: None)
    rate_hz = take.sample_rate_hz
    hearing.add(take.samples[: 12 * rate_hz])
    for _ in range(30):
        hearing.add(np.zeros(rate_hz // 5, np.float32))
    wait_until(lambda: not hearing.words.waiting, "its parts")
    assert max(chunk.duration_s for chunk in hearer.chunks) < 9
    hearing.add(take.samples[14 * rate_hz : 16 * rate_hz])
    wait_until(lambda: max(chunk.duration_s for chunk in hearer.chunks) > 11, "the whole chunk")


def test_a_take_that_goes_on_after_a_pause_is_not_heard_as_though_it_had_ended(
    take: Recording, pool: ThreadPoolExecutor
) -> None:
    hearer = FakeHearer()
    hearer.may_finish.clear()
    hearing = LiveHearing(take.sample_rate_hz, hearer, pool, lambda: None)
    rate_hz = take.sample_rate_hz
    opening = take.samples[: 3 * rate_hz]
    hearing.add(np.concatenate([opening, np.zeros(2 * rate_hz, np.float32)]))
    wait_until(lambda: hearer.chunks, "the guess")
    hearing.add(opening)
    wait_until(lambda: hearer.stopped, "the guess to be dropped")
    hearer.may_finish.set()
    heard = ended(hearing)
    assert tuple(word.span for word in heard.transcript.words) == heard.voiced


def test_little_sound_is_held_however_long_the_take(take: Recording, pool: ThreadPoolExecutor) -> None:
    hearing = LiveHearing(take.sample_rate_hz, FakeHearer(), pool, lambda: None)
    held = []
    for _ in range(4):
        for second in np.array_split(take.samples, 40):
            hearing.add(second)
            held.append(hearing.held_s)
    assert max(held) < 25


def test_a_take_without_voice_has_no_words(pool: ThreadPoolExecutor) -> None:
    silence = Recording(np.zeros(3 * RATE_HZ, np.float32), RATE_HZ, "take.wav")
    heard = ended(spoken(silence, FakeHearer(), pool, 4000))
    assert (heard.voiced, heard.transcript.words, heard.chunks) == ((), (), 0)

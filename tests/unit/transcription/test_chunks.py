from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.speech import Span
from rehearse.transcription.chunks import LONGEST_S, Chunk, plan
from rehearse.transcription.transcriber import RATE_HZ


def recording(seconds: float) -> np.ndarray:
    return np.ones(round(seconds * RATE_HZ), np.float32)


@st.composite
def voiced_takes(draw: st.DrawFn) -> tuple[tuple[Span, ...], float]:
    """Voiced stretches and the length of the take."""
    now_s, spans = draw(st.floats(0, 3)), []
    for _ in range(draw(st.integers(1, 30))):
        length_s = draw(st.floats(0.1, 12))
        spans.append(Span(now_s, now_s + length_s))
        now_s += length_s + draw(st.floats(0.1, 4))
    return tuple(spans), now_s


@given(voiced_takes())
def test_chunks_hold_all_voice_in_order_and_never_more_than_the_recogniser_hears(
    take: tuple[tuple[Span, ...], float],
) -> None:
    voiced, seconds = take
    chunks = plan(voiced, recording(seconds))
    assert all(chunk.duration_s <= LONGEST_S for chunk in chunks)
    assert [span for chunk in chunks for span in chunk.voiced] == list(voiced)
    pieces = [piece for chunk in chunks for piece in chunk.pieces]
    assert all(before.end_s <= after.start_s + 1e-9 for before, after in pairwise(pieces))
    for chunk in chunks:
        for span in chunk.voiced:
            assert any(p.start_s <= span.start_s + 1e-9 and span.end_s <= p.end_s + 1e-9 for p in chunk.pieces)


@given(voiced_takes(), st.data())
def test_a_chunk_that_is_certain_stays_as_it_is_however_the_take_goes_on(
    take: tuple[tuple[Span, ...], float], data: st.DataObject
) -> None:
    voiced, seconds = take
    whole = plan(voiced, recording(seconds))
    count = data.draw(st.integers(1, len(voiced)))
    ends_s, latest_s = voiced[count - 1].end_s, voiced[count].start_s if count < len(voiced) else seconds
    known_s = data.draw(st.floats(ends_s, latest_s))
    sooner = plan(voiced[:count], recording(seconds), known_s=known_s)
    assert sooner == whole[: len(sooner)]


@given(voiced_takes())
def test_chunks_planned_one_after_another_are_those_planned_at_once(take: tuple[tuple[Span, ...], float]) -> None:
    voiced, seconds = take
    samples = recording(seconds)
    whole = plan(voiced, samples)
    for before, after in pairwise(whole):
        planned_s = before.voiced[-1].end_s
        rest = [Span(max(planned_s, span.start_s), span.end_s) for span in voiced if span.end_s > planned_s]
        begins = max(0, round(planned_s * RATE_HZ) - 5)
        (following, *_) = plan(rest, samples[begins:], begins_s=begins / RATE_HZ, planned_s=planned_s)
        assert following == after


@pytest.mark.parametrize(("spoken_s", "silence_s"), [(7.0, 1.1), (9.0, 0.8), (11.0, 0.5), (13.0, 0.3)])
def test_the_longer_a_chunk_the_shorter_a_silence_ends_it(spoken_s: float, silence_s: float) -> None:
    voiced = (Span(0, spoken_s), Span(spoken_s + silence_s, spoken_s + silence_s + 2))
    assert len(plan(voiced, recording(30))) == 2
    shorter = (Span(0, spoken_s), Span(spoken_s + silence_s - 0.2, spoken_s + silence_s + 1))
    assert len(plan(shorter, recording(30))) == 1


def test_whether_the_take_ends_or_goes_on_the_last_chunk_before_is_the_same() -> None:
    voiced = (Span(1, 5), Span(6, 9))
    ended = plan(voiced, recording(9.3))
    gone_on = plan((*voiced, Span(10, 12)), recording(13))
    assert ended[-1] == gone_on[0]


def test_silence_within_a_chunk_is_left_out_but_for_a_second() -> None:
    chunk = plan((Span(5, 8), Span(20, 23)), recording(40))[0]
    assert chunk.pieces == (Span(4.75, 8.5), Span(19.5, 23.25))
    assert len(chunk.samples(recording(40))) == 7.5 * RATE_HZ


def test_without_a_long_silence_a_take_is_cut_at_its_longest_in_reach() -> None:
    voiced = (Span(0, 4), Span(4.4, 10.5), Span(10.7, 13), Span(13.1, 16), Span(16.1, 24))
    chunks = plan(voiced, recording(25))
    assert chunks[0].voiced == voiced[:2]


def test_somebody_who_never_stops_is_cut_at_the_quietest_moment() -> None:
    samples = recording(60)
    samples[round(12.5 * RATE_HZ) : round(12.6 * RATE_HZ)] = 0.0
    chunks = plan((Span(0, 60),), samples)
    assert len(chunks) >= 3
    assert 12.5 <= chunks[0].voiced[-1].end_s <= 12.6
    assert all(chunk.duration_s <= LONGEST_S for chunk in chunks)


def test_times_of_a_chunk_are_told_as_times_of_the_recording() -> None:
    chunk = Chunk((Span(4.5, 8.5), Span(19.5, 23.5)), (Span(5, 8), Span(20, 23)))
    assert chunk.in_recording(1.0) == 5.5
    assert chunk.in_recording(4.0) == 19.5
    assert chunk.in_recording(4.0, is_end=True) == 8.5
    assert chunk.in_recording(5.0) == 20.5
    assert chunk.in_recording(99.0) == 23.5


def test_without_voice_there_is_nothing_to_hear() -> None:
    assert plan((), recording(3)) == ()

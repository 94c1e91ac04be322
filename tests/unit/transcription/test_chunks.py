from __future__ import annotations

from itertools import pairwise

import numpy as np
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


@given(voiced_takes(), st.integers(1, 29))
def test_the_first_chunks_are_the_same_while_more_is_still_being_said(
    take: tuple[tuple[Span, ...], float], known: int
) -> None:
    voiced, seconds = take
    sooner, later = plan(voiced[:known], recording(seconds)), plan(voiced, recording(seconds))
    assert [chunk.voiced for chunk in sooner[:-1]] == [chunk.voiced for chunk in later[: len(sooner) - 1]]


def test_silence_is_left_out_but_for_a_second() -> None:
    chunk = plan((Span(5, 8), Span(20, 23)), recording(40))[0]
    assert chunk.pieces == (Span(4.5, 8.5), Span(19.5, 23.5))
    assert len(chunk.samples(recording(40))) == 8 * RATE_HZ


def test_a_long_take_is_cut_at_its_longest_silence_in_reach() -> None:
    voiced = (Span(0, 10), Span(10.3, 20), Span(21.5, 24), Span(24.4, 27), Span(27.3, 40))
    chunks = plan(voiced, recording(41))
    assert chunks[0].voiced == voiced[:2]


def test_somebody_who_never_stops_is_cut_at_the_quietest_moment() -> None:
    samples = recording(60)
    samples[round(22.5 * RATE_HZ) : round(22.6 * RATE_HZ)] = 0.0
    chunks = plan((Span(0, 60),), samples)
    assert len(chunks) >= 3
    assert 22.5 <= chunks[0].voiced[-1].end_s <= 22.6
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

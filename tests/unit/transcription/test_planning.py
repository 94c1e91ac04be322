from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.speech import Span
from rehearse.transcription.planning import GOES_ON_S, LONGEST_S, PART_CUTS, plan, plan_ahead
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
    count = data.draw(st.integers(1, len(voiced)))
    ends_s, latest_s = voiced[count - 1].end_s, voiced[count].start_s if count < len(voiced) else seconds
    known_s = data.draw(st.floats(ends_s, latest_s))
    come_s = data.draw(st.floats(known_s, min(seconds, known_s + 1)))
    sooner = plan_ahead(voiced[:count], recording(come_s), known_s=known_s)
    whole = plan(voiced, recording(seconds))
    assert sooner.certain == whole[: len(sooner.certain)]


@given(voiced_takes(), st.data())
def test_a_part_that_is_over_is_among_those_that_end_the_take(
    take: tuple[tuple[Span, ...], float], data: st.DataObject
) -> None:
    voiced, seconds = take
    count = data.draw(st.integers(1, len(voiced)))
    ends_s, latest_s = voiced[count - 1].end_s, voiced[count].start_s if count < len(voiced) else seconds
    known_s = data.draw(st.floats(ends_s, latest_s))
    planned = plan_ahead(voiced[:count], recording(known_s), known_s=known_s)
    ended = plan(voiced[:count], recording(known_s))
    at_end = ended[len(planned.certain) :]
    # Of those before the last two nothing may be heard in vain.
    assert planned.ending == at_end
    sure = max(0, len(at_end) - 2)
    assert planned.over[:sure] == at_end[:sure]


@given(voiced_takes())
def test_chunks_planned_one_after_another_are_those_planned_at_once(take: tuple[tuple[Span, ...], float]) -> None:
    voiced, seconds = take
    samples = recording(seconds)
    whole = plan(voiced, samples)
    certain = plan_ahead(voiced, samples).certain
    for before, after in zip(certain, whole[1:], strict=False):
        planned_s = before.voiced[-1].end_s
        rest = [Span(max(planned_s, span.start_s), span.end_s) for span in voiced if span.end_s > planned_s]
        begins = max(0, round(planned_s * RATE_HZ) - 5)
        (following, *_) = plan(rest, samples[begins:], begins_s=begins / RATE_HZ, planned_s=planned_s)
        assert following == after


LATER = Span(100, 104)
"""So much voice that all chunks before it are heard as wholes."""


@pytest.mark.parametrize(("spoken_s", "silence_s"), [(7.0, 1.1), (9.0, 0.8), (11.0, 0.5), (13.0, 0.3)])
def test_the_longer_a_chunk_the_shorter_a_silence_ends_it(spoken_s: float, silence_s: float) -> None:
    voiced = (Span(0, spoken_s), Span(spoken_s + silence_s, spoken_s + silence_s + 2), LATER)
    assert plan(voiced, recording(105))[0].voiced == voiced[:1]
    shorter = (Span(0, spoken_s), Span(spoken_s + silence_s - 0.2, spoken_s + silence_s + 1), LATER)
    assert plan(shorter, recording(105))[0].voiced[:2] == shorter[:2]


def test_the_end_of_a_take_is_heard_in_parts() -> None:
    voiced = (Span(0, 5), Span(5.6, 8), Span(8.2, 13))
    assert [chunk.voiced for chunk in plan(voiced, recording(14))] == [voiced[:1], voiced[1:]]
    assert [chunk.voiced for chunk in plan((*voiced, LATER), recording(105))] == [voiced, (LATER,)]


def test_a_chunk_is_heard_as_a_whole_once_the_take_goes_on_for_a_while() -> None:
    voiced = (Span(0, 5), Span(5.6, 9))
    assert [chunk.voiced for chunk in plan((*voiced, Span(10, 9.9 + GOES_ON_S)), recording(30))] == [
        voiced[:1],
        voiced[1:],
        (Span(10, 9.9 + GOES_ON_S),),
    ]
    assert [chunk.voiced for chunk in plan((*voiced, Span(10, 10.1 + GOES_ON_S)), recording(30))] == [
        voiced,
        (Span(10, 10.1 + GOES_ON_S),),
    ]


def test_a_last_word_alone_belongs_to_the_part_before() -> None:
    voiced = (Span(0, 5), Span(5.6, 6.2))
    assert [chunk.voiced for chunk in plan(voiced, recording(8))] == [voiced]
    assert len(plan((Span(0, 5), Span(5.6, 6.9)), recording(8))) == 2
    planned = plan_ahead(voiced, recording(6.6), known_s=6.3)
    assert [chunk.voiced for chunk in planned.over] == [voiced[:1]]


@pytest.mark.parametrize("spoken_s", [5.0, 6.5, 8.0])
def test_a_part_is_the_same_where_the_take_ends_and_where_it_goes_on(spoken_s: float) -> None:
    part, later = Span(1, 1 + spoken_s), Span(1.6 + spoken_s, 4 + spoken_s)
    pause = recording(1.6 + spoken_s)
    at_once = plan_ahead((part,), pause, known_s=1.1 + spoken_s)
    assert at_once.over == at_once.ending == plan((part,), pause)
    assert plan((part, later), recording(20))[:1] == at_once.over


def test_a_chunk_is_over_as_a_whole_as_soon_as_the_silence_is_probably_long_enough() -> None:
    voiced = (Span(0, 5), Span(5.6, 9))
    assert plan_ahead(voiced, recording(9.9), known_s=9.5, likely_s=9.6).whole == ()
    soon = plan_ahead(voiced, recording(9.9), known_s=9.5, likely_s=9.85)
    assert [chunk.voiced for chunk in soon.whole] == [voiced]
    assert plan((*voiced, LATER), recording(105))[:1] == soon.whole


def test_speech_with_pauses_leaves_little_to_hear_at_its_end() -> None:
    spoken = [Span(start, start + 2.5) for start in range(0, 60, 3)]
    for count in range(1, len(spoken)):
        *_, last = plan(spoken[:count], recording(spoken[count - 1].end_s + 0.5))
        assert last.duration_s <= PART_CUTS[1][0] + 3


def test_silence_within_a_chunk_is_left_out_but_for_a_second() -> None:
    chunk = plan((Span(5, 8), Span(20, 22), LATER), recording(105))[0]
    assert chunk.pieces == (Span(4.75, 8.5), Span(19.5, 22.25))
    assert len(chunk.samples(recording(40))) == 6.5 * RATE_HZ


def test_without_a_long_silence_a_take_is_cut_at_its_longest_in_reach() -> None:
    voiced = (Span(0, 4), Span(4.4, 10.5), Span(10.7, 13), Span(13.1, 16), Span(16.1, 24))
    chunks = plan((*voiced, LATER), recording(105))
    assert chunks[0].voiced == voiced[:2]


def test_somebody_who_never_stops_is_cut_at_the_quietest_moment() -> None:
    samples = recording(60)
    samples[round(12.5 * RATE_HZ) : round(12.6 * RATE_HZ)] = 0.0
    chunks = plan((Span(0, 60),), samples)
    assert len(chunks) >= 3
    assert 12.5 <= chunks[0].voiced[-1].end_s <= 12.6
    assert all(chunk.duration_s <= LONGEST_S for chunk in chunks)


def test_without_voice_there_is_nothing_to_hear() -> None:
    assert plan((), recording(3)) == ()

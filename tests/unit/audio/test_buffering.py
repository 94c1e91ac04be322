from __future__ import annotations

from rehearse.audio.output_stream import HOLES, QUICK_S, SAFE_S, Buffering


def test_a_seek_is_heard_at_once_where_the_machine_keeps_up() -> None:
    buffering = Buffering()
    buffering.note_hole()
    assert buffering.latency_s == QUICK_S


def test_a_machine_that_leaves_holes_in_the_sound_is_given_more_time() -> None:
    buffering = Buffering()
    for _ in range(HOLES):
        buffering.note_hole()
    assert buffering.latency_s == SAFE_S

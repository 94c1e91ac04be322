from __future__ import annotations

from rehearse.speech import Span
from rehearse.transcription.chunks import Chunk


def test_times_of_a_chunk_are_told_as_times_of_the_recording() -> None:
    chunk = Chunk((Span(4.5, 8.5), Span(19.5, 23.5)), (Span(5, 8), Span(20, 23)))
    assert chunk.in_recording(1.0) == 5.5
    assert chunk.in_recording(4.0) == 19.5
    assert chunk.in_recording(4.0, is_end=True) == 8.5
    assert chunk.in_recording(5.0) == 20.5
    assert chunk.in_recording(99.0) == 23.5

"""A take cut into chunks that the recogniser hears one by one, without the silences.

Each chunk is decided by what comes before its end alone, so the same chunks come out whether the whole take is known
or more of it is still being spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

LONGEST_S = 29.9
"""Whisper hears 30 seconds at once, and whatever is shorter costs it as much; a chunk stays just below."""

EARLIEST_S = 20.0
"""A chunk is cut at the longest silence after this much; earlier cuts would only cost time."""

PAD_S = 0.5
"""Sound kept on either side of voice, at most half of the silence. On real recordings the word error rate was 0.22 with
0.15 s, 0.24 with 0.3 s, 0.22 with 0.5 s and 0.23 with 1 s; half a second keeps pauses that sound like pauses."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Stretches of a recording that are heard together, their long silences shortened.

    Attributes:
        pieces: The stretches in order, apart from each other.
        voiced: Where somebody speaks in them, in times of the recording.
    """

    pieces: tuple[Span, ...]
    voiced: tuple[Span, ...]

    @property
    def duration_s(self) -> float:
        """How long the chunk is to hear."""
        return sum(piece.duration_s for piece in self.pieces)

    @property
    def voiced_s(self) -> float:
        """How much of it is voice."""
        return sum(span.duration_s for span in self.voiced)

    def samples(self, recording_16k: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the recogniser hears."""
        parts = [recording_16k[round(p.start_s * RATE_HZ) : round(p.end_s * RATE_HZ)] for p in self.pieces]
        return np.concatenate(parts)

    def in_recording(self, time_s: float, *, is_end: bool = False) -> float:
        """A time of the chunk as a time of the recording; on a seam an end belongs to the piece before."""
        passed_s = 0.0
        for piece in self.pieces:
            inside_s = time_s - passed_s
            if inside_s < piece.duration_s or (is_end and inside_s <= piece.duration_s):
                return piece.start_s + max(0.0, inside_s)
            passed_s += piece.duration_s
        return self.pieces[-1].end_s


def plan(voiced: Sequence[Span], recording_16k: NDArray[np.float32]) -> tuple[Chunk, ...]:
    """Cut a recording into chunks of at most `LONGEST_S`, at its longest silences.

    Args:
        voiced: Where somebody speaks, in order.
        recording_16k: The recording; looked at only where somebody speaks on and on without a silence.
    """
    duration_s = len(recording_16k) / RATE_HZ
    short = [part for span in voiced for part in _without_silence(span, recording_16k)]
    chunks: list[Chunk] = []
    rest = list(zip(short, _padded(short, duration_s), strict=True))
    while rest:
        count = _first_chunk([piece for _, piece in rest])
        taken, rest = rest[:count], rest[count:]
        chunks.append(Chunk(_joined(piece for _, piece in taken), tuple(span for span, _ in taken)))
    return tuple(chunks)


def plan_stretch(stretch: Span, voiced: Sequence[Span], recording_16k: NDArray[np.float32]) -> Chunk:
    """One stretch of a recording as a chunk of its own.

    Args:
        stretch: What to hear; it must hold some voice.
        voiced: Where somebody speaks, in order.
        recording_16k: The recording.
    """
    inside = tuple(part for span in voiced if (part := span.clip(stretch)) is not None)
    return Chunk(_joined(_padded(inside, len(recording_16k) / RATE_HZ)), inside)


def _padded(voiced: Sequence[Span], duration_s: float) -> list[Span]:
    """Voice with a little sound around it, up to the middle of the silence between."""
    padded = []
    for index, span in enumerate(voiced):
        before_s = span.start_s - voiced[index - 1].end_s if index else 2 * span.start_s
        after_s = voiced[index + 1].start_s - span.end_s if index + 1 < len(voiced) else 2 * (duration_s - span.end_s)
        padded.append(Span(span.start_s - min(PAD_S, before_s / 2), span.end_s + max(0.0, min(PAD_S, after_s / 2))))
    return padded


def _joined(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Pieces that touch, as one."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and piece.start_s - joined[-1].end_s < 1e-6:
            joined[-1] = Span(joined[-1].start_s, piece.end_s)
        else:
            joined.append(piece)
    return tuple(joined)


def _first_chunk(pieces: Sequence[Span]) -> int:
    """How many of the pieces make the first chunk: up to the longest silence in reach, or all that are left."""
    heard_s, best, longest_silence_s = 0.0, 0, -1.0
    for index, piece in enumerate(pieces):
        heard_s += piece.duration_s
        if heard_s > LONGEST_S and index > 0:
            return best or index
        silence_s = pieces[index + 1].start_s - piece.end_s if index + 1 < len(pieces) else 0.0
        if heard_s >= EARLIEST_S and silence_s >= longest_silence_s:
            best, longest_silence_s = index + 1, silence_s
    return len(pieces)


def _without_silence(span: Span, recording_16k: NDArray[np.float32]) -> Iterator[Span]:
    """A stretch that is too long for one chunk, cut at its quietest moments; any other as it is."""
    while span.duration_s > LONGEST_S - 2 * PAD_S:
        first, last = (round((span.start_s + at_s) * RATE_HZ) for at_s in (EARLIEST_S, LONGEST_S - 2 * PAD_S))
        frame = RATE_HZ // 50
        frames = recording_16k[first:last][: (last - first) // frame * frame].reshape(-1, frame)
        quietest = int(np.argmin(np.square(frames).mean(axis=1)))
        cut_s = (first + quietest * frame + frame // 2) / RATE_HZ
        yield Span(span.start_s, cut_s)
        span = Span(cut_s, span.end_s)
    yield span

"""A take cut into chunks that the recogniser hears one by one, without the silences.

Each chunk is decided by what comes before its end alone, so the same chunks come out whether the whole take is known
or more of it is still being spoken.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

LONGEST_S = 16.0
"""No chunk is longer to hear. Whisper hears up to 30 seconds at once, but what is still to be heard when a take ends is
what the user waits for."""

EARLIEST_S = 8.0
"""Where no silence was long enough to cut at, the chunk ends at the longest after this much."""

CUTS = ((6.0, 1.0), (8.0, 0.7), (10.0, 0.45), (12.0, 0.25))
"""A chunk of so many seconds ends at the first silence of so many; the longer it is, the shorter a silence will do."""

PAD_S = 0.5
"""Sound kept on either side of voice within a chunk, at most half of the silence: so pauses still sound like pauses."""

OUTER_PAD_S = 0.25
"""Sound kept at either end of a chunk, at most half of the silence. So little that a chunk is certain once its last
voice is: whether more is said after that, or the take ends, the chunk is the same."""


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

    def earlier(self, seconds: float) -> Chunk:
        """The same chunk in a recording that begins so much later."""
        return Chunk(_earlier(self.pieces, seconds), _earlier(self.voiced, seconds))

    def in_recording(self, time_s: float, *, is_end: bool = False) -> float:
        """A time of the chunk as a time of the recording; on a seam an end belongs to the piece before."""
        passed_s = 0.0
        for piece in self.pieces:
            inside_s = time_s - passed_s
            if inside_s < piece.duration_s or (is_end and inside_s <= piece.duration_s):
                return piece.start_s + max(0.0, inside_s)
            passed_s += piece.duration_s
        return self.pieces[-1].end_s


def plan(
    voiced: Sequence[Span],
    recording_16k: NDArray[np.float32],
    *,
    begins_s: float = 0.0,
    planned_s: float | None = None,
    known_s: float | None = None,
) -> tuple[Chunk, ...]:
    """Cut a recording, or what has come of it, into chunks.

    Args:
        voiced: Where somebody speaks, in order, after `planned_s`.
        recording_16k: The recording; looked at only where somebody speaks on and on without a silence.
        begins_s: The time of its first sample.
        planned_s: The end of the voice that is in earlier chunks already, if there are any.
        known_s: From when on more voice may follow; then only chunks that nothing can change any more are given. None
            where the recording is over.
    """
    ends_s = begins_s + len(recording_16k) / RATE_HZ
    rest = [part for span in voiced for part in _without_silence(span, recording_16k, begins_s)]
    chunks: list[Chunk] = []
    while rest:
        silence_s = (ends_s if known_s is None else known_s) - rest[-1].end_s
        count = _first_chunk(rest, None if known_s is None else silence_s)
        if count is None:
            break
        before_s = rest[0].start_s - planned_s if planned_s is not None else 2 * rest[0].start_s
        after_s = rest[count].start_s - rest[count - 1].end_s if count < len(rest) else 2 * silence_s
        taken, rest = tuple(rest[:count]), rest[count:]
        chunks.append(Chunk(_joined(_padded(taken, before_s, after_s)), taken))
        planned_s = taken[-1].end_s
    return tuple(chunks)


def plan_stretch(stretch: Span, voiced: Sequence[Span], recording_16k: NDArray[np.float32]) -> Chunk:
    """One stretch of a recording as a chunk of its own.

    Args:
        stretch: What to hear; it must hold some voice.
        voiced: Where somebody speaks, in order.
        recording_16k: The recording.
    """
    inside = tuple(part for span in voiced if (part := span.clip(stretch)) is not None)
    after_s = 2 * (len(recording_16k) / RATE_HZ - inside[-1].end_s)
    return Chunk(_joined(_padded(inside, 2 * inside[0].start_s, after_s)), inside)


def _padded(voiced: Sequence[Span], before_s: float, after_s: float) -> list[Span]:
    """The voice of a chunk with a little sound around it, up to the middle of each silence.

    Args:
        voiced: The voice.
        before_s: The silence before it.
        after_s: The silence after it.
    """
    inner = [min(PAD_S, (after.start_s - before.end_s) / 2) for before, after in pairwise(voiced)]
    pads = [min(OUTER_PAD_S, before_s / 2), *inner, max(0.0, min(OUTER_PAD_S, after_s / 2))]
    # Rounded far below a sample, so that times counted from another beginning are the very same.
    return [
        Span(round(span.start_s - pads[index], 7), round(span.end_s + pads[index + 1], 7))
        for index, span in enumerate(voiced)
    ]


def _earlier(spans: Iterable[Span], seconds: float) -> tuple[Span, ...]:
    return tuple(Span(max(0.0, span.start_s - seconds), max(0.0, span.end_s - seconds)) for span in spans)


def _joined(pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Pieces that touch, as one."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and piece.start_s - joined[-1].end_s < 2e-6:
            joined[-1] = Span(joined[-1].start_s, piece.end_s)
        else:
            joined.append(piece)
    return tuple(joined)


def _first_chunk(voiced: Sequence[Span], silence_s: float | None) -> int | None:
    """How many stretches of voice make the first chunk; None while it is not certain.

    Args:
        voiced: Where somebody speaks.
        silence_s: How long nobody has spoken since the last stretch, when more may follow; None at a take's end.
    """
    heard_s, best, longest_s = OUTER_PAD_S, 0, -1.0
    for index, span in enumerate(voiced):
        before_s = span.start_s - voiced[index - 1].end_s if index else 0.0
        heard_s += min(2 * PAD_S, before_s) + span.duration_s
        if heard_s + OUTER_PAD_S > LONGEST_S and index > 0:
            return best or index
        if index == len(voiced) - 1:
            break
        after_s = voiced[index + 1].start_s - span.end_s
        if after_s >= _enough_s(heard_s):
            return index + 1
        if heard_s >= EARLIEST_S and after_s >= longest_s:
            best, longest_s = index + 1, after_s
    if silence_s is None or silence_s >= max(2 * OUTER_PAD_S, _enough_s(heard_s)):
        return len(voiced)
    return None


def _enough_s(heard_s: float) -> float:
    """The silence at which a chunk of this length ends."""
    return min((silence_s for from_s, silence_s in CUTS if heard_s >= from_s), default=math.inf)


def _without_silence(span: Span, recording_16k: NDArray[np.float32], begins_s: float) -> Iterator[Span]:
    """A stretch that is too long for one chunk, cut at its quietest moments; any other as it is."""
    while span.duration_s > LONGEST_S - 2 * PAD_S:
        from_s = span.start_s - begins_s
        first, last = (round((from_s + at_s) * RATE_HZ) for at_s in (EARLIEST_S, LONGEST_S - 2 * PAD_S))
        frame = RATE_HZ // 50
        frames = recording_16k[first:last][: (last - first) // frame * frame].reshape(-1, frame)
        quietest = int(np.argmin(np.square(frames).mean(axis=1)))
        cut_s = round(begins_s + (first + quietest * frame + frame // 2) / RATE_HZ, 7)
        yield Span(span.start_s, cut_s)
        span = Span(cut_s, span.end_s)
    yield span

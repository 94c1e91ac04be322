"""A stretch of a take that the recogniser hears at once, without its long silences; `planning` finds where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

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


def plan_stretch(stretch: Span, voiced: Sequence[Span], recording_16k: NDArray[np.float32]) -> Chunk:
    """One stretch of a recording as a chunk of its own.

    Args:
        stretch: What to hear; it must hold some voice.
        voiced: Where somebody speaks, in order.
        recording_16k: The recording.
    """
    inside = tuple(part for span in voiced if (part := span.clip(stretch)) is not None)
    after_s = 2 * (len(recording_16k) / RATE_HZ - inside[-1].end_s)
    return of_voice(inside, 2 * inside[0].start_s, after_s)


def of_voice(voiced: tuple[Span, ...], before_s: float, after_s: float) -> Chunk:
    """A chunk of some voice and a little sound around it, up to the middle of each silence.

    Args:
        voiced: Where somebody speaks, in order.
        before_s: The silence before it; where the recording begins there, twice as much.
        after_s: The silence after it; where the recording ends there, twice as much.
    """
    return Chunk(_joined(_padded(voiced, before_s, after_s)), voiced)


def _padded(voiced: Sequence[Span], before_s: float, after_s: float) -> list[Span]:
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

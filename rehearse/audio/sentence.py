"""One sentence said again: cut to what was said, and put behind the old one to be heard in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import Recording
from rehearse.audio.listening import levelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rehearse.speech import Span

FRAME_S = 0.02
BELOW_LOUDEST_DB = 30.0
"""Speech lies within this below its loudest part; what is softer than that is the room."""
QUIETEST_DB = -60.0
"""Nothing below this is speech."""
BEFORE_S, AFTER_S = 0.2, 0.3
"""Words start softly and fade out: so much is kept around what is clearly heard."""
OLD_BEFORE_S, OLD_AFTER_S = 0.25, 0.15
BETWEEN_S = 0.6
"""The silence between the old and the new sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class InTurn:
    """The old and the new sentence.

    Attributes:
        new: The new one, cut to what was said.
        both: The old one, a little silence, the new one.
        new_from_s: Where in `both` the new one begins.
    """

    new: Recording
    both: Recording
    new_from_s: float


def trimmed(recording: Recording) -> Recording | None:
    """Cut a recording to what was said in it; None where nothing was."""
    frame = max(1, round(FRAME_S * recording.sample_rate_hz))
    levels = _levels_db(recording.samples, frame)
    if not len(levels) or levels.max() < QUIETEST_DB:
        return None
    loud = np.flatnonzero(levels > max(QUIETEST_DB, levels.max() - BELOW_LOUDEST_DB))
    start = loud[0] * frame - round(BEFORE_S * recording.sample_rate_hz)
    end = (loud[-1] + 1) * frame + round(AFTER_S * recording.sample_rate_hz)
    return Recording(recording.samples[max(0, start) : end], recording.sample_rate_hz, recording.path)


def in_turn(old: Recording, gain_db: float, span: Span, new: Recording, new_gain_db: float) -> InTurn:
    """Put an old and a new sentence one after the other, both as loud as takes are heard.

    Args:
        old: The take.
        gain_db: How much louder it is heard.
        span: Where in it the sentence stands.
        new: The new sentence, already cut.
        new_gain_db: How much louder it is heard.
    """
    rate_hz = old.sample_rate_hz
    first, last = max(0.0, span.start_s - OLD_BEFORE_S), span.end_s + OLD_AFTER_S
    was = levelled(old.samples[round(first * rate_hz) : round(last * rate_hz)], rate_hz, gain_db)
    rest = np.zeros(round(BETWEEN_S * rate_hz), np.float32)
    now = levelled(new.at(rate_hz), rate_hz, new_gain_db)
    both = Recording(np.concatenate([_soft_edges(was, rate_hz), rest, _soft_edges(now, rate_hz)]), rate_hz, old.path)
    return InTurn(Recording(now, rate_hz, new.path), both, (len(was) + len(rest)) / rate_hz)


def _soft_edges(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Fade both ends within five milliseconds, so that the cuts don't click."""
    fade = min(len(samples) // 2, round(0.005 * rate_hz))
    result = samples.copy()
    if fade:
        slope = np.linspace(0, 1, fade, dtype=np.float32)
        result[:fade] *= slope
        result[-fade:] *= slope[::-1]
    return result


def _levels_db(samples: NDArray[np.float32], frame: int) -> NDArray[np.float32]:
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    powers = np.square(whole).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(powers, 1e-12)), np.float32)

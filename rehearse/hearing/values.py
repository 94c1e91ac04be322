"""What was heard in a take, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.acoustics import SoundMeasures
    from rehearse.speech import Span, Transcript


@dataclass(frozen=True, slots=True)
class HeardTake:
    """What was heard in a take.

    Attributes:
        duration_s: How long it is.
        sample_rate_hz: The rate at which it was recorded.
        voiced: Where somebody speaks.
        transcript: What was said.
        sound: How it sounds.
        transcribe_s: How long it took to hear it; for a take that was heard while it was spoken, since its end.
        chunks: In how many chunks it was heard.
        chunks_left: How many of them were not heard yet when it ended.
        chunks_s: How long hearing them took, one after the other; 0 where that was not measured.
    """

    duration_s: float
    sample_rate_hz: int
    voiced: tuple[Span, ...]
    transcript: Transcript
    sound: SoundMeasures
    transcribe_s: float
    chunks: int = 0
    chunks_left: int = 0
    chunks_s: float = 0.0

"""Silences between the first and the last word, from voice activity and never from gaps between words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rehearse.measures.values import Pause, PausePlace
from rehearse.speech.span import gaps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.speech import Span, Transcript, Word

SHORTEST_S = 0.25
"""The least that is called a pause: the lower limit in studies of fluency (de Jong and Bosker 2013, Hincks 2005)."""

COUNTED_FROM_S = 0.5
"""The least that `pause_count` counts."""

CLAUSE_ENDS = frozenset(".,;:!?…—–")
"""Punctuation after a word that ends a clause."""

EXACTNESS_S = 1e-6
"""Times are binary fractions; a pause of exactly the least length counts."""


def find_pauses(voiced: Iterable[Span], transcript: Transcript) -> tuple[Pause, ...]:
    """The pauses of a take, in order.

    Args:
        voiced: Where somebody speaks, in order and apart from each other.
        transcript: What was said; a pause lies between its first and its last word.
    """
    speech = transcript.speech
    if speech is None:
        return ()
    words = [word for word in transcript.words if not word.is_filled_pause]
    middles = [word.span.middle_s for word in words]
    silences = (silence.clip(speech) for silence in gaps(voiced))
    return tuple(
        Pause(silence, _place_after(words[count - 1] if (count := bisect_left(middles, silence.middle_s)) else None))
        for silence in silences
        if silence is not None and silence.duration_s >= SHORTEST_S - EXACTNESS_S
    )


def _place_after(before: Word | None) -> PausePlace:
    """Whether a silence stands where a clause ends: the last word before it, ums aside, carries punctuation."""
    ended = before is not None and before.text.rstrip("\"')")[-1:] in CLAUSE_ENDS
    return PausePlace.BETWEEN_CLAUSES if ended else PausePlace.WITHIN_CLAUSE

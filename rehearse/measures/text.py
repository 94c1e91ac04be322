"""How the words of a transcript are compared and where they are set off from each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.measures.values import Pause
    from rehearse.speech import Transcript

PUNCTUATION = " .,;:!?…—–-\"'()“”"
SENTENCE_ENDS = ".!?…"


def bare(text: str) -> str:
    """A word in lower case without the punctuation around it."""
    return text.strip(PUNCTUATION).lower()


def ends_sentence(text: str) -> bool:
    """Whether a word is the last of a sentence."""
    return text.rstrip("\"')”")[-1:] in tuple(SENTENCE_ENDS)


def ends_with_mark(text: str) -> bool:
    """Whether a comma or another mark follows a word."""
    return re.search(r"[.,;:!?…—–]$", text.rstrip("\"')”")) is not None


def paused_after(transcript: Transcript, pauses: Sequence[Pause]) -> frozenset[int]:
    """Indices of the words right after which there is a pause."""
    middles = [word.span.middle_s for word in transcript.words]
    before = (bisect_left(middles, pause.span.middle_s) for pause in pauses)
    return frozenset(count - 1 for count in before if count)

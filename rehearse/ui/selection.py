"""What is selected in a take: words, a finding, a must-say or a silence, and what of it is heard again. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.speech import Span

if TYPE_CHECKING:
    from rehearse.phrases.finding import Finding
    from rehearse.speech import Transcript

ENDS = (".", "!", "?", "…")
"""A word that ends so ends its sentence; quotation marks after it don't count."""
GAP_S = 1.5
"""So long a silence ends a sentence too: recognisers leave full stops out."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a take.

    Attributes:
        span: When it was said.
        words: Indices of its words; empty for a silence.
        finding: The finding that it stands for; None for all else.
    """

    span: Span
    words: range
    finding: Finding | None = None


def of_words(transcript: Transcript, words: range) -> Selection | None:
    """Select words by their indices; None where there are none."""
    said = transcript.words[words.start : words.stop]
    if not said:
        return None
    return Selection(Span(said[0].start_s, max(word.end_s for word in said)), words)


def of_span(transcript: Transcript, span: Span, finding: Finding | None = None) -> Selection:
    """Select a stretch of time, and the words of which the middle lies in it."""
    inside = [
        index
        for index, word in enumerate(transcript.words)
        if span.start_s <= (word.start_s + word.end_s) / 2 <= span.end_s
    ]
    return Selection(span, range(inside[0], inside[-1] + 1) if inside else range(0), finding)


def sentence_at(transcript: Transcript, word: int) -> range:
    """Indices of the words of the sentence to which a word belongs."""
    first, last = word, word
    while first > 0 and not _ends_sentence(transcript, first - 1):
        first -= 1
    while last + 1 < len(transcript.words) and not _ends_sentence(transcript, last):
        last += 1
    return range(first, last + 1)


def to_repeat(transcript: Transcript, selection: Selection | None, position_s: float) -> Span | None:
    """What is heard again and again: the selection; where that is one word, or nothing, the sentence around it.

    Args:
        transcript: What was said.
        selection: What is selected.
        position_s: Where the play head stands.

    Returns:
        When it was said; None where nothing was.
    """
    if selection is not None and len(selection.words) != 1:
        return selection.span
    if not transcript.words:
        return None
    word = selection.words[0] if selection is not None else nearest_word(transcript, position_s)
    sentence = of_words(transcript, sentence_at(transcript, word))
    return sentence.span if sentence is not None else None


def nearest_word(transcript: Transcript, position_s: float) -> int:
    """Index of the word that is said at a place, or of the next one, or else of the last; there must be one."""
    later = (index for index, word in enumerate(transcript.words) if word.end_s > position_s)
    return next(later, len(transcript.words) - 1)


def _ends_sentence(transcript: Transcript, word: int) -> bool:
    this, after = transcript.words[word], transcript.words[word + 1]
    return this.text.rstrip("\"'”’)").endswith(ENDS) or after.start_s - this.end_s >= GAP_S

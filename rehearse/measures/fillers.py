"""Filled pauses (um, uh), certain and possible, and phrases that are used to fill time.

Voice that no word covers is not reported as a possible um: of 34 such stretches of a quarter of a second and more in
real recordings with labelled ums, only 3 were one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures.lexicon import After, Before
from rehearse.measures.text import PUNCTUATION, bare, ends_sentence, ends_with_mark, paused_after
from rehearse.measures.values import Filler, FillerKind
from rehearse.speech import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.measures.lexicon import Phrase
    from rehearse.measures.values import Pause
    from rehearse.speech import Transcript


def find_fillers(transcript: Transcript, pauses: Sequence[Pause], phrases: Sequence[Phrase]) -> tuple[Filler, ...]:
    """Every filler of a take, in order of time.

    Args:
        transcript: What was said.
        pauses: Its pauses: a phrase between pauses is set off as by commas.
        phrases: The phrases that may be fillers.
    """
    sounds = [
        Filler(bare(word.text), FillerKind.FILLED_PAUSE, certain=word.certain, span=word.span)
        for word in (*transcript.words, *transcript.possible)
        if word.is_filled_pause
    ]
    return tuple(sorted(sounds + _phrases(transcript, pauses, phrases), key=lambda filler: filler.span))


@dataclass(frozen=True)
class _Context:
    """The words and what sets them off."""

    transcript: Transcript
    stems: tuple[str, ...]
    paused_after: frozenset[int]

    def break_before(self, index: int) -> bool:
        return index == 0 or self.transcript.words[index - 1].is_filled_pause or self.break_after(index - 1)

    def break_after(self, index: int) -> bool:
        words = self.transcript.words
        if index == len(words) - 1 or index in self.paused_after or ends_with_mark(words[index].text):
            return True
        return words[index + 1].is_filled_pause

    def starts_sentence(self, index: int) -> bool:
        return index == 0 or ends_sentence(self.transcript.words[index - 1].text)


def _phrases(transcript: Transcript, pauses: Sequence[Pause], phrases: Sequence[Phrase]) -> list[Filler]:
    stems = tuple(bare(word.text) for word in transcript.words)
    context = _Context(transcript, stems, paused_after(transcript, pauses))
    beginning: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for first in {way[0] for way in phrase.ways}:
            beginning.setdefault(first, []).append(phrase)
    found: list[Filler] = []
    index = 0
    while index < len(stems):
        length = max((_length(phrase, index, context) for phrase in beginning.get(stems[index], ())), default=0)
        if length:
            said = transcript.words[index : index + length]
            text = " ".join(word.text for word in said).strip(PUNCTUATION)
            span = Span(said[0].start_s, said[-1].end_s)
            found.append(Filler(text, FillerKind.FILLER_PHRASE, certain=True, span=span))
        index += max(1, length)
    return found


def _length(phrase: Phrase, start: int, context: _Context) -> int:
    """How many words of a phrase used as a filler begin here; 0 where none do."""
    lengths = [
        len(way)
        for way in phrase.ways
        if context.stems[start : start + len(way)] == way and _is_filler(phrase, start, start + len(way), context)
    ]
    return max(lengths, default=0)


def _is_filler(phrase: Phrase, start: int, end: int, context: _Context) -> bool:
    inner = context.transcript.words[start : end - 1]
    if any(ends_with_mark(word.text) for word in inner):
        return False
    previous = "" if context.starts_sentence(start) else context.stems[start - 1]
    following = context.stems[end] if end < len(context.stems) else ""
    if previous in phrase.not_after or following in phrase.not_before:
        return False
    return _fits_before(phrase, start, previous, context) and _fits_after(phrase, end - 1, context)


def _fits_before(phrase: Phrase, start: int, previous: str, context: _Context) -> bool:
    if phrase.after_words:
        return previous in phrase.after_words
    if phrase.before is Before.ANY:
        return True
    inside = phrase.before is Before.BREAK or not context.starts_sentence(start)
    return inside and context.break_before(start)


def _fits_after(phrase: Phrase, last: int, context: _Context) -> bool:
    text = context.transcript.words[last].text
    if phrase.after is After.ANY:
        return True
    if phrase.after is After.QUESTION:
        return text.endswith("?")
    if phrase.after is After.MARK:
        return ends_with_mark(text)
    return context.break_after(last)

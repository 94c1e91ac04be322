"""The words of a recording and where they stand in time and in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from rehearse.speech.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILLED_PAUSE = re.compile(r"(u+h+|u+m+|[uea]+h+m+|e+r+m*|uh-?um)", re.IGNORECASE)

_STOPS_BEHIND = re.compile(r"[.,!?;:]+$")


def is_filled_pause(text: str) -> bool:
    """Whether a word is a filled pause: um, uh, er or erm in any length, punctuation aside."""
    return _FILLED_PAUSE.fullmatch(text.strip(" .,!?;:…-–—\"'“”")) is not None


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard, with its punctuation.

    Attributes:
        text: The word as written, apostrophes straight, without surrounding space.
        start_s: Start in seconds from the first sample.
        end_s: End in seconds.
        probability: The recogniser's own confidence, 0 to 1.
        certain: Whether it was surely said; an um that may have been said is not.
        otherwise: What a second hearing has in place of this word, and of those behind it whose own is empty; empty,
            too, where it has nothing there; None where it has the same. It is no part of the text, and words that
            differ in it alone are the same.
        named: The expected name that the sound bears out where this word stands, alone or with its neighbours of the
            same name; None where there is none. It is no part of the text either.
    """

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0
    certain: bool = True
    otherwise: str | None = field(default=None, compare=False)
    named: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.start_s <= self.end_s:
            msg = f"word {self.text!r} ends before it starts: {self.start_s} > {self.end_s}"
            raise ValueError(msg)

    @property
    def span(self) -> Span:
        """When it was said."""
        return Span(self.start_s, self.end_s)

    def later(self, seconds: float) -> Word:
        """The same word said so much later, its times rounded to milliseconds."""
        start_s, end_s = round(self.start_s + seconds, 3), round(self.end_s + seconds, 3)
        return replace(self, start_s=start_s, end_s=end_s)

    @property
    def is_filled_pause(self) -> bool:
        """Whether this is an um or an uh rather than a word."""
        return is_filled_pause(self.text)


@dataclass(frozen=True)
class Transcript:
    """Everything certain that was said, filled pauses included, in order.

    Attributes:
        words: The words in order of their start.
        model: Name of the recogniser model that wrote them.
        possible: Filled pauses that may have been said, in order; they are no part of the text, and two transcripts
            that differ in them alone say the same.
    """

    words: tuple[Word, ...]
    model: str
    possible: tuple[Word, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, heard: Iterable[Word], model: str) -> Transcript:
        """A transcript of everything that was heard, the certain and the possible in one row."""
        words = tuple(heard)
        certain, possible = (tuple(word for word in words if word.certain is sure) for sure in (True, False))
        return cls(certain, model, possible)

    @cached_property
    def text(self) -> str:
        """All words joined by one space; character offsets elsewhere index this."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def second_reading(self) -> SecondReading:
        """The same with the words of a second hearing where it has others."""
        kept = [(i, word) for i, word in enumerate(self.words) if word.otherwise != ""]
        words = tuple(replace(word, text=word.otherwise or word.text, otherwise=None) for _, word in kept)
        return SecondReading(self, Transcript(words, self.model), tuple(i for i, _ in kept))

    @cached_property
    def with_names(self) -> SecondReading:
        """The same with the expected names that the sound bears out, in place of the words that stand there."""
        words, indices = [], []
        for name, group in groupby(enumerate(self.words), key=lambda at: at[1].named or at[0]):
            said = list(group)
            index, word = said[0]
            if isinstance(name, str):
                stop = _STOPS_BEHIND.search(said[-1][1].text)
                word = replace(word, text=name + (stop[0] if stop else ""), probability=1.0, otherwise=None)
            words.append(word)
            indices.append(index)
        return SecondReading(self, Transcript(tuple(words), self.model), tuple(indices))

    @cached_property
    def _char_starts(self) -> tuple[int, ...]:
        starts, position = [], 0
        for word in self.words:
            starts.append(position)
            position += len(word.text) + 1
        return tuple(starts)

    @property
    def speech(self) -> Span | None:
        """From the start of the first to the end of the last word; None where nothing was said."""
        if not self.words:
            return None
        return Span(self.words[0].start_s, max(word.end_s for word in self.words))

    def char_span(self, index: int) -> tuple[int, int]:
        """Where the word with this index stands in `text`, as start and end offsets."""
        start = self._char_starts[index]
        return start, start + len(self.words[index].text)

    def words_in_chars(self, start: int, end: int) -> range:
        """Indices of the words that the characters `[start, end)` of `text` touch."""
        if start >= end or not self.words:
            return range(0)
        first = max(0, bisect_right(self._char_starts, start) - 1)
        if self.char_span(first)[1] <= start:
            first += 1
        last = bisect_right(self._char_starts, end - 1)
        return range(first, max(first, last))

    def span_of_chars(self, start: int, end: int) -> Span | None:
        """When the characters `[start, end)` of `text` were said; None where they touch no word."""
        touched = self.words_in_chars(start, end)
        if not touched:
            return None
        words = self.words[touched.start : touched.stop]
        return Span(words[0].start_s, max(word.end_s for word in words))

    def word_at(self, time_s: float) -> int | None:
        """Index of the word being said at a time: the last one begun, unless it has ended; None in a gap."""
        index = bisect_right(self.words, time_s, key=lambda word: word.start_s) - 1
        return index if index >= 0 and self.words[index].span.contains(time_s) else None


@dataclass(frozen=True)
class SecondReading:
    """A transcript in the words of a second hearing where it has others.

    Attributes:
        first: The transcript as it is.
        transcript: In the other words; several of them may make one.
        indices: For each of its words the first word of `first` in whose place it stands.
    """

    first: Transcript
    transcript: Transcript
    indices: tuple[int, ...]

    def in_first(self, start: int, end: int) -> tuple[int, int]:
        """Where the words that the characters `[start, end)` of this reading touch stand in the first."""
        touched = self.transcript.words_in_chars(start, end)
        behind = (*self.indices, len(self.first.words))
        return self.first.char_span(behind[touched.start])[0], self.first.char_span(behind[touched.stop] - 1)[1]

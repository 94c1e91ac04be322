"""A text cut into the passages that the encoder reads: a sentence each, or a few clauses where no stops were written.

A sentence is what the examples of the rules are, so that is what the encoder knows. Where the recogniser wrote no
punctuation, words run on; there a passage is a window over clauses, and windows overlap by half, so that whatever was
said stands whole in one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rehearse.phrases.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 26
"""Words that a sentence may have before it is cut; nine in ten of the labelled snippets are shorter."""

WINDOW = 18
"""Words that a window over unpunctuated words has at least, where there are as many."""

SHORTEST = 3
"""Words below which a sentence is read together with the next."""

_WORD = re.compile(r"\S*\w\S*")
_STOP = re.compile(r"[.?!…]+[\"”')\]]*$")
_ABBREVIATION = re.compile(r"^(?:dr|mr|mrs|ms|st|prof|vs|[a-z])\.$", re.IGNORECASE)
_SUBJECTS = word_set("i i'm i'd i'll i've im ive you we they he she it it's")
_JOINTS = word_set("and but so because if since although though while when then or")
_LINKS = _JOINTS | word_set("that what which who whom how where why")
"""Words that begin a clause, or hold one to the words before; a subject behind them begins none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a text that stand side by side.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last character.
    """

    start: int
    end: int


def cut(text: str) -> tuple[Passage, ...]:
    """All passages of a text in order; none where it has no words."""
    words = [match.span() for match in _WORD.finditer(text)]
    passages: list[Passage] = []
    for sentence in _joined(_sentences(text, words)):
        windows = [sentence] if len(sentence) <= LONGEST else list(_windows(text, sentence))
        passages += [Passage(window[0][0], window[-1][1]) for window in windows]
    return tuple(passages)


def clauses(text: str, passage: Passage) -> tuple[Passage, ...]:
    """The clauses of a passage, as far as commas and the words that open a clause tell."""
    words = [
        (m.start() + passage.start, m.end() + passage.start) for m in _WORD.finditer(text[passage.start : passage.end])
    ]
    return tuple(Passage(clause[0][0], clause[-1][1]) for clause in _clauses(text, words))


_Words = list[tuple[int, int]]


def _sentences(text: str, words: Sequence[tuple[int, int]]) -> Iterator[_Words]:
    sentence: _Words = []
    for index, (start, end) in enumerate(words):
        sentence.append((start, end))
        behind = words[index + 1][0] if index + 1 < len(words) else len(text)
        written = text[start:behind].strip()
        if (_STOP.search(written) and not _ABBREVIATION.match(written)) or "\n\n" in text[end:behind]:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _joined(sentences: Iterator[_Words]) -> Iterator[_Words]:
    """Sentences of a word or two go with the next one; the last goes with the one before."""
    waiting: _Words = []
    done: list[_Words] = []
    for sentence in sentences:
        waiting = waiting + sentence
        if len(waiting) >= SHORTEST:
            done.append(waiting)
            waiting = []
    if waiting and done:
        done[-1] = done[-1] + waiting
    elif waiting:
        done.append(waiting)
    return iter(done)


def _clauses(text: str, words: _Words) -> list[_Words]:
    found: list[_Words] = [[]]
    for index, span in enumerate(words):
        if found[-1] and _opens_clause(text, words, index) and len(found[-1]) >= SHORTEST:
            found.append([])
        found[-1].append(span)
    return [clause for clause in found if clause]


def _opens_clause(text: str, words: _Words, index: int) -> bool:
    before, word = (text[slice(*words[i])].lower().replace("’", "'") for i in (index - 1, index))
    if before.endswith((",", ";", ":", "—", "–", ".", "?", "!")):
        return True
    return (word.strip(",") in _JOINTS) or (word in _SUBJECTS and before not in _LINKS)


def _windows(text: str, sentence: _Words) -> Iterator[_Words]:
    """Windows of whole clauses, each beginning about half a window behind the last one."""
    parts = [piece for clause in _clauses(text, sentence) for piece in _pieces(clause)]
    first, begun = 0, 0
    while True:
        last = first
        window: _Words = []
        while last < len(parts) and (len(window) < WINDOW):
            window = window + parts[last]
            last += 1
        yield window
        if last >= len(parts):
            return
        begun = first
        while first < last and sum(map(len, parts[begun:first])) < WINDOW // 2:
            first += 1


def _pieces(clause: _Words) -> Iterator[_Words]:
    """A clause without end in pieces of half a window."""
    size = WINDOW // 2
    marks = [*range(0, len(clause), size), len(clause)]
    yield from (clause[start:end] for start, end in pairwise(marks) if start < end)

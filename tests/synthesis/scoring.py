"""What was heard against what was said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from rehearse.speech import is_filled_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.speech import Span
    from tests.synthesis.takes import Take

FILLER_S = 0.5
"""An um that was heard is one that was said if it starts no further away than this."""

PAUSE_S, EDGE_S = 0.5, 0.1
START_S = 0.6
"""A word further away than this from where it was said is another one."""

HUMMED = re.compile(r"(m+|h+m+|mm+-?hmm+)")


@dataclass(slots=True)
class Score:
    """Counts of one or more takes."""

    hits: int = 0
    false: int = 0
    fillers: int = 0
    fluent_false: int = 0
    fluent_s: float = 0.0
    words: int = 0
    errors: int = 0
    dropped: int = 0
    added: int = 0
    miscounted: int = 0
    pause_hits: int = 0
    pauses: int = 0
    pauses_found: int = 0
    filler_off_s: list[float] = field(default_factory=list)
    word_off_s: list[float] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another take in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def f1(self) -> float | None:
        """Of the filled pauses."""
        return _f1(self.hits, self.hits + self.false, self.fillers)

    def figures(self) -> dict[str, float | None]:
        """What is reported."""
        return {
            "filler_precision": _share(self.hits, self.hits + self.false),
            "filler_recall": _share(self.hits, self.fillers),
            "filler_f1": self.f1,
            "false_per_min_fluent": round(60 * self.fluent_false / self.fluent_s, 2) if self.fluent_s else None,
            "word_error_rate": _share(self.errors, self.words),
            "words_dropped": _share(self.dropped, self.words),
            "words_added": _share(self.added, self.words),
            "words_miscounted": _share(self.miscounted, self.words),
            "pause_f1": _f1(self.pause_hits, self.pauses_found, self.pauses),
            "filler_start_s": round(median(self.filler_off_s), 3) if self.filler_off_s else None,
            "word_start_s": round(median(self.word_off_s), 3) if self.word_off_s else None,
        }

    def line(self) -> str:
        """The same in one line."""
        return "  ".join(f"{name} {value}" for name, value in self.figures().items() if value is not None)


def score(take: Take, words: Sequence[tuple[str, float]], silences: Sequence[Span]) -> Score:
    """Hold one hearing of a take against the truth.

    Args:
        take: The take.
        words: Each word that was heard and its start in seconds.
        silences: Where no voice was found.
    """
    found = Score(fillers=len(take.fillers))
    _count_fillers(take, words, found)
    said = spoken_words(take.text)
    got = [(token, start_s) for text, start_s in words for token in spoken_words(text)]
    found.words = len(said)
    found.errors, found.dropped, found.added = errors(said, [token for token, _ in got])
    found.miscounted = abs(len(said) - len(got))
    for word, clause in zip(take.first_words, take.clauses, strict=True):
        near = [abs(start_s - clause.start_s) for token, start_s in got if token == word.lower()]
        if near and min(near) <= START_S:
            found.word_off_s.append(min(near))
    _count_pauses(take, silences, found)
    return found


def _count_fillers(take: Take, words: Sequence[tuple[str, float]], found: Score) -> None:
    left = [span.start_s for _, span in take.fillers]
    for text, start_s in words:
        if not is_filled_pause(text):
            continue
        near = min(left, key=lambda true_s: abs(true_s - start_s), default=None)
        if near is None or abs(near - start_s) > FILLER_S:
            found.false += 1
            continue
        left.remove(near)
        found.hits += 1
        found.filler_off_s.append(abs(near - start_s))
    if not take.fillers:
        found.fluent_false = found.false
        found.fluent_s = len(take.samples) / 16_000


def _count_pauses(take: Take, silences: Sequence[Span], found: Score) -> None:
    true = [silence for silence in take.silences if silence.duration_s >= PAUSE_S]
    inner = [span for span in silences if span.duration_s >= PAUSE_S - EDGE_S]
    found.pauses = len(true)
    matched = [
        silence
        for silence in inner
        if any(
            abs(silence.start_s - one.start_s) <= EDGE_S and abs(silence.end_s - one.end_s) <= EDGE_S for one in true
        )
    ]
    found.pause_hits = len(matched)
    found.pauses_found = len(matched) + sum(span.duration_s >= PAUSE_S for span in inner if span not in matched)


def spoken_words(text: str) -> list[str]:
    """Words as they are compared, ums left out."""
    tokens = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return [token for token in tokens if not is_filled_pause(token) and not HUMMED.fullmatch(token)]


def errors(said: Sequence[str], heard: Sequence[str]) -> tuple[int, int, int]:
    """Words wrong in all, dropped and added, in the cheapest way from one text to the other."""
    row = [(added, 0, added) for added in range(len(heard) + 1)]
    for index, word in enumerate(said, start=1):
        previous, row[0] = row[0], (index, index, 0)
        for at, other in enumerate(heard, start=1):
            changed = (previous[0] + (word != other), previous[1], previous[2])
            dropped = (row[at][0] + 1, row[at][1] + 1, row[at][2])
            added = (row[at - 1][0] + 1, row[at - 1][1], row[at - 1][2] + 1)
            previous, row[at] = row[at], min(changed, dropped, added)
    return row[-1]


def _f1(hits: int, found: int, true: int) -> float | None:
    return round(2 * hits / (found + true), 3) if found + true else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None

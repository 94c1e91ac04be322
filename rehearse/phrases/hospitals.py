"""Names of hospitals that stand on no card, judged by how such names are built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.phrases.text import STOP
from rehearse.phrases.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.text import Text
    from rehearse.table import Table

_LONGEST = 3
_STOPPERS = word_set(
    "at to for in with of from about on and or but through by via as is are was i my your our this that these those",
    "their his her you we they it there here program programs residency position positions spot clinic team unit ward",
    "track coordinator director office department internal family general medicine surgery psychiatry pediatrics",
    "transitional preliminary categorical year applied apply applying application because since when where which who",
    "if rural urban local big small large other another every each all any some no not one two three four five six",
    "have has had do does did can could would will may get got give take make see say me him them us what how why",
    "public community county mental behavioral global women's women primary school children's children veterans",
    "teaching district state national area patients patient population night day home health medical electronic",
    "finish finished finishing complete completed completing attend attended attending",
)
_KINDS = frozenset({("university", kind) for kind in ("college", "hospital", "teaching", "clinic", "program")})
"""Kinds of places rather than names."""


@dataclass(frozen=True)
class HospitalWords:
    """The words of which hospitals' names are made; see `words/hospitals.toml`."""

    suffixes: frozenset[str]
    tails: frozenset[str]
    beginnings: frozenset[str]
    places: frozenset[str]
    endings: tuple[str, ...]
    none: frozenset[str]

    def is_place(self, word: str) -> bool:
        """Whether a word looks like the name of a place."""
        return word in self.places or (
            len(word) > 5 and word.endswith(self.endings) and word not in self.none and word not in _STOPPERS
        )


def read_hospital_words(table: Table) -> HospitalWords:
    """Read `words/hospitals.toml`."""
    table.only("suffixes", "tails", "beginnings", "places", "endings", "none")
    words = {key: table.text(key).split() for key in ("suffixes", "tails", "beginnings", "places", "endings", "none")}
    return HospitalWords(
        frozenset(words["suffixes"]),
        frozenset(words["tails"]),
        frozenset(words["beginnings"]),
        frozenset(words["places"]),
        tuple(words["endings"]),
        frozenset(words["none"]),
    )


def hospital_names(text: Text, words: HospitalWords) -> Iterator[range]:
    """Runs of tokens that look like the name of a hospital, in order, without overlap."""
    index = 0
    while index < len(text.tokens):
        stop = _name_end(text, index, words)
        if stop is not None:
            yield range(index, stop)
        index = stop or index + 1


def _name_end(text: Text, start: int, words: HospitalWords) -> int | None:
    """Where the name that begins at a token ends; None where none begins."""
    tokens = text.tokens
    first = tokens[start].word
    if first == STOP or first.isdigit() or (first in _STOPPERS and first not in words.beginnings):
        return None
    for width in range(_LONGEST, 0, -1):
        run = tokens[start : start + width]
        if any(t.word in _STOPPERS or t.word == STOP for t in run[1:]):
            continue
        behind = tokens[start + width].word if start + width < len(tokens) else STOP
        if behind in words.suffixes and not run[0].soft and (behind != "health" or words.is_place(run[-1].word)):
            return _with_tails(text, start + width + 1, words)
    if first in words.beginnings and start + 1 < len(tokens):
        following = tokens[start + 1].word
        if following not in _STOPPERS and following != STOP and (first, following) not in _KINDS:
            return start + 2
        return start + 1 if first == "mercy" else None
    return _place_end(text, start, words)


def _with_tails(text: Text, stop: int, words: HospitalWords) -> int:
    while stop < len(text.tokens) and text.tokens[stop].word in words.tails:
        stop += 1
    return stop


def _place_end(text: Text, start: int, words: HospitalWords) -> int | None:
    """A place name of two words ("oak hill", "cedar creek") or of one that can be nothing else ("ashford").

    A common noun alone ("bay", "maple") names nothing: a trauma bay is no hospital.
    """
    pair = [t.word for t in text.tokens[start : start + 2]]
    if len(pair) == 2 and all(words.is_place(w) for w in pair):
        return start + 2
    alone = words.is_place(pair[0]) and pair[0] not in words.places
    written = text.original[text.tokens[start].start]
    if alone and (written.isupper() or pair[0] not in words.none):
        return start + 1
    return None

"""How words are written differently and which of them carry no meaning for the rules: read from `words/*.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The tables behind normalising; see `words/spelling.toml` for what each is for. Equal only to itself.

    Attributes:
        spellings: How a written word is resolved ("don't" to "do not", "programme" to "program").
        endings: Contracted endings that any word may carry ("'ll" to "will").
        bare: Contractions that lost their apostrophe and are words of their own ("ill", "id", "im").
        abbreviations: Words whose dot ends no sentence.
        soft: Words that patterns may step over anywhere.
        soft_pairs: Pairs of words that patterns may step over, and the neighbours that make them meant.
        soft_after: Words that are soft only at the start of a sentence, after a pause or after these words.
        kept_repeats: Words whose repetition means something ("please please").
        classes: Named word classes for the patterns.
    """

    spellings: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, str]
    bare: Mapping[str, BareContraction]
    abbreviations: frozenset[str]
    soft: frozenset[str]
    soft_pairs: Mapping[tuple[str, str], AdjacentWords]
    soft_after: Mapping[str, frozenset[str]]
    kept_repeats: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]

    def expand(self, written: str) -> tuple[str, ...]:
        """The words behind one written word in lower case; an unknown one stands for itself."""
        known = self.spellings.get(written) or self.spellings.get(written.replace("'", ""))
        if known:
            return known
        stem, apostrophe, ending = written.rpartition("'")
        if apostrophe and ending in self.endings:
            return (*self.expand(stem), self.endings[ending])
        if stem.endswith("n") and ending == "t":
            return (*self.expand(stem[:-1]), "not")
        return (written.replace("'", ""),)

    def without_apostrophe(self, word: str, before: str, after: str) -> tuple[str, ...]:
        """Resolve "ill", "id" or "im" where their neighbours show that an apostrophe was lost."""
        bare = self.bare.get(word)
        if bare is None or before in bare.unless_after or after in bare.unless_before:
            return (word,)
        if bare.before and after not in bare.before:
            return (word,)
        return bare.words

    def is_meant(self, first: str, second: str, before: str, after: str) -> bool:
        """Whether a pair such as "you know" is meant as said rather than a filler."""
        neighbours = self.soft_pairs[first, second]
        return before in neighbours.before or after in neighbours.after


@dataclass(frozen=True, slots=True)
class BareContraction:
    """A contraction without its apostrophe that is also a word: when it is the contraction.

    Attributes:
        words: What it stands for.
        before: Words that must follow; empty for any.
        unless_after: Not where one of these precedes.
        unless_before: Not where one of these follows.
    """

    words: tuple[str, ...]
    before: frozenset[str]
    unless_after: frozenset[str]
    unless_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class AdjacentWords:
    """Words that stand directly before or after a pair."""

    before: frozenset[str]
    after: frozenset[str]

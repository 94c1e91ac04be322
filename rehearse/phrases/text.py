"""A text as the patterns see it: normalised words that remember where they stand in the original.

Recognisers and typing hands write the same words in many ways. Here case, punctuation, contractions (with and without
their apostrophe), spellings and number words become one form; words that carry no meaning for the rules (um, just,
really, articles, repeated words) are marked soft, so that a pattern may step over them; the end of a sentence becomes
a mark of its own. The original is never changed: every token knows its characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rehearse.phrases.word_set import word_list
from rehearse.speech.number_words import SMALL_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.pattern_row import Words
    from rehearse.phrases.vocabulary import Vocabulary

STOP = "."
"""The token that stands where a sentence ends; no pattern reaches across it."""

NEGATORS = frozenset({"not", "never", "no", "without", "neither", "nor"})

_PIECE = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*['’]?|[.?!;…]+|\n\s*\n")
_COMMA_BEFORE = re.compile(r"[,–—-]\s*$")
_ROMAN = {"i": "one", "ii": "two", "iii": "three"}
_ORDINAL = re.compile(r"(1?\d|20)(?:st|nd|rd|th)")
ORDINALS = word_list(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth",
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
)


@dataclass(frozen=True, slots=True)
class Token:
    """One normalised word.

    Attributes:
        word: Lower case, contractions resolved; `STOP` where a sentence ends.
        start: Offset of its first character in the original.
        end: Offset behind its last character there; the parts of a contraction share both offsets.
        soft: Whether patterns may step over it.
    """

    word: str
    start: int
    end: int
    soft: bool = False


@dataclass(frozen=True)
class Text:
    """A text and its tokens.

    Attributes:
        original: The text as it was given.
        tokens: Its normalised words in order.
    """

    original: str
    tokens: tuple[Token, ...]

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """The word of each token, and behind the last one what is no word."""
        return (*(token.word for token in self.tokens), "\n")

    @cached_property
    def lettered(self) -> tuple[str, ...]:
        """The letters of each token's word, without its digits."""
        return tuple(letters(token.word) for token in self.tokens)

    @cached_property
    def is_plain(self) -> tuple[bool, ...]:
        """For each token whether it may fill a gap: no soft word, no negation, no end of a sentence; then False."""
        return (*(not (t.soft or t.word == STOP or t.word in NEGATORS) for t in self.tokens), False)

    @cached_property
    def next_hard(self) -> tuple[int, ...]:
        """For each token, and behind the last, the index of the first from there on that isn't soft."""
        found = [len(self.tokens)]
        for index in range(len(self.tokens) - 1, -1, -1):
            found.append(found[-1] if self.tokens[index].soft else index)
        return tuple(reversed(found))

    @cached_property
    def held(self) -> frozenset[str]:
        """All words, and every beginning of one with a star: "be", "be*", "b*"."""
        return frozenset(self.holding)

    @cached_property
    def holding(self) -> dict[str, int]:
        """For each word, and every beginning of one with a star, the sentences that hold it.

        They are the bits of a number, the first sentence's the lowest.
        """
        found: dict[str, int] = {}
        for place, sentence in enumerate(self.sentences):
            for word in _with_beginnings({self.spelled[i] for i in sentence}):
                found[word] = found.get(word, 0) | 1 << place
        return found

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """For each word the indices of the tokens that are this word."""
        found: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            found.setdefault(token.word, []).append(index)
        return {word: tuple(indices) for word, indices in found.items()}

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """Token indices of each sentence, without the stops."""
        ranges, first = [], 0
        for index, token in enumerate(self.tokens):
            if token.word == STOP:
                ranges.append(range(first, index))
                first = index + 1
        ranges.append(range(first, len(self.tokens)))
        return tuple(r for r in ranges if r)

    def sentences_of(self, bits: int) -> Iterator[range]:
        """The sentences whose bits are set, in order; see `holding`."""
        while bits:
            lowest = bits & -bits
            yield self.sentences[lowest.bit_length() - 1]
            bits ^= lowest

    def sentence_of(self, index: int) -> range:
        """The sentence that holds the token at this index."""
        place = bisect_right(self.sentences, index, key=lambda r: r.start) - 1
        return self.sentences[place]

    def starting_with(self, words: Words | None, sentence: range) -> list[int]:
        """Indices of the tokens of a sentence that are one of these words, in order; of all of them for None."""
        if words is None:
            return list(sentence)
        only, prefixes, spelled = words.words, tuple(words.prefixes), self.spelled
        return [i for i in sentence if spelled[i] in only or (prefixes and spelled[i].startswith(prefixes))]

    def chars(self, tokens: range) -> tuple[int, int]:
        """Start and end offsets in the original of a run of tokens."""
        return self.tokens[tokens.start].start, self.tokens[tokens.stop - 1].end

    def words(self, tokens: range) -> list[str]:
        """The words of a run of tokens that are not soft."""
        return [token.word for token in self.tokens[tokens.start : tokens.stop] if not token.soft]


def _with_beginnings(words: set[str]) -> frozenset[str]:
    beginnings = (f"{word[:end]}*" for word in words for end in range(1, len(word) + 1))
    return frozenset((*words, *beginnings))


def overlap(one: range, other: range) -> bool:
    """Whether two runs of tokens have one in common."""
    return one.start < other.stop and other.start < one.stop


def letters(words: str) -> str:
    """Only the letters, lower case."""
    return words.lower() if words.isalpha() else "".join(c for c in words.lower() if c.isalpha())


def read(original: str, vocabulary: Vocabulary) -> Text:
    """Normalise a text. Never fails: any string gives tokens, an empty one none."""
    hard = _respell(list(_words(original, vocabulary)), vocabulary)
    return Text(original, tuple(_soften(hard, original, vocabulary)))


def _words(original: str, vocabulary: Vocabulary) -> Iterator[Token]:
    last = ""
    for piece in _PIECE.finditer(original):
        written = piece.group()
        if not written[0].isalnum():
            if not (_is_abbreviation_dot(original, piece, last, vocabulary) or _is_pause(original, piece)):
                yield Token(STOP, *piece.span())
            continue
        last = written.lower().replace("’", "'").replace("`", "'").rstrip("'")
        for word in vocabulary.expand(last):
            yield Token(word, *piece.span())


def _is_abbreviation_dot(original: str, piece: re.Match[str], last: str, vocabulary: Vocabulary) -> bool:
    """Whether a dot belongs to "Dr." or "A.A.M.C." or stands inside a word or number."""
    if piece.group() != ".":
        return False
    follows = original[piece.end() : piece.end() + 1]
    return follows.isalnum() or last in vocabulary.abbreviations or (len(last) == 1 and last.isalpha() and last != "i")


def _is_pause(original: str, piece: re.Match[str]) -> bool:
    """Whether dots stand for a hesitation within a sentence: what follows doesn't begin with a capital, "I" aside."""
    dots = piece.group()
    if set(dots) - {".", "…"} or (len(dots) == 1 and dots != "…"):
        return False
    follows = original[piece.end() :].lstrip()[:2]
    return follows[:1].islower() or (follows[:1] == "I" and not follows[1:].isalpha())


def _respell(tokens: list[Token], vocabulary: Vocabulary) -> list[Token]:
    """Small numbers and "4th" as words, "step i" as "step one", and contractions without apostrophe by context."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        before = result[-1].word if result else STOP
        after = tokens[index + 1].word if index + 1 < len(tokens) else STOP
        words: tuple[str, ...] = (token.word,)
        if _is_small_number(token.word):
            words = (SMALL_NUMBERS[int(token.word)],)
        elif ordinal := _ORDINAL.fullmatch(token.word):
            words = (ORDINALS[int(ordinal[1])],)
        elif before in ("step", "level") and token.word in _ROMAN:
            words = (_ROMAN[token.word],)
        else:
            words = vocabulary.without_apostrophe(token.word, before, after)
        result.extend(Token(word, token.start, token.end) for word in words)
    return result


def _is_small_number(word: str) -> bool:
    """Whether digits are a number of things; "03" is two digits of a longer one."""
    whole = word.isdecimal() and len(word) <= 2 and (word == "0" or word[0] != "0")
    return whole and int(word) < len(SMALL_NUMBERS)


def _soften(tokens: list[Token], original: str, vocabulary: Vocabulary) -> Iterator[Token]:
    soft = _soft_indices(tokens, original, vocabulary) | _repeated(tokens, vocabulary)
    for index, token in enumerate(tokens):
        yield Token(token.word, token.start, token.end, soft=True) if index in soft else token


def _soft_indices(tokens: list[Token], original: str, vocabulary: Vocabulary) -> set[int]:
    soft: set[int] = set()
    for index, token in enumerate(tokens):
        before = tokens[index - 1].word if index else STOP
        after = tokens[index + 1].word if index + 1 < len(tokens) else STOP
        if token.word in vocabulary.soft:
            soft.add(index)
        elif (token.word, after) in vocabulary.soft_pairs:
            behind = tokens[index + 2].word if index + 2 < len(tokens) else STOP
            if not vocabulary.is_meant(token.word, after, before, behind):
                soft.update((index, index + 1))
        elif token.word in vocabulary.soft_after:
            paused = _COMMA_BEFORE.search(original, 0, token.start) is not None
            if paused or before == STOP or index - 1 in soft or before in vocabulary.soft_after[token.word]:
                soft.add(index)
    return soft


def _repeated(tokens: list[Token], vocabulary: Vocabulary) -> set[int]:
    """Indices of words, and of pairs of words, that are said again at once ("I, I will")."""
    words = [token.word for token in tokens]
    found: set[int] = set()
    for index, word in enumerate(words):
        if word == STOP or word in vocabulary.kept_repeats or word.isdigit():
            continue
        if words[index + 1 : index + 2] == [word]:
            found.add(index)
        elif STOP not in words[index : index + 4] and words[index : index + 2] == words[index + 2 : index + 4]:
            found.update((index, index + 1))
    return found

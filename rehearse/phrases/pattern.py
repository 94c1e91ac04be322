"""The pattern language of the rule files.

A pattern is a row of normalised words (see `text`). Soft words such as "just", "really", "um" and articles may stand
between any two of them unmentioned. On top of plain words there is:

    spot/place/seat     one of these words
    beg*                any word that starts so
    (need|am after)     one of these phrases
    [at all]            may be missing; alternatives as in ( ), and (at all)? says the same
    {position}          a word class of `words/classes.toml`
    ...                 up to four words of any kind, none of them a negation;  ...2 up to two
    _                   exactly one word
    ^ first, $ last     the start or the end of a sentence

Contractions may be written naturally: "i'd" means "i would", "{kin} 's" means "my mother's" as well as "my mother is".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from rehearse.phrases.pattern_row import (
    AnyWord,
    Choice,
    Gap,
    Item,
    Row,
    Words,
    first_words,
    needed_words,
    says_nothing,
    words_of,
)
from rehearse.phrases.pattern_steps import NOWHERE, steps_of
from rehearse.phrases.word_set import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rehearse.phrases.pattern_steps import Step
    from rehearse.phrases.text import Text
    from rehearse.phrases.vocabulary import Vocabulary

_LEXER = re.compile(r"\s*(\.\.\.\d*|[()\[\]|^$]|\{[a-z_ -]+\}|[^\s()\[\]|{}]+)")
_DEFAULT_GAP = 4
_NEEDS = 3
_NUMBER = "number"
_ARTICLES = frozenset({"a", "an", "the"})
"""Stepped over wherever more follows, since people who learned English later leave them out."""


class PatternError(ValueError):
    """A pattern that can't be understood; the message says why in one clause."""


_ARTICLE = words_of(_ARTICLES)
_DETERMINERS = [
    (words_of(frozenset({word})),) for word in word_list("my your his her our their this that any some one")
]
"""Beside these an article means that nothing need stand there: (a|my) is as good as [my]."""


@dataclass(frozen=True)
class Pattern:
    """A pattern ready to be looked for.

    Attributes:
        source: As it stands in the rule file.
    """

    source: str
    _row: Row = field(repr=False)
    _at_start: bool = field(repr=False)
    _at_end: bool = field(repr=False)

    @cached_property
    def _match(self) -> Step:
        return steps_of(self._row)

    @cached_property
    def _first(self) -> Words | None:
        return first_words(self._row)

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        """Sets of words and beginnings ("beg*") of which a text must hold one each."""
        needed = needed_words(self._row)[:_NEEDS]
        return tuple(
            words.words | {prefix + "*" for prefix in words.prefixes} if words.prefixes else words.words
            for words in needed
        )

    def find(self, text: Text) -> list[range]:
        """Where the pattern stands in a text, as runs of token indices, in order of their first words."""
        held = text.held
        for need in self._needs:  # a loop, because this is asked thousands of times for each text
            if need.isdisjoint(held):
                return []
        holding = text.holding
        sentences = (1 << len(text.sentences)) - 1
        for need in self._needs:
            sentences &= reduce(or_, map(holding.__getitem__, need & held))
        return [hit for sentence in text.sentences_of(sentences) for hit in self._within(sentence, text)]

    def _within(self, sentence: range, text: Text) -> list[range]:
        match = self._match
        ends = ((start, match(text, start)) for start in text.starting_with(self._first, sentence))
        found = [range(start, end) for start, end in ends if end != NOWHERE]
        return [hit for hit in found if self._placed(hit, sentence, text)]

    def _placed(self, found: range, sentence: range, text: Text) -> bool:
        before, after = range(sentence.start, found.start), range(found.stop, sentence.stop)
        if self._at_start and any(not text.tokens[i].soft for i in before):
            return False
        return not (self._at_end and any(not text.tokens[i].soft for i in after))


def compile_pattern(source: str, vocabulary: Vocabulary) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: It is empty, unbalanced, starts with a gap, or names an unknown word class.
    """
    pieces = _pieces(source)
    at_start, at_end = pieces[:1] == ["^"], pieces[-1:] == ["$"]
    row, rest = _Reader(vocabulary).row(pieces[at_start : len(pieces) - at_end])
    row = _without_articles(row, last=True)
    if rest:
        msg = f"“{rest[0]}” has no opening bracket"
        raise PatternError(msg)
    if not row or says_nothing(row):
        msg = "nothing in it has to be there"
        raise PatternError(msg)
    if isinstance(row[0], Gap) or isinstance(row[-1], Gap):
        msg = "it starts or ends with a gap, which says nothing"
        raise PatternError(msg)
    return Pattern(source, row, at_start, at_end)


def _without_articles(row: Row, *, last: bool) -> Row:
    """Leave articles out unless they end the whole pattern; among determiners an article stands for nothing."""
    kept: list[Item] = []
    for index, item in enumerate(row):
        ends = last and index == len(row) - 1
        if isinstance(item, Choice):
            rows = tuple(_without_articles(inner, last=ends) for inner in item.rows)
            meant = tuple(inner for inner in rows if inner)
            if meant:
                determiners = len(meant) < len(rows) and all(inner in _DETERMINERS for inner in meant)
                kept.append(Choice(meant, item.optional or determiners))
        elif item != _ARTICLE or ends:
            kept.append(item)
    return tuple(kept)


def _pieces(source: str) -> list[str]:
    pieces, position = [], 0
    while position < len(source.rstrip()):
        match = _LEXER.match(source, position)
        if match is None:
            msg = f"“{source[position:].strip()}” can't be read"
            raise PatternError(msg)
        pieces.append(match.group(1))
        position = match.end()
    return pieces


class _Reader:
    """Recursive descent over the pieces; a class may use other classes but not itself."""

    def __init__(self, vocabulary: Vocabulary, inside: tuple[str, ...] = ()) -> None:
        self._vocabulary, self._inside = vocabulary, inside

    def row(self, pieces: list[str]) -> tuple[Row, list[str]]:
        """Read items up to a closing bracket, a bar or the end; also what is left."""
        items: list[Item] = []
        while pieces and pieces[0] not in (")", "]", "|"):
            piece, pieces = pieces[0], pieces[1:]
            if piece in ("(", "["):
                choice, pieces = self._choice(piece, pieces)
                items.append(choice)
            elif piece.startswith("..."):
                items.append(Gap(int(piece[3:] or _DEFAULT_GAP)))
            elif piece == "_":
                items.append(AnyWord())
            elif piece.startswith("{"):
                items.append(_word_class(piece[1:-1], self._vocabulary, self._inside))
            elif piece in ("^", "$"):
                msg = f"“{piece}” may only stand at the very edge"
                raise PatternError(msg)
            elif piece in _ARTICLES:
                items.append(_ARTICLE)
            else:
                items.extend(self._words(piece))
        return tuple(items), pieces

    def _choice(self, opening: str, pieces: list[str]) -> tuple[Choice, list[str]]:
        closing = {"(": ")", "[": "]"}[opening]
        rows = []
        while True:
            row, pieces = self.row(pieces)
            if not pieces or pieces[0] not in (closing, "|"):
                msg = f"“{opening}” has no “{closing}”"
                raise PatternError(msg)
            if says_nothing(row):
                msg = f"nothing between “{opening}” and “{closing}” has to be there"
                raise PatternError(msg)
            rows.append(row)
            ended, pieces = pieces[0] == closing, pieces[1:]
            if ended:
                break
        marked = pieces[:1] == ["?"]
        return Choice(tuple(rows), optional=opening == "[" or marked), pieces[marked:]

    def _words(self, piece: str) -> Iterator[Item]:
        """The items behind a plain word, a contraction, a word with `*`, or several separated by `/`."""
        alternatives = piece.lower().split("/")
        rows = [self._spelled(word) for word in alternatives]
        if len(rows) == 1:
            yield from rows[0]
        else:
            yield _merged(rows)

    def _spelled(self, word: str) -> Row:
        if not word.strip("*'’") or word.strip("*'’").count("*"):
            msg = f"“{word}” is not a word"
            raise PatternError(msg)
        if word.endswith("*"):
            return (words_of(frozenset(), frozenset({word[:-1]})),)
        parts = self._vocabulary.expand(word.replace("’", "'"))
        return tuple(words_of(frozenset({part})) for part in parts if part)


@lru_cache(maxsize=1024)
def _word_class(name: str, vocabulary: Vocabulary, inside: tuple[str, ...]) -> Item:
    """What stands behind `{name}`, read once because the larger ones are used hundreds of times."""
    if name == _NUMBER:
        numbers = {word for row in vocabulary.classes["number words"] for word in row.split("/")}
        return words_of(frozenset(numbers), frozenset("0123456789"))
    if name not in vocabulary.classes or name in inside:
        msg = f"there is no word class “{name}”" if name not in inside else f"“{name}” uses itself"
        raise PatternError(msg)
    reader = _Reader(vocabulary, (*inside, name))
    rows = []
    for source in vocabulary.classes[name]:
        row, rest = reader.row(_pieces(source))
        if rest or not row:
            msg = f"“{source}” in the word class “{name}” can't be read"
            raise PatternError(msg)
        rows.append(row)
    return _merged(rows)


def _merged(rows: Iterable[Row]) -> Item:
    """A choice between rows, with all single words gathered into one item."""
    words: set[str] = set()
    prefixes: set[str] = set()
    longer = []
    for row in rows:
        if len(row) == 1 and isinstance(row[0], Words):
            words |= row[0].words
            prefixes |= row[0].prefixes
        else:
            longer.append(row)
    gathered = words_of(frozenset(words), frozenset(prefixes))
    if not longer:
        return gathered
    return Choice((*longer, *([(gathered,)] if words or prefixes else [])), optional=False)

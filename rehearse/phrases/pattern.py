"""The pattern language of the rule files, and its way into Python's regular expressions.

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

Contractions may be written naturally: "i'd" means "i would".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rehearse.phrases.text import STOP
from rehearse.phrases.word_set import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rehearse.phrases.text import Text
    from rehearse.phrases.vocabulary import Vocabulary

_SOFT = r"(?:~[^ ]+ )*"
_ANY_WORD = r"[^ .~!][^ ]* "
_LEXER = re.compile(r"\s*(\.\.\.\d*|[()\[\]|^$]|\{[a-z_ -]+\}|[^\s()\[\]|{}]+)")
_DEFAULT_GAP = 4
_NUMBER = "number"
_ARTICLES = frozenset({"a", "an", "the"})
"""Stepped over wherever more follows, since people who learned English later leave them out."""


class PatternError(ValueError):
    """A pattern that can't be understood; the message says why in one clause."""


@dataclass(frozen=True, slots=True)
class _Words:
    """One word out of some; those of `prefixes` may have any ending."""

    words: frozenset[str]
    prefixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Gap:
    """Up to `most` words of any kind."""

    most: int


@dataclass(frozen=True, slots=True)
class _AnyWord:
    """Exactly one word of any kind."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several rows."""

    rows: tuple[tuple[_Item, ...], ...]
    optional: bool


_Item = _Words | _AnyWord | _Gap | _Choice

_ARTICLE = _Words(_ARTICLES)
_DETERMINERS = [(_Words(frozenset({word})),) for word in word_list("my your his her our their this that any some one")]
"""Beside these an article means that nothing need stand there: (a|my) is as good as [my]."""


@dataclass(frozen=True)
class Pattern:
    """A pattern ready to be looked for.

    Attributes:
        source: As it stands in the rule file.
    """

    source: str
    _row: tuple[_Item, ...] = field(repr=False)
    _at_start: bool = field(repr=False)
    _at_end: bool = field(repr=False)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(_row_regex(self._row))

    @cached_property
    def first(self) -> _Words | None:
        """The words with which a match can begin; None for any."""
        found = _first_of_row(self._row)
        return _Words(frozenset(found[0]), frozenset(found[1])) if found else None

    @cached_property
    def required(self) -> tuple[_Words, ...]:
        """Words of which the text must hold one each for the pattern to have a chance; the rarest-looking first."""
        needed = (_flat(item) for item in self._row if not isinstance(item, _Gap))
        known = [words for words in needed if words is not None]
        return tuple(sorted(known, key=lambda w: len(w.words) + 3 * len(w.prefixes))[:3])

    def find(self, text: Text) -> Iterator[range]:
        """Where the pattern stands in a text, as runs of token indices, in order of their first words."""
        if not all(_occurs(words, text) for words in self.required):
            return
        for start in self._starts(text):
            match = self._regex.match(text.encoded, text.offsets[start])
            if match is None:
                continue
            found = range(start, text.token_at(match.end() - 1) + 1)
            if self._placed(found, text):
                yield found

    def _starts(self, text: Text) -> list[int]:
        if self.first is None:
            return [index for index, token in enumerate(text.tokens) if token.word != STOP]
        return sorted(index for word in _present(self.first, text) for index in text.places[word])

    def _placed(self, found: range, text: Text) -> bool:
        sentence = text.sentence_of(found.start)
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
    if not row or all(isinstance(item, _Gap) or _may_be_missing(item) for item in row):
        msg = "nothing in it has to be there"
        raise PatternError(msg)
    if isinstance(row[0], _Gap) or isinstance(row[-1], _Gap):
        msg = "it starts or ends with a gap, which says nothing"
        raise PatternError(msg)
    return Pattern(source, row, at_start, at_end)


def _without_articles(row: tuple[_Item, ...], *, last: bool) -> tuple[_Item, ...]:
    """Leave articles out unless they end the whole pattern; among determiners an article stands for nothing."""
    kept: list[_Item] = []
    for index, item in enumerate(row):
        ends = last and index == len(row) - 1
        if isinstance(item, _Choice):
            rows = tuple(_without_articles(inner, last=ends) for inner in item.rows)
            meant = tuple(inner for inner in rows if inner)
            if meant:
                determiners = len(meant) < len(rows) and all(inner in _DETERMINERS for inner in meant)
                kept.append(_Choice(meant, item.optional or determiners))
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

    def row(self, pieces: list[str]) -> tuple[tuple[_Item, ...], list[str]]:
        """Read items up to a closing bracket, a bar or the end; also what is left."""
        items: list[_Item] = []
        while pieces and pieces[0] not in (")", "]", "|"):
            piece, pieces = pieces[0], pieces[1:]
            if piece in ("(", "["):
                choice, pieces = self._choice(piece, pieces)
                items.append(choice)
            elif piece.startswith("..."):
                items.append(_Gap(int(piece[3:] or _DEFAULT_GAP)))
            elif piece == "_":
                items.append(_AnyWord())
            elif piece.startswith("{"):
                items.append(self._word_class(piece[1:-1]))
            elif piece in ("^", "$"):
                msg = f"“{piece}” may only stand at the very edge"
                raise PatternError(msg)
            elif piece in _ARTICLES:
                items.append(_ARTICLE)
            else:
                items.extend(self._words(piece))
        return tuple(items), pieces

    def _choice(self, opening: str, pieces: list[str]) -> tuple[_Choice, list[str]]:
        closing = {"(": ")", "[": "]"}[opening]
        rows = []
        while True:
            row, pieces = self.row(pieces)
            if not pieces or pieces[0] not in (closing, "|"):
                msg = f"“{opening}” has no “{closing}”"
                raise PatternError(msg)
            if all(isinstance(item, _Gap) or _may_be_missing(item) for item in row):
                msg = f"nothing between “{opening}” and “{closing}” has to be there"
                raise PatternError(msg)
            rows.append(row)
            ended, pieces = pieces[0] == closing, pieces[1:]
            if ended:
                break
        marked = pieces[:1] == ["?"]
        return _Choice(tuple(rows), optional=opening == "[" or marked), pieces[marked:]

    def _word_class(self, name: str) -> _Item:
        if name == _NUMBER:
            numbers = {word for row in self._vocabulary.classes["number words"] for word in row.split("/")}
            return _Words(frozenset(numbers), frozenset("0123456789"))
        if name not in self._vocabulary.classes or name in self._inside:
            msg = f"there is no word class “{name}”" if name not in self._inside else f"“{name}” uses itself"
            raise PatternError(msg)
        inner = _Reader(self._vocabulary, (*self._inside, name))
        rows = []
        for source in self._vocabulary.classes[name]:
            row, rest = inner.row(_pieces(source))
            if rest or not row:
                msg = f"“{source}” in the word class “{name}” can't be read"
                raise PatternError(msg)
            rows.append(row)
        return _merged(rows)

    def _words(self, piece: str) -> Iterator[_Item]:
        """The items behind a plain word, a contraction, a word with `*`, or several separated by `/`."""
        alternatives = piece.lower().split("/")
        rows = [self._spelled(word) for word in alternatives]
        if len(rows) == 1:
            yield from rows[0]
        else:
            yield _merged(rows)

    def _spelled(self, word: str) -> tuple[_Item, ...]:
        if not word.strip("*'’") or word.strip("*'’").count("*"):
            msg = f"“{word}” is no word"
            raise PatternError(msg)
        if word.endswith("*"):
            return (_Words(frozenset(), frozenset({word[:-1]})),)
        return tuple(_Words(frozenset({part})) for part in self._vocabulary.expand(word.replace("’", "'")))


def _merged(rows: Iterable[tuple[_Item, ...]]) -> _Item:
    """A choice between rows, with all single words gathered into one item."""
    words: set[str] = set()
    prefixes: set[str] = set()
    longer = []
    for row in rows:
        if len(row) == 1 and isinstance(row[0], _Words):
            words |= row[0].words
            prefixes |= row[0].prefixes
        else:
            longer.append(row)
    gathered = _Words(frozenset(words), frozenset(prefixes))
    if not longer:
        return gathered
    return _Choice((*longer, *([(gathered,)] if words or prefixes else [])), optional=False)


def _may_be_missing(item: _Item) -> bool:
    return isinstance(item, _Choice) and item.optional


def _item_regex(item: _Item) -> str:
    if isinstance(item, _Words):
        parts = [re.escape(w) + " " for w in sorted(item.words, key=lambda w: (-len(w), w))]
        parts += [re.escape(p) + "[^ ]* " for p in sorted(item.prefixes)]
        return f"[~!]?(?:{'|'.join(parts)})"
    if isinstance(item, _Gap | _AnyWord):
        return _ANY_WORD
    return f"(?:{'|'.join(map(_row_regex, item.rows))})"


def _row_regex(row: tuple[_Item, ...]) -> str:
    """Items with room for soft words between them, none before the first and none behind the last."""
    anchor = next(i for i, item in enumerate(row) if not (isinstance(item, _Gap) or _may_be_missing(item)))
    parts = []
    for index, item in enumerate(row):
        inner = _item_regex(item)
        if index == anchor:
            parts.append(inner)
            continue
        with_soft = inner + _SOFT if index < anchor else _SOFT + inner
        if isinstance(item, _Gap):
            parts.append(f"(?:{with_soft}){{0,{item.most}}}?")
        else:
            parts.append(f"(?:{with_soft})?" if _may_be_missing(item) else with_soft)
    return "".join(parts)


def _first_of_row(row: tuple[_Item, ...]) -> tuple[set[str], set[str]] | None:
    """Words and prefixes with which a row can begin; None where it can begin with any word."""
    words: set[str] = set()
    prefixes: set[str] = set()
    for item in row:
        if isinstance(item, _Words):
            return words | item.words, prefixes | item.prefixes
        if isinstance(item, _AnyWord | _Gap):
            return None
        for inner in map(_first_of_row, item.rows):
            if inner is None:
                return None
            words |= inner[0]
            prefixes |= inner[1]
        if not item.optional:
            break
    return words, prefixes


def _flat(item: _Item) -> _Words | None:
    """Words of which one must be in the text if this item matches; None where nothing can be said."""
    if isinstance(item, _Words):
        return item
    if isinstance(item, _Gap | _AnyWord) or item.optional:
        return None
    words: set[str] = set()
    prefixes: set[str] = set()
    for row in item.rows:
        needed = next((flat for flat in map(_flat, row) if flat is not None), None)
        if needed is None:
            return None
        words |= needed.words
        prefixes |= needed.prefixes
    return _Words(frozenset(words), frozenset(prefixes))


def _occurs(words: _Words, text: Text) -> bool:
    if not words.words.isdisjoint(text.places):
        return True
    return bool(words.prefixes) and any(word.startswith(tuple(words.prefixes)) for word in text.places)


def _present(words: _Words, text: Text) -> list[str]:
    prefixes = tuple(words.prefixes)
    if not prefixes:
        return [word for word in words.words if word in text.places]
    return [w for w in text.places if w != STOP and (w in words.words or w.startswith(prefixes))]

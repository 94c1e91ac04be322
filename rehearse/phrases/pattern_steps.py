"""Finding a row of items in a text, word by word.

Each item becomes a step: a function that is given a text and the index of a token, tries the item there and every step
behind it, and answers with the index behind the last word of the match, or -1. Building the steps of a pattern takes
a hundredth of what compiling it as a regular expression takes, and there are thousands of patterns of which a text
needs a few dozen; so nothing need be compiled ahead, and the first text waits no longer than the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.pattern_row import AnyWord, Gap, Words, first_words, may_be_missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.phrases.pattern_row import Choice, Item, Row
    from rehearse.phrases.text import Text

    Step = Callable[[Text, int], int]

_ANYTHING = Words(frozenset(), frozenset({""}))

NOWHERE = -1
"""What a step answers where its item, or one behind it, doesn't stand."""


def steps_of(row: Row) -> Step:
    """The steps that find a row: soft words may stand between its items, not before the first or behind the last."""
    return _row(row, _end)


def _end(_: Text, index: int) -> int:
    return index


def _row(row: Row, then: Step) -> Step:
    anchor = next(i for i, item in enumerate(row) if not (isinstance(item, Gap) or may_be_missing(item)))
    step = then
    for index in range(len(row) - 1, -1, -1):
        item = row[index]
        if index == anchor:
            step = _item(item, step)
        elif isinstance(item, Gap):
            step = _gap(item.most, step, before=index < anchor)
        else:
            inner = _item(item, _past_soft(step)) if index < anchor else _behind_soft(item, step)
            step = _first_of((inner, step)) if may_be_missing(item) else inner
    return step


def _item(item: Item, then: Step) -> Step:
    if isinstance(item, Words):
        return _words(item, then)
    if isinstance(item, AnyWord | Gap):
        return _any_word(then)
    return _choice(item, then)


def _choice(item: Choice, then: Step) -> Step:
    """The first row that succeeds; only those are tried, and built, that can begin with the word that stands there."""
    openings = [first_words(row) or _ANYTHING for row in item.rows]
    openers = frozenset[str]().union(*(opening.words for opening in openings))
    beginnings = tuple(frozenset[str]().union(*(opening.prefixes for opening in openings)))
    built: dict[int, Step] = {}
    by_word: dict[str, tuple[Step, ...]] = {}

    def build(word: str) -> tuple[Step, ...]:
        steps = []
        for number, opening in enumerate(openings):
            if opening.holds(word):
                if number not in built:
                    built[number] = _row(item.rows[number], then)
                steps.append(built[number])
        by_word[word] = tuple(steps)
        return by_word[word]

    def step(text: Text, index: int) -> int:
        word = text.spelled[index]
        if word not in openers and not word.startswith(beginnings):
            return NOWHERE
        for one in by_word.get(word) or build(word):
            found = one(text, index)
            if found != NOWHERE:
                return found
        return NOWHERE

    return step


def _words(item: Words, then: Step) -> Step:
    words, prefixes = item.words, tuple(item.prefixes)

    def step(text: Text, index: int) -> int:
        word = text.spelled[index]
        return then(text, index + 1) if word in words or (prefixes and word.startswith(prefixes)) else NOWHERE

    return step


def _any_word(then: Step) -> Step:
    def step(text: Text, index: int) -> int:
        return then(text, index + 1) if text.is_plain[index] else NOWHERE

    return step


def _first_of(steps: tuple[Step, ...]) -> Step:
    """The first step that succeeds."""
    if len(steps) == 1:
        return steps[0]

    def step(text: Text, index: int) -> int:
        for one in steps:
            found = one(text, index)
            if found != NOWHERE:
                return found
        return NOWHERE

    return step


def _past_soft(then: Step) -> Step:
    """A step tried behind all soft words that follow, then behind fewer."""

    def step(text: Text, index: int) -> int:
        for place in range(text.next_hard[index], index - 1, -1):
            found = then(text, place)
            if found != NOWHERE:
                return found
        return NOWHERE

    return step


def _behind_soft(item: Item, then: Step) -> Step:
    """An item tried behind soft words; by far the most frequent kind, single words, in one function."""
    if not isinstance(item, Words):
        return _past_soft(_item(item, then))
    words, prefixes = item.words, tuple(item.prefixes)

    def step(text: Text, index: int) -> int:
        spelled = text.spelled
        for place in range(text.next_hard[index], index - 1, -1):
            word = spelled[place]
            if word in words or (prefixes and word.startswith(prefixes)):
                found = then(text, place + 1)
                if found != NOWHERE:
                    return found
        return NOWHERE

    return step


def _gap(most: int, then: Step, *, before: bool) -> Step:
    """Up to so many words of any kind, the fewest first."""
    step = then
    for _ in range(most):
        word = _any_word(_past_soft(step)) if before else _past_soft(_any_word(step))
        step = _first_of((then, word))
    return step

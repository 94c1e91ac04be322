"""Expected names that the recogniser wrote in words of its own: "on Kaya" for Aung Kyaw.

A recogniser knows few names, and writes the others as words that it does know. But it can tell how likely a name is to
have been said: how much likelier a sound makes its letters than silence does. It is asked that after everything is
written, of the names of the card, where one must come (behind "my name is", before "here"), and what is written stays
as it is: that the name was borne out is noted beside the words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rehearse.speech import is_filled_pause
from rehearse.transcription import heard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rehearse.speech import ExpectedName
    from rehearse.transcription.heard import Piece
    from rehearse.transcription.likelihood import Gains

LIKELIER, WORD_LIKELIER = 2.0, 0.3
"""By so much must a sound raise the logarithm of a name's probability, per token of the whole name and of each of its
words (record 16)."""

SHORTEST_WORD = 3
"""Shorter words of a name are judged with the one behind them: "Al Mansour"."""

MOST_PLACES = 3
"""So many places of a chunk are looked at for each name; the first ones, for people introduce themselves first."""

_STOPS = (".", ",", "?", "!", ";", ":")

MOST_MORE = 2
"""A name may be written in so many words more than it has."""


def noted(pieces: Sequence[Piece], expected: Sequence[ExpectedName], gains: Callable[[str, str], Gains]) -> list[Piece]:
    """The pieces of a chunk, with the expected name beside those that stand where it was said.

    Args:
        pieces: What was written, in order.
        expected: The names.
        gains: What the sound that follows a text adds to a name, see `Likelihood`.
    """
    result = list(pieces)
    words = _words(pieces)
    for one in expected:
        for at in [*_places(words, one)][:MOST_PLACES]:
            before = "".join(word.written for word in words[:at]).strip()
            ways = (before, *(f"{before} {between}" for between in one.between))
            if any(is_borne_out(gains(way, one.name)) for way in ways):
                for index in _written_for(words[at:], one.name):
                    result[index] = replace(result[index], named=one.name)
                break
    return result


def is_borne_out(gains: Gains) -> bool:
    """Whether the sound is that of a name, by what it adds to it."""
    whole = [gain for _, gained in gains for gain in gained]
    return _mean(whole) >= LIKELIER and all(_mean(word) >= WORD_LIKELIER for word in _long_words(gains))


def _long_words(gains: Gains) -> Iterator[Sequence[float]]:
    waiting: tuple[float, ...] = ()
    for text, gained in gains:
        waiting += gained
        if len(text) >= SHORTEST_WORD:
            yield waiting
            waiting = ()
    if waiting:
        yield waiting


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


@dataclass(frozen=True, slots=True)
class _Word:
    pieces: range
    written: str

    @property
    def plain(self) -> str:
        return heard.plain(self.written)


def _words(pieces: Sequence[Piece]) -> list[_Word]:
    """The words in order, without ums: the recogniser does not expect them before a name."""
    starts = [index for index, piece in enumerate(pieces) if index == 0 or piece.text.startswith(" ")]
    words = []
    for start, stop in pairwise([*starts, len(pieces)]):
        written = "".join(piece.text for piece in pieces[start:stop])
        if not is_filled_pause(written):
            words.append(_Word(range(start, stop), written))
    return words


def _places(words: Sequence[_Word], expected: ExpectedName) -> Iterator[int]:
    """The words where the name must begin, and is not written already."""
    said, wanted = [word.plain for word in words], heard.plain(expected.name).split()
    behind = [cue.split() for cue in expected.behind]
    followed = [at for at, word in enumerate(said) if word in expected.followed_by]
    begun = {_part_before(words, at, len(wanted)) for at in followed}
    for at, word in enumerate(said):
        is_place = at in begun or any(said[max(0, at - len(cue)) : at] == cue for cue in behind)
        if is_place and said[at : at + len(wanted)] != wanted and not word.isdecimal():
            yield at


def _part_before(words: Sequence[_Word], end: int, count: int) -> int | None:
    """Where the part of a sentence begins that stands before a word, if a name of so many words may fill it."""
    near = range(end - 1, max(-1, end - count - MOST_MORE - 1), -1)
    return next((at for at in near if at == 0 or words[at - 1].written.endswith(_STOPS)), None)


def _written_for(words: Sequence[_Word], name: str) -> Iterator[int]:
    """The pieces of the words that stand where a name was said: up to a stop, and about as many letters as it has."""
    wanted, written = len(_letters(name)), 0
    for at, word in enumerate(words[: len(name.split()) + MOST_MORE]):
        more = written + len(_letters(word.written))
        if at and abs(more - wanted) > abs(written - wanted):
            return
        yield from word.pieces
        written = more
        if word.written.endswith(_STOPS):
            return


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))

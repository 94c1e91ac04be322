"""Two hearings of the same chunk made one: the words of the plain one, the ums that only the verbatim one wrote.

The recogniser leaves out most ums; told a few before it begins, it writes them down, but then it also repeats itself,
leaves out words, and writes ums where nobody said one. So the plain hearing gives the words. The verbatim one adds
what lies between two words that both share, and nothing else: ums, and words that were said where the plain hearing
has a hole. Whether an um is believed is decided afterwards, by its sound (`filled_pauses`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rehearse.speech import Span, is_filled_pause
from rehearse.transcription import heard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.transcription.heard import Piece

LONGEST_RUN = 2
"""Ums in a row that somebody may have said; in a longer run the recogniser repeats itself."""

CIRCLE = 5
"""The same word so many times in a row is the recogniser going round in circles; stutterers say it less often."""

MOST_ADDED = 8
"""Words that the plain hearing may leave out in one place."""

WORD_AT_LEAST_S = 0.08
"""Voice that each added word needs under it."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """What only the verbatim hearing wrote, between two words that both share.

    Attributes:
        after: Index of the plain piece that it follows; -1 for the beginning.
        pieces: What was written.
        between: From the start of the word before to the end of the word after, as the verbatim hearing has them.
    """

    after: int
    pieces: tuple[Piece, ...]
    between: Span


def only_verbatim(plain: Sequence[Piece], verbatim: Sequence[Piece], chunk: Span) -> tuple[Unheard, ...]:
    """What the verbatim hearing has more than the plain one.

    Args:
        plain: Pieces of the plain hearing.
        verbatim: Pieces of the verbatim hearing.
        chunk: From the chunk's start to its end: what lies before the first word and behind the last.
    """
    verbatim = without_runs(verbatim)
    first, second = words_of(plain), words_of(verbatim)
    matcher = SequenceMatcher(None, [text for _, text in first], [text for _, text in second], autojunk=False)
    found = []
    for kind, at, to, start, end in matcher.get_opcodes():
        if kind not in {"insert", "replace"}:
            continue
        added = verbatim[second[start][0] : second[end][0] if end < len(second) else len(verbatim)]
        if kind == "replace":
            added = tuple(piece for piece in added if is_filled_pause(piece.text))
        if not added:
            continue
        before_s = verbatim[second[start - 1][0]].start_s if start else chunk.start_s
        after_s = verbatim[second[end][0]].end_s if end < len(second) else chunk.end_s
        place = _before_later_word(first, plain, (at, to), added[0]) if kind == "replace" else at
        after = first[place][0] - 1 if place < len(first) else len(plain) - 1
        found.append(Unheard(after, tuple(added), Span(before_s, max(before_s, after_s))))
    return tuple(found)


def words_of(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """The pieces that begin a word, each with its index and the whole word as texts are compared."""
    words: list[tuple[int, str]] = []
    for index, piece in enumerate(pieces):
        if words and not piece.text.startswith(" "):
            words[-1] = (words[-1][0], words[-1][1] + piece.text)
        else:
            words.append((index, piece.text))
    return [(index, FILLED if is_filled_pause(text) else heard.plain(text)) for index, text in words]


FILLED = "um"
"""All ums are alike when hearings are compared."""


def _before_later_word(
    first: Sequence[tuple[int, str]], plain: Sequence[Piece], differing: tuple[int, int], um: Piece
) -> int:
    """Among words on which the hearings differ, the first that begins after the um."""
    at, to = differing
    return next((place for place in range(at, to) if plain[first[place][0]].start_s >= um.start_s), to)


def has_runs(pieces: Sequence[Piece]) -> bool:
    """Whether a hearing goes round in circles: ums, or the same word, in a row as nobody says them."""
    words = [FILLED if is_filled_pause(piece.text) else heard.plain(piece.text) for piece in pieces]
    return any(len(set(words[at : at + CIRCLE])) == 1 for at in range(len(words) - CIRCLE + 1))


def without_runs(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same without ums that follow each other as nobody says them: of a long run none is believed."""
    kept: list[Piece] = []
    for run in _runs(pieces):
        if len(run) <= LONGEST_RUN or not is_filled_pause(run[0].text):
            kept += run
    return tuple(kept)


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Ums that follow each other together, everything else alone."""
    run: list[Piece] = []
    for piece in pieces:
        if is_filled_pause(piece.text):
            run.append(piece)
            continue
        if run:
            yield run
            run = []
        yield [piece]
    if run:
        yield run


def insert(pieces: Sequence[Piece], found: Sequence[tuple[int, Sequence[Piece]]]) -> list[Piece]:
    """The pieces with others put behind those of the given indices; the words beside them make room."""
    merged = list(pieces)
    for after, added in sorted(found, key=lambda place: place[0], reverse=True):
        if after >= 0:
            merged[after] = _ending_by(merged[after], added[0].start_s)
        if after + 1 < len(merged):
            merged[after + 1] = _beginning_from(merged[after + 1], added[-1].end_s)
        merged[after + 1 : after + 1] = added
    return merged


def _ending_by(piece: Piece, time_s: float) -> Piece:
    return replace(piece, end_s=max(piece.start_s, min(piece.end_s, time_s)))


def _beginning_from(piece: Piece, time_s: float) -> Piece:
    return replace(piece, start_s=min(piece.end_s, max(piece.start_s, time_s)))

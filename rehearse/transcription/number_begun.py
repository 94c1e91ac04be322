"""Digits that a chunk begins with, and that only its second hearing has.

A number may begin in one chunk and end in the next. Where little of it is left there, the plain hearing easily passes
over it and writes "Thank you so much", while the verbatim one writes "nine eight, thank you so much"; or it writes a
word that it is unsure of in its place, "Wendy, please" for "20, please".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.speech.number_words import is_of_a_number
from rehearse.transcription.heard import plain
from rehearse.transcription.number_readings import digits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.transcription.heard import Piece

FEWEST = 2
"""So many digits, for a single one may be "one", or "oh" as in "Oh, I see"."""

MOST_INSTEAD, UNSURE = 1, 0.3
"""So many words of the first hearing, no surer than that, may stand in the place of the digits."""

SAME_BEHIND = 2
"""So many words must both hearings have alike behind the digits: then it is the beginning that one of them lacks."""


def begun(first: Sequence[Piece], second: Sequence[Piece]) -> list[Piece]:
    """The pieces of a first hearing, with the digits at their beginning that only a second one has.

    Args:
        first: Pieces in order.
        second: Pieces of the other hearing of the same sound.
    """
    mine, said = _words(first), _words(second)
    count = next((at for at, (word, _) in enumerate(said) if not (is_of_a_number(word) or word.isdigit())), 0)
    behind = [word for word, _ in said[count : count + SAME_BEHIND]]
    instead = next((skipped for skipped in range(MOST_INSTEAD + 1) if _follows(mine, skipped, behind)), None)
    if instead is None or len(digits_of(" ".join(word for word, _ in said[:count]))) < FEWEST:
        return list(first)
    left_out, kept = first[: mine[instead][1]], first[mine[instead][1] :]
    if any(piece.probability > UNSURE or is_of_a_number(plain(piece.text)) for piece in left_out):
        return list(first)
    digits = second[: said[count][1]]
    begins_s = max(kept[0].start_s, digits[-1].end_s)
    return [*digits, replace(kept[0], start_s=begins_s, end_s=max(begins_s, kept[0].end_s)), *kept[1:]]


def _follows(mine: Sequence[tuple[str, int]], skipped: int, behind: Sequence[str]) -> bool:
    """Whether words of the second hearing are those of the first behind so many that it skips."""
    words = [word for word, _ in mine[skipped : skipped + SAME_BEHIND]]
    return len(words) == SAME_BEHIND and words == list(behind)


def _words(pieces: Sequence[Piece]) -> list[tuple[str, int]]:
    """Each word as texts are compared, with the index of its first piece."""
    starts = [index for index, piece in enumerate(pieces) if index == 0 or piece.text.startswith(" ")]
    ends = [*starts[1:], len(pieces)]
    return [(plain("".join(piece.text for piece in pieces[at:end])), at) for at, end in zip(starts, ends, strict=False)]

"""Digits that a chunk begins with, and that only its second hearing has.

A number may begin in one chunk and end in the next. Where little of it is left there, the plain hearing easily passes
over it and writes "Thank you so much", while the verbatim one writes "nine eight, thank you so much".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.speech.number_words import is_of_a_number
from rehearse.transcription.heard import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.transcription.heard import Heard

FEWEST = 2
"""So many words for digits, for a single one may be "one", or "oh" as in "Oh, I see"."""

SAME_BEHIND = 2
"""So many words must both hearings have alike behind the digits: then it is the beginning that one of them lacks."""


def begun(first: Sequence[Heard], second: Sequence[Heard]) -> list[Heard]:
    """The pieces of a first hearing, with the digits before them that only a second one has.

    Args:
        first: Pieces in order.
        second: Pieces of the other hearing of the same sound.
    """
    mine, said = [word for word, _ in _words(first)], _words(second)
    count = next((at for at, (word, _) in enumerate(said) if not (is_of_a_number(word) or word.isdigit())), 0)
    behind = [word for word, _ in said[count : count + SAME_BEHIND]]
    if count < FEWEST or len(behind) < SAME_BEHIND or mine[:SAME_BEHIND] != behind:
        return list(first)
    digits = second[: said[count][1]]
    begins_s = max(first[0].start_s, digits[-1].end_s)
    return [*digits, replace(first[0], start_s=begins_s, end_s=max(begins_s, first[0].end_s)), *first[1:]]


def _words(pieces: Sequence[Heard]) -> list[tuple[str, int]]:
    """Each word as texts are compared, with the index of its first piece."""
    starts = [index for index, piece in enumerate(pieces) if index == 0 or piece.text.startswith(" ")]
    ends = [*starts[1:], len(pieces)]
    return [(plain("".join(piece.text for piece in pieces[at:end])), at) for at, end in zip(starts, ends, strict=False)]

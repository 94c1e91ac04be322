"""Ums that the verbatim hearing left out: where voice is left that no word fills, an um is tried.

The recogniser writes what is likeliest word by word, so an um that it hears may still lose against the next word. Asked
how likely an um would be in a certain place, and how likely the next word after it, it mostly knows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rehearse.speech import Span
from rehearse.transcription import heard, merging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.transcription.heard import Piece

UM, UH = " um,", " uh,"
"""What is tried in each place."""

WORD_S, LETTER_S = 0.1, 0.055
"""How long a word takes: the first, and so much more per letter."""

UNFILLED_S = 0.2
"""Voice that is left between two words from which an um is tried there."""

LIKELY = 0.2
"""Probability from which an um is taken for heard, less by as much as it makes the next word less likely."""

HARDLY = 0.002
"""Where no um is as probable as this, no uh is either; so half of the work is saved in most chunks."""


def added(pieces: list[Piece], voiced: Sequence[Span], aligned: Callable[[Sequence[str]], list[Piece]]) -> list[Piece]:
    """A verbatim hearing with the ums that it left out.

    Args:
        pieces: The verbatim hearing.
        voiced: Where somebody speaks.
        aligned: Finds where each piece of a text lies in the sound and how likely it is, once ums were told before.

    Returns:
        The same pieces, or where ums were added all of them with new times.
    """
    places = unfilled(pieces, voiced)
    if not places:
        return pieces
    tried = {UM: _judged(pieces, places, aligned(_texts(pieces, dict.fromkeys(places, UM))))}
    if max(tried[UM].values()) >= HARDLY:
        tried[UH] = _judged(pieces, places, aligned(_texts(pieces, dict.fromkeys(places, UH))))
    likeliest = {place: max(tried, key=lambda um: tried[um][place]) for place in places}
    likely = {place: um for place, um in likeliest.items() if tried[um][place] >= LIKELY}
    return aligned(_texts(pieces, likely)) if likely else pieces


def unfilled(pieces: Sequence[Piece], voiced: Sequence[Span]) -> list[int]:
    """Indices of the pieces before which voice is left that no word fills; one more for the end."""
    if not pieces or not voiced:
        return []
    begins = merging.words_of(pieces)
    words = ["", *(text for _, text in begins), ""]
    starts = [voiced[0].start_s, *(pieces[at].start_s for at, _ in begins), max(voiced[-1].end_s, pieces[-1].start_s)]
    places = [*(at for at, _ in begins), len(pieces)]
    return [
        place
        for place, (start_s, end_s), beside in zip(places, pairwise(starts), pairwise(words), strict=True)
        if merging.FILLED not in beside
        and heard.voiced_within(Span(start_s, max(start_s, end_s)), voiced) >= _takes_s(beside[0]) + UNFILLED_S
    ]


def _takes_s(word: str) -> float:
    return WORD_S + LETTER_S * len(word) if word else 0.0


def _texts(pieces: Sequence[Piece], ums: dict[int, str]) -> list[str]:
    """The texts of the pieces, and before some of them an um."""
    texts = []
    for index, piece in enumerate(pieces):
        texts += [ums[index]] if index in ums else []
        texts.append(piece.text)
    return [*texts, ums[len(pieces)]] if len(pieces) in ums else texts


def _judged(pieces: Sequence[Piece], places: Sequence[int], tried: Sequence[Piece]) -> dict[int, float]:
    """How likely an um is in each place, given the same pieces with an um in all of them."""
    likely = {}
    for before, place in enumerate(places):
        probability = tried[place + before].probability
        if place < len(pieces):
            probability *= min(1.0, tried[place + before + 1].probability / max(1e-6, pieces[place].probability))
        likely[place] = probability
    return likely

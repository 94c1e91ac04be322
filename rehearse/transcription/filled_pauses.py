"""Which of the ums that the verbatim hearing wrote are believed: those that the sound itself bears out.

An um needs a voice that holds one sound for a moment, between the words beside it. Where that is plain to see, it is
certain; where there is voice but nothing that is held, it is possible: shown, and not counted; where there is no
voice, nobody said it. Only possible are also those that the recogniser wrote among words that are not believed, in no
time at all, against all odds of its own, or in a hearing that went round in circles: so it writes where somebody
stutters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span, is_filled_pause
from rehearse.transcription import heard, merging, steadiness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.transcription.heard import Piece
    from rehearse.transcription.merging import Unheard

REACH_S = 0.3
"""How far the recogniser's time of an um may be off."""

PERIODIC = 0.5
"""A voice repeats itself at least so much."""

STILL_DB = 6.0
"""A spectrum that moves less than this within 60 ms stands still."""

BELOW_VOICE_DB = 22.0
"""What lies further below the loudest sound around is no longer the voice of who speaks."""

NEAR_S = 0.15
"""An um begins where the held sound begins if that is no further from the recogniser's time."""

WRITTEN_S = 0.09
"""The recogniser gives an um at least so much time, unless it only fills a hole."""

LEAST_PROBABLE = 0.003
"""An um that the recogniser itself finds less probable than this, it wrote by force of habit."""

HELD_S = 0.06
"""A sound that is held so long may be an um."""

VOICE_S = 0.06
"""An um has at least so much voice."""

APART_S = 0.2
"""Two ums begin at least so far apart; where a room answers, the recogniser writes the same one again and again."""

SILENCE_S, AFTER_SILENCE_S = 0.1, 0.1
"""An um does not go on across so long a silence; it lies behind it, if so much voice of its time does."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sound says about an um.

    Attributes:
        held: The longest stretch in reach in which a voice holds one sound; None where there is none.
        voiced_s: How much voice lies in reach.
    """

    held: Span | None
    voiced_s: float


def behind_silence(pieces: Sequence[Piece], voiced: Sequence[Span]) -> list[Piece]:
    """The same with each um whose time holds a silence behind it: the recogniser counts the silence before it to it."""
    return [_behind_silence(piece, voiced) if is_filled_pause(piece.text) else piece for piece in pieces]


def _behind_silence(um: Piece, voiced: Sequence[Span]) -> Piece:
    onsets = (
        after.start_s
        for before, after in pairwise(voiced)
        if after.start_s - before.end_s >= SILENCE_S and um.start_s < after.start_s
        if min(um.end_s, after.end_s) - after.start_s >= AFTER_SILENCE_S
    )
    return replace(um, start_s=max(onsets, default=um.start_s))


def apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The same without ums that begin so soon after another one that nobody can have said both."""
    kept: list[Piece] = []
    before_s = -math.inf
    for piece in pieces:
        if is_filled_pause(piece.text):
            if piece.start_s - before_s < APART_S:
                continue
            before_s = piece.start_s
        kept.append(piece)
    return kept


def believed(
    found: Sequence[Unheard], voiced: Sequence[Span], recording_16k: NDArray[np.float32], *, doubtful: bool = False
) -> list[tuple[int, tuple[Piece, ...]]]:
    """What is added to the plain hearing, each with the index of the piece that it follows.

    Args:
        found: What only the verbatim hearing wrote.
        voiced: Where somebody speaks.
        recording_16k: The sound.
        doubtful: Whether the verbatim hearing went round in circles: then its ums are possible at most.
    """
    added = []
    for place in found:
        words_too = _words_are_believed(place, voiced)
        alone = words_too or all(is_filled_pause(piece.text) for piece in place.pieces)
        kept: list[Piece] = []
        for piece in place.pieces:
            if is_filled_pause(piece.text):
                sure = alone and not doubtful and _written_in_earnest(piece)
                kept += _um(piece, place.between, voiced, recording_16k, sure=sure)
            elif words_too:
                kept.append(piece)
        if kept:
            added.append((place.after, tuple(kept)))
    return added


def _written_in_earnest(um: Piece) -> bool:
    return um.end_s - um.start_s >= WRITTEN_S and um.probability >= LEAST_PROBABLE


def _words_are_believed(place: Unheard, voiced: Sequence[Span]) -> bool:
    words = [piece for piece in place.pieces if not is_filled_pause(piece.text)]
    if not words or len(words) > merging.MOST_ADDED:
        return False
    span = Span(words[0].start_s, max(words[0].start_s, words[-1].end_s))
    enough = heard.voiced_within(span, voiced) >= merging.WORD_AT_LEAST_S * len(words)
    return enough and sum(word.probability for word in words) / len(words) >= heard.SURE


def _um(
    um: Piece, between: Span, voiced: Sequence[Span], recording_16k: NDArray[np.float32], *, sure: bool
) -> list[Piece]:
    found = evidence(um, between, voiced, recording_16k)
    if found.voiced_s < VOICE_S:
        return []
    if found.held is None or found.held.duration_s < HELD_S:
        return [replace(um, certain=False)]
    if abs(found.held.start_s - um.start_s) <= NEAR_S:
        um = replace(um, start_s=found.held.start_s, end_s=found.held.end_s)
    return [replace(um, certain=sure)]


def evidence(um: Piece, between: Span, voiced: Sequence[Span], recording_16k: NDArray[np.float32]) -> Evidence:
    """What the sound says about an um that the recogniser wrote between two words."""
    wide = Span(um.start_s - REACH_S, um.end_s + REACH_S)
    reach = wide.clip(between) or Span(um.start_s, um.end_s)
    voice_s = heard.voiced_within(reach, voiced)
    held = steadiness.measure(recording_16k, reach)
    if len(held.level_db) == 0:
        return Evidence(None, voice_s)
    loudest = float(np.percentile(held.level_db, 90))
    holds = (held.periodic >= PERIODIC) & (held.change_db <= STILL_DB) & (held.level_db >= loudest - BELOW_VOICE_DB)
    start, end = _longest(holds)
    first_s = max(0, round(reach.start_s * 100)) / 100
    return Evidence(Span(first_s + start / 100, first_s + end / 100) if end > start else None, voice_s)


def _longest(holds: NDArray[np.bool_]) -> tuple[int, int]:
    """Start and end of the longest run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(np.int8)))
    if len(edges) == 0:
        return 0, 0
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])

"""Word times made to agree with the voice: the recogniser's own are up to a second off beside silences."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.speech import Span, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.transcription.heard import Piece

SHORTEST_S = 0.04
"""No word is shorter than this."""

NEAR_S = 1.0
"""A doubtful word in silence belongs to voice that is no further away than this; otherwise nobody said it."""

DOUBTFUL = 0.5
"""Probability below which a word is doubtful; others are moved to the nearest voice, however far."""

LONGEST_MOVED_S = 0.5
"""A word that is moved to voice takes up no more of it than this."""

STRETCH_S = 0.35
"""The first and the last word of a stretch of voice reach its edges where these are no further away than this."""

SILENCE_S = 0.2
"""A word does not go on across a silence of this length."""


def settle(heard: Sequence[Piece], voiced: Sequence[Span]) -> tuple[Word, ...]:
    """Words in order, without overlap, each where there is voice.

    Args:
        heard: Words in the order in which they were said, their times as the recogniser gave them.
        voiced: Where somebody speaks, in order.

    Returns:
        The words; doubtful ones with no voice near them are left out, and all where there is no voice.
    """
    placed = list(_placed(heard, voiced))
    if not placed:
        return ()
    last_s = max(voiced[-1].end_s, SHORTEST_S * len(placed))
    starts = _in_order([span.start_s for _, span in placed], last_s)
    ends = [span.end_s for _, span in placed]
    starts, ends = _to_the_edges(starts, ends, voiced)
    words = []
    for index, (word, _) in enumerate(placed):
        limit_s = starts[index + 1] if index + 1 < len(starts) else max(last_s, starts[index] + SHORTEST_S)
        end_s = min(max(ends[index], starts[index] + SHORTEST_S), limit_s)
        start_s, end_s = round(starts[index], 3), round(end_s, 3)
        sure = round(word.probability, 3)
        words.append(Word(word.text, start_s, end_s, sure, word.certain, word.otherwise, word.named))
    return tuple(words)


def _placed(heard: Sequence[Piece], voiced: Sequence[Span]) -> Iterator[tuple[Piece, Span]]:
    """Each word that was said, and where; what a second hearing has for several words goes on to one that is left."""
    handed_on: str | None = None
    for word in heard:
        said = replace(word, otherwise=handed_on) if handed_on and word.otherwise == "" else word
        span = _on_voice(said, voiced)
        handed_on = said.otherwise if span is None else None
        if span is not None:
            yield said, span


def _on_voice(word: Piece, voiced: Sequence[Span]) -> Span | None:
    """Where a word lies once it is cut to the voice under it, or moved to the voice beside it."""
    span = Span(word.start_s, max(word.start_s + SHORTEST_S, word.end_s))
    parts = [part for stretch in voiced if (part := span.clip(stretch)) is not None]
    if not parts:
        return _beside_voice(span, voiced, NEAR_S if word.probability < DOUBTFUL else math.inf)
    longest = max(parts, key=lambda part: part.duration_s)
    start_s, end_s = longest.start_s, longest.end_s
    for part in sorted(parts, key=lambda part: abs(part.start_s - longest.start_s)):
        if 0 <= start_s - part.end_s < SILENCE_S:
            start_s = part.start_s
        elif 0 <= part.start_s - end_s < SILENCE_S:
            end_s = part.end_s
    return Span(start_s, end_s)


def _beside_voice(span: Span, voiced: Sequence[Span], reach_s: float) -> Span | None:
    length_s = min(span.duration_s, LONGEST_MOVED_S)
    ahead = next((stretch for stretch in voiced if stretch.start_s >= span.end_s), None)
    behind = next((stretch for stretch in reversed(voiced) if stretch.end_s <= span.start_s), None)
    to_ahead_s = ahead.start_s - span.end_s if ahead else math.inf
    to_behind_s = span.start_s - behind.end_s if behind else math.inf
    if min(to_ahead_s, to_behind_s) > reach_s:
        return None
    if ahead is not None and to_ahead_s <= to_behind_s:
        return Span(ahead.start_s, min(ahead.end_s, ahead.start_s + length_s))
    if behind is not None:
        return Span(max(behind.start_s, behind.end_s - length_s), behind.end_s)
    return None


def _in_order(starts: Sequence[float], last_s: float) -> list[float]:
    """Starts that rise by at least `SHORTEST_S` and leave room for each word before `last_s`."""
    ordered = list(starts)
    for index in range(1, len(ordered)):
        ordered[index] = max(ordered[index], ordered[index - 1] + SHORTEST_S)
    limit_s = last_s - SHORTEST_S
    for index in range(len(ordered) - 1, -1, -1):
        ordered[index] = max(0.0, min(ordered[index], limit_s))
        limit_s = ordered[index] - SHORTEST_S
    return ordered


def _to_the_edges(
    starts: Sequence[float], ends: Sequence[float], voiced: Sequence[Span]
) -> tuple[list[float], list[float]]:
    """Let the first and the last word of each stretch of voice reach its edges."""
    new_starts, new_ends = list(starts), list(ends)
    for stretch in voiced:
        inside = [index for index, start_s in enumerate(starts) if stretch.contains(start_s)]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        if starts[first] - stretch.start_s <= STRETCH_S and (first == 0 or ends[first - 1] <= stretch.start_s):
            new_starts[first] = stretch.start_s
        if 0 < stretch.end_s - ends[last] <= STRETCH_S:
            new_ends[last] = stretch.end_s
    return new_starts, new_ends

"""Suspicions that rest on words which the recogniser only guessed.

What was hardly heard is written as some other words that fit the rest ("a residency is it" as "a raise even series
it"), and whatever they sound like, the second layer finds what resembles it. So a suspicion that is not strong in any
case counts with its cue only where it grows no weaker once such words are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.meaning.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rehearse.meaning.combine import Suspicion

    StrengthsOf = Callable[[str, tuple[Passage, ...]], Sequence[Mapping[str, float]]]

STRONG = 0.85
"""Strength from which a suspicion counts whatever was hardly heard in its passage. Of those below that grew weaker
without such words, of 352 texts that were spoken and heard, three were wrong and one right."""

_SAID = re.compile(r"[^\s?]")


def believed(
    suspicions: tuple[Suspicion, ...], text: str, guessed: Sequence[tuple[int, int]], strengths: StrengthsOf
) -> tuple[Suspicion, ...]:
    """The same suspicions, those that rest on guessed words without their cue.

    Args:
        suspicions: About passages of the text.
        text: The text.
        guessed: Character ranges of the words that were hardly heard.
        strengths: Reads passages of a text once more: for each, by rule, how strongly it resembles what that forbids.
    """
    open_to_doubt = [s for s in suspicions if s.cued and s.strength < STRONG and _touched(s, guessed)]
    if not open_to_doubt:
        return suspicions
    passages = tuple(dict.fromkeys(Passage(s.start, s.end) for s in open_to_doubt))
    without = dict(zip(passages, strengths(_blanked(text, guessed), passages), strict=True))
    return tuple(
        replace(s, cued=False) if s in open_to_doubt and without[Passage(s.start, s.end)][s.rule] < s.strength else s
        for s in suspicions
    )


def _touched(suspicion: Suspicion, guessed: Sequence[tuple[int, int]]) -> bool:
    return any(suspicion.start < end and start < suspicion.end for start, end in guessed)


def _blanked(text: str, guessed: Sequence[tuple[int, int]]) -> str:
    """The text with spaces in place of these words; a question stays one."""
    for start, end in guessed:
        text = text[:start] + _SAID.sub(" ", text[start:end]) + text[end:]
    return text

"""Which words of a take may not be what was said."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rehearse.transcription.models import NOT_VERBATIM

if TYPE_CHECKING:
    from rehearse.speech import Transcript, Word
    from rehearse.target import Target

UNSURE = 0.5
"""The recogniser's confidence below which a word counts as doubtful: what it contradicts "could not be made out"."""

GUESSED = 0.3
"""The confidence below which a word was hardly heard: what rests on it is not certain, and that a second hearing has
it, too, says little."""


def doubts(transcript: Transcript, target: Target) -> tuple[tuple[int, int], ...]:
    """Where in the text the words stand that may not be what was said.

    Those that the recogniser was unsure of, unless two hearings have them alike, with those behind them where the
    second hearing has others for all of them; and numbers with one digit less or more than the applicant's has, for the
    recogniser may have lost or doubled one.
    """
    twice = transcript.model not in NOT_VERBATIM
    unsure: set[int] = set()
    for index, word in enumerate(transcript.words):
        if _is_unsure(word, heard_twice=twice) or (word.otherwise == "" and index - 1 in unsure):
            unsure.add(index)
    numbers = groupby(enumerate(transcript.words), key=lambda at: at[1].text[:1].isdigit())
    for is_number, group in numbers:
        words = list(group)
        count = sum(char.isdigit() for _, word in words for char in word.text)
        if is_number and abs(count - target.digit_count) == 1:
            unsure.update(index for index, _ in words)
    return tuple(transcript.char_span(index) for index in sorted(unsure))


def guessed(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """Where in the text the words stand that were hardly heard."""
    hardly = (index for index, word in enumerate(transcript.words) if word.probability < GUESSED)
    return tuple(transcript.char_span(index) for index in hardly)


def _is_unsure(word: Word, *, heard_twice: bool) -> bool:
    """Numbers are not compared with the second hearing."""
    alike = heard_twice and word.otherwise is None and not any(char.isdigit() for char in word.text)
    return word.probability < (GUESSED if alike else UNSURE)

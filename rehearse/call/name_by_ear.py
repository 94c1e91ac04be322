"""The applicant's name as the quick recogniser of a call misspells it: "my aquifer" for Maya Okafor.

Somebody who has the name on the screen recognises it in a bad line's sounds, wherever one word ends and the next
begins. Only the choice of a branch listens like this; what a report shows was heard without knowing the name.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rehearse.phrases import sounds
from rehearse.phrases.digits import digit_runs
from rehearse.phrases.text import STOP, letters

if TYPE_CHECKING:
    from rehearse.phrases.text import Text

FEWEST_SOUNDS = 4
"""A name of fewer consonants sounds like too much else."""

MOST_WORDS = 4
"""Words that a name of two may be taken apart into."""

LETTERS_ALIKE = 0.52
SOUNDS_ALIKE = 0.85
"""Share of letters and of consonants in common with the name. Ours: all misspellings of forty spoken answers and none
of 800 typed ones without a name are told by them."""


def hears_name(text: Text, name: str) -> bool:
    """Whether something in a text sounds like a name; never for a name of too few sounds.

    Args:
        text: What was heard.
        name: First and last name.
    """
    wanted = letters(name)
    if len(name.split()) < 2 or len(sounds.skeleton(wanted)) < FEWEST_SOUNDS:
        return False
    first = sounds.first_sound(wanted)
    begins = (index for index, said in enumerate(text.lettered) if said and sounds.first_sound(said) == first)
    numbers = {index for run in digit_runs(text) for index in run.tokens}
    return any(_sounds_alike(said, wanted) for index in begins for said in _runs(text, index, numbers))


def _runs(text: Text, index: int, numbers: set[int]) -> list[str]:
    """The letters of one word and of it with the next ones, up to a number or the end of the sentence."""
    runs, joined = [], ""
    for at in range(index, min(index + MOST_WORDS, len(text.tokens))):
        if text.spelled[at] == STOP or at in numbers:
            break
        joined += text.lettered[at]
        runs.append(joined)
    return runs


def _sounds_alike(said: str, wanted: str) -> bool:
    if abs(len(said) - len(wanted)) > 3 or SequenceMatcher(None, said, wanted, autojunk=False).ratio() < LETTERS_ALIKE:
        return False
    # "ch" is also a k: "my ochifer".
    return max(sounds.alike(way, wanted) for way in (said, said.replace("ch", "k"))) >= SOUNDS_ALIKE

"""The applicant's name as the quick recogniser of a call misspells it: "my aquifer" for Maya Okafor.

Somebody who has the name on the screen recognises it in a bad line's sounds, wherever one word ends and the next
begins. Only the choice of a branch listens like this; what a report shows was heard without knowing the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases import sounds
from rehearse.phrases.digits import digit_runs
from rehearse.phrases.text import STOP, letters

if TYPE_CHECKING:
    from rehearse.phrases.text import Text

FEWEST_SOUNDS = 4.5
"""A name of fewer sounds (`sounds.weight`) is too much like other words."""

MOST_WORDS = 4
"""Words that a name of two may be taken apart into."""

TO_THE_EAR = 0.2
"""So far from the name to the ear (`sounds.distance`) is still the name. Of nine names none is so near to anything in
950 typed answers in which it does not stand, and all misspellings of Maya Okafor with their consonants in place are."""


def hears_name(text: Text, name: str) -> bool:
    """Whether something in a text sounds like a name; never for a name of too few sounds.

    Args:
        text: What was heard.
        name: First and last name.
    """
    wanted = letters(name)
    if len(name.split()) < 2 or sounds.weight(wanted) < FEWEST_SOUNDS:
        return False
    first = sounds.first_sound(wanted)
    begins = (index for index, said in enumerate(text.lettered) if said and sounds.first_sound(said) == first)
    numbers = {index for run in digit_runs(text) for index in run.tokens}
    return any(sounds.distance(said, wanted) <= TO_THE_EAR for index in begins for said in _runs(text, index, numbers))


def _runs(text: Text, index: int, numbers: set[int]) -> list[str]:
    """The letters of one word and of it with the next ones, up to a number or the end of the sentence."""
    runs, joined = [], ""
    for at in range(index, min(index + MOST_WORDS, len(text.tokens))):
        if text.spelled[at] == STOP or at in numbers:
            break
        joined += text.lettered[at]
        runs.append(joined)
    return runs

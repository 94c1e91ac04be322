"""First and last name by their capitals, for answers to calls without a card; typed and recognised texts have them."""

from __future__ import annotations

import re

from rehearse.phrases.word_set import word_set

_NAME = r"[A-Z][a-z]+(?:[-'’][A-Za-z]+)?"
_PAIR = re.compile(rf"(?<!Dr\. )(?<!Dr )(?<!Doctor )\b{_NAME} (?:[A-Z]\. )?{_NAME}\b")
_NO_NAMES = word_set(
    "good morning afternoon evening hello hi hey yes no thank thanks okay sorry sure oh so and but my this the",
    "please dear doctor dr mr mrs ms miss professor step level internal family emergency general medicine surgery",
    "psychiatry neurology pediatrics residency program university college hospital medical center clinic health",
    "school saint st county state monday tuesday wednesday thursday friday saturday sunday january february march",
    "april may june july august september october november december new north south east west spanish english",
    "american united states lake river valley",
)


def holds_two_names(text: str) -> bool:
    """Whether two words written large stand side by side that can be the names of a person; doctors' are left out."""
    return any(_NO_NAMES.isdisjoint(pair.lower().split()) for pair in _PAIR.findall(text))

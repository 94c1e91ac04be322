"""How a call was brought to its end: thanks, a goodbye, and nothing after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.report import Closing
from rehearse.phrases.matching import find_element
from rehearse.phrases.text import STOP, overlap, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.report import TurnReport
    from rehearse.call.values import Ending
    from rehearse.phrases import RuleBook
    from rehearse.phrases.text import Text

SHORT_SENTENCE = 8
"""So many words may follow the last thanks or goodbye: "Thank you. I'll watch ERAS and my email." Ours."""

_LAST_TURNS = 2

_ENDING = ("thanks", "close")


def closing(turns: Sequence[TurnReport], ended: Ending | None, rulebook: RuleBook) -> Closing:
    """How the last turns closed the call."""
    last = [turn for turn in turns if turn.text][-_LAST_TURNS:]
    spoken = [read(turn.text, rulebook.vocabulary) for turn in last]
    # What a turn's must-says were heard as need not be in its words.
    heard = {element.element for turn in last for element in turn.elements}
    thanked, said_goodbye = (
        name in heard or any(_last(text, name, rulebook) is not None for text in spoken) for name in _ENDING
    )
    after = _words_after(spoken[-1], rulebook) if spoken else None
    return Closing(ended, thanked, said_goodbye, after, None if after is None else after <= SHORT_SENTENCE)


def _words_after(text: Text, rulebook: RuleBook) -> int | None:
    ends = [end for end in (_last(text, name, rulebook) for name in _ENDING) if end is not None]
    if not ends:
        return None
    return sum(token.word != STOP and not token.soft for token in text.tokens[max(ends) :])


def _last(text: Text, element: str, rulebook: RuleBook) -> int | None:
    """Behind which token an element stands for the last time; None where nowhere."""
    known = rulebook.element_by_id[element]
    excuses = [hit for pattern in known.unless for hit in pattern.find(text)]
    if find_element(known, text) is None:
        return None
    hits = [hit for pattern in known.patterns for hit in pattern.find(text)]
    meant = [hit for hit in hits if not any(overlap(hit, excuse) for excuse in excuses)]
    return max(hit.stop for hit in meant)

"""Whether a turn is in English, by its script and its commonest words.

A few hundred words make up more than half of what is said on such calls, so five words and more of which hardly one
is among them are another language, or a recogniser's guess at one. Digits count neither way.
"""

from __future__ import annotations

import re

from rehearse.phrases.word_set import word_set

LEAST_SHARE = 0.2
"""Share of common words below which a turn is taken for another language. Ours."""

FEWEST_WORDS = 5
"""Shorter turns are never called foreign: "Maya Okafor, Lakeshore" holds no common word either."""

_COMMON = word_set(
    "the be is am are was were been to of and a in that have has had it i for not on with he she as you do does",
    "did at this but his her by from they we say or an will my one all would there their what so up out if about",
    "who get which go me when make can like time no just him know take people into year your good some could them",
    "see other than then now look only come over think also back after use two how our work first well way even",
    "new want because any these give day most us hi hello yes yeah please thank thanks sorry okay ok bye goodbye",
    "morning afternoon name here call calling im ive id ill its dont thats program residency office medicine",
    "internal family application applied soap eras aamc doctor dr um uh need anything else understand coordinator",
    "more thing speak spoke talk told tell went being worked works working years months weeks days patients",
    "patient school hospital student fourth graduate interested very much many too where why should may might",
    "must let lets before during since while until such own same each every both few another something nothing",
    "everything someone nobody everyone never always often really still yet again once last next off down away",
    "home help send ask asked answer question reason file complete free available later tomorrow yesterday monday",
    "tuesday excuse maam sir great fine sure right left made got getting going gone came coming said says saying",
    "love liked hope wanted learn learned taught training trained rotation rotated step passed failed exam exams",
    "evaluations letters letter director phone number email message leave",
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBERS = word_set(
    "zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred double triple",
)


def sounds_foreign(text: str) -> bool:
    """Whether a turn is probably not English."""
    written = [match.group().lower().replace("’", "").replace("'", "") for match in _WORD.finditer(text)]
    letters = "".join(written)
    if sum(not c.isascii() for c in letters) > len(letters) / 2:
        return True
    words = [word for word in written if word not in _NUMBERS and (len(word) > 1 or word in ("i", "a"))]
    if len(words) < FEWEST_WORDS:
        return False
    return sum(word in _COMMON for word in words) / len(words) < LEAST_SHARE

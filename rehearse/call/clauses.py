"""Whether a sentence can be over as far as its clauses go: a pure look at common words, no parser.

Each joining word ("because", "that I …", "who") asks for a verb of its own besides the main one, so "the reason that I
am calling" and "what I learned from that year" are beginnings although a verb stands in them. A verb that is not known
only makes the wait longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.turn_words import AUXILIARIES, SUBJECTS, VERBS
from rehearse.phrases.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

DETERMINERS = word_set("a an the my your our their his her its this that these those some any no each every one")
STARTERS = DETERMINERS | word_set(
    "in on at during for with after before between since when while if although because what working having being",
    "besides as most many both two three without from outside until once whether where",
    "you're they're",
)
"""What a sentence begins with that is mostly not over before its verb."""

JOINING = word_set("because although though unless whether if since when while until who which whose where")
NO_CLAUSE = word_set("of then last")
"""Behind "because" and "since" these make no clause."""

OPINIONS = word_set("think believe hope guess suppose")
ASKING = word_set("who what which where when how why whose")
CARRIED = word_set("to not also just never always already really still very n't be often only")
"""What may stand within one verb: "want to work", "did not pass"."""

AFTER_THAT = SUBJECTS | DETERMINERS | word_set("is are was were i'm i've we're they're it's has have can will")
NOT_JOINING_THAT = word_set("after before like about for in on at of with from during since do understand by")
ALSO_NOUNS = word_set(
    "call change work study plan plans need help start love hope show return read set run end review value train",
    "move use care cost answer offer stay feel look guess promise thank send wish treat repeat draw drive reach serve",
    "wait stop",
)
"""These are verbs only behind `MAKING_VERBS`, or where they begin a sentence."""

MAKING_VERBS = (
    SUBJECTS | AUXILIARIES | CARRIED | word_set("don't didn't i'd i'll we'd we'll you'd you'll who which and")
)
POSSESSIVE_BY_EAR = word_set("you're they're it's")
AFTER_YOU_ARE = word_set("welcome right very so too busy still not the a all kind sure that my their our")
NOT_GOING_ON = word_set("evening morning nursing training teaching during")


def has_begun_only(sentence: Sequence[str]) -> bool:
    """Whether verbs that the sentence needs are still to come.

    Args:
        sentence: Its bare words in lower case; not empty.
    """
    needed = joined_clauses(sentence) + 1
    return verbs(sentence) < needed


def verbs(sentence: Sequence[str]) -> int:
    """How many verbs stand in a sentence; "would like to work" is one."""
    count, within = 0, False
    for index, word in enumerate(sentence):
        if _is_verb(sentence, index):
            count += not within
            within = True
        elif word not in CARRIED:
            within = False
    return count


def joined_clauses(sentence: Sequence[str]) -> int:
    """How many clauses with a verb of their own hang on the main one."""
    count = sum(_begins_a_clause(sentence, index) for index in range(len(sentence)))
    starts_with_what = sentence[0] in {"what", "how"} and not _asks(sentence) and len(sentence) > 1
    return count + starts_with_what


def _begins_a_clause(sentence: Sequence[str], index: int) -> bool:
    word, after = sentence[index], sentence[index + 1] if index + 1 < len(sentence) else ""
    if word == "that":
        return _joins(sentence, index)
    if word in OPINIONS:
        # "I think the biggest change …", but not "I think so" and not "I think about it".
        return index > 0 and sentence[index - 1] in SUBJECTS and after in AFTER_THAT
    if word in JOINING and not (after in NO_CLAUSE or after[:1].isdigit()):
        return not (index == 0 and word in ASKING and _asks(sentence))
    return False


def _asks(sentence: Sequence[str]) -> bool:
    """Whether the sentence is a question of its own, "who am I" or "when would you", or "when" is its last word."""
    return len(sentence) > 1 and (sentence[1] in AUXILIARIES or sentence[1].startswith(("'", "is", "are")))


def _joins(sentence: Sequence[str], index: int) -> bool:
    """Whether this "that" begins a clause: "the reason that I", not "after that I" and not "that unit"."""
    if index == 0 or index + 1 >= len(sentence):
        return False
    return sentence[index + 1] in AFTER_THAT and sentence[index - 1] not in NOT_JOINING_THAT


def _is_verb(sentence: Sequence[str], index: int) -> bool:
    word = sentence[index]
    if index and sentence[index - 1] in DETERMINERS and word not in AUXILIARIES and "'" not in word:
        return False
    if index and word in ALSO_NOUNS:
        return sentence[index - 1] in MAKING_VERBS
    if word in POSSESSIVE_BY_EAR and index + 1 < len(sentence):
        return _says_are(sentence[index + 1]) or word == "it's"
    return word in VERBS or word.endswith("n't") or (word.endswith("ed") and len(word) > 4)


def _says_are(after: str) -> bool:
    """Whether "you're" is one, by the word after it, and not a "your" that was heard so."""
    return after in AFTER_YOU_ARE or (after.endswith(("ing", "ed")) and after not in NOT_GOING_ON)

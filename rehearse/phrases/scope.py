"""Whether words are meant as the speaker's own: negated ("I'm not asking for my odds") and quoted words are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.text import NEGATORS
from rehearse.phrases.word_set import word_set

if TYPE_CHECKING:
    from rehearse.phrases.text import Text

_CLAUSE_BREAKS = frozenset({"but", "however", "although", "though", "because", "since", "while", "unless", "until"})
_SUBJECTS = frozenset(
    {"i", "we", "you", "he", "she", "it", "this", "there", "my", "your", "nobody", "everyone", "please"}
)
_POSSESSIVES = frozenset({"my", "your"})
_REPORTING = word_set(
    "think say saying said mean believe claim claiming suggest suggesting imply implying pretend pretending feel",
    "asking ask that if whether expect expecting tell telling",
)
_TRANSPARENT = word_set(
    "know sure only mind care lie lying kidding wait forget emphasize stress help",
)
"""Words after which "not" negates nothing that follows: "I don't know, I would do anything"."""

_SPEAKERS = word_set(
    "you they he she someone somebody coordinator website site page listing message recording people everyone advisor",
    "dean coach",
)
_SAID = word_set(
    "said told mentioned explained wrote warned advised asked",
)
_SAYS = word_set(
    "says say tells tell states mention explain asks",
)
"""Believed only of others: "can you tell me" quotes nobody."""

_AUXILIARIES = word_set("can could will would do does did is are was have has should")
_KNOWING = word_set(
    "know understand understood realize get appreciate aware respect heard",
)
_INABILITY = frozenset({"can", "could", "will", "are", "do", "may", "might", "would"})

_NEGATION_REACH, _QUOTATION_REACH, _REPORTING_REACH = 5, 8, 4


def is_negated(text: Text, found: range) -> bool:
    """Whether a negation outside the words reaches over them.

    It reaches five meaningful words within a clause. Words that begin a clause of their own ("I deserve") are
    reached only through a verb of saying or thinking ("I don't think I deserve").
    """
    before = _before(text, found, _NEGATION_REACH)
    if text.tokens[found.start].word in _SUBJECTS:
        if not before or before[-1] not in _REPORTING:
            return False
        before = before[-_REPORTING_REACH:]
    for index in range(len(before) - 1, -1, -1):
        if _breaks_off(before, index, text.tokens[found.start].word):
            return False
        if before[index] in NEGATORS and not _asks(before, index):
            follows = before[index + 1] if index + 1 < len(before) else ""
            return follows not in _TRANSPARENT
    return False


def opens_clause(text: Text, found: range) -> bool:
    """Whether words begin with a subject ("I need this") and so stand by themselves wherever they are."""
    return text.tokens[found.start].word in _SUBJECTS - _POSSESSIVES


def _breaks_off(words: list[str], index: int, first_found: str) -> bool:
    """Whether a clause of its own begins at a word: "but …", "and I …"."""
    follows = [*words[index + 1 :], first_found][0]
    return words[index] in _CLAUSE_BREAKS or (words[index] in ("and", "so", "then") and follows in ("i", "we", "my"))


def _asks(words: list[str], index: int) -> bool:
    """Whether "not" belongs to a question, which denies nothing ("can't you just look")."""
    return words[max(0, index - 1)] in _AUXILIARIES and words[index + 1 : index + 2] in (["you"], ["i"], ["there"])


def is_quoted(text: Text, found: range) -> bool:
    """Whether the words repeat what the other side said or can't do ("you said …", "I know you can't discuss …")."""
    before = _before(text, found, _QUOTATION_REACH)
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        if _breaks_off(before, index, text.tokens[found.start].word):
            return False
        earlier = before[index - 1] if index else ""
        if word in _SAID and (earlier in _SPEAKERS or earlier in ("was", "were", "been")):
            return True
        if word in _SAYS and earlier in _SPEAKERS - {"you"}:
            return True
        if word in _INABILITY and earlier == "you" and before[index + 1 : index + 2] == ["not"]:
            return any(known in _KNOWING for known in before[max(0, index - 4) : index])
    return False


def _before(text: Text, found: range, reach: int) -> list[str]:
    """The last meaningful words of the sentence before a run of tokens, at most `reach`."""
    sentence = text.sentence_of(found.start)
    return text.words(range(sentence.start, found.start))[-reach:]

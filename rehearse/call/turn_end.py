"""Whether the applicant has finished a turn, from the words so far and the silence since: a pure decision.

Soon after a complete sentence, later after a hanging one ("I applied to …", "because …", an ID of five digits). The
words decide, not the recogniser's full stops, for it sets one behind whatever it was given. All figures are ours: a
pause of 0.7 s may stand anywhere within an answer, and a reply should come within 1.8 s of its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call import clauses
from rehearse.call.clauses import STARTERS
from rehearse.call.turn_words import (
    ALONE_OPEN,
    AUXILIARIES,
    CLOSINGS,
    COUNTS,
    HANGING,
    HANGING_QUESTION,
    NAMING,
    NUMBERED,
    PHONE_WORDS,
    REPLIES,
    SAYING,
    SHORT,
    SUBJECTS,
    THINKING,
    WHOLE_ENDINGS,
)
from rehearse.measures.text import ends_sentence
from rehearse.phrases.digits import digit_runs
from rehearse.phrases.text import read
from rehearse.speech import is_filled_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.engine import CallState

CLOSING_S = 0.9
"""After thanks, a goodbye, or a whole ID."""

COMPLETE_S = 1.55
"""After what can be a whole sentence: a little more than the pause of 1.5 s that is made in the middle of one."""

OPEN_S = 1.75
"""After what may well go on: a lone "yes", a first name, a comma."""

BEGUN_S = 2.0
"""After a sentence that still needs its verb: "your evening clinic", "the reason that I am calling"."""

HANGING_S = 2.1
"""After what can't be the end: "and", "to", "my", "um", part of a number."""

THINKING_S = 4.0
"""After "let me see" and "one second"."""

ALONE_S = 4.0
"""In a mailbox, where nobody answers."""

NO_ANSWER_S = 5.0
"""Before "Hello?", where nothing was said."""

_SAID_SINGLY = 3
"""So many digits one after another are part of a number, whatever was asked."""

_ID_DIGITS, _PHONE_DIGITS = 8, (7, 10)

_WHOLE_WITHOUT_VERB = 14
"""A sentence of more words is taken for whole even where a verb is missing, for it may just not be known."""


def turn_ended(words_so_far: Sequence[str], silence_s: float, state: CallState) -> bool:
    """Whether the turn is over.

    Args:
        words_so_far: The words of the turn as heard, with or without punctuation; empty where nothing was said yet.
        silence_s: How long nothing has been said, from the last word (or from the end of the other side's line).
        state: Where the call stands.
    """
    return silence_s >= wait_s(words_so_far, state)


def wait_s(words_so_far: Sequence[str], state: CallState) -> float:
    """The silence after which the turn is over, in seconds; see `turn_ended`."""
    reply = state.reply
    words = [_bare(word) for word in words_so_far]
    words = [word for word in words if word]
    if not words:
        if reply.quiet_s is not None:
            return reply.quiet_s
        return ALONE_S if reply.alone else NO_ANSWER_S
    if reply.alone:
        return ALONE_S
    return _after(words, words_so_far, state)


def _after(words: list[str], written: Sequence[str], state: CallState) -> float:
    """The wait after some words, bare and as they were written."""
    said = " ".join(words)
    if said.endswith(THINKING):
        return THINKING_S
    number = _number_wait_s(said, state)
    if number is not None:
        return number
    if said.endswith(CLOSINGS):
        return CLOSING_S
    ending = written[-1].rstrip()
    asks = ending.endswith("?")
    if is_filled_pause(words[-1]) or (_hangs(words) and (not asks or words[-1] in HANGING_QUESTION)):
        return HANGING_S
    return COMPLETE_S if asks else _after_a_statement(words, _last_sentence(written), ending)


def _after_a_statement(words: list[str], sentence: list[str], ending: str) -> float:
    if _needs_its_verb(sentence):
        return BEGUN_S
    goes_on = ending.endswith((",", "-", "–", "—")) or _may_go_on(words) or _is_open(sentence)
    return OPEN_S if goes_on else COMPLETE_S


def _last_sentence(written: Sequence[str]) -> list[str]:
    """The bare words behind the last full stop but for the very last."""
    start = next((i for i in range(len(written) - 1, 0, -1) if ends_sentence(written[i - 1])), 0)
    return [word for word in map(_bare, written[start:]) if word]


def _needs_its_verb(sentence: list[str]) -> bool:
    """Whether a verb is missing from a sentence that looks as if it had one to come, or "I think" what is thought."""
    if not sentence or _is_short_answer(sentence) or len(sentence) > _WHOLE_WITHOUT_VERB:
        return False
    if sentence[-1] in SAYING and len(sentence) <= 4 and sentence[-2:-1] == ["i"]:
        return True
    starts = sentence[0] in STARTERS or clauses.joined_clauses(sentence) > 0
    return len(sentence) > 1 and starts and sentence[-1] != "please" and clauses.has_begun_only(sentence)


def _is_open(sentence: list[str]) -> bool:
    """Whether the sentence has no verb, is a question without its second half, or ends in a count."""
    if not sentence or _is_short_answer(sentence) or sentence[-1] in ("please", "not"):
        return False
    if sentence[-1] in COUNTS and len(sentence) > 1 and sentence[-2] not in NUMBERED:
        return True
    if sentence[0] in AUXILIARIES and len(sentence) <= 3:
        return True
    if len(sentence) > _WHOLE_WITHOUT_VERB or sentence[0] in REPLIES or len(sentence) == 1:
        return False
    return not clauses.verbs(sentence)


def _hangs(words: list[str]) -> bool:
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if last not in HANGING or _is_short_answer(words):
        return False
    whole = WHOLE_ENDINGS.get(last, frozenset())
    return not (whole is None or before in whole)


def _is_short_answer(words: list[str]) -> bool:
    """Whether it is "yes, I do" or "I would": whole although they end with what mostly goes on."""
    rest = words[1:] if words[0] in REPLIES else words
    if len(rest) != 2 or rest[0] not in SUBJECTS or rest[1] not in AUXILIARIES:
        return False
    return words[0] in REPLIES or rest[1] in SHORT


def _may_go_on(words: list[str]) -> bool:
    """A lone yes or hello, or a name of which only the first part was said."""
    if len(words) <= 2 and all(word in ALONE_OPEN or word in ("good", "morning", "afternoon") for word in words):
        return True
    return " ".join(words[:-1]).endswith(NAMING) and len(words) <= 8


def _number_wait_s(said: str, state: CallState) -> float | None:
    """The wait after a number that stands at the end; None where none stands there, or it is just a count."""
    text = read(said, state.setup.rulebook.vocabulary)
    runs = digit_runs(text)
    if not runs or runs[-1].tokens.stop != len(text.tokens):
        return None
    last = runs[-1]
    if len(last.digits) == _ID_DIGITS:
        return CLOSING_S
    asked = _asks_for_a_number(state)
    before = [token.word for token in text.tokens[: last.tokens.start]]
    labelled = _is_labelled(before)
    phone = not asked and not labelled and not PHONE_WORDS.isdisjoint(before)
    if phone:
        return COMPLETE_S if len(last.digits) in _PHONE_DIGITS else HANGING_S
    digit_by_digit = len(last.tokens) >= _SAID_SINGLY and len(last.digits) >= _SAID_SINGLY
    if not (asked or labelled or digit_by_digit):
        return None
    return HANGING_S if len(last.digits) < _ID_DIGITS else COMPLETE_S


def _asks_for_a_number(state: CallState) -> bool:
    """Whether one of the ways on waits for an ID."""
    branches = state.setup.scripts.state(state.state).branches
    return any("eight-digits" in group for branch in branches for group in branch.when.hears)


def _is_labelled(before: list[str]) -> bool:
    """Whether the words before a number say that it is the applicant's."""
    near = before[-5:]
    return not {"aamc", "id", "eras", "nrmp", "applicant"}.isdisjoint(near) or near[-1:] == ["c"]


def _bare(word: str) -> str:
    return word.strip(' .,;:!?…-–—"“”()').lower().replace("’", "'")

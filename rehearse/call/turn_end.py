"""Whether the applicant has finished a turn, from the words so far and the silence since: a pure decision.

Soon after a complete sentence, later after a hanging one ("I applied to …", "because …", an ID of five digits). The
words decide, not the recogniser's full stops, for it sets one behind whatever it was given. All figures are ours: a
pause of 0.7 s may stand anywhere within an answer, and a reply should come within 1.8 s of its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.turn_words import (
    ALONE_OPEN,
    AUXILIARIES,
    CLOSINGS,
    COUNTS,
    HANGING,
    NAMING,
    NUMBERED,
    PHONE_WORDS,
    REPLIES,
    SHORT,
    SUBJECTS,
    THINKING,
    VERBS,
    WHOLE_ENDINGS,
)
from rehearse.measures.text import ends_sentence
from rehearse.phrases.digits import digit_runs
from rehearse.phrases.text import read
from rehearse.speech import is_filled_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.engine import CallState
    from rehearse.phrases.digits import DigitRun
    from rehearse.phrases.text import Text

CLOSING_S = 0.9
"""After thanks, a goodbye, or a whole ID."""

COMPLETE_S = 1.25
"""After what can be a whole sentence."""

OPEN_S = 1.6
"""After what may well go on: a lone "yes", a first name, a comma."""

HANGING_S = 2.4
"""After what can't be the end: "and", "to", "my", "um", part of a number."""

THINKING_S = 4.0
"""After "let me see" and "one second"."""

ALONE_S = 4.0
"""In a mailbox, where nobody answers."""

NO_ANSWER_S = 5.0
"""Before "Hello?", where nothing was said."""

_ID_DIGITS, _PHONE_DIGITS = 8, (7, 10)

_WHOLE_WITHOUT_VERB = 8
"""A sentence of more words is taken for whole even without a verb that is known."""


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
    if is_filled_pause(words[-1]) or (_hangs(words) and not ending.endswith("?")):
        return HANGING_S
    if ending.endswith("?"):
        return COMPLETE_S
    goes_on = ending.endswith((",", "-", "–", "—")) or _may_go_on(words) or _has_only_begun(_last_sentence(written))
    return OPEN_S if goes_on else COMPLETE_S


def _last_sentence(written: Sequence[str]) -> list[str]:
    """The bare words behind the last full stop but for the very last."""
    start = next((i for i in range(len(written) - 1, 0, -1) if ends_sentence(written[i - 1])), 0)
    return [word for word in map(_bare, written[start:]) if word]


def _has_only_begun(sentence: list[str]) -> bool:
    """Whether the sentence has no verb yet, is a question without its second half, or ends in a count."""
    if not sentence or _is_short_answer(sentence) or sentence[-1] in ("please", "not"):
        return False
    if sentence[-1] in COUNTS and len(sentence) > 1 and sentence[-2] not in NUMBERED:
        return True
    if sentence[0] in AUXILIARIES and len(sentence) <= 3:
        return True
    if len(sentence) > _WHOLE_WITHOUT_VERB or sentence[0] in REPLIES or len(sentence) == 1:
        return False
    return not any(word in VERBS or (word.endswith("ed") and len(word) > 4) for word in sentence)


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
    phone = any(token.word in PHONE_WORDS for token in text.tokens[: last.tokens.start]) and not asked
    if not asked and not phone and not _is_labelled(text, last):
        return None
    if phone and len(last.digits) in _PHONE_DIGITS:
        return COMPLETE_S
    return HANGING_S if len(last.digits) < _ID_DIGITS or phone else COMPLETE_S


def _asks_for_a_number(state: CallState) -> bool:
    """Whether one of the ways on waits for an ID."""
    branches = state.setup.scripts.state(state.state).branches
    return any("eight-digits" in group for branch in branches for group in branch.when.hears)


def _is_labelled(text: Text, run: DigitRun) -> bool:
    before = [token.word for token in text.tokens[: run.tokens.start]][-5:]
    return not {"aamc", "id", "eras", "nrmp", "number"}.isdisjoint(before) or before[-1:] == ["c"]


def _bare(word: str) -> str:
    return word.strip(' .,;:!?…-–—"“”()').lower().replace("’", "'")

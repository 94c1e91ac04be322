"""Whether the applicant has finished a turn, from the words so far and the silence since: a pure decision.

Soon after a complete sentence, later after a hanging one ("I applied to …", "because …", an ID of five digits). The
words decide, not the recogniser's full stops, for it sets one behind whatever it was given. All figures are ours: a
pause of 0.7 s may stand anywhere within an answer, and a reply should come within 1.8 s of its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.digits import digit_runs
from rehearse.phrases.text import read
from rehearse.phrases.word_set import word_set
from rehearse.speech import is_filled_pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.engine import CallState
    from rehearse.phrases.digits import DigitRun
    from rehearse.phrases.text import Text

CLOSING_S = 0.75
"""After thanks, a goodbye, or a whole ID."""

COMPLETE_S = 0.9
"""After what can be a whole sentence."""

OPEN_S = 1.4
"""After what may well go on: a lone "yes", a first name, a comma."""

HANGING_S = 2.4
"""After what can't be the end: "and", "to", "my", "um", part of a number."""

THINKING_S = 4.0
"""After "let me see" and "one second"."""

ALONE_S = 4.0
"""In a mailbox, where nobody answers."""

NO_ANSWER_S = 5.0
"""Before "Hello?", where nothing was said."""

_HANGING = word_set(
    "and but or nor so because since if when while although though unless until whether that which who whom whose",
    "as than a an the to of for in at from with without on about by through into onto during between under over",
    "near after before my your our their his its this these those some any every each another am is are was were be",
    "where been being have has had will would can could should shall may might must do does did not i'm i've i'd",
    "i'll we're we've you're they're it's that's there's he's she's what's i we they he she very really just also",
    "even still only quite too please like well actually basically mean id aamc eras's number plus including",
    "especially such both either",
)
_WHOLE_ENDINGS = {
    "so": word_set("think hope guess suppose say believe"),
    "that": word_set("understand know see appreciate like do for about respect than to of with"),
    "to": word_set("like love want happy glad need have willing able used going"),
    "not": word_set("why hope guess sure course suppose probably certainly if or"),
    "too": word_set("me you here there that it medicine program"),
    "please": None,
    "well": word_set("very as really quite went go going"),
    "still": None,
    "before": word_set("there here you this never year week"),
    "after": word_set("year week day month soon shortly"),
    "through": word_set("put me it"),
    "over": None,
    "about": word_set("is it's"),
    "this": word_set("like do about of for"),
    "these": word_set("like of"),
    "number": word_set("phone wrong the same this id right"),
    "he": word_set("was is than"),
    "where": word_set("any some else"),
    "near": None,
    "on": word_set("go moving going later from"),
    "in": word_set("come applied sent handed put"),
    "by": word_set("close near"),
}
"""Words that mostly hang, but end a sentence behind these others; None: behind any."""

_AUXILIARIES = word_set("am is are was were have has had will would can could should do does did may might must")
_SUBJECTS = word_set("i we they he she it that there you")
_REPLIES = word_set("yes yeah yep no nope sure certainly absolutely")
_SHORT = word_set("do did would can could")
_ALONE_OPEN = word_set(
    "yes yeah yep no nope okay ok sure right well so hello hi hey absolutely certainly oh alright um"
)
_CLOSINGS = (
    *("thank you", "thanks", "bye", "goodbye", "good day", "nice day", "great day", "good week", "take care"),
    *("good luck", "your time", "this week", "so much", "very much"),
)
_THINKING = (
    *("let me see", "let me think", "let me check", "let me look", "let me start over", "one second", "one moment"),
    *("a moment", "a second", "hold on", "just a minute", "how do i say", "what was it"),
)
_NAMING = ("name is", "this is", "i'm", "i am")
_PHONE_WORDS = word_set("phone cell number reach mobile call")
_ID_DIGITS, _PHONE_DIGITS = 8, (7, 10)


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
    return _after(words, words_so_far[-1], state)


def _after(words: list[str], written: str, state: CallState) -> float:
    """The wait after some words, the last of them as it was written."""
    said = " ".join(words)
    if said.endswith(_THINKING):
        return THINKING_S
    number = _number_wait_s(said, state)
    if number is not None:
        return number
    if said.endswith(_CLOSINGS):
        return CLOSING_S
    ending = written.rstrip()
    if is_filled_pause(words[-1]) or (_hangs(words) and not ending.endswith("?")):
        return HANGING_S
    goes_on = ending.endswith((",", "-", "–", "—")) or (_may_go_on(words) and not ending.endswith("?"))
    return OPEN_S if goes_on else COMPLETE_S


def _hangs(words: list[str]) -> bool:
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if last not in _HANGING or _is_short_answer(words):
        return False
    whole = _WHOLE_ENDINGS.get(last, frozenset())
    return not (whole is None or before in whole)


def _is_short_answer(words: list[str]) -> bool:
    """Whether it is "yes, I do" or "I would": whole although they end with what mostly goes on."""
    rest = words[1:] if words[0] in _REPLIES else words
    if len(rest) != 2 or rest[0] not in _SUBJECTS or rest[1] not in _AUXILIARIES:
        return False
    return words[0] in _REPLIES or rest[1] in _SHORT


def _may_go_on(words: list[str]) -> bool:
    """A lone yes or hello, or a name of which only the first part was said."""
    if len(words) <= 2 and all(word in _ALONE_OPEN or word in ("good", "morning", "afternoon") for word in words):
        return True
    return " ".join(words[:-1]).endswith(_NAMING) and len(words) <= 8


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
    phone = any(token.word in _PHONE_WORDS for token in text.tokens[: last.tokens.start]) and not asked
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

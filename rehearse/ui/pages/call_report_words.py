"""A mock call afterwards, in the words of the report page. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.call.captions import NOTHING, caption
from rehearse.call.script import SEPARATOR
from rehearse.call.values import Ending
from rehearse.phrases.finding import Certainty
from rehearse.speech import Span
from rehearse.ui.call_phase import CallWish
from rehearse.ui.formatting import count, duration
from rehearse.ui.pacing import target_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.call.report import CallReport, TurnReport

ENDINGS = {
    Ending.GOODBYE: "The call ended with a goodbye.",
    Ending.THEY_HUNG_UP: "They hung up.",
    Ending.YOU_HUNG_UP: "You hung up.",
    None: "The call was cut short.",
}
LATE_S = 2.0
"""An answer that begins later than this is worth a figure; ours."""


@dataclass(frozen=True, slots=True)
class TurnWords:
    """One turn as it is shown.

    Attributes:
        number: From 1.
        heard: What the other side said or did before.
        said: The answer.
        facts: Its figures in one line.
        span: From the other side's line to the end of the answer, in seconds of the recording.
        state: Where the call stood, as "script/state".
    """

    number: int
    heard: str
    said: str
    facts: str
    span: Span
    state: str


def whole(report: CallReport) -> tuple[str, ...]:
    """What holds of the call as a whole, one sentence each."""
    return tuple(_whole(report))


def turns(report: CallReport) -> tuple[TurnWords, ...]:
    """The turns in order."""
    return tuple(
        TurnWords(
            turn.number,
            caption(turn.lines) or NOTHING,
            f"“{turn.text}”" if turn.text else "You said nothing.",
            " · ".join(_facts(turn)),
            Span(turn.lines_at_s, max(turn.lines_at_s, turn.at_s + turn.duration_s)),
            turn.state,
        )
        for turn in report.turns
    )


def wish(report: CallReport, reference: str, card_id: str | None) -> CallWish:
    """The call of a report once more.

    Args:
        report: The call.
        reference: Where to begin, as "script/state"; empty for where this call began.
        card_id: Whose program was called.
    """
    script, _, state = (reference or report.began or report.script).partition(SEPARATOR)
    return CallWish(script, report.seed, state or None, report.difficulty, card_id)


def _whole(report: CallReport) -> Iterator[str]:
    yield f"You spoke {duration(report.you_s)}, they spoke {duration(report.they_s)}."
    if report.cut_off:
        yield f"They cut in {_times(report.cut_off)}."
    if report.barged_in:
        yield f"You began {_times(report.barged_in)} before they had finished."
    if report.silences:
        yield f"You said nothing {_times(report.silences)} where they waited for an answer."
    if report.quiet_filled:
        yield f"You spoke into their silence {_times(report.quiet_filled)}."
    if report.quiet_kept:
        yield f"You let their silence be {_times(report.quiet_kept)}."
    yield ENDINGS[report.closing.ended]
    if report.closing.words_after:
        words = count(report.closing.words_after, "word", "words").capitalize()
        yield f"{words} came after your last thanks or goodbye."


def _facts(turn: TurnReport) -> Iterator[str]:
    if turn.text:
        yield duration(turn.duration_s) + (f", target {target_words(turn.target)}" if turn.target else "")
    if turn.time_to_first_word_s is not None and turn.time_to_first_word_s >= LATE_S:
        yield f"first word after {duration(turn.time_to_first_word_s)}"
    if turn.interrupted:
        yield "they cut in"
    if turn.barged_in:
        yield "you began before they had finished"
    if turn.fillers:
        yield count(len(turn.fillers), "filler", "fillers")
    certain = [finding for finding in turn.findings if finding.certainty is Certainty.CERTAIN]
    if certain:
        yield count(len(certain), "finding", "findings")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")

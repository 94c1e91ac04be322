"""A mock call afterwards, in the words of the report page. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.call.captions import NOTHING, caption
from rehearse.call.left_out import left_out
from rehearse.call.script import SEPARATOR
from rehearse.call.values import Ending
from rehearse.measures.describe import number, verdict_words
from rehearse.must_say_titles import inside
from rehearse.phrases.finding import Certainty
from rehearse.speech import Span
from rehearse.ui.call_phase import CallWish
from rehearse.ui.formatting import count, duration
from rehearse.ui.pacing import target_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rehearse.call.report import CallReport, Closing, Steadiness, TurnReport
    from rehearse.measures.values import Band, Verdict

ENDINGS = {
    Ending.GOODBYE: "The call ended with a goodbye.",
    Ending.THEY_HUNG_UP: "They hung up.",
    Ending.YOU_HUNG_UP: "You hung up.",
    None: "The call was cut short.",
}
_WELL_ENDED = {
    (True, True): "You thanked them and said goodbye.",
    (True, False): "You thanked them; no goodbye was heard.",
    (False, True): "You said goodbye; no thanks were heard near the end.",
    (False, False): "Neither thanks nor a goodbye was heard near the end.",
}


@dataclass(frozen=True, slots=True)
class CallWords:
    """A call as it is shown.

    Attributes:
        whole: What holds of it as a whole, one sentence each.
        turns: Its turns in order.
        missing: What no answer held, a sentence for each part of the call.
    """

    whole: tuple[str, ...]
    turns: tuple[TurnWords, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnWords:
    """One turn as it is shown.

    Attributes:
        number: From 1.
        heard: What the other side said or did before.
        said: The answer.
        facts: Its figures, its must-says, and the words that were found in it, each on a line of its own.
        span: From the other side's line to the end of the answer, in seconds of the recording.
        state: Where the call stood, as "script/state".
    """

    number: int
    heard: str
    said: str
    facts: tuple[str, ...]
    span: Span
    state: str


def whole(report: CallReport) -> tuple[str, ...]:
    """What holds of the call as a whole, one sentence each."""
    return tuple(_whole(report))


def words(report: CallReport, titles: Mapping[str, str], calls: Mapping[str, str]) -> CallWords:
    """A call as it is shown.

    Args:
        report: The call.
        titles: Short names of the must-says by their ids.
        calls: Names of the calls by the ids of their scenarios.
    """
    return CallWords(whole(report), _turns(report, titles), tuple(left_out(report.must_says, titles, calls)))


def _turns(report: CallReport, titles: Mapping[str, str]) -> tuple[TurnWords, ...]:
    return tuple(
        TurnWords(
            turn.number,
            caption(turn.lines) or NOTHING,
            f"“{turn.text}”" if turn.text else "You said nothing.",
            tuple(filter(None, (" · ".join(_figures(turn)), _must_says(turn, titles), *_words(turn)))),
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
    yield f"Difficulty: {report.difficulty}."
    if report.target is not None:
        yield f"The call took {_against(report.duration_s, report.target, report.verdict)}."
    yield f"You spoke {duration(report.you_s)}, they spoke {duration(report.they_s)}."
    if report.cut_off:
        yield f"They cut in {_times(report.cut_off)}."
    if report.barged_in:
        yield f"You began {_times(report.barged_in)} before they had finished."
    if report.silences:
        yield f"{_times(report.silences).capitalize()}, they waited for an answer and you said nothing."
    if report.quiet_filled:
        yield f"You filled their silence {_times(report.quiet_filled)}."
    if report.quiet_kept:
        yield f"You stayed quiet in their silence {_times(report.quiet_kept)}."
    if report.steadiness is not None:
        yield from _steadiness(report.steadiness)
    yield from _closing(report.closing)


def _steadiness(found: Steadiness) -> Iterator[str]:
    """Pace and loudness from the first answer to an annoyed line on, against those before."""
    told = [
        _change(what, change, unit)
        for what, change, unit in (
            ("your pace", found.pace_change, ("faster", "slower")),
            ("your voice", found.loudness_change, ("louder", "quieter")),
        )
        if change is not None
    ]
    if told:
        steady = ": steady" if found.steady else ""
        yield f"After their annoyed line (turn {found.turn}) {' and '.join(told)} than before{steady}."


def _change(what: str, change: float, words: tuple[str, str]) -> str:
    share = number(abs(change) * 100)
    return f"{what} was {share}\N{NO-BREAK SPACE}% {words[change < 0]}"


def _closing(closing: Closing) -> Iterator[str]:
    yield ENDINGS[closing.ended]
    yield _WELL_ENDED[closing.thanked, closing.said_goodbye]
    if closing.words_after:
        words = count(closing.words_after, "word", "words").capitalize()
        came = "came" if closing.stopped_when_done else "still came"
        yield f"{words} {came} after your last thanks or goodbye."
    elif closing.stopped_when_done:
        yield "You stopped when you were done: nothing came after it."


def _figures(turn: TurnReport) -> Iterator[str]:
    if turn.text:
        yield _against(turn.duration_s, turn.target, turn.verdict)
    if turn.time_to_first_word_s is not None:
        yield f"first word after {number(turn.time_to_first_word_s, 1)} seconds"
    if turn.interrupted:
        yield "they cut in"
    if turn.barged_in:
        yield "you began before they had finished"


def _must_says(turn: TurnReport, titles: Mapping[str, str]) -> str:
    names = [titles.get(one.element, one.element.replace("-", " ")) for one in turn.elements]
    return f"Must-says: {', '.join([names[0], *map(inside, names[1:])])}" if names else ""


def _words(turn: TurnReport) -> Iterator[str]:
    """Fillers and findings, as they were said."""
    certain = [finding.text for finding in turn.findings if finding.certainty is Certainty.CERTAIN]
    named = (([filler.text for filler in turn.fillers], "filler"), (certain, "finding"))
    for words, name in named:
        if words:
            yield f"{count(len(words), name, f'{name}s').capitalize()}: {', '.join(f'“{word}”' for word in words)}"


def _against(seconds: float, band: Band | None, verdict: Verdict | None) -> str:
    """A length and where it lies: "12 seconds, within the band of 10 to 20 seconds"."""
    if band is None or verdict is None:
        return duration(seconds)
    return f"{duration(seconds)}, {verdict_words(verdict, band)} of {target_words(band)}"


def _times(number_: int) -> str:
    return {1: "once", 2: "twice"}.get(number_, f"{number_} times")

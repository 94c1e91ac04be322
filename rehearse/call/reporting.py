"""From the exchanges of a call to its report.

What rules and must-says say of the answers is worked out here anew: a call that was heard again has other words than
those that led it on its way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse import phrases, scenarios
from rehearse.call.closing import closing
from rehearse.call.engine import their_seconds
from rehearse.call.report import FEWEST_WORDS_FOR_A_PACE, WHOLE_CALL, CallReport, MustSays, TurnReport
from rehearse.call.steadiness import steadiness
from rehearse.measures import lexicon
from rehearse.measures.fillers import find_fillers
from rehearse.measures.values import Band
from rehearse.phrases.finding import CheckResult, Status
from rehearse.speech import Transcript, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.call.engine import CallState, Exchange
    from rehearse.call.script import Scripts
    from rehearse.call.values import Turn
    from rehearse.phrases import RuleBook
    from rehearse.phrases.finding import Finding
    from rehearse.scenarios import Scenario
    from rehearse.target import Target

    Judge = Callable[[Transcript, Scenario, Target, RuleBook], CheckResult]

TYPED = "typed"
"""In the place of a model's name where the words were typed."""

_TYPED_WORD_S = 0.4

_BETWEEN_ANSWERS = "\n\n"
"""What stands between two answers that are read as one text: no sentence goes on behind it."""


def as_written(transcript: Transcript, scenario: Scenario, target: Target, rulebook: RuleBook) -> CheckResult:
    """What rules and must-says say of words about which nothing is known but how they are written."""
    return phrases.check(transcript.text, scenario, target, rulebook)


def report(call: CallState, judge: Judge = as_written) -> CallReport:
    """The report of a call, ended or not.

    Args:
        call: The call.
        judge: Says what rules and must-says find in words.
    """
    turns = _turns(call, judge)
    scripts = call.setup.scripts
    target = WHOLE_CALL.get(scripts.by_id[call.script].scenario)
    they_s = sum(_their_words_s(exchange) for exchange in call.exchanges) + _last_words_s(call)
    duration_s = round(call.elapsed_s + their_seconds(call.reply) * (call.ended is not None), 2)
    quiet = [turn for turn in turns if turn.quiet_s is not None]
    return CallReport(
        script=call.script,
        seed=call.setup.seed,
        difficulty=call.setup.difficulty,
        scripts_version=scripts.version,
        rules_version=call.setup.rulebook.version,
        turns=turns,
        must_says=_must_says(call, turns, judge),
        duration_s=duration_s,
        target=target,
        verdict=target.verdict(duration_s) if target else None,
        you_s=round(sum(turn.duration_s for turn in turns if turn.text), 2),
        they_s=round(they_s, 2),
        cut_off=sum(turn.interrupted for turn in turns),
        barged_in=sum(turn.barged_in for turn in turns),
        silences=sum(_was_waited_for(exchange, scripts) for exchange in call.exchanges),
        quiet_kept=sum(not turn.text for turn in quiet),
        quiet_filled=sum(bool(turn.text) for turn in quiet),
        steadiness=steadiness(turns),
        closing=closing(turns, call.ended, call.setup.rulebook),
        began=call.entered[0] if call.entered else "",
    )


def _was_waited_for(exchange: Exchange, scripts: Scripts) -> bool:
    """Whether a turn without words left somebody waiting."""
    turn = exchange.turn
    waits = exchange.prompt.quiet_s is None and not scripts.state(exchange.state).alone
    return turn.is_silent and waits and not turn.hung_up and exchange.branch != "keeps-quiet"


def _their_words_s(exchange: Exchange) -> float:
    """How long the other side spoke before a turn, sounds left out."""
    if exchange.turn.their_s is not None:
        return max(0.0, exchange.turn.their_s - sum(line.seconds for line in exchange.prompt.lines))
    return sum(their_seconds(replace(exchange.prompt, lines=(line,))) for line in exchange.prompt.lines if line.text)


def _last_words_s(call: CallState) -> float:
    if call.ended is None:
        return 0.0
    return sum(their_seconds(replace(call.reply, lines=(line,))) for line in call.reply.lines if line.text)


def _turns(call: CallState, judge: Judge) -> tuple[TurnReport, ...]:
    made = []
    now_s = 0.0
    for number, exchange in enumerate(call.exchanges, start=1):
        now_s = exchange.turn.lines_began_s if exchange.turn.lines_began_s is not None else now_s
        lines_at_s = now_s
        now_s += their_seconds(exchange.prompt, exchange.turn.their_s) + (exchange.turn.time_to_first_word_s or 0.0)
        now_s = exchange.turn.began_s if exchange.turn.began_s is not None else now_s
        made.append(_turn(number, exchange, call, judge, (round(lines_at_s, 2), round(now_s, 2))))
        now_s += exchange.turn.silence_s + exchange.turn.duration_s
    return tuple(made)


def _turn(number: int, exchange: Exchange, call: CallState, judge: Judge, began_s: tuple[float, float]) -> TurnReport:
    """One turn, given when the lines before it and when it itself began."""
    lines_at_s, at_s = began_s
    turn, state = exchange.turn, call.setup.scripts.state(exchange.state)
    script = call.setup.scripts.script_of(exchange.state)
    words = words_of(turn)
    target = Band(*state.target_s) if state.target_s else None
    said = not turn.is_silent
    check = _judged(words, script.scenario, call, judge) if said else CheckResult((), ())
    return TurnReport(
        number=number,
        state=exchange.state,
        scenario=script.scenario,
        about=state.about,
        branch=exchange.branch,
        lines=exchange.prompt.lines,
        quiet_s=exchange.prompt.quiet_s,
        lines_at_s=lines_at_s,
        text=words.text,
        at_s=at_s,
        duration_s=turn.duration_s if said else turn.silence_s,
        time_to_first_word_s=turn.time_to_first_word_s if said else None,
        target=target,
        verdict=target.verdict(turn.duration_s) if target and said else None,
        pace_wpm=_pace(words, turn),
        loudness_lufs=turn.loudness_lufs,
        elements=tuple(e for e in check.elements if e.status is Status.HEARD),
        findings=tuple(_timed(finding, turn) for finding in check.findings),
        notes=check.notes,
        fillers=find_fillers(words, (), lexicon.load()),
        interrupted=turn.interrupted,
        barged_in=turn.barged_in,
    )


def words_of(turn: Turn) -> Transcript:
    """The words of a turn with their times; typed ones are spread over its length."""
    if turn.transcript is not None:
        return turn.transcript
    words = turn.text.split()
    each_s = turn.duration_s / len(words) if words and turn.duration_s else _TYPED_WORD_S
    return Transcript(tuple(Word(word, i * each_s, (i + 1) * each_s) for i, word in enumerate(words)), TYPED)


def _pace(words: Transcript, turn: Turn) -> float | None:
    count = sum(not word.is_filled_pause for word in words.words)
    if count < FEWEST_WORDS_FOR_A_PACE or turn.duration_s <= 0:
        return None
    return round(60 * count / turn.duration_s, 1)


def _timed(finding: Finding, turn: Turn) -> Finding:
    if turn.transcript is None:
        return finding
    return replace(finding, span=turn.transcript.span_of_chars(finding.start_char, finding.end_char))


def _must_says(call: CallState, turns: Sequence[TurnReport], judge: Judge) -> tuple[MustSays, ...]:
    """What was said of each part of the call, all its answers together."""
    answers: dict[str, list[tuple[float, Transcript]]] = {}
    for turn, exchange in zip(turns, call.exchanges, strict=True):
        answers.setdefault(turn.scenario, []).append((turn.at_s, words_of(exchange.turn)))
    checks = {part: _judged(_together(said), part, call, judge) for part, said in answers.items()}
    return tuple(MustSays(part, check.elements, check.notes) for part, check in checks.items())


def _together(answers: Sequence[tuple[float, Transcript]]) -> Transcript:
    """Answers as one text, each given with the time at which it began."""
    words: list[Word] = []
    for at_s, answer in answers:
        words += [Word(_BETWEEN_ANSWERS, at_s, at_s), *(word.later(at_s) for word in answer.words)]
    # What an analysis could not make out is left as it was written down during the call.
    model = next((answer.model for _, answer in answers if answer.model != TYPED), TYPED)
    return Transcript(tuple(words[1:]), model)


def _judged(words: Transcript, scenario_id: str, call: CallState, judge: Judge) -> CheckResult:
    return judge(words, scenarios.get(scenario_id), call.setup.target, call.setup.rulebook)

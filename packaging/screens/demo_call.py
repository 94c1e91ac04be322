"""An invented mock call with its report, made by the scripts as the program makes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse import bands, call, phrases, scenarios
from rehearse.call import Difficulty, Turn
from rehearse.call.engine import their_seconds
from rehearse.call.reporting import report as report_call
from rehearse.measures.measure import SoundFigures, measure
from rehearse.phrases.finding import Note
from rehearse.speech import Span, Transcript
from screens.demo_reports import MODEL, Script, first_attempt

if TYPE_CHECKING:
    from rehearse.call.report import CallReport
    from rehearse.report import Report
    from rehearse.speech import Word
    from rehearse.target import Target

CALL, SEED = "opening-call", 3
ANSWERS = (
    """Good morning, this is Maya Okafor, a fourth-year at Lakeshore. {0.5} My AAMC ID is one four eight seven, {0.4}
    two zero nine three. I applied to your internal medicine program at Riverbend through SOAP, {0.7} um, and I wanted
    to ask whether anything is missing.""",
    """Yes. {0.4} I am calling because of your street medicine clinic. I helped to run one like it for two years,
    {0.6} and honestly, um, I would do anything for a spot.""",
    "Thank you so much for your time. {0.4} Goodbye.",
)
WAITS_S = (0.8, 1.6, 0.7)


def demo_call(target: Target) -> tuple[Report, CallReport]:
    """The report of the take and that of the call."""
    state, reply = call.begin(call.Setup(call.load(), phrases.load(), SEED, target, Difficulty.BUSY), CALL)
    said: list[Word] = []
    turns: list[Span] = []
    now_s = 0.3
    for answer, wait_s in zip(ANSWERS, WAITS_S, strict=True):
        lines_s = their_seconds(reply)
        script = Script(time_s=now_s + lines_s + wait_s)
        script.read(answer, 1.0)
        span = Span(script.words[0].start_s, script.words[-1].end_s)
        words = Transcript(tuple(word.later(-span.start_s) for word in script.words), MODEL)
        turn = Turn(
            words.text,
            span.duration_s,
            time_to_first_word_s=wait_s,
            loudness_lufs=-21.0,
            their_s=lines_s,
            lines_began_s=now_s,
            began_s=span.start_s,
            transcript=words,
        )
        state, reply = call.step(state, turn)
        said += script.words
        turns.append(span)
        now_s = span.end_s + 0.9
        if reply.ended:
            break
    return _report(Transcript(tuple(said), MODEL), turns, now_s + 2.0, target), report_call(state)


def _report(transcript: Transcript, turns: list[Span], length_s: float, target: Target) -> Report:
    scenario = scenarios.get(CALL)
    check = phrases.check(transcript.text, scenario, target, phrases.load())
    voiced = [word.span for word in transcript.words]
    measured = measure(transcript, voiced, SoundFigures(-21.0, 31.0, 2.9), None, turns)
    base = first_attempt()
    return replace(
        base,
        scenario=CALL,
        audio=replace(base.audio, duration_s=length_s),
        transcript=transcript,
        fillers=measured.fillers,
        repetitions=measured.repetitions,
        pauses=measured.pauses,
        measures=measured.measures,
        judgements=tuple(one for one in bands.judge(measured.measures, scenario) if one.measure != bands.LENGTH),
        findings=tuple(
            replace(one, span=transcript.span_of_chars(one.start_char, one.end_char)) for one in check.findings
        ),
        elements=tuple(
            one
            if one.start_char is None or one.end_char is None
            else replace(one, span=transcript.span_of_chars(one.start_char, one.end_char))
            for one in check.elements
        ),
        notes=(
            Note(bands.LENGTH, f"You spoke in {len(turns)} turns; listening and waiting are left out."),
            *check.notes,
        ),
        spoken=(),
    )

"""What a report comes down to: one sentence on what happened, and the one thing to change next.

The order of what to change: certain findings that end a take, then those to rewrite; a must-say that was left out; a
measure far outside its band; wording to polish; a measure outside its band. A finding that is only possible is no
advice. Facts about the take, never about the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.bands import ADVICE_ONLY
from rehearse.measures.describe import duration
from rehearse.measures.values import AudioProblem, Verdict
from rehearse.must_say_titles import alternatives, inside
from rehearse.phrases.finding import Certainty, Severity, Status, best_of_alternatives
from rehearse.speech.number_words import SMALL_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rehearse.measures.values import Judgement
    from rehearse.phrases.finding import ElementResult, Finding
    from rehearse.report import Report
    from rehearse.speech import Span


class Cause(StrEnum):
    """What kind of thing is to change."""

    RECORDING = "recording"
    FINDING = "finding"
    MUST_SAY = "must-say"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to change.

    Attributes:
        cause: What kind of thing it is.
        about: Rule, element or measure that it comes from.
        message: What was heard, one sentence.
        instead: What to say or do instead.
        why: Why it matters.
        quote: The words concerned; empty where there are none.
        span: When it was said; None where there is nothing to hear.
    """

    cause: Cause
    about: str
    message: str
    instead: str
    why: str
    quote: str = ""
    span: Span | None = None


MOST_IN_WORDS = 10
"""Larger numbers are written in figures."""

CLEAR = "clear"
_SOUND = {
    AudioProblem.TOO_QUIET: "very quiet",
    AudioProblem.CLIPPING: "too loud for the microphone",
    AudioProblem.NOISY: "noisy",
    AudioProblem.DROPPED_FRAMES: "with gaps in the sound",
}

_MEASURES: dict[tuple[str, bool], tuple[str, str, str]] = {
    ("speech_duration_s", False): (
        "The take lasted {value:.0f} seconds; this call should take {low:.0f} or more.",
        "Add what is missing, or the one reason that you chose this program.",
        "A call that is over at once leaves nothing to remember.",
    ),
    ("speech_duration_s", True): (
        "The take lasted {value:.0f} seconds; this call should take {high:.0f} at most.",
        "Leave out one sentence and stop after the thank-you.",
        "The listener has little time and remembers a short call better.",
    ),
    ("speaking_rate_wpm", False): (
        "The pace was {value:.0f} words a minute; {low:.0f} to {high:.0f} is easy to follow.",
        "Say each sentence in one go and pause between sentences.",
        "Long gaps between words make it hard to keep the thread.",
    ),
    ("speaking_rate_wpm", True): (
        "The pace was {value:.0f} words a minute; {low:.0f} to {high:.0f} is easy to follow.",
        "Breathe after each sentence, and say your name and number slowest of all.",
        "On the phone fast words run together, names and numbers first.",
    ),
    ("fillers_per_min", True): (
        "There were {value:.1f} ums and uhs a minute; up to {high:.0f} go unnoticed.",
        "When you feel an um coming, close your mouth and wait a moment.",
        "Many of them distract from what you say; a short silence does not.",
    ),
    ("longest_pause_s", True): (
        "The longest pause was {value:.1f} seconds; up to {high:.0f} sounds like thinking.",
        "Keep the next point in view and begin its first word sooner.",
        "On the phone a long silence sounds like a lost line.",
    ),
    ("signal_to_noise_db", False): (
        "The voice was only {value:.0f} dB above the noise; speech is easy to follow from {low:.0f} dB.",
        "Close the door, move away from fans and traffic, and come closer to the microphone.",
        "Names and numbers are the first words to get lost in noise.",
    ),
}
"""What to say of a measure below (False) or above (True) its band: message, instead, why."""


def one_thing(report: Report, titles: Mapping[str, str] | None = None) -> Advice | None:
    """The one thing to change next; None where nothing has to.

    Args:
        report: The report.
        titles: Short names of the must-says by their ids ("applicant-id": "your AAMC ID").
    """
    return next(things(report, titles), None)


def things(report: Report, titles: Mapping[str, str] | None = None) -> Iterator[Advice]:
    """Everything that could be changed, the most important first. What is only possible is no reason to change."""
    if not report.transcript.words:
        yield _nothing_heard(report)
        return
    certain = [finding for finding in report.findings if finding.certainty is Certainty.CERTAIN]
    for severity in (Severity.STOP, Severity.FIX):
        yield from _of_findings(finding for finding in certain if finding.severity is severity)
    yield from (_of_missing(group, titles or {}) for group in missing_groups(report.elements))
    far = (Verdict.FAR_BELOW, Verdict.FAR_ABOVE)
    yield from _of_measures(report, far)
    yield from _of_findings(finding for finding in certain if finding.severity is Severity.POLISH)
    yield from _of_measures(report, (Verdict.BELOW, Verdict.ABOVE))


def summary(report: Report) -> str:
    """What happened, in one sentence: "48 seconds, clear. Two things to change."."""
    if not report.transcript.words:
        return _nothing_heard(report).message
    sound = next((words for problem, words in _SOUND.items() if problem in report.audio.problems), CLEAR)
    duration_s = report.measures.speech_duration_s
    length = "" if duration_s is None else f"{duration(duration_s) if round(duration_s) else 'under a second'}, "
    count = counted_things(report)
    much = SMALL_NUMBERS[count].capitalize() if count <= MOST_IN_WORDS else str(count)
    things = "thing" if count == 1 else "things"
    # Where the sound was poor, something may have been missed.
    nothing = "Nothing needs to change." if sound == CLEAR else "Nothing to change was found."
    end = nothing if count == 0 else f"{much} {things} to change."
    opening = f"{length}{sound}."
    return f"{opening[0].upper()}{opening[1:]} {end}"


def caption(report: Report) -> str:
    """What `one_thing` is introduced by: as asked for only where something has to change."""
    has_to = counted_things(report) or not report.transcript.words
    return "Change this next" if has_to else "If you want to change one thing"


def counted_things(report: Report) -> int:
    """How many things there are to change: certain stop and fix findings, must-says left out, measures far off."""
    findings = sum(
        finding.certainty is Certainty.CERTAIN and finding.severity is not Severity.POLISH
        for finding in report.findings
    )
    far = sum(1 for _ in _of_measures(report, (Verdict.FAR_BELOW, Verdict.FAR_ABOVE)))
    return findings + len(missing_groups(report.elements)) + far


def missing_groups(elements: Iterable[ElementResult]) -> tuple[tuple[str, ...], ...]:
    """The required must-says of which no alternative was heard, and none may have been, in the scenario's order."""
    best = best_of_alternatives(element for element in elements if element.required)
    return tuple(element.alternatives for element in best if element.status is Status.MISSING)


def _nothing_heard(report: Report) -> Advice:
    if AudioProblem.SILENT in report.audio.problems:
        message = "Nothing was heard: the recording is silent."
    elif AudioProblem.TOO_QUIET in report.audio.problems:
        message = "No words were heard: the recording is too quiet."
    else:
        message = "No words were heard in this recording."
    return Advice(
        Cause.RECORDING,
        "recording",
        message,
        "Check that the right microphone is chosen, not muted and close to you, then record again.",
        "Without words there is nothing to judge.",
    )


def _of_findings(findings: Iterable[Finding]) -> Iterator[Advice]:
    for found in findings:
        yield Advice(Cause.FINDING, found.rule, found.message, found.instead, found.why, found.text, found.span)


def _of_missing(group: tuple[str, ...], titles: Mapping[str, str]) -> Advice:
    names = inside(alternatives(group, titles))
    return Advice(
        Cause.MUST_SAY,
        group[0],
        f"This was not heard: {names}.",
        "Add it in one short sentence.",
        "The listener needs it to find you or to know what you ask for.",
    )


def _of_measures(report: Report, verdicts: tuple[Verdict, ...]) -> Iterator[Advice]:
    values = dict(report.measures.items())
    for judgement in report.judgements:
        if judgement.verdict not in verdicts or judgement.measure in ADVICE_ONLY:
            continue
        value = values.get(judgement.measure)
        wording = _MEASURES.get((judgement.measure, judgement.verdict in (Verdict.ABOVE, Verdict.FAR_ABOVE)))
        if value is not None and wording is not None:
            yield _of_measure(judgement, value, wording)


def _of_measure(judgement: Judgement, value: float, wording: tuple[str, str, str]) -> Advice:
    band = judgement.band
    message, instead, why = wording
    edges = {"low": band.low or 0.0, "high": band.high if band.high is not None else band.low or 0.0}
    return Advice(Cause.MEASURE, judgement.measure, message.format(value=value, **edges), instead, why)

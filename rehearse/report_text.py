"""A report as plain text for a terminal of 80 columns: the figures and their bands in words."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rehearse import advice
from rehearse.bands import OURS, Whose, whose
from rehearse.measures import delivery
from rehearse.measures.describe import ABOUT, edges, number, verdict_words
from rehearse.measures.values import AudioProblem, FillerKind
from rehearse.must_say_titles import alternatives
from rehearse.phrases.finding import STATUS_WORDS, Certainty, Status, best_of_alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rehearse.measures.values import Judgement
    from rehearse.phrases.finding import Finding
    from rehearse.report import Report
    from rehearse.scenarios.scenario import Scenario
    from rehearse.speech import Span

WIDTH = 80

_PROBLEMS = {
    AudioProblem.SILENT: "The recording is silent.",
    AudioProblem.TOO_QUIET: "The recording is very quiet; words may be misheard.",
    AudioProblem.CLIPPING: "The loudest parts are cut off; words may be misheard.",
    AudioProblem.NOISY: "There is a lot of noise behind the voice; words may be misheard.",
    AudioProblem.DROPPED_FRAMES: "Some sound was lost while recording; times may be off.",
}


def to_text(report: Report, scenario: Scenario, titles: Mapping[str, str]) -> str:
    """The whole report.

    Args:
        report: The report.
        scenario: The call that was practised.
        titles: Short names of the must-says by their ids.
    """
    parts = [
        [f"{report.audio.path}: {scenario.title}", advice.summary(report)],
        list(_next(report, titles)),
        ["Measures", *_measures(report, scenario)],
        ["Must-says", *_must_says(report, titles)],
        list(_spoken(report)),
        list(_findings(report, Certainty.CERTAIN, "Words that work against you")),
        list(_findings(report, Certainty.POSSIBLE, "Possible, not counted")),
        list(_fillers(report)),
        ["What was heard", *_wrapped(report.transcript.text or "Nothing.", "  ")],
        list(_notes(report)),
        [f"Made with voice model {report.versions.model}, Rehearse {report.versions.app}."],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent, break_on_hyphens=False
    )


def _at(span: Span | None) -> str:
    if span is None:
        return ""
    tenths = round(span.start_s * 10)
    return f" at {tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def _next(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    found = advice.one_thing(report, titles)
    if found is None:
        return
    yield advice.caption(report)
    if found.quote:
        yield from _wrapped(f"“{found.quote}”{_at(found.span)}", "  ")
    yield from _wrapped(found.message, "  ")
    yield from _wrapped(found.instead, "    ", "  Instead: ")
    yield from _wrapped(found.why, "    ", "  Why: ")


def _measures(report: Report, scenario: Scenario) -> Iterator[str]:
    judged = {judgement.measure: judgement for judgement in report.judgements}
    for name, value in report.measures.items():
        about = ABOUT[name]
        if value is None:
            yield f"  {about.title}: not measured"
            continue
        figure = f"{number(value, about.decimals)} {about.unit}".rstrip()
        line = f"{about.title}: {figure}{_band(judged.get(name), scenario)}"
        yield from _wrapped(line, "    ", "  ")


def _band(judgement: Judgement | None, scenario: Scenario) -> str:
    if judgement is None:
        return ""
    source = ", our own choice" if _is_ours(judgement, scenario) else ""
    return f", {verdict_words(judgement.verdict, judgement.band)} of {edges(judgement.band)}{source}"


def _is_ours(judgement: Judgement, scenario: Scenario) -> bool:
    changed = judgement.measure in OURS and judgement.band != OURS[judgement.measure]
    return not changed and whose(judgement.measure, scenario) is Whose.OURS


def _must_says(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    for best in best_of_alternatives(report.elements):
        if not best.required and best.status is Status.MISSING:
            continue
        name = alternatives(best.alternatives, titles)
        quote = f", {best.quote}{_at(best.span)}" if best.text else ""
        welcome = "" if best.required else " (welcome, not needed)"
        yield from _wrapped(f"{name}: {STATUS_WORDS[best.status]}{quote}{welcome}", "    ", "  ")


def _spoken(report: Report) -> Iterator[str]:
    if report.spoken:
        yield "How name, ID and program were said"
    for part in report.spoken:
        yield from _wrapped(f"{delivery.title(part)}{_at(part.span)}: {delivery.facts(part)}", "    ", "  ")


def _findings(report: Report, certainty: Certainty, title: str) -> Iterator[str]:
    found = [finding for finding in report.findings if finding.certainty is certainty]
    if not found:
        return
    yield title
    for finding in found:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield from _wrapped(f"{finding.severity}: “{finding.text}”{_at(finding.span)} ({finding.rule})", "    ", "  ")
    yield from _wrapped(finding.message, "    ")
    yield from _wrapped(finding.instead, "      ", "    Instead: ")


def _fillers(report: Report) -> Iterator[str]:
    if report.fillers:
        yield "Fillers"
        for kind, name in ((FillerKind.FILLED_PAUSE, "Um and uh"), (FillerKind.FILLER_PHRASE, "Filler phrases")):
            for certain, counted in ((True, ""), (False, ", perhaps, not counted")):
                said = [
                    f"“{filler.text}”{_at(filler.span)}"
                    for filler in report.fillers
                    if filler.kind is kind and filler.certain is certain
                ]
                if said:
                    yield from _wrapped(f"{name}{counted}: {'; '.join(said)}", "    ", "  ")
    if report.repetitions:
        said = [f"“{repetition.text}”{_at(repetition.span)}" for repetition in report.repetitions]
        yield from _wrapped(f"Said again: {'; '.join(said)}", "    ", "  " if report.fillers else "")


def _notes(report: Report) -> Iterator[str]:
    sentences = [_PROBLEMS[problem] for problem in report.audio.problems]
    sentences += [note.text for note in report.notes if note.about != "response_delay_s"]
    if sentences:
        yield "Notes"
        for sentence in sentences:
            yield from _wrapped(sentence, "    ", "  ")

"""A call's report as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.values import Ending
from rehearse.measures.describe import duration, edges, verdict_words
from rehearse.phrases.finding import STATUS_WORDS, Certainty, Status, best_of_alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.call.report import CallReport, Closing, MustSays, Steadiness, TurnReport

_ENDINGS = {
    Ending.GOODBYE: "The call ended with a goodbye.",
    Ending.THEY_HUNG_UP: "The other side hung up.",
    Ending.YOU_HUNG_UP: "You hung up.",
    None: "The call has not ended.",
}


def to_text(report: CallReport) -> str:
    """The whole report: the call, its parts, its turns."""
    lines = [f"{report.script}, {report.difficulty}, seed {report.seed}", *_whole(report)]
    for part in report.must_says:
        lines += _part(part)
    for turn in report.turns:
        lines += _turn(turn)
    return "\n".join(lines) + "\n"


def _whole(report: CallReport) -> Iterator[str]:
    judged = ""
    if report.target is not None and report.verdict is not None:
        judged = f", {verdict_words(report.verdict, report.target)} of {edges(report.target)}"
    yield f"  Length: {duration(report.duration_s)}{judged}"
    yield f"  You spoke {duration(report.you_s)}, the other side {duration(report.they_s)}"
    counts = {
        "The other side cut in": report.cut_off,
        "You began before they had finished": report.barged_in,
        "You said nothing where an answer was waited for": report.silences,
        "You kept quiet in their silence": report.quiet_kept,
        "You talked into their silence": report.quiet_filled,
    }
    yield from (f"  {what}: {_times(count)}" for what, count in counts.items() if count)
    if report.steadiness is not None:
        yield from _steadiness(report.steadiness)
    yield from _closing(report.closing)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _steadiness(found: Steadiness) -> Iterator[str]:
    yield f"  After the annoyed line before turn {found.turn}: {_change('pace', found.pace_change)}"
    if found.loudness_change is not None:
        yield f"      {_change('loudness', found.loudness_change)}"


def _change(what: str, change: float | None) -> str:
    if change is None:
        return f"{what} not measured"
    return f"{what} {'up' if change >= 0 else 'down'} by {abs(change):.0%}"


def _closing(closing: Closing) -> Iterator[str]:
    yield f"  {_ENDINGS[closing.ended]}"
    yield f"  Thanks near the end: {_yes(closing.thanked)}; goodbye: {_yes(closing.said_goodbye)}"
    if closing.words_after:
        yield f"  Words after the last thanks or goodbye: {closing.words_after}"


def _yes(there: bool) -> str:  # noqa: FBT001 # one word for one flag
    return "yes" if there else "no"


def _part(part: MustSays) -> Iterator[str]:
    yield f"Must-says of {part.scenario}"
    for best in best_of_alternatives(element for element in part.elements if element.required):
        quote = f", {best.quote}" if best.status is Status.HEARD else ""
        yield f"  {' or '.join(best.alternatives)}: {STATUS_WORDS[best.status]}{quote}"
    yield from (f"  Note on {note.about}: {note.text}" for note in part.notes)


def _turn(turn: TurnReport) -> Iterator[str]:
    yield f"Turn {turn.number} ({turn.about})"
    for line in turn.lines:
        if line.text:
            yield f"  {line.name}: {line.text}"
    yield f"  You: {turn.text or '(nothing)'}"
    figures = [f"{turn.duration_s:.1f} seconds"]
    if turn.target is not None and turn.verdict is not None:
        figures.append(f"{verdict_words(turn.verdict, turn.target)} of {edges(turn.target)}")
    if turn.time_to_first_word_s is not None:
        figures.append(f"first word after {turn.time_to_first_word_s:.1f}")
    if turn.interrupted:
        figures.append("cut off")
    if turn.fillers:
        figures.append(f"{len(turn.fillers)} filler{'s' if len(turn.fillers) > 1 else ''}")
    yield f"    {', '.join(figures)}; taken as {turn.branch}"
    for finding in turn.findings:
        if finding.certainty is Certainty.CERTAIN:
            yield f"    {finding.severity}: “{finding.text}” ({finding.rule}). Instead: {finding.instead}"

"""A call's report as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.values import Ending
from rehearse.measures.values import Verdict
from rehearse.phrases.finding import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.call.report import CallReport, Closing, MustSays, Steadiness, TurnReport

_ENDINGS = {
    Ending.GOODBYE: "The call ended with a goodbye.",
    Ending.THEY_HUNG_UP: "The other side hung up.",
    Ending.YOU_HUNG_UP: "You hung up.",
    None: "The call has not ended.",
}
_VERDICTS = {
    Verdict.FAR_BELOW: "far shorter than",
    Verdict.BELOW: "shorter than",
    Verdict.WITHIN: "within",
    Verdict.ABOVE: "longer than",
    Verdict.FAR_ABOVE: "far longer than",
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
        judged = f", {_VERDICTS[report.verdict]} the band of up to {report.target.high:g}"
    yield f"  Length: {report.duration_s:.0f} seconds{judged}"
    yield f"  You spoke {report.you_s:.0f} seconds, the other side {report.they_s:.0f}"
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
    shown: set[tuple[str, ...]] = set()
    for element in part.elements:
        if element.one_of in shown or not element.required:
            continue
        shown.add(element.one_of)
        group = [e for e in part.elements if e.one_of == element.one_of]
        said = next((e for e in group if e.status is Status.HEARD), None)
        unclear = any(e.status is Status.UNCLEAR for e in group)
        status = f"heard, “{said.text}”" if said else "could not be made out" if unclear else "missing"
        yield f"  {' or '.join(element.one_of)}: {status}"
    yield from (f"  Note on {note.about}: {note.text}" for note in part.notes)


def _turn(turn: TurnReport) -> Iterator[str]:
    yield f"Turn {turn.number} ({turn.about})"
    for line in turn.lines:
        if line.text:
            yield f"  {line.name}: {line.text}"
    yield f"  You: {turn.text or '(nothing)'}"
    figures = [f"{turn.duration_s:.1f} seconds"]
    if turn.target is not None and turn.verdict is not None:
        figures.append(f"{_VERDICTS[turn.verdict]} the band of {turn.target.low:g} to {turn.target.high:g}")
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

"""A mock call as a part of a page: each turn with what was heard, what was answered, and the figures of the answer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rehearse.call.captions import NOTHING, caption
from rehearse.call.left_out import left_out
from rehearse.measures.describe import clock, edges, verdict_words
from rehearse.phrases.finding import Certainty
from rehearse.report_markup import at, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rehearse.call.report import CallReport, TurnReport
    from rehearse.phrases.finding import ElementResult


def parts(
    report: CallReport, whole: Sequence[str], titles: Mapping[str, str], calls: Mapping[str, str]
) -> Iterator[str]:
    """The call from its first line to its last.

    Args:
        report: The call.
        whole: What holds of it as a whole, a sentence each.
        titles: Short names of the must-says by their ids.
        calls: Names of the calls by the ids of their scenarios.
    """
    yield "<h2>The call, turn by turn</h2>"
    yield f"<p>{escape(' '.join(whole))}</p>"
    for turn in report.turns:
        yield from _turn(turn, titles)
    yield from (f"<p>{escape(sentence)}</p>" for sentence in left_out(report.must_says, titles, calls))


def _turn(turn: TurnReport, titles: Mapping[str, str]) -> Iterator[str]:
    heard = escape(caption(turn.lines) or NOTHING).replace("\n", "<br>")
    answer = f"“{marked(turn.text, turn.findings)}”" if turn.text else "You said nothing."
    yield f"<h3>Turn {turn.number}, at {clock(turn.lines_at_s)}</h3>"
    yield (
        f'<table class="turn" width="100%"><tr><th width="18%">{escape(_name(turn))}</th><td>{heard}</td></tr>'
        f"<tr><th>You</th><td>{answer}</td></tr>"
    )
    for name, told in _figures(turn, titles):
        yield f'<tr class="figures"><th>{name}</th><td>{told}</td></tr>'
    yield "</table>"


def _name(turn: TurnReport) -> str:
    """Who spoke before an answer; where several did, the last one."""
    name = next((line.name for line in reversed(turn.lines) if line.text), "")
    return name[:1].upper() + name[1:] or "They"


def _figures(turn: TurnReport, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    first = turn.time_to_first_word_s
    if turn.text:
        yield "First word", "not measured" if first is None else f"after {first:.1f} seconds"
    yield "Length" if turn.text else "Silence", _length(turn)
    if turn.text:
        yield "Must-says", _heard(turn.elements, titles) or "none"
    if turn.fillers:
        yield "Fillers", ", ".join(f"“{escape(one.text)}”{at(one.span, turn.at_s)}" for one in turn.fillers)
    for cut, told in ((turn.interrupted, "They cut in."), (turn.barged_in, "You began before they had finished.")):
        if cut:
            yield "", told
    for finding in turn.findings:
        severity = str(finding.severity).capitalize() if finding.certainty is Certainty.CERTAIN else "Possible"
        yield (
            severity,
            (
                f"“{escape(finding.text)}”{at(finding.span, turn.at_s)}<br>{escape(finding.message)}"
                f"<br>Instead: {escape(finding.instead)}"
            ),
        )
    yield from (("Note", escape(note.text)) for note in turn.notes)


def _length(turn: TurnReport) -> str:
    length = f"{turn.duration_s:.0f} seconds"
    if turn.target is None:
        return f"{length}; this turn has no band" if turn.text else length
    judged = f", {verdict_words(turn.verdict, turn.target)}" if turn.verdict is not None else ""
    return f"{length}{judged} ({edges(turn.target)})"


def _heard(elements: Sequence[ElementResult], titles: Mapping[str, str]) -> str:
    """What was heard of the must-says, with the words that show it."""
    return "; ".join(escape(f"{titles.get(one.element, one.element)} {one.quote}".rstrip()) for one in elements)

"""A report that nobody sees, shown once while the page is hidden.

What a first report takes longer than a later one goes into letters, signs and styles that are drawn for the first
time. An invented take with one of everything has them drawn part by part before the first real one is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.measures.values import Band, Filler, FillerKind, Judgement, Measures, Pause, PausePlace, Repetition
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Severity, Status
from rehearse.report import AudioFacts, Report, Versions
from rehearse.speech import Span, Transcript, Word
from rehearse.ui.marks import covering, marks_of, shown_pauses
from rehearse.ui.pages.report_view import TILES, ReportView
from rehearse.ui.timeline import timeline_of
from rehearse.ui.widgets.finding_card import remark_of
from rehearse.ui.widgets.measure_tile import MeasureView
from rehearse.ui.widgets.must_say_list import must_says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.ui.pages.report import ReportPage

LETTERS = "AaBbCcDdEeFfGg HhIiJjKkLlMmNn OoPpQqRrSsTtUuVvWwXxYyZz 0123456789 “.,:;’?–×”"
BAND = Band(1, 2, 0, 3)


def rehearse(page: ReportPage) -> Iterator[None]:
    """Show the invented take part by part, and nothing in the end; a page that shows a take already stays as it is.

    Args:
        page: The page, made and hidden.
    """
    around = page.parentWidget()
    if around is None or page.isVisible() or page.shows_a_take:
        return
    page.want_titles()
    view, body = a_view(), page.body
    marks = marks_of(view.report)
    page.resize(around.size())
    body.fit(page.width())
    for label in (body.heading, body.sentence, body.changed, body.small_print):
        label.setText(LETTERS)
    yield
    for tile in view.tiles:
        body.tiles[tile.measure].show_measure(tile)
        yield
    body.transcript.show_transcript(view.report.transcript, covering(marks), shown_pauses(view.report))
    body.legend.show_kinds({mark.kind for mark in marks})
    yield
    body.timeline.show_timeline(timeline_of(view.report, marks, view.must_says))
    yield
    body.show_playable(view, playable=False)
    yield
    parts = (body.heading, body.sentence, *body.tiles.values(), body.advice, body.transcript, body.legend)
    for part in (*parts, body.timeline, body.side, page.bar, page):
        part.grab()
        yield


def a_view() -> ReportView:
    """What the page would show of the invented take."""
    report = a_report()
    figures = tuple(MeasureView(name, 1.0, Judgement(name, BAND.verdict(1.0), BAND), LETTERS, ()) for name in TILES)
    return ReportView(
        report,
        heading=LETTERS,
        sentence=LETTERS,
        notices=(),
        advice=remark_of(report.findings[0]),
        tiles=figures,
        changed=LETTERS,
        must_says=must_says(report.elements, {}, required=True),
        extras=(),
        more=(),
        small_print=LETTERS,
    )


def a_report() -> Report:
    """An invented take with one of everything that is marked."""
    words = LETTERS.split()
    transcript = Transcript(tuple(Word(word, index, index + 0.5) for index, word in enumerate(words)), "")
    return Report(
        scenario="",
        audio=AudioFacts("", len(words), 16_000),
        transcript=transcript,
        fillers=(Filler(words[1], FillerKind.FILLED_PAUSE, certain=True, span=Span(1, 1.5)),),
        repetitions=(Repetition(words[2], Span(2, 2.5)),),
        pauses=(Pause(Span(2.5, 3), PausePlace.BETWEEN_CLAUSES),),
        measures=Measures(),
        judgements=(),
        findings=tuple(_finding(severity, transcript) for severity in Severity),
        elements=tuple(ElementResult(status.value, True, (status.value,), status, LETTERS) for status in Status),  # noqa: FBT003 # a value
        notes=(),
        versions=Versions("", "", "", ""),
    )


def _finding(severity: Severity, transcript: Transcript) -> Finding:
    start, end = transcript.char_span(0)
    first = transcript.words[0].text
    span = Span(0, 0.5)
    return Finding("", "", severity, Certainty.CERTAIN, first, start, end, LETTERS, LETTERS, LETTERS, span)

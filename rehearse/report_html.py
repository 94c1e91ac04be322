"""A report as one HTML file that needs nothing else: no script, no picture from elsewhere, the sound inside if wished.

Everything that comes from a recording, a card or a settings file is escaped. The page forbids itself to load
anything (Content-Security-Policy), so that it stays what it is wherever it is opened. The markup is plain enough for
Qt's rich text, which prints the same page as PDF.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from rehearse import advice
from rehearse.measures.describe import ABOUT, edges, number, verdict_words
from rehearse.must_say_titles import alternatives
from rehearse.phrases.finding import STATUS_WORDS, Certainty, best_of_alternatives
from rehearse.report_markup import at, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rehearse.call.report import CallReport
    from rehearse.measures.values import Judgement
    from rehearse.report import Report

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; media-src data:"
_SCREEN = """
:root { color-scheme: light dark; }
body { font-family: system-ui, sans-serif; background: #ffffff; max-width: 46em; margin: 2em auto; padding: 0 1em; }
body { overflow-wrap: break-word; }
audio { width: 100%; }
@media (prefers-color-scheme: dark) {
  body { background: #16191c; color: #e6e9ec; }
  .small, .turn th { color: #a9b3bc; }
  .said { background-color: #574318; }
}
@media print {
  :root { color-scheme: light; }
  body { background: #ffffff; color: #1b1f23; max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  .small, .turn th { color: #4b555f; }
  .said { background-color: #f6e6c8; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  audio { display: none; }
  h1, h2, h3 { break-after: avoid; }
  p, tr { break-inside: avoid; }
  tr:first-child { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  @page { margin: 18mm; }
}
"""
"""Only for browsers: light or dark as the reader's system is, and always dark on white paper."""
_STYLE = """
body { color: #1b1f23; line-height: 1.5; }
h1 { font-size: 1.5em; margin-bottom: 0; }
h2 { font-size: 1.1em; margin: 1.6em 0 0.4em 0; }
h3 { font-size: 1em; margin: 1.2em 0 0.2em 0; }
.small { color: #4b555f; font-size: 0.9em; }
table { border-collapse: collapse; margin-bottom: 0.8em; }
th, td { text-align: left; padding: 0.25em 1.2em 0.25em 0; vertical-align: top; }
th { font-weight: 600; }
.turn th { font-weight: 400; color: #4b555f; }
.figures td, .figures th { font-size: 0.9em; padding-bottom: 0; }
.said { background-color: #f6e6c8; }
"""


@dataclass(frozen=True, slots=True)
class CallPart:
    """What the page says of a mock call beside the report of its take.

    Attributes:
        report: The call.
        whole: What holds of it as a whole, a sentence each.
        calls: Names of the calls by the ids of their scenarios.
    """

    report: CallReport
    whole: tuple[str, ...]
    calls: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above the report.

    Attributes:
        call: Name of the call.
        when: When the take was made, in words.
        program: Whom the call was for; empty where that was not said.
        note: What the user wrote down about the take; empty where nothing was.
    """

    call: str
    when: str
    program: str = ""
    note: str = ""


def to_html(
    report: Report,
    cover: Cover,
    titles: Mapping[str, str],
    *,
    telephone: CallPart | None = None,
    sound: bytes | None = None,
    sound_kind: str = "audio/wav",
    on_paper: bool = False,
) -> str:
    """The whole report as one page.

    Args:
        report: The report.
        cover: What stands above it.
        titles: Short names of the must-says by their ids.
        telephone: The mock call of the take; None where it was none.
        sound: The recording's bytes, to be heard on the page; None to leave it out.
        sound_kind: Its media type.
        on_paper: It is to be printed, so the paper has its margins already.
    """
    style = _STYLE if on_paper else _STYLE + _SCREEN
    heading = f"{cover.call}, {cover.program}" if cover.program else cover.call
    parts = [
        f"<h1>{escape(heading)}</h1>",
        f'<p class="small">{escape(cover.when)}</p>',
        f"<p>{escape(advice.summary(report))}</p>",
        _player(sound, sound_kind),
        *_note(cover.note),
        *_next(report, titles),
        *(_judged(report, titles) if report.transcript.words else ()),
        *_call(telephone, titles),
        *_findings(report, Certainty.CERTAIN, "Words that work against you"),
        *_findings(report, Certainty.POSSIBLE, "Possible, not counted"),
        "<h2>What was heard</h2>",
        f"<p>{marked(report.transcript.text, report.findings) or 'Nothing.'}</p>",
        *(f'<p class="small">{escape(note.text)}</p>' for note in report.notes),
        f'<p class="small">{escape(_made_with(report))}</p>',
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}, {escape(cover.when)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _player(sound: bytes | None, kind: str) -> str:
    if sound is None:
        return ""
    encoded = base64.b64encode(sound).decode("ascii")
    return f'<p><audio controls src="data:{escape(kind)};base64,{encoded}">The recording of the take</audio></p>'


def _note(note: str) -> Iterator[str]:
    if note:
        lines = "<br>".join(map(escape, note.splitlines()))
        yield f"<p>Your note: {lines}</p>"


def _call(telephone: CallPart | None, titles: Mapping[str, str]) -> Iterator[str]:
    if telephone is not None:
        from rehearse.call import report_html

        yield from report_html.parts(telephone.report, telephone.whole, titles, telephone.calls)


def _next(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    found = advice.one_thing(report, titles)
    if found is None:
        return
    yield f"<h2>{escape(advice.caption(report))}</h2>"
    if found.quote:
        yield f"<p>“{escape(found.quote)}”{at(found.span)}</p>"
    if found.cause is advice.Cause.RECORDING:
        # The sentence at the top has said already that nothing was heard.
        yield f"<p>{escape(found.instead)}</p>"
    else:
        yield f"<p>{escape(found.message)}<br>Instead: {escape(found.instead)}</p>"
    yield f'<p class="small">{escape(found.why)}</p>'


def _judged(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    """What is left out where nothing was said: figures that were not measured, and everything missing."""
    yield from _measures(report)
    yield from _must_says(report, titles)


def _measures(report: Report) -> Iterator[str]:
    judged = {judgement.measure: judgement for judgement in report.judgements}
    yield '<h2>Measures</h2>\n<table width="100%">'
    yield '<tr><th width="32%">What</th><th width="28%">Figure</th><th>Band</th></tr>'
    for name, value in report.measures.items():
        about = ABOUT[name]
        figure = "not measured" if value is None else f"{number(value, about.decimals)} {about.unit}".strip()
        yield f"<tr><td>{escape(about.title)}</td><td>{escape(figure)}</td><td>{_band(judged.get(name))}</td></tr>"
    yield "</table>"


def _band(judgement: Judgement | None) -> str:
    return "" if judgement is None else f"{verdict_words(judgement.verdict, judgement.band)} ({edges(judgement.band)})"


def _must_says(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    required = best_of_alternatives(element for element in report.elements if element.required)
    if not required:
        return
    yield '<h2>Must-says</h2>\n<table width="100%">'
    yield '<tr><th width="32%">What</th><th width="28%">Heard</th><th>In the words</th></tr>'
    for best in required:
        name = alternatives(best.alternatives, titles)
        quote = f"{escape(best.quote)}{at(best.span)}" if best.text else ""
        yield f"<tr><td>{escape(name)}</td><td>{STATUS_WORDS[best.status]}</td><td>{quote}</td></tr>"
    yield "</table>"


def _findings(report: Report, certainty: Certainty, title: str) -> Iterator[str]:
    found = [finding for finding in report.findings if finding.certainty is certainty]
    if found:
        yield f"<h2>{title}</h2>"
    for finding in found:
        like = f"Sounds like “{escape(finding.resembles)}”. " if finding.resembles else ""
        yield (
            f"<p><b>{escape(str(finding.severity).capitalize())}</b>: “{escape(finding.text)}”{at(finding.span)}<br>"
            f'{like}{escape(finding.message)}<br>Instead: {escape(finding.instead)}<br><span class="small">'
            f"{escape(finding.why)}</span></p>"
        )


def _made_with(report: Report) -> str:
    versions = report.versions
    return f"Made on the applicant's own computer with Rehearse {versions.app} and the voice model {versions.model}."

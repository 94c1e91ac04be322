"""A report as one HTML file that needs nothing else: no script, no picture from elsewhere, the sound inside if wished.

Everything that comes from a recording, a card or a settings file is escaped. The page forbids itself to load
anything (Content-Security-Policy), so that it stays what it is wherever it is opened. The markup is plain enough for
Qt's rich text, which prints the same page as PDF.
"""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from rehearse import advice
from rehearse.measures.describe import ABOUT
from rehearse.measures.values import Verdict
from rehearse.phrases.finding import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rehearse.measures.values import Band, Judgement
    from rehearse.phrases.finding import ElementResult, Finding
    from rehearse.report import Report
    from rehearse.speech import Span

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; media-src data:"
_STYLE = """
body { font-family: system-ui, sans-serif; color: #1b1f23; background: #ffffff; max-width: 46em; margin: 2em auto;
       padding: 0 1em; line-height: 1.5; }
h1 { font-size: 1.5em; margin-bottom: 0; }
h2 { font-size: 1.1em; margin: 1.6em 0 0.4em 0; }
.small { color: #4b555f; font-size: 0.9em; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.25em 1.2em 0.25em 0; vertical-align: top; }
th { font-weight: 600; }
.said { background-color: #f6e6c8; }
"""

_VERDICTS = {
    Verdict.FAR_BELOW: "far under the band",
    Verdict.BELOW: "a little under the band",
    Verdict.WITHIN: "within the band",
    Verdict.ABOVE: "a little over the band",
    Verdict.FAR_ABOVE: "far over the band",
}
_STATUS = {Status.HEARD: "heard", Status.MISSING: "missing", Status.UNCLEAR: "could not be made out"}


def to_html(
    report: Report,
    call: str,
    when: str,
    titles: Mapping[str, str],
    *,
    program: str = "",
    sound: bytes | None = None,
    sound_kind: str = "audio/wav",
) -> str:
    """The whole report as one page.

    Args:
        report: The report.
        call: Name of the call.
        when: When the take was made, in words.
        titles: Short names of the must-says by their ids.
        program: Whom the call was for; empty where that was not said.
        sound: The recording's bytes, to be heard on the page; None to leave it out.
        sound_kind: Its media type.
    """
    heading = f"{call}, {program}" if program else call
    parts = [
        f"<h1>{escape(heading)}</h1>",
        f'<p class="small">{escape(when)}</p>',
        f"<p>{escape(advice.summary(report))}</p>",
        _player(sound, sound_kind),
        *_next(report, titles),
        *_measures(report),
        *_must_says(report, titles),
        *_findings(report, Certainty.CERTAIN, "Words that work against you"),
        *_findings(report, Certainty.POSSIBLE, "Possible, not counted"),
        "<h2>What was heard</h2>",
        f"<p>{_marked(report)}</p>",
        *(f'<p class="small">{escape(note.text)}</p>' for note in report.notes),
        f'<p class="small">{escape(_made_with(report))}</p>',
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)}, {escape(when)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _player(sound: bytes | None, kind: str) -> str:
    if sound is None:
        return ""
    encoded = base64.b64encode(sound).decode("ascii")
    return f'<p><audio controls src="data:{escape(kind)};base64,{encoded}">The recording of the take</audio></p>'


def _next(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    found = advice.one_thing(report, titles)
    if found is None:
        return
    yield "<h2>Change this next</h2>"
    if found.quote:
        yield f"<p>“{escape(found.quote)}”{_at(found.span)}</p>"
    yield f"<p>{escape(found.message)}<br>Instead: {escape(found.instead)}</p>"
    yield f'<p class="small">{escape(found.why)}</p>'


def _measures(report: Report) -> Iterator[str]:
    judged = {judgement.measure: judgement for judgement in report.judgements}
    yield "<h2>Measures</h2>\n<table>\n<tr><th>What</th><th>Figure</th><th>Band</th></tr>"
    for name, value in report.measures.items():
        about = ABOUT[name]
        figure = "not measured" if value is None else f"{value:.{about.decimals}f} {about.unit}".strip()
        yield f"<tr><td>{escape(about.title)}</td><td>{escape(figure)}</td><td>{_band(judged.get(name))}</td></tr>"
    yield "</table>"


def _band(judgement: Judgement | None) -> str:
    return "" if judgement is None else f"{_VERDICTS[judgement.verdict]} ({_range(judgement.band)})"


def _range(band: Band) -> str:
    if band.low is None:
        return f"up to {band.high:g}"
    return f"from {band.low:g}" if band.high is None else f"{band.low:g} to {band.high:g}"


def _must_says(report: Report, titles: Mapping[str, str]) -> Iterator[str]:
    groups: dict[tuple[str, ...], list[ElementResult]] = {}
    for element in report.elements:
        if element.required:
            groups.setdefault(element.one_of or (element.element,), []).append(element)
    if not groups:
        return
    order = (Status.HEARD, Status.UNCLEAR, Status.MISSING)
    yield "<h2>Must-says</h2>\n<table>\n<tr><th>What</th><th>Heard</th><th>In the words</th></tr>"
    for group, elements in groups.items():
        best = min(elements, key=lambda element: order.index(element.status))
        name = " or ".join(titles.get(element, element) for element in group)
        quote = f"“{escape(best.text)}”{_at(best.span)}" if best.text else ""
        yield f"<tr><td>{escape(name)}</td><td>{_STATUS[best.status]}</td><td>{quote}</td></tr>"
    yield "</table>"


def _findings(report: Report, certainty: Certainty, title: str) -> Iterator[str]:
    found = [finding for finding in report.findings if finding.certainty is certainty]
    if found:
        yield f"<h2>{title}</h2>"
    for finding in found:
        yield (
            f"<p><b>{escape(str(finding.severity).capitalize())}</b>: “{escape(finding.text)}”{_at(finding.span)}<br>"
            f'{escape(finding.message)}<br>Instead: {escape(finding.instead)}<br><span class="small">'
            f"{escape(finding.why)}</span></p>"
        )


def _marked(report: Report) -> str:
    """The words with those that work against the speaker marked; overlapping marks are one."""
    text, done, parts = report.transcript.text, 0, []
    if not text:
        return "Nothing."
    for start, end in _places(report.findings):
        parts.append(f'{escape(text[done:start])}<span class="said">{escape(text[start:end])}</span>')
        done = end
    return "".join(parts) + escape(text[done:])


def _places(findings: Iterable[Finding]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    places = ((one.start_char, one.end_char) for one in findings if one.certainty is Certainty.CERTAIN)
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _at(span: Span | None) -> str:
    if span is None:
        return ""
    whole = int(span.start_s)
    return f" at {whole // 60}:{whole % 60:02d}"


def _made_with(report: Report) -> str:
    versions = report.versions
    return f"Made on the applicant's own machine with Rehearse {versions.app} and the voice model {versions.model}."

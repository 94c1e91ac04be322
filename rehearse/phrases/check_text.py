"""Findings, must-says and remarks as plain text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.finding import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.finding import CheckResult, ElementResult

_STATUS = {Status.HEARD: "heard", Status.MISSING: "missing", Status.UNCLEAR: "could not be made out"}


def to_text(check: CheckResult, title: str) -> str:
    """What was checked, each finding with the words and what to say instead, the must-says, the remarks."""
    return "\n".join([title, *_finding_lines(check), *_element_lines(check), *_note_lines(check)]) + "\n"


def _finding_lines(check: CheckResult) -> Iterator[str]:
    certain = [f for f in check.findings if f.certainty is Certainty.CERTAIN]
    possible = [f for f in check.findings if f.certainty is Certainty.POSSIBLE]
    if not certain:
        yield "  No words that work against you."
    for finding in certain:
        yield f"  {finding.severity}: “{finding.text}” ({finding.rule})"
        yield f"      {finding.message}"
        yield f"      Instead: {finding.instead}"
    for finding in possible:
        yield f"  perhaps: “{finding.text}” ({finding.rule})"
        if finding.resembles is not None:
            yield f"      It resembles: “{finding.resembles}”"
        yield f"      {finding.message}"


def _element_lines(check: CheckResult) -> Iterator[str]:
    shown: set[tuple[str, ...]] = set()
    for element in check.elements:
        if element.one_of in shown:
            continue
        shown.add(element.one_of)
        group = [e for e in check.elements if e.one_of == element.one_of]
        best = min(group, key=lambda e: list(_STATUS).index(e.status) if e.status is not Status.MISSING else 9)
        yield f"  {_name(element)}: {_said(best)}{'' if element.required else ' (welcome, not needed)'}"


def _name(element: ElementResult) -> str:
    return " or ".join(element.one_of)


def _said(element: ElementResult) -> str:
    return f"{_STATUS[element.status]}{f', “{element.text}”' if element.text else ''}"


def _note_lines(check: CheckResult) -> Iterator[str]:
    for note in check.notes:
        yield f"  Note on {note.about}: {note.text}"

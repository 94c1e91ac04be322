"""Findings, elements and notes as the JSON that `rehearse check` prints; reports use the same parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rehearse.phrases.finding import CheckResult, ElementResult, Finding, Note

SCHEMA = "rehearse.check/1"


def to_json(check: CheckResult, text_id: str | None, scenario: str) -> dict[str, Any]:
    """One check as a JSON object of the schema `rehearse.check/1`."""
    return {
        "schema": SCHEMA,
        "id": text_id,
        "scenario": scenario,
        "findings": [finding_to_json(finding) for finding in check.findings],
        "elements": [element_to_json(element) for element in check.elements],
        "notes": [note_to_json(note) for note in check.notes],
    }


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding; `start_s` and `end_s` where it was spoken, `resembles` where it is only possible and known."""
    known: dict[str, Any] = {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "text": finding.text,
        "start_char": finding.start_char,
        "end_char": finding.end_char,
        "message": finding.message,
        "instead": finding.instead,
        "why": finding.why,
    }
    if finding.resembles is not None:
        known["resembles"] = finding.resembles
    if finding.span is not None:
        known |= {"start_s": finding.span.start_s, "end_s": finding.span.end_s}
    return known


def element_to_json(element: ElementResult) -> dict[str, Any]:
    """A must-say; `heard_as` where other words were written, `start_s` and `end_s` where it was spoken."""
    known: dict[str, Any] = {
        "element": element.element,
        "required": element.required,
        "one_of": list(element.one_of),
        "status": element.status.value,
        "text": element.text,
        "start_char": element.start_char,
        "end_char": element.end_char,
    }
    if element.heard_as is not None:
        known["heard_as"] = element.heard_as
    if element.span is not None:
        known |= {"start_s": element.span.start_s, "end_s": element.span.end_s}
    return known


def note_to_json(note: Note) -> dict[str, Any]:
    """A remark."""
    return {"about": note.about, "text": note.text}

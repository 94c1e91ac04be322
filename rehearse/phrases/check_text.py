"""Findings, must-says and remarks as plain text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.finding import STATUS_WORDS, Certainty, best_of_alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.finding import CheckResult, ElementResult


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
    for best in best_of_alternatives(check.elements):
        name = " or ".join(best.alternatives)
        yield f"  {name}: {_said(best)}{'' if best.required else ' (welcome, not needed)'}"


def _said(element: ElementResult) -> str:
    return f"{STATUS_WORDS[element.status]}{f', “{element.text}”' if element.text else ''}"


def _note_lines(check: CheckResult) -> Iterator[str]:
    for note in check.notes:
        yield f"  Note on {note.about}: {note.text}"

"""What a second hearing of the same words bears out: two readings of a take become one list of findings.

The text is that of the first hearing, and so is everything that is found in it for certain. The second reading is asked
only about what the first leaves open: a finding that is only possible there is certain where the second reading has it
for certain in about the same place, and a must-say that is missing or unclear there was heard where the second reading
has it. It adds nothing that the first one knows nothing of, for it is wrong as often.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.phrases.finding import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.phrases.finding import CheckResult, ElementResult, Finding
    from rehearse.speech import SecondReading

NEAR = 60
"""Characters, some ten words, within which two findings of a rule are about the same: of a passage that readings cut in
other places, they may show other words."""


def leaves_open(check: CheckResult) -> bool:
    """Whether there is anything that a second reading could bear out."""
    return has_possible(check) or any(element.status is not Status.HEARD for element in check.elements)


def has_possible(check: CheckResult) -> bool:
    """Whether there is a finding that is only possible."""
    return any(finding.certainty is Certainty.POSSIBLE for finding in check.findings)


def borne_out(check: CheckResult, again: CheckResult, reading: SecondReading) -> CheckResult:
    """The first check with what the second one bears out.

    Args:
        check: Of the transcript.
        again: Of the second reading.
        reading: How the two hang together.
    """
    sure = [(f.rule, *reading.in_first(f.start_char, f.end_char)) for f in again.findings if _counts(f)]
    heard = {element.element: element for element in again.elements if element.status is Status.HEARD}
    return replace(
        check,
        findings=tuple(_finding(finding, sure) for finding in check.findings),
        elements=tuple(_element(element, heard.get(element.element), reading) for element in check.elements),
    )


def _counts(finding: Finding) -> bool:
    return finding.certainty is Certainty.CERTAIN


def _finding(finding: Finding, sure: Sequence[tuple[str, int, int]]) -> Finding:
    near = any(
        rule == finding.rule and start < finding.end_char + NEAR and finding.start_char - NEAR < end
        for rule, start, end in sure
    )
    return replace(finding, certainty=Certainty.CERTAIN, resembles=None) if near else finding


def _element(element: ElementResult, heard: ElementResult | None, reading: SecondReading) -> ElementResult:
    if element.status is Status.HEARD or heard is None:
        return element
    if heard.start_char is None or heard.end_char is None:
        return replace(element, status=Status.HEARD)
    start, end = reading.in_first(heard.start_char, heard.end_char)
    return replace(element, status=Status.HEARD, text=reading.first.text[start:end], start_char=start, end_char=end)

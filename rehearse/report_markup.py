"""What the pages of a take and of a call share: words with marks in them, times, findings. All of it is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rehearse.measures.describe import clock
from rehearse.phrases.finding import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.phrases.finding import Finding
    from rehearse.speech import Span


def at(span: Span | None, from_s: float = 0.0) -> str:
    """When something was said: " at 0:07"; empty where that is not known.

    Args:
        span: When.
        from_s: From where its times count, in seconds of the recording.
    """
    return "" if span is None else f" at {clock(from_s + span.start_s)}"


def marked(text: str, findings: Iterable[Finding]) -> str:
    """The words with those that work against the speaker marked; overlapping marks are one."""
    done, parts = 0, []
    for start, end in _places(findings):
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

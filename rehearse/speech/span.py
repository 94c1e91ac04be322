"""Arithmetic on stretches of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time `[start_s, end_s)` in seconds from the first sample."""

    start_s: float
    end_s: float

    def __post_init__(self) -> None:
        if not self.start_s <= self.end_s:
            msg = f"a span may not end before it starts: {self.start_s} > {self.end_s}"
            raise ValueError(msg)

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s

    @property
    def middle_s(self) -> float:
        """The time halfway through."""
        return (self.start_s + self.end_s) / 2

    def contains(self, time_s: float) -> bool:
        """Whether a point in time lies inside."""
        return self.start_s <= time_s < self.end_s

    def overlap_s(self, other: Span) -> float:
        """How many seconds both spans share."""
        return max(0.0, min(self.end_s, other.end_s) - max(self.start_s, other.start_s))

    def clip(self, bounds: Span) -> Span | None:
        """The part inside `bounds`, or None where nothing is left."""
        start, end = max(self.start_s, bounds.start_s), min(self.end_s, bounds.end_s)
        return Span(start, end) if start < end else None


def gaps(spans: Iterable[Span]) -> Iterator[Span]:
    """The stretches between consecutive spans, which must be in order and must not overlap."""
    previous: Span | None = None
    for span in spans:
        if previous is not None and span.start_s > previous.end_s:
            yield Span(previous.end_s, span.start_s)
        previous = span

"""The time axis of a chart: where a moment stands, and which moments carry a label. Pure arithmetic, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rehearse.ui import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HOURS = (1, 2, 3, 6, 12)
DAYS = (1, 2, 4, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Distances between labels: those that people count time in."""
SHORT = timedelta(days=2)
"""Below this length the hours are labelled, from it on the days."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Time from left to right.

    Attributes:
        first: The moment at the left edge.
        last: The moment at the right edge.
    """

    first: datetime
    last: datetime

    def share(self, when: datetime) -> float:
        """Place of a moment between the edges, 0 at the left and 1 at the right."""
        length = (self.last - self.first).total_seconds()
        return (when - self.first).total_seconds() / length if length else 0.5

    def shares(self, figures: Iterable[tuple[datetime, float]]) -> Iterator[tuple[float, float]]:
        """The places of many moments, each with the figure that came with it."""
        first, length = self.first, self.last - self.first
        if not length:
            return ((0.5, figure) for _, figure in figures)
        return (((when - first) / length, figure) for when, figure in figures)

    def labels(self, most: int) -> tuple[tuple[datetime, str], ...]:
        """Moments between the edges with what stands below them, at most `most`; the edges where nothing is between."""
        found = [when for when in self._moments(max(2, most)) if self.first <= when <= self.last]
        if len(found) < 2:
            found = [self.first] if self.first == self.last else [self.first, self.last]
        hours = self.last - self.first < SHORT
        return tuple((when, self._label(when, hours=hours)) for when in found)

    def _label(self, when: datetime, *, hours: bool) -> str:
        midnight = when.hour == 0 and when.minute == 0
        if hours and not midnight:
            clock = formatting.time_of_day(when)
            return f"{formatting.short_day(when)} {clock}" if when == self.first else clock
        year = f" {when.year}" if self.first.year != self.last.year else ""
        return f"{formatting.short_day(when)}{year}"

    def _moments(self, most: int) -> Iterator[datetime]:
        length = self.last - self.first
        midnight = self.first.replace(hour=0, minute=0, second=0, microsecond=0)
        if length < SHORT:
            steps = [timedelta(hours=hours) for hours in HOURS]
        else:
            steps = [timedelta(days=days) for days in DAYS]
        for step in steps:
            if length / step <= most - 1:
                return _evenly(midnight, step, self.last)
        months = length.days / 30.4
        step_months = next((step for step in MONTHS if months / step <= most - 1), MONTHS[-1])
        return _months(_round_month(midnight, step_months), step_months, self.last)


def scale_for(first: datetime, last: datetime) -> TimeScale:
    """A time axis that holds two moments; from two days on it begins and ends with a day."""
    if last - first < SHORT:
        return TimeScale(first, last)
    begin = first.replace(hour=0, minute=0, second=0, microsecond=0)
    end = last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return TimeScale(begin, end)


def _evenly(start: datetime, step: timedelta, end: datetime) -> Iterator[datetime]:
    when = start
    while when <= end:
        yield when
        when += step


def _round_month(when: datetime, step: int) -> datetime:
    """The first of the month from which months are counted in steps: of January where a step is a year or more."""
    return when.replace(day=1, month=(when.month - 1) // min(step, 12) * min(step, 12) + 1)


def _months(start: datetime, step: int, end: datetime) -> Iterator[datetime]:
    when = start
    while when <= end:
        yield when
        years, month = divmod(when.month - 1 + step, 12)
        when = when.replace(year=when.year + years, month=month + 1)

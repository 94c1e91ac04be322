"""Where the points of a trend stand and what the trend says in words. Pure arithmetic, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures.describe import verdict_words
from rehearse.measures.values import Verdict
from rehearse.ui import formatting

if TYPE_CHECKING:
    from datetime import datetime

    from rehearse.measures.values import Band

STEPS = (1.0, 2.0, 5.0, 10.0)
"""Distances between two lines of the scale, times a power of ten: those that people count in."""
MOST_TICKS = 5
NO_TAKES = "No takes yet."


@dataclass(frozen=True, slots=True)
class Point:
    """One take on the chart."""

    when: datetime
    value: float
    take_id: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The value axis.

    Attributes:
        low: Value at the lower edge.
        high: Value at the upper edge.
        ticks: Values that carry a line and a number.
        decimals: Decimals that tell the ticks apart.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def share(self, value: float) -> float:
        """Height of a value between the edges, 0 at the lower and 1 at the upper."""
        return (value - self.low) / (self.high - self.low)


def scale_for(values: tuple[float, ...], band: Band | None, finest: float = 0.0) -> Scale:
    """A value axis with round numbers that holds every value and both edges of the band.

    Args:
        values: What is to be shown.
        band: The band behind it.
        finest: The least distance between two lines; 1 for counts, which have nothing between two whole numbers.
    """
    edges = [edge for edge in (band.low, band.high) if edge is not None] if band else []
    everything = [*values, *edges]
    low, high = min(everything), max(everything)
    if band is not None and band.low is None:
        low = min(low, 0.0)
    room = (high - low or abs(high) or 1.0) * 0.08
    step = max(finest, _step((high - low + 2 * room) / (MOST_TICKS - 1)))
    first = math.floor((low - room) / step) if low - room >= 0 or low < 0 else 0
    last = math.ceil((high + room) / step)
    ticks = tuple(step * index for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, max(0, -math.floor(math.log10(step))))


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step for step in STEPS if step * power >= rough * 0.999) * power


def describe_point(point: Point, band: Band | None, unit: str, decimals: int) -> str:
    """One take in words: "3 March, 14:05: 141 words a minute, within the band"."""
    value = formatting.with_unit(point.value, unit, decimals)
    words = f"{formatting.day(point.when)}, {formatting.time_of_day(point.when)}: {value}"
    return f"{words}, {verdict_words(band.verdict(point.value), band)}" if band else words


def describe(points: tuple[Point, ...], band: Band | None, unit: str, decimals: int) -> str:
    """The whole chart in words, for those who don't see it."""
    if not points:
        return NO_TAKES
    first, last = points[0], points[-1]
    takes = formatting.count(len(points), "take", "takes").capitalize()
    if first.when.date() == last.when.date():
        when = f"on {formatting.day(first.when)}"
    else:
        when = f"from {formatting.day(first.when)} to {formatting.day(last.when)}"
    latest = formatting.with_unit(last.value, unit, decimals)
    sentences = [f"{takes} {when}.", f"Latest: {latest}."]
    if len(points) > 1:
        earliest = formatting.with_unit(first.value, unit, decimals)
        sentences.insert(1, f"First: {earliest}.")
    if band is not None:
        inside = sum(band.verdict(point.value) is Verdict.WITHIN for point in points)
        sentences.append(f"{inside} of {len(points)} within the band of {formatting.band_words(band, unit)}.")
    return " ".join(sentences)

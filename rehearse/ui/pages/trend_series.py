"""What the trend on the Progress page shows: which measures, of which takes, and in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.history import trends
from rehearse.measures.values import Verdict
from rehearse.ui import formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rehearse.history.values import TakeRow
    from rehearse.measures.values import Band

LENGTH = "speech_duration_s"
READY_TAKES = 3
"""How many takes in a row make a call ready; one of the articles advises to practise aloud three times."""
MOST = 200
"""How many takes a chart shows at most; more dots than these can't be told apart."""


@dataclass(frozen=True, slots=True)
class TrendMeasure:
    """One thing to see a trend of.

    Attributes:
        name: Name of the measure, or one of our own for counts.
        title: As the user chooses it.
        unit: Unit in words; empty for a count.
        decimals: Decimals that are shown.
        count: For a count, how to get it from a take that has a report; None for a measure.
    """

    name: str
    title: str
    unit: str = ""
    decimals: int = 0
    count: Callable[[TakeRow], int] | None = None


TREND_MEASURES: tuple[TrendMeasure, ...] = (
    TrendMeasure(LENGTH, "Length", "seconds"),
    TrendMeasure("speaking_rate_wpm", "Pace", "words a minute"),
    TrendMeasure("fillers_per_min", "Fillers a minute", "a minute", 1),
    TrendMeasure("longest_pause_s", "Longest pause", "seconds", 1),
    TrendMeasure("findings", "Stop and fix findings", count=lambda row: row.stops + row.fixes),
    TrendMeasure("missing", "Must-says missing", count=lambda row: row.missing_required),
)
"""What can be chosen, in this order."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over takes, oldest first.

    Attributes:
        points: When (local time), value and take id of each take that is shown.
        median: When and running median.
        rulers: By how many rulers (model, definitions or rules) the figures were made.
        left_out: How many older takes are not shown.
    """

    points: tuple[tuple[datetime, float, str], ...]
    median: tuple[tuple[datetime, float], ...]
    rulers: int
    left_out: int


def series(rows: Sequence[TakeRow], measure: TrendMeasure) -> Series:
    """A measure over takes, given newest first; takes without the figure are left out."""
    found = trends.series(rows, measure.name) if measure.count is None else _counts(rows, measure.count)
    shown = found[-MOST:]
    medians = trends.running_median([point.value for point in found])[-MOST:]
    times = [point.started_at.astimezone() for point in shown]
    return Series(
        points=tuple((when, point.value, point.take_id) for when, point in zip(times, shown, strict=True)),
        median=tuple(zip(times, medians, strict=True)),
        rulers=len({point.ruler for point in shown}),
        left_out=len(found) - len(shown),
    )


def readiness(rows: Sequence[TakeRow], length: Band | None) -> str:
    """Whether the last takes of a call, given newest first, show that it is ready, as a fact; else empty.

    Ready is a call whose last three takes each hold every must-say, no stop finding, and a time within the band.
    """
    last = [row for row in rows if row.measures is not None][:READY_TAKES]
    if len(last) < READY_TAKES or not all(_is_clean(row, length) for row in last):
        return ""
    return "Ready: the last three takes hold every must-say, no stop finding, and a time within the band."


def _is_clean(row: TakeRow, length: Band | None) -> bool:
    seconds = row.measures.speech_duration_s if row.measures else None
    in_time = length is None or (seconds is not None and length.verdict(seconds) is Verdict.WITHIN)
    return in_time and not (row.stops or row.missing_required or row.unclear_required)


def _counts(rows: Sequence[TakeRow], count: Callable[[TakeRow], int]) -> tuple[trends.Point, ...]:
    """The same for a count, whose ruler is the rules and the model."""
    found = [
        trends.Point(row.take.id, row.take.started_at, count(row), (row.versions.rules, row.versions.model))
        for row in rows
        if row.versions is not None
    ]
    return tuple(reversed(found))


def in_words(found: Series, measure: TrendMeasure, call: str, chart: str) -> str:
    """The trend in words.

    Args:
        found: What is shown.
        measure: Of which measure.
        call: Name of the call.
        chart: What the chart says of its points and its band.
    """
    sentences = [f"{measure.title}, {call}: {chart[:1].lower()}{chart[1:]}"]
    if len(found.points) == 1:
        sentences.append("The second take of this call begins the trend.")
    elif found.median:
        middle = formatting.with_unit(found.median[-1][1], measure.unit, measure.decimals)
        looked_at = min(trends.MEDIAN_OF, len(found.points))
        sentences.append(f"Median of the last {looked_at}: {middle}.")
    if found.left_out:
        sentences.append(f"{formatting.number(found.left_out)} older takes are in the list only.")
    if found.rulers > 1:
        sentences.append(
            "Not all figures were made with the same voice model and definitions; analyse older takes again to "
            "compare them."
        )
    return " ".join(sentences)

"""What the trend on the Progress page shows: which measures, of which takes, and in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rehearse.history import trends
from rehearse.ui import formatting
from rehearse.ui.widgets.trend_scale import NO_TAKES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.history.overview import TakeFigures

LENGTH = "speech_duration_s"


@dataclass(frozen=True, slots=True)
class TrendMeasure:
    """One thing to see a trend of.

    Attributes:
        name: Name of the measure, or one of our own for counts.
        title: As the user chooses it.
        unit: Unit in words.
        decimals: Decimals that are shown.
        count: For a count, how to get it from a take that has a report; None for a measure.
    """

    name: str
    title: str
    unit: str = ""
    decimals: int = 0
    count: Callable[[TakeFigures], int] | None = None


TREND_MEASURES: tuple[TrendMeasure, ...] = (
    TrendMeasure(LENGTH, "Length", "seconds"),
    TrendMeasure("speaking_rate_wpm", "Pace", "words a minute"),
    TrendMeasure("fillers_per_min", "Fillers a minute", "fillers a minute", 1),
    TrendMeasure("longest_pause_s", "Longest pause", "seconds", 1),
    TrendMeasure("findings", "Stop and fix findings", "findings", count=lambda take: take.stops + take.fixes),
    TrendMeasure("missing", "Must-says missing", "must-says", count=lambda take: take.missing_required or 0),
)
"""What can be chosen, in this order."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over takes, oldest first.

    Attributes:
        points: When (local time), value and take id of each take.
        median: When and running median, over the takes that were measured by the ruler of the last one.
        others: How many takes were measured by another ruler (model, definitions or rules) than the last one.
    """

    points: tuple[tuple[datetime, float, str], ...]
    median: tuple[tuple[datetime, float], ...]
    others: int


def ruler_of(take: TakeFigures, measure: TrendMeasure) -> tuple[str | None, str | None]:
    """What the figure was made with: the definitions and the model, for a count the rules and the model."""
    return (take.measures if measure.count is None else take.rules), take.model


def value_of(take: TakeFigures, measure: TrendMeasure) -> float | None:
    """The figure; None where the take has none: of a mock call each turn has a length of its own."""
    if measure.count is not None:
        return measure.count(take) if take.is_reported else None
    if take.is_call and measure.name == LENGTH:
        return None
    found: float | None = getattr(take, measure.name)
    return found


def series(takes: Sequence[TakeFigures], measure: TrendMeasure) -> Series:
    """A measure over takes, given newest first; takes without the figure are left out.

    Figures of different rulers are never joined by one median.
    """
    found = [(take, value) for take in reversed(takes) if (value := value_of(take, measure)) is not None]
    times = [local(take) for take, _ in found]
    same = [ruler_of(take, measure) == ruler_of(found[-1][0], measure) for take, _ in found]
    medians = trends.running_median([value for (_, value), is_same in zip(found, same, strict=True) if is_same])
    own_times = [when for when, is_same in zip(times, same, strict=True) if is_same]
    return Series(
        points=tuple((when, value, take.take_id) for when, (take, value) in zip(times, found, strict=True)),
        median=tuple(zip(own_times, medians, strict=True)),
        others=same.count(False),
    )


def without_points(takes: Sequence[TakeFigures], measure: TrendMeasure) -> str:
    """Why there is nothing to see, in a sentence, where none of these takes has the figure."""
    if not takes:
        return NO_TAKES
    if measure.name == LENGTH and all(take.is_call for take in takes):
        return "In a mock call each turn has a length of its own; choose another measure."
    return "None of these takes has this figure yet; analyse one, or choose another measure."


def local(take: TakeFigures) -> datetime:
    """When a take began, in local time."""
    return datetime.fromtimestamp(take.started_s).astimezone()


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
        looked_at = min(trends.MEDIAN_OF, len(found.median))
        sentences.append(f"Median of the last {looked_at}: {middle}.")
    if found.others:
        figures = formatting.count(found.others, "figure was", "figures were")
        sentences.append(
            f"{figures[:1].upper()}{figures[1:]} made with another voice model or other definitions and left out of "
            "the median; analyse those takes again to compare them."
        )
    return " ".join(sentences)

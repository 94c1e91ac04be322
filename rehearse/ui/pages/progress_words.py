"""What the Progress page says: what has changed since the first day, and how far a call has come. No Qt."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from rehearse.history import trends
from rehearse.history.readiness import READY_TAKES, in_time
from rehearse.history.shift import Shift, shift
from rehearse.measures.describe import number
from rehearse.ui import formatting
from rehearse.ui.pages.trend_series import local, ruler_of, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.history.overview import TakeFigures
    from rehearse.history.readiness import Readiness
    from rehearse.measures.values import Band
    from rehearse.ui.pages.trend_series import TrendMeasure

LATEST = 5
"""So many takes at least are held against the first day, where so many came after it."""
HOW = (
    "This compares the takes of the first day with those of the last day, or with the last five if that "
    "day has fewer. The figure is the median of all differences between the two; the range holds the true change "
    "in 95 of 100 cases (Hodges and Lehmann's estimate with the interval of Mann and Whitney's test)."
)
"""How the change since the first day is reckoned."""


def change_since_first_day(takes: Sequence[TakeFigures], measure: TrendMeasure) -> str:
    """By how much a measure has moved since the first day, with its uncertainty; empty without two takes.

    Args:
        takes: Takes of one call, newest first.
        measure: What is looked at.
    """
    figures = [(take, value) for take in reversed(takes) if (value := value_of(take, measure)) is not None]
    if len(figures) < 2:
        return ""
    ruler = ruler_of(figures[-1][0], measure)
    figures = [(take, value) for take, value in figures if ruler_of(take, measure) == ruler]
    first_day, last_day = local(figures[0][0]).date(), local(figures[-1][0]).date()
    if first_day == last_day:
        return "Since the first day: all takes that can be compared are from one day."
    # By time, so that of thousands only the takes of these two days are looked at.
    earlier = [value for _, value in takewhile(lambda one: local(one[0]).date() == first_day, figures)]
    after = figures[len(earlier) :]
    newest = takewhile(lambda one: local(one[0]).date() == last_day, reversed(after))
    of_last_day = [value for _, value in newest][::-1]
    later = of_last_day if len(of_last_day) >= LATEST else [value for _, value in after[-LATEST:]]
    found = shift(earlier, later)
    takes_then = formatting.count(len(earlier), "take", "takes")
    counts = f"{takes_then} on {formatting.day(first_day)}, {formatting.count(len(later), 'take', 'takes')} now"
    if found is None:
        return f"Since the first day: too few takes to tell ({counts})."
    return f"Since the first day: {_moved(found, measure, sum(earlier) / len(earlier))} ({counts})."


def _moved(found: Shift, measure: TrendMeasure, before: float) -> str:
    """The change in words: "38 words a minute less, between 30 and 45 less"."""
    decimals = max(1, measure.decimals) if measure.count else measure.decimals
    error = trends.ERRORS.get(measure.name)
    if not found.is_clear:
        between = f"from {_signed(found.low, decimals)} to {_signed(found.high, decimals)}"
        return f"no change that can be told from chance; it may lie anywhere {between}"
    if error is not None and error.covers(before, before + found.middle):
        return "no real change, as the difference is within the error of measurement"
    way = "more" if found.middle > 0 else "less"
    near, far = sorted((abs(found.low), abs(found.high)))
    amount = formatting.with_unit(abs(found.middle), measure.unit, decimals)
    return f"{amount} {way}, between {number(near, decimals)} and {number(far, decimals)} {way}"


def _signed(value: float, decimals: int) -> str:
    amount = number(abs(value), decimals)
    if not any(digit in "123456789" for digit in amount):
        return "none"
    return f"{amount} {'more' if value > 0 else 'less'}"


def how_far(found: Readiness, length: Band | None) -> str:
    """How far a call has come, as facts and dates."""
    if found.since is not None:
        return f"Ready since {formatting.day(local(found.since))}"
    if found.lacking is None or found.in_row:
        clean = formatting.count(found.in_row, "take", "takes")
        return f"Not yet: {clean} of {formatting.COUNT_WORDS[READY_TAKES]} in a row"
    take = found.lacking
    parts = [
        formatting.count(take.stops, "stop finding", "stop findings") if take.stops else "",
        formatting.count(take.missing_required, "must-say missing", "must-says missing")
        if take.missing_required
        else "",
        formatting.count(take.unclear_required, "must-say unclear", "must-says unclear")
        if take.unclear_required
        else "",
        "" if in_time(take, length) else "length outside the band",
    ]
    return f"Not yet: {', '.join(part for part in parts if part)}"

"""Where a running take stands against its target time, in words. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.ui.formatting import bare, duration

if TYPE_CHECKING:
    from rehearse.measures.values import Band

ENDING_S = 10.0
"""The target's last seconds are named; ours."""
ENDING_SHARE = 0.4
"""At most this share of a short target counts as its end, so that 8 to 15 seconds has a middle; ours."""


class PaceZone(StrEnum):
    """Where the elapsed time lies."""

    FREE = "free"
    BEFORE = "before"
    WITHIN = "within"
    ENDING = "ending"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Pace:
    """The elapsed time against the target.

    Attributes:
        place: Where it lies.
        words: The same as one phrase, with how long until the next edge.
    """

    place: PaceZone
    words: str


def target_words(band: Band) -> str:
    """A target in words: "30 to 90 seconds", "up to 30 seconds"."""
    if band.low is not None and band.high is not None:
        return f"{bare(band.low)} to {bare(band.high)} seconds"
    if band.high is not None:
        return f"up to {bare(band.high)} seconds"
    return f"at least {bare(band.low or 0)} seconds"


def pace(elapsed_s: float, band: Band | None) -> Pace:
    """Where `elapsed_s` lies against the target; a call without one has no edges to speak of."""
    if band is None:
        return Pace(PaceZone.FREE, "This call has no target time")
    low, high = band.low or 0.0, band.high
    if elapsed_s < low:
        return Pace(PaceZone.BEFORE, f"{_whole(low - elapsed_s)} until the target begins")
    if high is None:
        return Pace(PaceZone.WITHIN, "Within the target")
    if elapsed_s > high:
        return Pace(PaceZone.OVER, f"{duration(elapsed_s - high)} over the target")
    left_s = high - elapsed_s
    place = PaceZone.ENDING if left_s <= min(ENDING_S, ENDING_SHARE * (high - low)) else PaceZone.WITHIN
    return Pace(place, f"Within the target, {_whole(left_s)} left")


def crossing(before: PaceZone, now: Pace) -> str:
    """What is said aloud when the place changes: the edges of the target, and nothing between them."""
    if now.place is before or now.place in {PaceZone.FREE, PaceZone.BEFORE}:
        return ""
    if now.place is PaceZone.WITHIN:
        return "The target begins"
    return now.words if now.place is PaceZone.ENDING else "Over the target"


def _whole(seconds: float) -> str:
    """Time that is left, rounded up, so that it reads one second until it is over."""
    return duration(-(-seconds // 1))

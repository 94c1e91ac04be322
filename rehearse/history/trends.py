"""How takes change: the middle of a measure over many takes, and one take against the one before it. Pure functions.

A difference within the error of measurement is no change and is said to be none. Figures that were made by
different rulers (another model, other definitions) are never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rehearse.history.values import TakeRow
    from rehearse.report import Versions

MEDIAN_OF = 5
"""How many takes the running median looks back on, the present one included; ours."""

FILLER_ERROR = 1.0
"""By how many fillers per take the detector is taken to err.

Our choice: in altered recordings of real people the default model missed 15 of 90 and invented 4 (decision record 5),
which is about one in a take that has five.
"""

COUNTS = ("stops", "fixes", "missing_required")
"""Figures of a take beside its measures that are compared too; without an error of measurement."""


@dataclass(frozen=True, slots=True)
class Error:
    """How far two figures may lie apart and still be the same.

    Attributes:
        absolute: In the measure's own unit; a difference as large as this is still none.
        share: As a share of the earlier figure; a difference as large as this is one.
    """

    absolute: float = 0.0
    share: float = 0.0

    def covers(self, before: float, after: float) -> bool:
        """Whether the two figures are the same within the error."""
        difference = abs(after - before)
        # A thousand-millionth of slack, so that the edge does not hang on the last bit of a float.
        return difference <= self.absolute + 1e-9 or difference < self.share * abs(before) - 1e-9


ERRORS: Mapping[str, Error] = {
    # Listeners hear two tempos as different from about 10 % on (Quené, "What is the just noticeable difference for
    # tempo in speech?"; his study of 2007 comes to about 5 %: the wider one also covers words misheard).
    "speaking_rate_wpm": Error(share=0.10),
    "articulation_rate_wpm": Error(share=0.10),
    # All below are ours. The recogniser sets the edges of words to within some tenths of a second.
    "speech_duration_s": Error(absolute=1.0),
    # Most edges of pauses lie within a tenth of a second of the truth; breaths blur them further.
    "pause_count": Error(absolute=1.0),
    "longest_pause_s": Error(absolute=0.2),
    "response_delay_s": Error(absolute=0.2),
    # The same words from the same speaker vary by this much without any intent.
    "pitch_variation_st": Error(absolute=0.5),
    "loudness_lufs": Error(absolute=1.0),
    "signal_to_noise_db": Error(absolute=3.0),
}
"""The error of each measure but the fillers, whose error depends on the detector and on the length of the takes."""


class Direction(StrEnum):
    """How a figure moved."""

    MORE = "more"
    LESS = "less"
    NO_REAL_CHANGE = "no-real-change"
    OTHER_RULER = "other-ruler"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a take against the same of an earlier one.

    Attributes:
        figure: Name of the measure, or one of `COUNTS`.
        before: The earlier figure.
        after: The later figure.
        direction: How it moved, or that it can't be said.
    """

    figure: str
    before: float
    after: float
    direction: Direction

    @property
    def difference(self) -> float:
        """By how much it moved, in the figure's own unit."""
        return self.after - self.before


def running_median(values: Sequence[float], window: int = MEDIAN_OF) -> tuple[float, ...]:
    """The median of each value and those before it, at most `window` in all."""
    return tuple(median(values[max(0, end - window) : end]) for end in range(1, len(values) + 1))


def changes(before: TakeRow, after: TakeRow, *, filler_error: float = FILLER_ERROR) -> tuple[Change, ...]:
    """What moved from one take to a later one, measure by measure, then the counts; empty without two reports.

    Args:
        before: The earlier take.
        after: The later take.
        filler_error: By how many fillers per take the detector errs.
    """
    if before.measures is None or after.measures is None or before.versions is None or after.versions is None:
        return ()
    errors = {**ERRORS, **_filler_errors(before, after, filler_error)}
    same_ruler = _ruler(before.versions) == _ruler(after.versions)
    found = []
    for name, later in after.measures.items():
        earlier = getattr(before.measures, name)
        if earlier is not None and later is not None:
            found.append(_change(name, earlier, later, errors[name], same_ruler=same_ruler))
    same_rules = (before.versions.rules, before.versions.model) == (after.versions.rules, after.versions.model)
    counts = (
        _change(name, getattr(before, name), getattr(after, name), Error(), same_ruler=same_rules) for name in COUNTS
    )
    return (*found, *counts)


def _ruler(versions: Versions) -> tuple[str, str]:
    return versions.measures, versions.model


def _filler_errors(before: TakeRow, after: TakeRow, fillers: float) -> dict[str, Error]:
    """The detector's error as a number of fillers, and what it makes per minute in the shorter of the takes."""
    lengths = [row.measures.speech_duration_s for row in (before, after) if row.measures is not None]
    known = [length for length in lengths if length]
    per_minute = fillers * 60 / min(known) if known else 0.0
    return {
        "filled_pauses": Error(absolute=fillers),
        "filler_phrases": Error(absolute=fillers),
        "fillers_per_min": Error(absolute=per_minute),
    }


def _change(figure: str, before: float, after: float, error: Error, *, same_ruler: bool) -> Change:
    if not same_ruler:
        direction = Direction.OTHER_RULER
    elif error.covers(before, after):
        direction = Direction.NO_REAL_CHANGE
    else:
        direction = Direction.MORE if after > before else Direction.LESS
    return Change(figure, before, after, direction)

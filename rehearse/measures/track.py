"""How loud a recording is from moment to moment: a row of levels, small enough to keep and to send."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.speech import Span

NOTHING_DB = -120.0
"""The level of exact silence."""


@dataclass(frozen=True, slots=True)
class LevelTrack:
    """Levels in steps of equal length.

    Attributes:
        step_s: Length of a step in seconds.
        level_db: Level of each step in decibels below full scale (mean square), `NOTHING_DB` for exact silence.
        high_db: The same for the sound between 4 and 8 kHz alone; empty where the recording can't hold any.
    """

    step_s: float = 0.02
    level_db: tuple[float, ...] = ()
    high_db: tuple[float, ...] = ()

    def steps(self, span: Span) -> range:
        """The steps whose middle lies in a stretch of time."""
        first, end = (max(0, math.ceil(at_s / self.step_s - 0.5)) for at_s in (span.start_s, span.end_s))
        return range(min(first, len(self.level_db)), min(end, len(self.level_db)))

    def mean_db(self, spans: Iterable[Span]) -> float | None:
        """Level of the mean power over stretches of time; None where no step lies in them."""
        levels = [self.level_db[step] for span in spans for step in self.steps(span)]
        if not levels:
            return None
        return 10 * math.log10(sum(10 ** (level / 10) for level in levels) / len(levels))

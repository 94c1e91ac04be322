"""When a call is ready: three takes in a row with every must-say, no stop finding and the length within the band.

One of the articles advises to practise aloud three times; what must be right each time is ours. Pure functions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures.values import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rehearse.history.overview import TakeFigures
    from rehearse.measures.values import Band

READY_TAKES = 3
"""How many takes in a row make a call ready."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a call to a program has come.

    Attributes:
        scenario: Id of the call.
        program: Whom it is for; empty where that was not said.
        in_row: How many takes, counted back from the newest, lack nothing.
        since: The take with which the call became ready; None where it is not.
        lacking: The newest take that lacks something; None where none does.
    """

    scenario: str
    program: str
    in_row: int
    since: TakeFigures | None
    lacking: TakeFigures | None

    @property
    def is_ready(self) -> bool:
        """Whether the last takes show it."""
        return self.since is not None


def lacks_nothing(take: TakeFigures, length: Band | None) -> bool:
    """Whether a take holds every must-say and no stop finding, and its time lies within the band."""
    return in_time(take, length) and not (take.stops or take.missing_required or take.unclear_required)


def in_time(take: TakeFigures, length: Band | None) -> bool:
    """Whether the time of a take lies within the band; always where there is none, as for a mock call as a whole."""
    seconds = take.speech_duration_s
    return length is None or take.is_call or (seconds is not None and length.verdict(seconds) is Verdict.WITHIN)


def readiness(takes: Sequence[TakeFigures], length: Band | None) -> Readiness | None:
    """How far one call to one program has come; None without a report.

    Args:
        takes: Its takes, newest first.
        length: The band of its time.
    """
    reported = [take for take in takes if take.is_reported]
    if not reported:
        return None
    lacking = next((number for number, take in enumerate(reported) if not lacks_nothing(take, length)), None)
    in_row = len(reported) if lacking is None else lacking
    return Readiness(
        scenario=reported[0].scenario,
        program=reported[0].program,
        in_row=in_row,
        since=reported[in_row - READY_TAKES] if in_row >= READY_TAKES else None,
        lacking=None if lacking is None else reported[lacking],
    )


def all_of(takes: Iterable[TakeFigures], length_of: Callable[[str], Band | None]) -> tuple[Readiness, ...]:
    """How far each call to each program has come, the one practised last first.

    Args:
        takes: All takes, newest first.
        length_of: The band of the time of a call, by its id.
    """
    groups: dict[tuple[str, str], list[TakeFigures]] = defaultdict(list)
    for take in takes:
        if take.is_reported:
            groups[(take.scenario, take.program)].append(take)
    found = (readiness(of, length_of(scenario)) for (scenario, _), of in groups.items())
    return tuple(one for one in found if one is not None)

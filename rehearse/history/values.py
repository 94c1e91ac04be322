"""What the history holds: takes and the figures of their reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rehearse.measures.values import Measures, Verdict
    from rehearse.programs.call_kind import CallKind
    from rehearse.report import Versions
    from rehearse.target import Target


class TakeState(StrEnum):
    """How far a take has come."""

    RECORDING = "recording"
    RECORDED = "recorded"
    ANALYSED = "analysed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Take:
    """One recording of a rehearsal.

    Attributes:
        id: Stable id, part of the recording's file name.
        scenario: Id of the scenario rehearsed.
        card_id: The card that was chosen; None where none was, or where it was deleted since.
        target: Whom the spoken names are checked against, as it was then.
        call_kind: How the call comes about; None where that was not asked.
        started_at: When it began, with its offset from UTC.
        audio_path: Where the recording is.
        state: How far it has come.
        duration_s: Length of the recording in seconds; None while it runs.
        recovered: It was cut off by a crash and repaired.
        dropped_frames: How many frames the device lost.
        preroll_s: How much of the recording lies before the end of the countdown, in seconds.
        failure: Why the analysis failed, as it was told to the user; None where it did not.
        imported: It was made from a file that was recorded elsewhere.
        is_phrase: It is one sentence of the call, said again: no trend and no readiness counts it.
        is_mock_call: Somebody answered: it is a mock call, also where its analysis failed.
    """

    id: str
    scenario: str
    card_id: str | None
    target: Target
    call_kind: CallKind | None
    started_at: datetime
    audio_path: Path
    state: TakeState
    duration_s: float | None = None
    recovered: bool = False
    dropped_frames: int = 0
    preroll_s: float = 0.0
    failure: str | None = None
    imported: bool = False
    is_phrase: bool = False
    is_mock_call: bool = False


@dataclass(frozen=True, slots=True)
class TakeRow:
    """A take and the figures of its report, as lists and charts need them; without a report all is empty.

    Attributes:
        take: The take.
        measures: The figures; None where there is no report.
        verdicts: Name of each measure that was judged, and its verdict.
        stops: How many certain findings of severity stop.
        fixes: How many certain findings of severity fix.
        polishes: How many certain findings of severity polish.
        possible: How many findings that are only possible.
        missing_required: How many must-says are missing; alternatives of which one suffices are one.
        unclear_required: How many must-says could not be made out.
        versions: What the report was made with.
    """

    take: Take
    measures: Measures | None = None
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    stops: int = 0
    fixes: int = 0
    polishes: int = 0
    possible: int = 0
    missing_required: int = 0
    unclear_required: int = 0
    versions: Versions | None = None

    def verdict(self, measure: str) -> Verdict | None:
        """The verdict on a measure; None where it was not judged."""
        return dict(self.verdicts).get(measure)

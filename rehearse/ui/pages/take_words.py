"""Takes in words: when, how they came out, in what state, by which ruler. Pure functions, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.history.values import TakeState
from rehearse.ui import formatting

if TYPE_CHECKING:
    from datetime import datetime

    from rehearse.history.values import TakeRow

NONE = "–"
"""Stands where there is no figure."""
MOCK_CALL = "mock call"

STATES = {
    TakeState.RECORDING: "being recorded",
    TakeState.RECORDED: "not analysed",
    TakeState.FAILED: "analysis failed",
    TakeState.ANALYSED: "",
}


@dataclass(frozen=True, slots=True)
class Ruler:
    """What reports are made with now: voice model, versions of measures and rules; None where that isn't known yet."""

    model: str
    measures: str
    rules: str | None

    def differences(self, row: TakeRow) -> tuple[str, ...]:
        """In what the ruler of a take's report differs from this one; empty where there is no report."""
        if row.versions is None:
            return ()
        pairs = (
            ("other voice model", row.versions.model, self.model),
            ("other measures", row.versions.measures, self.measures),
            ("other rules", row.versions.rules, self.rules),
        )
        return tuple(words for words, then, now in pairs if now is not None and then != now)


def when(moment: datetime, now: datetime) -> str:
    """A moment for a narrow column, seen from `now`: "today 14:05", "yesterday 9:10", "3 Mar 14:05"."""
    local, today = moment.astimezone(), now.astimezone()
    days = (today.date() - local.date()).days
    clock = formatting.time_of_day(local)
    if days in {0, 1}:
        return f"{('today', 'yesterday')[days]} {clock}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{formatting.short_day(local)}{year} {clock}"


def findings(row: TakeRow) -> str:
    """The findings that count: "1 stop, 2 fix", "none"."""
    if row.measures is None:
        return NONE
    parts = [f"{amount} {name}" for amount, name in ((row.stops, "stop"), (row.fixes, "fix")) if amount]
    return ", ".join(parts) or "none"


def missing(row: TakeRow) -> str:
    """How many must-says are missing, and how many could not be made out."""
    if row.measures is None:
        return NONE
    unclear = f"{row.unclear_required} unclear" if row.unclear_required else ""
    missed = str(row.missing_required) if row.missing_required else ""
    return ", ".join(part for part in (missed, unclear) if part) or "none"


def state(row: TakeRow, ruler: Ruler) -> str:
    """What there is to know of a take besides its figures; empty for one that is simply analysed."""
    parts = [MOCK_CALL] if row.take.is_mock_call else []
    in_words = "one sentence" if row.take.is_phrase else STATES[row.take.state]
    if in_words:
        parts.append(in_words)
    if row.take.imported:
        parts.append("imported")
    if row.take.recovered:
        parts.append("recovered")
    if row.take.dropped_frames:
        parts.append("sound lost")
    parts.extend(ruler.differences(row))
    return ", ".join(parts)


def state_explained(row: TakeRow, ruler: Ruler) -> str:
    """The same in sentences."""
    sentences = []
    if row.take.is_mock_call:
        sentences.append("A mock call: somebody answered you, and each of your turns has its own length.")
    if row.take.state is TakeState.RECORDED and not row.take.is_phrase:
        sentences.append("This take has no report yet; press Analyse again to make one.")
    if row.take.state is TakeState.FAILED:
        sentences.append(row.take.failure or "The analysis failed; the recording is kept.")
    if row.take.is_phrase:
        sentences.append("One sentence said again; trends and readiness leave it out.")
    if row.take.imported:
        sentences.append("Its recording was made elsewhere and added from a file.")
    if row.take.recovered:
        sentences.append("The program ended while this was recorded; everything up to the last second was kept.")
    if row.take.dropped_frames:
        sentences.append("The microphone lost a part of the sound.")
    differences = ruler.differences(row)
    if differences:
        sentences.append(
            f"The report was not made with what is in use now ({', '.join(differences)}); "
            "analyse it again before you compare its figures."
        )
    return " ".join(sentences)

"""Takes with their figures, as lists and comparisons show them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from rehearse.history import reports, takes
from rehearse.history.values import Take, TakeRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rehearse.history.database import Database


class TakeLists:
    """Asks for takes; what lies in the bin is in no answer. Its methods raise as those of the history."""

    def __init__(self, database: Database, recordings_folder: Path) -> None:
        self._database, self._folder = database, recordings_folder

    def rows(self, scenario: str | None = None) -> tuple[TakeRow, ...]:
        """Takes with their figures, newest first; of one scenario, or of all."""
        if scenario is None:
            return self._rows("")
        return self._rows("WHERE scenario = ?", (scenario,))

    def rows_of(self, take_ids: Sequence[str]) -> dict[str, TakeRow]:
        """The takes with these ids and their figures; ids that are not there are left out."""
        found = self._rows("WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(take_ids)),))
        return {row.take.id: row for row in found}

    def row(self, take_id: str) -> TakeRow:
        """One take with its figures.

        Raises:
            KeyError: There is none with this id.
        """
        found = self._rows("WHERE id = ?", (take_id,))
        if not found:
            raise KeyError(take_id)
        return found[0]

    def count(self) -> int:
        """How many takes there are."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])

    def newest(self) -> str | None:
        """Id of the last take; None where there is none."""
        found = self._rows("", limit=1)
        return found[0].take.id if found else None

    def last_by_scenario(self) -> dict[str, datetime]:
        """When each scenario was rehearsed last, one sentence of it left out; without those that never were."""
        with self._database.reading() as connection:
            # SQLite takes the bare column from the row in which the maximum stands.
            rows = connection.execute(
                "SELECT scenario, started_at, max(started_epoch_s) FROM kept WHERE NOT is_phrase GROUP BY scenario"
            ).fetchall()
        return {scenario: datetime.fromisoformat(started_at) for scenario, started_at, _ in rows}

    def previous(self, take: Take) -> TakeRow | None:
        """The last take of the same whole call before this one that has a report; of a mock call the last such.

        Raises:
            KeyError: The take is not there.
        """
        before = "(started_epoch_s, id) < (?, ?) AND id IN (SELECT take FROM report)"
        order = f"WHERE scenario = ? AND NOT is_phrase AND {before} {takes.NEWEST_FIRST}"
        place = (take.scenario, take.started_at.timestamp(), take.id)
        with self._database.reading() as connection:
            earlier = takes.select(connection, self._folder, order, place)
            # A call whose first analysis failed has no report of the call; its files tell that it was one.
            is_call = takes.one(connection, self._folder, take.id).is_mock_call
        found = next((one for one in earlier if one.is_mock_call == is_call), None)
        return None if found is None else self.row(found.id)

    def _rows(self, which: str, values: tuple[object, ...] = (), limit: int = -1) -> tuple[TakeRow, ...]:
        order = f"{which} {takes.NEWEST_FIRST} LIMIT {limit}"
        with self._database.reading() as connection:
            found = takes.select(connection, self._folder, order, values)
            figures = reports.figures(connection, order, values)
        return tuple(TakeRow(take, **figures.get(take.id, {})) for take in found)

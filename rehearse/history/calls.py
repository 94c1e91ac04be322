"""Mock calls: the report of the call beside the take that recorded it, whole as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rehearse.history import takes

if TYPE_CHECKING:
    from rehearse.call.report import CallReport
    from rehearse.history.database import Database


class Calls:
    """The reports of the mock calls; its methods raise as those of the history that they belong to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, take_id: str, report: CallReport) -> None:
        """Keep the report of a call beside its take, in the place of any earlier one."""
        from rehearse.call.report_json import to_json

        document = json.dumps(to_json(report), ensure_ascii=False, separators=(",", ":"))
        with self._database.writing() as connection:
            takes.must_be_there(connection, take_id)
            connection.execute(
                "INSERT OR REPLACE INTO mock_call (take, script, seed, difficulty, ended, json) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (take_id, report.script, report.seed, report.difficulty, report.closing.ended, document),
            )

    def report(self, take_id: str) -> CallReport | None:
        """The report of a call; None where the take was none."""
        found = self.report_json(take_id)
        if found is None:
            return None
        from rehearse.call.report_json import from_json

        return from_json(found)

    def report_json(self, take_id: str) -> dict[str, Any] | None:
        """The report of a call as JSON, as `rehearse call --report` prints it; None where the take was none."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT json FROM mock_call WHERE take = ?", (take_id,)).fetchone()
        return None if row is None else dict(json.loads(row[0]))

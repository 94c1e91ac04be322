"""Mock calls in the database: the report of the call beside the take that recorded it, whole as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

    from rehearse.call.report import CallReport


def write(connection: Connection, take_id: str, report: CallReport) -> None:
    """Put the report of a call in the place of the take's earlier one."""
    from rehearse.call.report_json import to_json

    document = json.dumps(to_json(report), ensure_ascii=False, separators=(",", ":"))
    connection.execute(
        "INSERT OR REPLACE INTO mock_call (take, script, seed, difficulty, ended, json) VALUES (?, ?, ?, ?, ?, ?)",
        (take_id, report.script, report.seed, report.difficulty, report.closing.ended, document),
    )


def read_json(connection: Connection, take_id: str) -> dict[str, Any] | None:
    """The report of a call as JSON; None where the take was no call."""
    row = connection.execute("SELECT json FROM mock_call WHERE take = ?", (take_id,)).fetchone()
    return None if row is None else dict(json.loads(row[0]))

"""Rules that the user took out of a take because they were wrong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.history import reports, takes

if TYPE_CHECKING:
    from sqlite3 import Connection

    from rehearse.history.database import Database


class SilencedRules:
    """The rules that say nothing in a take; its methods raise as those of the history that they belong to.

    The reports stay as they were made; only what lists and charts count follows.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, take_id: str) -> frozenset[str]:
        """Ids of the rules that were wrong in a take."""
        with self._database.reading() as connection:
            return reports.silenced_rules(connection, take_id)

    def add(self, take_id: str, rule: str) -> None:
        """A rule was wrong in a take: its findings are counted no more."""
        with self._database.writing() as connection:
            takes.must_be_there(connection, take_id)
            connection.execute("INSERT OR IGNORE INTO silenced (take, rule) VALUES (?, ?)", (take_id, rule))
            _count_again(connection, take_id)

    def remove_all(self, take_id: str) -> None:
        """Every rule speaks in a take again."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM silenced WHERE take = ?", (take_id,))
            _count_again(connection, take_id)


def _count_again(connection: Connection, take_id: str) -> None:
    report = reports.read(connection, take_id)
    if report is not None:
        reports.count_findings(connection, take_id, report.findings)

"""Rules that the user took out of a take because they were wrong there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from rehearse.phrases.finding import Finding


def rules(connection: Connection, take_id: str) -> frozenset[str]:
    """Ids of the rules that say nothing in a take."""
    return frozenset(row[0] for row in connection.execute("SELECT rule FROM silenced WHERE take = ?", (take_id,)))


def add(connection: Connection, take_id: str, rule: str) -> None:
    """A rule says nothing in a take any more."""
    connection.execute("INSERT OR IGNORE INTO silenced (take, rule) VALUES (?, ?)", (take_id, rule))


def remove_all(connection: Connection, take_id: str) -> None:
    """Every rule speaks in a take again."""
    connection.execute("DELETE FROM silenced WHERE take = ?", (take_id,))


def count_findings(connection: Connection, take_id: str, findings: Iterable[Finding]) -> None:
    """Store how often each rule fired in a take, for lists; those that say nothing there are not counted."""
    out = rules(connection, take_id)
    fired = Counter((f.rule, str(f.severity), str(f.certainty)) for f in findings if f.rule not in out)
    connection.execute("DELETE FROM finding WHERE take = ?", (take_id,))
    connection.executemany(
        "INSERT INTO finding (take, rule, severity, certainty, count) VALUES (?, ?, ?, ?, ?)",
        [(take_id, *key, count) for key, count in fired.items()],
    )

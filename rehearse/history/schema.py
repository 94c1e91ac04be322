"""The tables of the history, as an ordered list of migrations.

The number of a database's format is the number of migrations it has been through (`user_version`). A migration that
was once released never changes; a new format is a new function at the end of the list.
"""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

Migration = Callable[[Connection], None]
"""Changes the tables from one format to the next; runs inside a transaction that it neither begins nor ends."""

_FIRST = (
    """
    CREATE TABLE card (
        id TEXT PRIMARY KEY,
        program TEXT NOT NULL,
        document TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE take (
        id TEXT PRIMARY KEY,
        scenario TEXT NOT NULL,
        card TEXT REFERENCES card (id) ON DELETE SET NULL,
        target TEXT NOT NULL,
        call_kind TEXT,
        started_at TEXT NOT NULL,
        started_epoch_s REAL NOT NULL,
        audio TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('recording', 'recorded', 'analysed', 'failed')),
        duration_s REAL,
        recovered INTEGER NOT NULL DEFAULT 0,
        dropped_frames INTEGER NOT NULL DEFAULT 0,
        preroll_s REAL NOT NULL DEFAULT 0,
        failure TEXT
    )
    """,
    "CREATE INDEX take_by_time ON take (started_epoch_s DESC, id DESC)",
    "CREATE INDEX take_by_scenario ON take (scenario, started_epoch_s DESC, id DESC)",
    "CREATE INDEX take_by_card ON take (card)",
    """
    CREATE TABLE report (
        take TEXT PRIMARY KEY REFERENCES take (id) ON DELETE CASCADE,
        app TEXT NOT NULL,
        rules TEXT NOT NULL,
        measures TEXT NOT NULL,
        model TEXT NOT NULL,
        missing_required INTEGER NOT NULL,
        unclear_required INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE document (
        take TEXT PRIMARY KEY REFERENCES report (take) ON DELETE CASCADE,
        json TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE measure (
        take TEXT NOT NULL REFERENCES report (take) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value REAL,
        verdict TEXT,
        PRIMARY KEY (take, name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE finding (
        take TEXT NOT NULL REFERENCES report (take) ON DELETE CASCADE,
        rule TEXT NOT NULL,
        severity TEXT NOT NULL,
        certainty TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (take, rule, severity, certainty)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE element (
        take TEXT NOT NULL REFERENCES report (take) ON DELETE CASCADE,
        element TEXT NOT NULL,
        status TEXT NOT NULL,
        PRIMARY KEY (take, element)
    ) WITHOUT ROWID
    """,
)


def _first(connection: Connection) -> None:
    for statement in _FIRST:
        connection.execute(statement)


def _second(connection: Connection) -> None:
    """Mock calls: what the report of the take alone doesn't tell, kept beside it."""
    connection.execute(
        """
        CREATE TABLE mock_call (
            take TEXT PRIMARY KEY REFERENCES take (id) ON DELETE CASCADE,
            script TEXT NOT NULL,
            seed INTEGER NOT NULL,
            difficulty TEXT NOT NULL,
            ended TEXT,
            json TEXT NOT NULL
        )
        """
    )


_THIRD = (
    "ALTER TABLE take ADD COLUMN imported INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE said (
        take TEXT PRIMARY KEY REFERENCES report (take) ON DELETE CASCADE,
        words TEXT NOT NULL
    )
    """,
    "CREATE TABLE bin (take TEXT PRIMARY KEY REFERENCES take (id) ON DELETE CASCADE) WITHOUT ROWID",
    "CREATE VIEW kept AS SELECT * FROM take WHERE id NOT IN (SELECT take FROM bin)",
)


def _third(connection: Connection) -> None:
    """Takes made from files, the words of every take to search in, and the bin from which a take can come back."""
    for statement in _THIRD:
        connection.execute(statement)
    found = connection.execute("SELECT take, json_extract(json, '$.transcript.text') FROM document").fetchall()
    connection.executemany(
        "INSERT INTO said (take, words) VALUES (?, ?)", [(take, (words or "").casefold()) for take, words in found]
    )


_FOURTH = (
    """
    CREATE TABLE silenced (
        take TEXT NOT NULL REFERENCES take (id) ON DELETE CASCADE,
        rule TEXT NOT NULL,
        PRIMARY KEY (take, rule)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE script (
        scenario TEXT NOT NULL,
        card TEXT REFERENCES card (id) ON DELETE CASCADE,
        text TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX script_by_call ON script (scenario, ifnull(card, ''))",
    "CREATE INDEX script_by_card ON script (card)",
)


def _fourth(connection: Connection) -> None:
    """Rules that are silenced in one take, and what the user means to say in a call."""
    for statement in _FOURTH:
        connection.execute(statement)


_FIFTH = (
    "CREATE TABLE note (take TEXT PRIMARY KEY REFERENCES take (id) ON DELETE CASCADE, text TEXT NOT NULL)",
    """
    CREATE TABLE star (
        scenario TEXT PRIMARY KEY,
        take TEXT NOT NULL UNIQUE REFERENCES take (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
)


def _fifth(connection: Connection) -> None:
    """What the user says of a take, and which one of each call is the best."""
    for statement in _FIFTH:
        connection.execute(statement)


def _sixth(connection: Connection) -> None:
    """Takes that are one sentence said again, and so no take of the whole call."""
    connection.execute("ALTER TABLE take ADD COLUMN is_phrase INTEGER NOT NULL DEFAULT 0")


MIGRATIONS: tuple[Migration, ...] = (_first, _second, _third, _fourth, _fifth, _sixth)
"""All migrations in order; the database's format after the last one is their number."""

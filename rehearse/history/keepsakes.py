"""What the user says of their own takes: a note on each, and a star on the best one of each call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.history.database import Database

LONGEST_NOTE = 4000
"""More characters than this are cut off: a note, not a diary."""


class Keepsakes:
    """Notes and stars; its methods raise as those of the history that it belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, take_id: str) -> str:
        """The note on a take; empty where there is none."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT text FROM note WHERE take = ?", (take_id,)).fetchone()
        return str(found[0]) if found else ""

    def save_note(self, take_id: str, text: str) -> None:
        """Keep the note on a take in the place of the one before; an empty one is deleted."""
        text = text.strip()[:LONGEST_NOTE]
        with self._database.writing() as connection:
            earlier = connection.execute("DELETE FROM note WHERE take = ?", (take_id,))
            if text:
                connection.execute("INSERT INTO note (take, text) VALUES (?, ?)", (take_id, text))
        if earlier.rowcount:
            self._database.scrub()

    def notes(self) -> dict[str, str]:
        """All notes, by take."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT take, text FROM note").fetchall())

    def stars(self) -> frozenset[str]:
        """Ids of the takes that have a star."""
        with self._database.reading() as connection:
            return frozenset(take for (take,) in connection.execute("SELECT take FROM star"))

    def best(self, scenario: str) -> str | None:
        """Id of the take of a call that has the star; None where none has, or where it is in the bin."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT star.take FROM star JOIN kept ON kept.id = star.take WHERE star.scenario = ?", (scenario,)
            ).fetchone()
        return str(found[0]) if found else None

    def star(self, take_id: str) -> None:
        """Put the star of its call on a take; the one that had it loses it."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO star (scenario, take) SELECT scenario, id FROM take WHERE id = ?", (take_id,)
            )

    def unstar(self, take_id: str) -> None:
        """Take the star from a take; nothing happens where it has none."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM star WHERE take = ?", (take_id,))

"""Takes that were deleted a moment ago: out of every list, still on the disk, and able to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rehearse.history.database import Database


class Bin:
    """Holds takes until they are deleted for good.

    What lies in the bin is in no list and in no count. A program that ends with takes in the bin empties it at its
    next start, so that nothing that was deleted ever comes back by itself.
    """

    def __init__(self, database: Database, delete: Callable[[str], None]) -> None:
        self._database = database
        self._delete = delete

    def put(self, take_ids: Iterable[str]) -> None:
        """Take these out of every list, all of them or none."""
        with self._database.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO bin (take) VALUES (?)", [(one,) for one in take_ids])

    def restore(self, take_ids: Iterable[str]) -> None:
        """Put these back into the lists, all of them or none; those that are gone for good stay gone."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM bin WHERE take = ?", [(one,) for one in take_ids])

    def holds(self) -> tuple[str, ...]:
        """Ids of what lies in the bin."""
        with self._database.reading() as connection:
            return tuple(take for (take,) in connection.execute("SELECT take FROM bin ORDER BY take"))

    def empty(self) -> None:
        """Delete what lies in the bin for good: row, report and recording.

        Raises:
            KnownError: A recording can't be removed; it stays in the bin with those after it.
        """
        for take_id in self.holds():
            self._delete(take_id)

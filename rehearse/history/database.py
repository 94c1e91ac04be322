"""One open SQLite connection: reading, transactions, and leaving nothing behind of what was deleted."""

from __future__ import annotations

import contextlib
import logging
import os
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors
from rehearse.history import opening
from rehearse.history.troubles import history_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rehearse.history.schema import Migration


log = logging.getLogger(__name__)


class Database:
    """The history's database.

    Attributes:
        file: Where it is.
        recordings: The folder of the recordings, named in what the user is told.
    """

    def __init__(self, file: Path, recordings: Path, migrations: Sequence[Migration], patience_s: float) -> None:
        self.file = file
        self.recordings = recordings
        with history_errors(file, recordings):
            opening.refuse_if_unfit(file, recordings, len(migrations))
            self._connection = opening.connect(file, patience_s)
            self._opened = file.stat()
            try:
                opening.migrate(self._connection, file, migrations)
            except BaseException:
                self._connection.close()
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for statements that change nothing."""
        with history_errors(self.file, self.recordings):
            yield self._connection

    @contextlib.contextmanager
    def reading_at_once(self) -> Iterator[sqlite3.Connection]:
        """The connection, for short statements that change nothing and all see one state of the history."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def state(self) -> tuple[int, int]:
        """Another one after every change, whoever made it: this connection or another program's."""
        with self.reading() as connection:
            (others,) = connection.execute("PRAGMA data_version").fetchone()
        return connection.total_changes, others

    def must_be_in_place(self) -> None:
        """Refuse to go on with a file that was moved, deleted or replaced: SQLite would write on into what is lost.

        Any thread may ask.

        Raises:
            KnownError: HISTORY_GONE, or DISK_FAILED.
        """
        try:
            with disk_errors(self.file):
                found = self.file.stat()
        except KnownError as error:
            if error.trouble is Trouble.DISK_FAILED:
                raise
            raise KnownError(Trouble.HISTORY_GONE, path=self.file) from error
        # Windows lets nobody replace a file that is open.
        if os.name != "nt" and not os.path.samestat(found, self._opened):
            raise KnownError(Trouble.HISTORY_GONE, path=self.file)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction: all of it is done, or nothing."""
        self.must_be_in_place()
        with history_errors(self.file, self.recordings):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def joined(self, other: Path) -> Iterator[None]:
        """Let statements read the tables of another database too, as those of `joined`; not inside a transaction."""
        with self.reading() as connection:
            connection.execute("ATTACH DATABASE ? AS joined", (str(other),))
        try:
            yield
        finally:
            with self.reading() as connection:
                connection.execute("DETACH DATABASE joined")

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the log or in copies; freed pages are zeros already.

        A log that can't be emptied now, as on a full disk, is emptied by the next scrub or when the history is closed.

        Raises:
            KnownError: FOLDER_READ_ONLY, where a copy can't be deleted.
        """
        with disk_errors(self.file):
            for copy in opening.copies_of(self.file):
                copy.unlink(missing_ok=True)
        self._tidy("PRAGMA wal_checkpoint(TRUNCATE)")

    def shrink(self) -> None:
        """Give the room of what was deleted back to the disk, where there is enough to do so."""
        self._tidy("VACUUM")

    def _tidy(self, statement: str) -> None:
        """What was asked for is done by now; that it could not be tidied up after is not told as its failure."""
        try:
            with self.reading() as connection:
                connection.execute(statement).fetchall()
        except KnownError as error:
            log.warning("%s while tidying up", error.trouble)

    def close(self) -> None:
        """Close the connection; the log goes with the last one."""
        self._connection.close()

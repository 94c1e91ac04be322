"""SQLite's errors in the user's words, in one place."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.files import try_to_write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.HISTORY_BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.HISTORY_BUSY,
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.HISTORY_CORRUPT,
    sqlite3.SQLITE_NOTADB: Trouble.HISTORY_CORRUPT,
    sqlite3.SQLITE_IOERR: Trouble.HISTORY_FAULT,
}
"""By primary result code; every other code is a mistake of ours."""

_PRIMARY = 0xFF
"""The primary result code stands in the low byte of an extended one."""


def known_error(error: sqlite3.Error, file: Path, recordings: Path) -> KnownError | None:
    """What the user is told of an SQLite error; None where the error is a mistake of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    trouble = None if code is None else _TROUBLES.get(code & _PRIMARY)
    if trouble is Trouble.HISTORY_FAULT:
        # A full disk is also told as one that can't be read or written, such as where the log's index is made.
        try:
            try_to_write(file.parent)
        except KnownError as nearer:
            return nearer
    return None if trouble is None else KnownError(trouble, path=file, recordings=recordings)


@contextlib.contextmanager
def history_errors(file: Path, recordings: Path) -> Iterator[None]:
    """Turn SQLite's errors that are the world's fault into known errors; mistakes of ours pass as they are.

    Raises:
        KnownError: HISTORY_BUSY, HISTORY_CORRUPT, HISTORY_FAULT, DISK_FULL or FOLDER_READ_ONLY.
    """
    try:
        yield
    except sqlite3.Error as error:
        known = known_error(error, file, recordings)
        if known is None:
            raise
        raise known from error

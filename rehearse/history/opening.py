"""Opening the database: looked at before it is touched, refused where it must be, brought up to date otherwise.

A database of a newer program, a damaged one, or a file that is no history of ours stays byte for byte as it is.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder, take_rights_from_others

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rehearse.history.schema import Migration

_MAGIC = b"SQLite format 3\x00"
_VERSION_AT = slice(60, 64)
"""Where `user_version` stands in the database's first page (SQLite file format, 1.3)."""
_WAL_HEADER = 32
_FRAME_HEADER = 24

_CENTRAL = "take"
"""The table without which a database is none of ours."""
_LARGE = "document"
"""The one table that is left out of the check at each start: nearly all bytes are in it, none of the structure."""


def beside(file: Path, suffix: str) -> Path:
    """The file that stands beside the database under its name with a suffix."""
    return file.with_name(file.name + suffix)


def stored_version(file: Path) -> int | None:
    """The format number of a database, read without opening it; None where the file is no SQLite database.

    What a crash left in the write-ahead log counts: the highest number found in either wins, so that a newer
    program's database is never taken for an older one.
    """
    with file.open("rb") as database:
        page = database.read(100)
    if page[: len(_MAGIC)] != _MAGIC or len(page) < _VERSION_AT.stop:
        return None
    return max(_version_of(page), *_versions_in_log(beside(file, "-wal")), 0)


def _version_of(page: bytes) -> int:
    return int.from_bytes(page[_VERSION_AT], "big", signed=True)


def _versions_in_log(log: Path) -> list[int]:
    """The format numbers of the copies of the first page in a write-ahead log (SQLite file format, 4.1)."""
    versions: list[int] = []
    if not log.exists():
        return versions
    with log.open("rb") as file:
        header = file.read(_WAL_HEADER)
        page_size = int.from_bytes(header[8:12], "big")
        salts = header[16:24]
        while page_size and len(frame := file.read(_FRAME_HEADER)) == _FRAME_HEADER and frame[8:16] == salts:
            page = file.read(page_size)
            if frame[:4] == b"\x00\x00\x00\x01" and len(page) == page_size:
                versions.append(_version_of(page))
    return versions


def refuse_if_unfit(file: Path, recordings: Path, known: int) -> int | None:
    """Refuse a database that is newer than `known`, damaged, or not ours; nothing is changed.

    Returns:
        The database's format number; None where there is none yet.

    Raises:
        KnownError: HISTORY_NEWER, HISTORY_CORRUPT, FOLDER_READ_ONLY.
    """
    corrupt = KnownError(Trouble.HISTORY_CORRUPT, path=file, recordings=recordings)
    with disk_errors(file):
        if not file.exists() or not file.stat().st_size:
            return None
        version = stored_version(file)
    if version is None:
        raise corrupt
    if version > known:
        raise KnownError(Trouble.HISTORY_NEWER, path=file, found=version, known=known)
    if not _is_sound(file, fresh=version == 0):
        raise corrupt
    return version


def _is_sound(file: Path, *, fresh: bool) -> bool:
    """Whether the tables hold together; a database without a format must be without tables too."""
    # Without a log nobody has the file open, and only `immutable` keeps SQLite from making files beside it.
    how = "mode=ro" if beside(file, "-wal").exists() else "mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?{how}", uri=True)) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            if fresh or _CENTRAL not in names:
                return fresh and not names
            return all(
                connection.execute(f'PRAGMA quick_check("{name}")').fetchone()[0] == "ok"
                for name in names
                if name != _LARGE
            )
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return False
        raise


def connect(file: Path, patience_s: float) -> sqlite3.Connection:
    """Open the database for reading and writing, made where it is missing, for the owner alone.

    Args:
        file: The database.
        patience_s: How long to wait for another program that is just writing, in seconds.
    """
    make_private_folder(file.parent)
    with disk_errors(file):
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        take_rights_from_others(file)
    connection = sqlite3.connect(file, timeout=patience_s, isolation_level=None)
    try:
        # What is deleted is overwritten with zeros, and no words go into temporary files.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # A take is begun and ended a few times an hour: what was saved should survive a power cut too.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    """The format number of an open database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, file: Path, migrations: Sequence[Migration]) -> None:
    """Bring the database to the newest format, one transaction per migration, after a copy was made of it.

    The copy stands beside the database (`history.db.before-2`). It is kept until something is deleted, as it would
    keep what was to go. A migration that fails is rolled back whole, those before it stay done.
    """
    version = version_of(connection)
    if version >= len(migrations):
        return
    if version:
        _copy(connection, beside(file, f".before-{len(migrations)}"))
    for number, change in enumerate(migrations[version:], version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            change(connection)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(connection: sqlite3.Connection, to: Path) -> None:
    with disk_errors(to):
        to.unlink(missing_ok=True)
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with contextlib.closing(sqlite3.connect(to)) as copy:
        connection.backup(copy)


def copies_of(file: Path) -> list[Path]:
    """The copies that migrations left beside the database."""
    return sorted(file.parent.glob(file.name + ".before-*"))

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history.troubles import history_errors

if TYPE_CHECKING:
    from pathlib import Path


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE t (text TEXT)")
        connection.execute("PRAGMA max_page_count = 4")

        with pytest.raises(KnownError) as error, history_errors(file, tmp_path):
            connection.execute("INSERT INTO t VALUES (?)", ("x" * 100_000,))

    assert error.value.trouble is Trouble.DISK_FULL
    assert str(file) in error.value.message


def test_a_folder_in_the_place_of_the_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error, history_errors(tmp_path, tmp_path):
        sqlite3.connect(tmp_path)

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_disk_that_fails_is_named(tmp_path: Path) -> None:
    failing = sqlite3.OperationalError("disk I/O error")
    failing.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC

    with pytest.raises(KnownError) as error, history_errors(tmp_path / "history.db", tmp_path):
        raise failing

    assert error.value.trouble is Trouble.HISTORY_FAULT


@pytest.mark.parametrize("statement", ["nonsense", "SELECT * FROM no_such_table", "INSERT INTO t VALUES (NULL)"])
def test_a_mistake_of_ours_passes_as_it_is(tmp_path: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (text TEXT NOT NULL)")

        with pytest.raises(sqlite3.Error), history_errors(tmp_path / "history.db", tmp_path):
            connection.execute(statement)


def test_an_error_without_a_code_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.close()

        with pytest.raises(sqlite3.ProgrammingError), history_errors(tmp_path / "history.db", tmp_path):
            connection.execute("SELECT 1")

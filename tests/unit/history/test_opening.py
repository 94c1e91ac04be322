from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history import opening
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import FORMAT, HistoryStore
from tests.reports import a_report
from tests.unit.history.conftest import record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

ADD_A_MOOD = "ALTER TABLE take ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'"


def add_a_mood(connection: Connection) -> None:
    """A migration as a later version might bring it."""
    connection.execute(ADD_A_MOOD)


def fail_half_way(connection: Connection) -> None:
    """A migration that changes something and then can't go on."""
    connection.execute("ALTER TABLE take ADD COLUMN colour TEXT")
    connection.execute("DELETE FROM measure")
    connection.execute("INSERT INTO no_such_table VALUES (1)")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file beside the database and its bytes."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def ask(file: Path, sql: str) -> list[tuple[object, ...]]:
    """What another program reads in the database."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def filled(store: HistoryStore, history_file: Path) -> Path:
    """A closed history with a take and a report."""
    take = record(store)
    store.save_report(take.id, a_report())
    store.close()
    return history_file


def refused(file: Path, recordings: Path) -> KnownError:
    """Open a history that must be refused, and see that not a byte changes and no file is added."""
    before = contents(file.parent)
    with pytest.raises(KnownError) as error:
        HistoryStore.open(file, recordings)
    assert contents(file.parent) == before
    with pytest.raises(KnownError) as examined:
        HistoryStore.examine(file, recordings)
    assert examined.value.trouble is error.value.trouble
    assert contents(file.parent) == before
    return error.value


def test_a_new_history_has_the_newest_format(store: HistoryStore, history_file: Path, recordings: Path) -> None:
    store.close()

    assert HistoryStore.examine(history_file, recordings) == FORMAT == len(MIGRATIONS)


def test_an_empty_file_is_a_new_history(history_file: Path, recordings: Path) -> None:
    history_file.parent.mkdir()
    history_file.write_bytes(b"")
    assert HistoryStore.examine(history_file, recordings) is None

    HistoryStore.open(history_file, recordings).close()

    assert HistoryStore.examine(history_file, recordings) == FORMAT


def test_examining_makes_nothing(tmp_path: Path) -> None:
    assert HistoryStore.examine(tmp_path / "data" / "history.db", tmp_path / "data" / "recordings") is None
    assert not list(tmp_path.iterdir())


def test_a_closed_history_is_one_file(filled: Path) -> None:
    assert set(contents(filled.parent)) == {"history.db"}


def test_a_newer_history_is_refused_with_both_formats_named_and_not_touched(filled: Path, recordings: Path) -> None:
    with contextlib.closing(sqlite3.connect(filled)) as newer:
        newer.execute(f"PRAGMA user_version = {FORMAT + 41}")

    error = refused(filled, recordings)

    assert error.trouble is Trouble.HISTORY_NEWER
    assert f"format {FORMAT + 41}" in error.message
    assert f"knows {FORMAT}" in error.message


KILLED_WITH_A_LOG = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("BEGIN")
for statement in sys.argv[2:]:
    connection.execute(statement)
connection.execute("COMMIT")
os._exit(9)
"""


def killed_after(file: Path, *statements: str) -> None:
    """Another program changes the history and is killed before its log is written back."""
    subprocess.run([sys.executable, "-c", KILLED_WITH_A_LOG, file, *statements], check=False)
    assert opening.beside(file, "-wal").stat().st_size


def test_a_newer_format_that_stands_only_in_the_log_of_a_crash_is_refused_too(filled: Path, recordings: Path) -> None:
    killed_after(filled, ADD_A_MOOD, f"PRAGMA user_version = {FORMAT + 1}")
    assert filled.read_bytes()[63] == FORMAT

    error = refused(filled, recordings)

    assert error.trouble is Trouble.HISTORY_NEWER


def test_what_a_killed_program_had_saved_is_there(filled: Path, recordings: Path) -> None:
    killed_after(filled, "UPDATE take SET failure = 'as told'")

    store = HistoryStore.open(filled, recordings)

    assert store.lists.rows()[0].take.failure == "as told"
    store.close()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 4096 * 3])


def _zeroed_in_the_middle(file: Path) -> None:
    (page,) = ask(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'measure'")[0]
    whole = bytearray(file.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(whole)


def _scrambled(file: Path) -> None:
    (page,) = ask(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'take'")[0]
    whole = bytearray(file.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = bytes(range(256)) * 16
    file.write_bytes(whole)


def _foreign_database(file: Path) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _foreign_database_with_a_number(file: Path) -> None:
    _foreign_database(file)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 1")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a text": lambda file: file.write_text("Dear diary,\n" * 1000),
    "a few bytes": lambda file: file.write_bytes(b"SQLite"),
    "the header alone": lambda file: file.write_bytes(file.read_bytes()[:100]),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "cut short": _cut,
    "a page of zeros": _zeroed_in_the_middle,
    "a scrambled page": _scrambled,
    "another program's database": _foreign_database,
    "another program's database with a format": _foreign_database_with_a_number,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_history_is_refused_and_not_touched(
    filled: Path, recordings: Path, damage: Callable[[Path], object]
) -> None:
    damage(filled)

    error = refused(filled, recordings)

    assert error.trouble is Trouble.HISTORY_CORRUPT
    assert str(filled) in error.message
    assert str(recordings) in error.message


def test_a_damaged_history_with_a_log_is_refused_and_neither_is_touched(filled: Path, recordings: Path) -> None:
    _zeroed_in_the_middle(filled)
    shutil.copy(filled, filled.with_suffix(".damaged"))
    with contextlib.suppress(AssertionError):
        killed_after(filled, "UPDATE take SET failure = 'as told'")
    log = opening.beside(filled, "-wal")
    before = filled.read_bytes(), log.read_bytes()

    with pytest.raises(KnownError) as error:
        HistoryStore.open(filled, recordings)

    assert error.value.trouble is Trouble.HISTORY_CORRUPT
    assert (filled.read_bytes(), log.read_bytes()) == before


def test_damage_that_is_met_later_is_named_too(filled: Path, recordings: Path) -> None:
    (page,) = ask(filled, "SELECT rootpage FROM sqlite_schema WHERE name = 'document'")[0]
    whole = bytearray(filled.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = bytes(4096)
    filled.write_bytes(whole)
    store = HistoryStore.open(filled, recordings)
    (row,) = store.lists.rows()

    with pytest.raises(KnownError) as error:
        store.report(row.take.id)

    assert error.value.trouble is Trouble.HISTORY_CORRUPT
    store.close()


def test_an_older_history_is_brought_up_to_date_with_everything_in_it(filled: Path, recordings: Path) -> None:
    before = ask(filled, "SELECT * FROM measure ORDER BY name")

    newer = HistoryStore.open(filled, recordings, migrations=(*MIGRATIONS, add_a_mood))

    assert newer.report(newer.lists.rows()[0].take.id) == a_report()
    newer.close()
    assert ask(filled, "PRAGMA user_version") == [(FORMAT + 1,)]
    assert ask(filled, "SELECT mood FROM take") == [("calm",)]
    assert ask(filled, "SELECT * FROM measure ORDER BY name") == before


def test_a_copy_from_before_a_migration_is_kept_and_can_be_used_again(filled: Path, recordings: Path) -> None:
    HistoryStore.open(filled, recordings, migrations=(*MIGRATIONS, add_a_mood)).close()
    (copy,) = opening.copies_of(filled)

    shutil.move(copy, filled)

    old = HistoryStore.open(filled, recordings)
    assert old.report(old.lists.rows()[0].take.id) == a_report()
    old.close()


def test_a_history_that_is_up_to_date_is_not_copied(filled: Path, recordings: Path) -> None:
    HistoryStore.open(filled, recordings).close()

    assert opening.copies_of(filled) == []


def test_a_migration_that_fails_is_rolled_back_and_those_before_it_stay(filled: Path, recordings: Path) -> None:
    measures = ask(filled, "SELECT * FROM measure ORDER BY name")

    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        HistoryStore.open(filled, recordings, migrations=(*MIGRATIONS, add_a_mood, fail_half_way, add_a_mood))

    assert ask(filled, "PRAGMA user_version") == [(FORMAT + 1,)]
    assert ask(filled, "SELECT mood FROM take") == [("calm",)]
    assert ask(filled, "SELECT * FROM measure ORDER BY name") == measures
    assert "colour" not in {row[1] for row in ask(filled, "PRAGMA table_info(take)")}
    (copy,) = opening.copies_of(filled)
    assert ask(copy, "PRAGMA user_version") == [(FORMAT,)]
    assert ask(copy, "SELECT * FROM measure ORDER BY name") == measures


def test_a_first_start_that_fails_leaves_a_history_that_the_next_one_can_begin(
    history_file: Path, recordings: Path
) -> None:
    with pytest.raises(sqlite3.OperationalError):
        HistoryStore.open(history_file, recordings, migrations=(lambda c: c.execute("nonsense"),))

    HistoryStore.open(history_file, recordings).close()

    assert HistoryStore.examine(history_file, recordings) == FORMAT


def test_a_history_that_another_program_writes_to_is_named_as_busy(store: HistoryStore, history_file: Path) -> None:
    take = record(store)
    with contextlib.closing(sqlite3.connect(history_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(KnownError) as error:
            store.save_report(take.id, a_report())
        assert store.report(take.id) is None

        other.execute("ROLLBACK")

    assert error.value.trouble is Trouble.HISTORY_BUSY
    assert str(history_file) in error.value.message
    store.save_report(take.id, a_report())
    assert store.report(take.id) == a_report()


def test_a_history_that_another_program_has_to_itself_can_not_be_opened(filled: Path, recordings: Path) -> None:
    with contextlib.closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(KnownError) as error:
            HistoryStore.open(filled, recordings, patience_s=0.01)

    assert error.value.trouble is Trouble.HISTORY_BUSY


def test_two_may_read_and_write_in_turn(store: HistoryStore, history_file: Path, recordings: Path) -> None:
    other = HistoryStore.open(history_file, recordings)
    take = record(store)

    other.save_report(take.id, a_report())

    assert store.report(take.id) == a_report()
    other.close()

"""A program that is killed in the middle of a change: the next start finds what was there before, or all of it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rehearse.history.backup import write_backup
from rehearse.history.incoming import take_back
from rehearse.history.restore import Restored, restore_backup
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import FORMAT, HistoryStore
from rehearse.scratch import clear_scratch
from tests.reports import a_report
from tests.unit.history.conftest import files_of, history_of_the_first_format, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rehearse.report import Report

PROGRAM = """
import os, signal, sys
from pathlib import Path
from rehearse.history.backup import write_backup
from rehearse.history.restore import restore_backup
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import HistoryStore

task, history, recordings, file, moment = sys.argv[1:]

def die(*_arguments):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def at_statement(database):
    database.set_trace_callback(lambda sql: die() if sql.startswith(moment) else None)

def at_share(share):
    if share >= float(moment):
        die()
    return True

def dying(change):
    def changed(connection):
        at_statement(connection)
        change(connection)
    return changed

if task == "migrate":
    HistoryStore.open(Path(history), Path(recordings), migrations=tuple(dying(one) for one in MIGRATIONS))
store = HistoryStore.open(Path(history), Path(recordings))
if task == "restore":
    with store.database.reading() as connection:
        at_statement(connection)
    restore_backup(store, Path(file))
if task == "restore-share":
    restore_backup(store, Path(file), go_on=at_share)
if task == "back-up":
    write_backup(store, Path(file), go_on=at_share)
if task == "delete":
    with store.database.reading() as connection:
        at_statement(connection)
    store.delete_all()
"""


def killed(task: str, store: HistoryStore, file: Path, moment: str) -> None:
    """Another program does something with a history, and is killed at a statement or a share."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, task, store.file, store.recordings_folder, file, moment],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr == ""


@contextlib.contextmanager
def started_again(store: HistoryStore) -> Iterator[HistoryStore]:
    """The history as the next start of the program finds it and tidies it up."""
    with contextlib.closing(HistoryStore.open(store.file, store.recordings_folder)) as again:
        take_back(again)
        clear_scratch(again.recordings_folder)
        yield again


def reports_of(store: HistoryStore) -> list[tuple[str, Report | None]]:
    return [(row.take.id, store.report(row.take.id)) for row in store.lists.rows()]


@pytest.fixture
def elsewhere(other: HistoryStore) -> HistoryStore:
    """The history of another computer, closed."""
    other.close()
    return other


@pytest.mark.parametrize(
    ("task", "moment"),
    [
        ("restore-share", "0.3"),
        ("restore-share", "0.7"),
        ("restore", "ATTACH"),
        ("restore", "BEGIN"),
        ("restore", 'INSERT INTO main."report"'),
        ("restore", "COMMIT"),
        ("restore", "DETACH"),
    ],
)
def test_a_backup_whose_taking_over_was_killed_is_taken_over_whole_the_next_time(
    elsewhere: HistoryStore, backup: Path, store: HistoryStore, task: str, moment: str
) -> None:
    killed(task, elsewhere, backup, moment)
    with started_again(elsewhere) as again:
        done_before = 2 if moment == "DETACH" else 0
        assert again.lists.count() == done_before
        assert files_of(again.recordings_folder) == (files_of(store.recordings_folder) if done_before else {})
        assert restore_backup(again, backup) == Restored(2 - done_before, done_before)
        assert reports_of(again) == reports_of(store)
        assert files_of(again.recordings_folder) == files_of(store.recordings_folder)


def test_a_recording_that_no_row_knew_before_stays_where_taking_over_a_backup_was_killed(
    elsewhere: HistoryStore, backup: Path, store: HistoryStore
) -> None:
    """As where a damaged history was moved away: the recordings are all that is left."""
    take = store.lists.rows()[0].take
    before = elsewhere.recordings_folder / take.audio_path.relative_to(store.recordings_folder)
    before.parent.mkdir()
    before.write_bytes(b"RIFF, and nowhere else")
    killed("restore", elsewhere, backup, "COMMIT")
    with started_again(elsewhere) as again:
        assert files_of(again.recordings_folder) == {
            str(before.relative_to(again.recordings_folder)): b"RIFF, and nowhere else"
        }


def test_a_backup_that_was_killed_while_it_was_written_leaves_the_one_before_whole(
    backup: Path, store: HistoryStore, elsewhere: HistoryStore
) -> None:
    record(store, 9)
    killed("back-up", store, backup, "0.6")
    with contextlib.closing(HistoryStore.open(elsewhere.file, elsewhere.recordings_folder)) as again:
        assert restore_backup(again, backup) == Restored(2, 0)
    assert write_backup(store, backup) is not None


@pytest.mark.parametrize("statement", ["ALTER TABLE take ADD COLUMN imported", "INSERT INTO said", "CREATE TABLE note"])
def test_a_history_whose_bringing_up_to_date_was_killed_is_brought_up_to_date_by_the_next_start(
    history_file: Path, recordings: Path, statement: str
) -> None:
    take_id = history_of_the_first_format(history_file, recordings, a_report("Hello there"))
    with contextlib.closing(HistoryStore.open(history_file, recordings, migrations=MIGRATIONS[:1])) as old:
        pass
    killed("migrate", old, history_file, statement)
    assert (HistoryStore.examine(history_file, recordings) or 0) < FORMAT
    with contextlib.closing(HistoryStore.open(history_file, recordings)) as again:
        assert again.report(take_id) == a_report("Hello there")
        assert again.overview.with_words("hello") == {take_id}
    assert HistoryStore.examine(history_file, recordings) == FORMAT


@pytest.mark.parametrize("statement", ["DELETE FROM take", "COMMIT", "VACUUM"])
def test_deleting_everything_that_was_killed_can_be_done_again(
    store: HistoryStore, backup: Path, statement: str
) -> None:
    store.close()
    killed("delete", store, backup, statement)
    with contextlib.closing(HistoryStore.open(store.file, store.recordings_folder)) as again:
        again.delete_all()
        assert again.lists.rows() == ()
    assert files_of(store.recordings_folder) == {}

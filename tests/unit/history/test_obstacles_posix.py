from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history.backup import write_backup
from rehearse.history.restore import Restored, restore_backup
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from tests.posix import read_only, rights, room_for
from tests.reports import a_report
from tests.unit.history.conftest import begin, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def generous_umask() -> Iterator[None]:
    """Private also where the system would give rights away."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_database_its_log_and_the_folders_are_for_their_owner_alone(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    take = begin(store)

    files = {file.name: rights(file) for file in history_file.parent.iterdir() if file.is_file()}
    assert files == {"history.db": "0600", "history.db-wal": "0600", "history.db-shm": "0600"}
    assert [rights(folder) for folder in (history_file.parent, recordings, take.audio_path.parent)] == ["0700"] * 3


def test_what_stood_open_to_others_is_closed(store: HistoryStore, history_file: Path, recordings: Path) -> None:
    take = record(store)
    store.close()
    day = take.audio_path.parent
    for folder in (history_file.parent, recordings, day):
        folder.chmod(0o755)
    history_file.chmod(0o644)

    again = HistoryStore.open(history_file, recordings)
    begin(again)

    assert [rights(folder) for folder in (history_file.parent, recordings, day)] == ["0700"] * 3
    assert rights(history_file) == "0600"
    again.close()


def test_a_copy_from_before_a_migration_is_for_its_owner_alone(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    store.close()

    newer = HistoryStore.open(history_file, recordings, migrations=(*MIGRATIONS, lambda _connection: None))

    newer.close()
    assert rights(history_file.with_name(f"history.db.before-{len(MIGRATIONS) + 1}")) == "0600"


def test_a_history_in_a_read_only_folder_is_named_and_stays_as_it_is(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    take = record(store)
    store.close()
    before = history_file.read_bytes()

    with read_only(history_file.parent), pytest.raises(KnownError) as error:
        HistoryStore.open(history_file, recordings)

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert str(history_file) in error.value.message
    assert history_file.read_bytes() == before
    assert take.audio_path.exists()


def test_a_history_can_not_begin_in_a_read_only_folder(tmp_path: Path) -> None:
    with read_only(tmp_path), pytest.raises(KnownError) as error:
        HistoryStore.open(tmp_path / "data" / "history.db", tmp_path / "data" / "recordings")

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert not list(tmp_path.iterdir())


def test_a_history_that_may_not_be_read_is_not_taken_for_a_damaged_one(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    store.close()
    history_file.chmod(0)

    with read_only(recordings), pytest.raises(KnownError) as error:
        HistoryStore.open(history_file, recordings)

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_take_can_not_begin_where_its_folder_can_not_be_made(store: HistoryStore, recordings: Path) -> None:
    with read_only(recordings), pytest.raises(KnownError) as error:
        begin(store)

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert store.lists.rows() == ()


def test_a_recording_in_a_read_only_folder_is_not_forgotten_by_deleting(store: HistoryStore) -> None:
    take = record(store)
    store.save_report(take.id, a_report())

    with read_only(take.audio_path.parent), pytest.raises(KnownError) as error:
        store.delete(take.id)

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert store.take(take.id).state is TakeState.ANALYSED
    assert store.report(take.id) == a_report()
    assert take.audio_path.exists()


def test_a_disk_that_takes_no_more_leaves_what_was_saved(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    first, second = record(store, 0), record(store, 1)
    store.save_report(first.id, a_report())
    before = store.lists.rows()
    long = a_report(" ".join(["please"] * 50_000))

    with room_for(500_000), pytest.raises(KnownError) as error:
        store.save_report(second.id, long)

    assert error.value.trouble in {Trouble.DISK_FULL, Trouble.HISTORY_FAULT}
    assert store.lists.rows() == before
    store.close()
    again = HistoryStore.open(history_file, recordings)
    assert again.lists.rows() == before
    assert again.report(first.id) == a_report()
    again.save_report(second.id, long)
    assert again.report(second.id) == long
    again.close()


def test_a_history_that_can_not_be_opened_on_a_full_disk_says_that_it_is_full(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    record(store)
    before = store.lists.rows()
    store.close()

    with room_for(0), pytest.raises(KnownError) as error:
        HistoryStore.open(history_file, recordings)

    assert error.value.trouble is Trouble.DISK_FULL
    again = HistoryStore.open(history_file, recordings)
    assert again.lists.rows() == before
    again.close()


def test_a_disk_that_is_full_at_the_last_write_leaves_no_recording_of_a_backup(
    store: HistoryStore, history_file: Path, recordings: Path, tmp_path: Path
) -> None:
    take = record(store)
    store.save_report(take.id, a_report("Hello there"))
    write_backup(store, tmp_path / "takes.zip")
    store.delete(take.id)
    begin(store, 1)
    written = history_file.with_name("history.db-wal").stat().st_size

    with room_for(written), pytest.raises(KnownError) as error:
        restore_backup(store, tmp_path / "takes.zip")

    assert error.value.trouble is Trouble.DISK_FULL
    assert not list(recordings.rglob("*.wav"))
    assert len(store.unfinished()) == 1
    assert store.lists.count() == 1
    assert restore_backup(store, tmp_path / "takes.zip") == Restored(1, 0)
    assert take.audio_path.exists()

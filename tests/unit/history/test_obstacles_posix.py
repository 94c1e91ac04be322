from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history.backup import write_backup
from rehearse.history.restore import Restored, restore_backup
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from rehearse.programs.card import Card
from tests.posix import read_only, rights, room_for, unreadable
from tests.reports import a_report
from tests.unit.history.conftest import begin, record
from tests.unit.history.test_calls import a_call

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


def moved_away(data: Path) -> None:
    data.rename(data.with_name("moved"))


def replaced(data: Path) -> None:
    """As by a program that keeps folders on several computers alike."""
    shutil.copy(data / "history.db", data / "newer.db")
    (data / "newer.db").replace(data / "history.db")


@pytest.mark.parametrize("change", [shutil.rmtree, moved_away, replaced])
def test_a_history_that_is_no_longer_where_it_was_takes_nothing_that_would_be_lost(
    store: HistoryStore, history_file: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    take = begin(store)
    change(history_file.parent)
    left = sorted(tmp_path.rglob("*"))

    for what in (
        lambda: begin(store, 1),
        lambda: store.finish_take(take.id, 3.0),
        lambda: store.cards.save(Card(program="Lakeview")),
        store.once_more,
    ):
        with pytest.raises(KnownError) as error:
            what()
        assert error.value.trouble is Trouble.HISTORY_GONE
        assert str(history_file) in error.value.message

    assert sorted(tmp_path.rglob("*")) == left


def test_a_history_that_is_put_back_takes_what_comes(store: HistoryStore, history_file: Path, tmp_path: Path) -> None:
    moved_away(history_file.parent)
    with pytest.raises(KnownError):
        begin(store)
    (tmp_path / "moved").rename(history_file.parent)

    take = begin(store)

    with contextlib.closing(store.once_more()) as again:
        assert again.unfinished() == (take,)


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


Change = Callable[[HistoryStore], object]

CHANGES: dict[str, Change] = {
    "a take begins": lambda store: begin(store, 30),
    "a take ends": lambda store: store.finish_take(of(store, 9), 3.0),
    "an analysis fails": lambda store: store.fail_take(of(store, 1), "The disk is full."),
    "a report": lambda store: store.save_report(of(store, 1), a_report(" ".join(["please"] * 100))),
    "a call": lambda store: store.calls.save(of(store, 1), a_call()),
    "a rule is silenced": lambda store: store.silenced.add(of(store, 0), "apology"),
    "a note": lambda store: store.keepsakes.save_note(of(store, 0), "Slower."),
    "a star": lambda store: store.keepsakes.star(of(store, 1)),
    "a card": lambda store: store.cards.save(Card(id="lake", program="Lakeview")),
    "a card is deleted": lambda store: store.cards.delete("river"),
    "a script": lambda store: store.scripts.save("voicemail", None, "Good morning."),
    "into the bin": lambda store: store.bin.put([of(store, 1)]),
    "a take is deleted": lambda store: store.delete(of(store, 0)),
    "everything is deleted": lambda store: store.delete_all(with_cards=True),
}


def of(store: HistoryStore, minute: int) -> str:
    """The id of the take that began in a minute after quarter past ten."""
    return next(row.take.id for row in store.lists.rows() if row.take.started_at.minute == 15 + minute)


def told(store: HistoryStore) -> list[object]:
    """All that the user put in or can see, without what is drawn by lot."""
    rows = store.lists.rows()
    ids = [row.take.id for row in rows]
    return [
        [(row.take.started_at, row.take.state, row.take.duration_s, row.measures, row.fixes) for row in rows],
        [(store.report(one), store.calls.report(one), store.silenced.of(one)) for one in ids],
        [store.keepsakes.note(one) for one in ids],
        [one in store.keepsakes.stars() for one in ids],
        (store.cards.all(), store.scripts.everything()),
    ]


def met_by(change: Change, store: HistoryStore, room_bytes: int) -> Trouble | None:
    """What a change runs into where no file can be larger than this."""
    try:
        with room_for(room_bytes):
            change(store)
    except KnownError as error:
        return error.trouble
    return None


@pytest.fixture
def full_of(store: HistoryStore, history_file: Path) -> Path:
    """A closed history with something of everything in it; its folder."""
    for minute in range(2):
        store.save_report(record(store, minute).id, a_report("Please. I would do anything."))
    begin(store, 9)
    store.calls.save(of(store, 0), a_call())
    store.keepsakes.save_note(of(store, 0), "Too fast.")
    store.keepsakes.star(of(store, 0))
    store.cards.save(Card(id="river", program="Riverbend"))
    store.scripts.save("voicemail", None, "Hello.")
    store.close()
    return history_file.parent


@pytest.mark.parametrize("change", CHANGES)
def test_a_disk_that_is_full_at_any_write_leaves_all_as_it_was_or_does_all_that_was_asked(
    full_of: Path, tmp_path: Path, change: str
) -> None:
    def opened(name: str) -> HistoryStore:
        shutil.copytree(full_of, tmp_path / name)
        return HistoryStore.open(tmp_path / name / "history.db", tmp_path / name / "recordings")

    with contextlib.closing(opened("roomy")) as store:
        before = told(store)
        CHANGES[change](store)
        after = told(store)
    outcomes = []
    for size in (0, *range(32, 50_000, 8_000), 1_000_000):
        with contextlib.closing(opened(str(size))) as store:
            trouble = met_by(CHANGES[change], store, size)
            assert trouble in {None, Trouble.DISK_FULL, Trouble.HISTORY_FAULT}
            outcomes.append(before if trouble else after)
            assert told(store) == outcomes[-1]
        with contextlib.closing(
            HistoryStore.open(tmp_path / str(size) / "history.db", tmp_path / str(size) / "recordings")
        ) as again:
            assert told(again) == outcomes[-1]
    assert outcomes[0] == before
    assert outcomes[-1] == after


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


def test_a_backup_that_may_not_be_read_is_named(store: HistoryStore, backup: Path) -> None:
    with unreadable(backup), pytest.raises(KnownError) as error:
        restore_backup(store, backup)

    assert error.value.trouble is Trouble.FILE_FORBIDDEN
    assert str(backup) in error.value.message

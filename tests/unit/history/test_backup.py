"""Takes that travel: out of one history, into a file, and from there into another."""

from __future__ import annotations

import errno
import os
import stat
import time
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history.backup import BackedUp, Wishes, write_backup
from rehearse.history.recordings import other_side
from rehearse.history.restore import Restored, restore_backup
from rehearse.history.store import HistoryStore
from rehearse.phrases.finding import Severity
from rehearse.programs.card import Card
from rehearse.target import Target
from tests.reports import a_finding, a_report
from tests.unit.history.conftest import MONDAY, begin, files_of, record
from tests.unit.history.test_calls import a_call

if TYPE_CHECKING:
    from pathlib import Path


def contents(store: HistoryStore) -> list[tuple[object, ...]]:
    """All that a history holds, however it came there; places differ."""
    return [
        (row.take.id, row.take.started_at, row.measures, row.stops, row.fixes, store.report(row.take.id))
        for row in store.lists.rows()
    ]


def test_a_history_comes_out_of_a_backup_as_it_went_in(store: HistoryStore, other: HistoryStore, backup: Path) -> None:
    assert restore_backup(other, backup) == Restored(added=2, known=0)
    assert contents(other) == contents(store)
    assert other.cards.all() == store.cards.all()
    assert files_of(other.recordings_folder) == files_of(store.recordings_folder)
    assert other.overview.with_words("hello") == store.overview.with_words("hello") != frozenset()
    assert oct(stat.S_IMODE(other.lists.rows()[0].take.audio_path.stat().st_mode)) == "0o600"


def test_what_the_user_said_of_the_takes_travels_with_them(
    store: HistoryStore, other: HistoryStore, tmp_path: Path
) -> None:
    card = Card(id="a" * 32, program="Riverbend")
    store.cards.save(card)
    first = record(store)
    store.save_report(first.id, a_report("Hello there", findings=(a_finding("rule", Severity.FIX),)))
    store.silenced.add(first.id, "rule")
    store.keepsakes.save_note(first.id, "Too fast.")
    store.keepsakes.star(first.id)
    store.scripts.save("voicemail", card.id, "Hello, this is Maya.")
    wishes = Wishes(("basic*", "to be honest"), ("apology",))
    write_backup(store, tmp_path / "takes.zip", wishes=wishes)

    found = restore_backup(other, tmp_path / "takes.zip")

    assert found == Restored(1, 0, wishes)
    assert other.keepsakes.note(first.id) == "Too fast."
    assert other.keepsakes.best("practice-intro") == first.id
    assert other.scripts.text("voicemail", card.id) == "Hello, this is Maya."
    assert other.silenced.of(first.id) == {"rule"}
    assert other.lists.row(first.id).fixes == 0


def test_a_star_that_is_there_stays_where_it_is(store: HistoryStore, other: HistoryStore, tmp_path: Path) -> None:
    theirs, mine = record(store), record(other, 5)
    store.keepsakes.star(theirs.id)
    other.keepsakes.star(mine.id)
    write_backup(store, tmp_path / "takes.zip")

    assert restore_backup(other, tmp_path / "takes.zip") == Restored(1, 0)
    assert other.keepsakes.best("practice-intro") == mine.id


def test_a_mock_call_travels_with_its_turns_and_both_sides(
    store: HistoryStore, other: HistoryStore, tmp_path: Path
) -> None:
    take, call = record(store), a_call()
    store.calls.save(take.id, call)
    other_side(take.audio_path).write_bytes(b"RIFF-their-voice")
    write_backup(store, tmp_path / "takes.zip")

    restore_backup(other, tmp_path / "takes.zip")

    assert other.calls.report(take.id) == call
    assert other_side(other.take(take.id).audio_path).read_bytes() == b"RIFF-their-voice"


def test_a_sentence_said_again_stays_one(store: HistoryStore, other: HistoryStore, tmp_path: Path) -> None:
    phrase = store.begin_take("practice-intro", Target(), None, None, MONDAY, is_phrase=True)
    store.finish_take(phrase.id, 2.0)
    write_backup(store, tmp_path / "takes.zip")
    restore_backup(other, tmp_path / "takes.zip")
    assert other.take(phrase.id).is_phrase


def test_a_second_restore_changes_nothing(store: HistoryStore, backup: Path) -> None:
    before = contents(store), files_of(store.recordings_folder)
    assert restore_backup(store, backup) == Restored(added=0, known=2)
    assert (contents(store), files_of(store.recordings_folder)) == before


def test_a_deleted_take_is_brought_back(store: HistoryStore, backup: Path) -> None:
    before = contents(store), files_of(store.recordings_folder)
    store.delete(store.lists.rows()[0].take.id)
    assert restore_backup(store, backup) == Restored(added=1, known=1)
    assert (contents(store), files_of(store.recordings_folder)) == before


def test_recordings_that_were_lost_come_back_to_their_takes(store: HistoryStore, tmp_path: Path) -> None:
    take, call, heard = (record(store, minute) for minute in range(3))
    store.calls.save(call.id, a_call())
    other_side(call.audio_path).write_bytes(b"RIFF-their-voice")
    store.save_report(take.id, a_report("Hello there"))
    write_backup(store, tmp_path / "takes.zip")
    before = files_of(store.recordings_folder)
    store.save_report(take.id, a_report("Hello again"))
    take.audio_path.unlink()
    other_side(call.audio_path).unlink()
    heard.audio_path.write_bytes(b"RIFF, mended meanwhile")

    assert restore_backup(store, tmp_path / "takes.zip") == Restored(added=0, known=3, sound_again=2)
    here = str(heard.audio_path.relative_to(store.recordings_folder))
    assert files_of(store.recordings_folder) == before | {here: b"RIFF, mended meanwhile"}
    assert store.report(take.id) == a_report("Hello again")


def test_chosen_takes_travel_without_cards(store: HistoryStore, other: HistoryStore, tmp_path: Path) -> None:
    store.cards.save(Card(id="a" * 32, program="Riverbend"))
    kept = record(store)
    record(store, 1)
    assert write_backup(store, tmp_path / "one.zip", [kept.id]) == BackedUp(takes=1, without_sound=0)
    assert restore_backup(other, tmp_path / "one.zip") == Restored(added=1, known=0)
    assert other.cards.all() == ()


def test_a_take_without_its_recording_travels_all_the_same(
    store: HistoryStore, other: HistoryStore, tmp_path: Path
) -> None:
    take = record(store)
    store.save_report(take.id, a_report())
    take.audio_path.unlink()
    assert write_backup(store, tmp_path / "takes.zip") == BackedUp(takes=1, without_sound=1)
    restore_backup(other, tmp_path / "takes.zip")
    assert other.report(take.id) == a_report()


def test_a_take_that_is_being_recorded_stays_out(store: HistoryStore, tmp_path: Path) -> None:
    begin(store)
    assert write_backup(store, tmp_path / "takes.zip") == BackedUp(takes=0, without_sound=0)


def test_takes_that_are_deleted_while_a_backup_is_written_stay_out_of_it(
    store: HistoryStore, other: HistoryStore, tmp_path: Path
) -> None:
    kept, gone, binned = (record(store, minute) for minute in range(3))
    for take in (kept, gone, binned):
        store.save_report(take.id, a_report("Hello there"))
        store.keepsakes.save_note(take.id, "Too fast.")

    def go_on(share: float) -> bool:
        if 0 < share < 0.5:
            store.delete(gone.id)
            store.bin.put([binned.id])
        return True

    assert write_backup(store, tmp_path / "takes.zip", go_on=go_on) == BackedUp(takes=1, without_sound=0)
    assert restore_backup(other, tmp_path / "takes.zip") == Restored(added=1, known=0)
    assert contents(other) == contents(store)
    with zipfile.ZipFile(tmp_path / "takes.zip") as archive:
        assert not any(take.id in name for name in archive.namelist() for take in (gone, binned))
        assert gone.id.encode() not in archive.read("history.json")


def test_a_card_that_is_deleted_while_a_backup_begins_leaves_one_that_can_be_taken_over(
    store: HistoryStore, other: HistoryStore, tmp_path: Path
) -> None:
    card = Card(id="a" * 32, program="Riverbend")
    store.cards.save(card)
    store.scripts.save("voicemail", card.id, "Hello, this is Maya.")
    with (
        closing(HistoryStore.open(store.file, store.recordings_folder)) as window,
        store.database.reading() as connection,
    ):
        connection.set_trace_callback(
            lambda statement: window.cards.delete(card.id) if "FROM card" in statement else None
        )
        write_backup(store, tmp_path / "takes.zip")
    assert restore_backup(other, tmp_path / "takes.zip") == Restored(added=0, known=0)


@pytest.mark.parametrize("year", [1970, 2108])
def test_a_clock_that_is_wrong_by_decades_keeps_nobody_from_a_backup(
    store: HistoryStore, other: HistoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    record(store)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((year, 1, 1, 0, 0, 0, 3, 1, 0)))
    write_backup(store, tmp_path / "takes.zip")
    assert restore_backup(other, tmp_path / "takes.zip") == Restored(added=1, known=0)


def test_a_backup_that_is_broken_off_leaves_the_earlier_file_as_it_was(store: HistoryStore, tmp_path: Path) -> None:
    record(store)
    to = tmp_path / "takes.zip"
    to.write_bytes(b"earlier")
    assert write_backup(store, to, go_on=lambda _share: False) is None
    assert to.read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["takes.zip"]


def test_a_disk_that_fills_meanwhile_leaves_the_earlier_file_as_it_was(
    store: HistoryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(store)
    to = tmp_path / "takes.zip"
    to.write_bytes(b"earlier")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError) as raised:
        write_backup(store, to)
    assert raised.value.trouble is Trouble.DISK_FULL
    assert to.read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["takes.zip"]


def test_a_restore_that_is_broken_off_changes_nothing(other: HistoryStore, backup: Path) -> None:
    assert restore_backup(other, backup, go_on=lambda share: share < 0.5) is None
    assert other.lists.rows() == ()
    assert files_of(other.recordings_folder) == {}


def test_the_window_can_write_while_the_takes_of_a_backup_are_put_into_tables(
    store: HistoryStore, tmp_path: Path, other: HistoryStore
) -> None:
    for minute in range(3):
        store.save_report(record(store, minute).id, a_report("Hello there"))
    write_backup(store, tmp_path / "takes.zip")
    card = Card(program="Riverbend")
    with closing(HistoryStore.open(other.file, other.recordings_folder, patience_s=0.0)) as window:

        def go_on(_share: float) -> bool:
            window.cards.save(card)
            return True

        assert restore_backup(other, tmp_path / "takes.zip", go_on=go_on) == Restored(3, 0)
    assert other.cards.all() == (card,)
    assert other.lists.count() == 3


def test_a_backup_that_is_stopped_after_all_of_it_was_read_changes_nothing(
    store: HistoryStore, tmp_path: Path, other: HistoryStore
) -> None:
    for minute in range(3):
        store.save_report(record(store, minute).id, a_report("Hello there"))
    write_backup(store, tmp_path / "takes.zip")
    shares: list[float] = []

    def go_on(share: float) -> bool:
        shares.append(share)
        return share < 0.6

    assert restore_backup(other, tmp_path / "takes.zip", go_on=go_on) is None
    assert 0.5 in shares
    assert other.lists.rows() == ()
    assert not list(other.recordings_folder.iterdir())


def test_a_name_that_is_too_long_for_the_disk_is_named(store: HistoryStore, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as raised:
        write_backup(store, tmp_path / f"{'b' * 300}.zip")
    assert raised.value.trouble is Trouble.NAME_TOO_LONG

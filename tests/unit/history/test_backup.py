"""Takes that travel: out of one history, into another, and what a file from elsewhere must never do."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from rehearse.call.report_json import to_json
from rehearse.errors import KnownError, Trouble
from rehearse.history.backup import BackedUp, Wishes, write_backup
from rehearse.history.recordings import other_side
from rehearse.history.restore import Restored, restore_backup
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import HistoryStore
from rehearse.phrases.finding import Severity
from rehearse.programs.card import Card
from rehearse.target import Target
from tests.reports import a_finding, a_report
from tests.unit.history.conftest import MONDAY, begin, record
from tests.unit.history.test_calls import a_call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Entries = dict[str, bytes]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[HistoryStore]:
    opened = HistoryStore.open(tmp_path / "other" / "history.db", tmp_path / "other" / "recordings")
    yield opened
    opened.close()


@pytest.fixture
def backup(store: HistoryStore, tmp_path: Path) -> Path:
    """Two takes, the first with a report, and a card."""
    store.cards.save(Card(id="a" * 32, program="Riverbend", reasons=("its clinic",)))
    first, _second = record(store), record(store, 1)
    store.save_report(first.id, a_report("Hello there", findings=(a_finding("rule", Severity.FIX),)))
    to = tmp_path / "takes.zip"
    write_backup(store, to)
    return to


def contents(store: HistoryStore) -> list[tuple[object, ...]]:
    """All that a history holds, however it came there; places differ."""
    return [
        (row.take.id, row.take.started_at, row.measures, row.stops, row.fixes, store.report(row.take.id))
        for row in store.lists.rows()
    ]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


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


def entries_of(file: Path) -> Entries:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def listed(entries: Entries, **changes: object) -> Entries:
    """The entries under a manifest that fits them."""
    manifest = json.loads(entries["manifest.json"])
    manifest["files"] = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in entries.items()
        if name != "manifest.json"
    }
    return {**entries, "manifest.json": json.dumps({**manifest, **changes}).encode()}


def with_take(entries: Entries, **changes: object) -> Entries:
    rows: dict[str, Any] = json.loads(entries["history.json"])
    rows["takes"][0] |= changes
    return listed({**entries, "history.json": json.dumps(rows).encode()})


def a_recording(entries: Entries) -> str:
    return next(name for name in entries if name.startswith("recordings/"))


def a_report_name(entries: Entries) -> str:
    return next(name for name in entries if name.startswith("reports/"))


def with_call(entries: Entries, document: str) -> Entries:
    rows: dict[str, Any] = json.loads(entries["history.json"])
    call = {"take": rows["takes"][0]["id"], "script": "s", "seed": 4, "difficulty": "kind", "ended": None}
    rows["more"]["mock_call"] = [{**call, "json": document}]
    return listed({**entries, "history.json": json.dumps(rows).encode()})


def with_wishes(entries: Entries, wishes: object) -> Entries:
    rows: dict[str, Any] = json.loads(entries["history.json"])
    return listed({**entries, "history.json": json.dumps({**rows, "wishes": wishes}).encode()})


HOSTILE: dict[str, Callable[[Entries], Entries]] = {
    "a path that leads out": lambda e: listed({**e, "../../evil.wav": b"RIFF"}),
    "an absolute path": lambda e: listed({**e, "/tmp/evil.wav": b"RIFF"}),  # noqa: S108 # that is the point
    "a path of Windows": lambda e: listed({**e, "recordings\\..\\evil.wav": b"RIFF"}),
    "another side with a path": lambda e: listed({**e, "recordings/../20260316-101523-000000.other.wav": b"RIFF"}),
    "words to avoid that are a number": lambda e: with_wishes(e, {"own_words": 7}),
    "words to avoid without end": lambda e: with_wishes(e, {"own_words": ["x" * 10_000]}),
    "wishes that are a list": lambda e: with_wishes(e, ["own_words"]),
    "an entry that nobody asked for": lambda e: listed({**e, "settings.json": b"{}"}),
    "an entry that the manifest doesn't list": lambda e: {**e, "recordings/20260316-101523-000000.wav": b"RIFF"},
    "an entry that is missing": lambda e: {name: c for name, c in e.items() if name != a_recording(e)},
    "no manifest": lambda e: {name: c for name, c in e.items() if name != "manifest.json"},
    "no rows": lambda e: listed({name: c for name, c in e.items() if name != "history.json"}),
    "another recording": lambda e: {**e, a_recording(e): b"X" * len(e[a_recording(e)])},
    "a longer recording": lambda e: {**e, a_recording(e): e[a_recording(e)] + b"X"},
    "another report": lambda e: {**e, a_report_name(e): b"{}"},
    "a report that is none": lambda e: listed({**e, a_report_name(e): b'{"schema": 1}'}),
    "a manifest of another program": lambda e: listed(e, schema="photos/1"),
    "a manifest that is no object": lambda e: {**e, "manifest.json": b"[]"},
    "a take with an id that is a path": lambda e: with_take(e, id="../../evil"),
    "a take of no time": lambda e: with_take(e, started_at="yesterday"),
    "a take without an offset": lambda e: with_take(e, started_at="2026-03-16T10:15:23"),
    "a take being recorded": lambda e: with_take(e, state="recording"),
    "a take in no state": lambda e: with_take(e, state="excellent"),
    "a take with a target that is none": lambda e: with_take(e, target='{"program": 7}'),
    "a take whose target holds half a character": lambda e: with_take(
        e, target=r'{"applicant": "", "applicant_id": "", "program": "\ud83d", "aliases": [], "specialty": ""}'
    ),
    "a mock call that is none": lambda e: with_call(e, "[]"),
    "a mock call with half a character": lambda e: with_call(
        e, json.dumps(to_json(a_call())).replace("zebra", r"\ud83d")
    ),
    "a take of a call with half a character": lambda e: with_take(e, scenario="\ud83d"),
    "a report with half a character": lambda e: listed(
        {**e, a_report_name(e): e[a_report_name(e)].replace(b"Hello", rb"\ud83d")}
    ),
    "a take with a list for a length": lambda e: with_take(e, duration_s=[1]),
    "a take with a number beyond all": lambda e: with_take(e, dropped_frames=10**40),
    "a call kind that nobody knows": lambda e: with_take(e, call_kind="séance"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_damaged_or_hostile_changes_nothing(
    change: Callable[[Entries], Entries], other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(hostile, "w") as archive:
        for name, content in change(entries_of(backup)).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    with pytest.raises(KnownError) as raised:
        restore_backup(other, hostile)
    assert raised.value.trouble is Trouble.BACKUP_DAMAGED
    assert "nothing was restored" in raised.value.message
    assert other.lists.rows() == ()
    assert other.cards.all() == ()
    assert files_of(other.recordings_folder) == {}
    assert not list(tmp_path.rglob("evil*"))
    assert [entry for entry in other.recordings_folder.iterdir() if entry.name.startswith(".")] == []


def test_a_link_in_the_place_of_a_recording_is_refused(other: HistoryStore, backup: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.zip"
    entries = entries_of(backup)
    entries = listed({**entries, a_recording(entries): b"/etc/passwd"})
    with zipfile.ZipFile(hostile, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name)
            if name.startswith("recordings/"):
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    with pytest.raises(KnownError) as raised:
        restore_backup(other, hostile)
    assert raised.value.trouble is Trouble.BACKUP_DAMAGED


def test_an_entry_that_is_there_twice_is_refused(other: HistoryStore, backup: Path) -> None:
    entries = entries_of(backup)
    with zipfile.ZipFile(backup, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(a_recording(entries), b"RIFF")
    with pytest.raises(KnownError) as raised:
        restore_backup(other, backup)
    assert raised.value.trouble is Trouble.BACKUP_DAMAGED


@pytest.mark.parametrize("length", [0, 10, 400, -30])
def test_a_file_that_was_cut_short_is_named(length: int, other: HistoryStore, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:length])
    with pytest.raises(KnownError) as raised:
        restore_backup(other, backup)
    assert raised.value.trouble is Trouble.BACKUP_DAMAGED
    assert other.lists.rows() == ()


@pytest.mark.parametrize(
    ("entry", "size", "trouble"),
    [
        ("recordings/", 2**61, Trouble.DISK_FULL),
        ("history.json", 300 << 20, Trouble.BACKUP_DAMAGED),
        ("reports/", 300 << 20, Trouble.BACKUP_DAMAGED),
    ],
)
def test_an_entry_that_would_fill_disk_or_memory_is_refused_before_it_is_unpacked(
    entry: str, size: int, trouble: Trouble, other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    """The sizes stand in the directory at the zip's end, where they can be changed without the bytes behind them."""
    hostile = tmp_path / "bomb.zip"
    entries = entries_of(backup)
    name = next(name for name in entries if name.startswith(entry))
    manifest = json.loads(entries["manifest.json"])
    manifest["files"][name]["bytes"] = size
    with zipfile.ZipFile(hostile, "w") as archive:
        for each, content in {**entries, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(each, content)
        archive.getinfo(name).file_size = size
    with pytest.raises(KnownError) as raised:
        restore_backup(other, hostile)
    assert raised.value.trouble is trouble


def test_an_entry_that_unpacks_to_more_than_it_says_is_refused(
    other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    hostile = tmp_path / "bomb.zip"
    entries = entries_of(backup)
    name = a_recording(entries)
    with zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in entries.items():
            archive.writestr(each, bytes(8 << 20) if each == name else content)
        archive.getinfo(name).file_size = len(entries[name])
    with pytest.raises(KnownError) as raised:
        restore_backup(other, hostile)
    assert raised.value.trouble is Trouble.BACKUP_DAMAGED
    assert other.lists.rows() == ()
    assert files_of(other.recordings_folder) == {}


@pytest.mark.parametrize("changes", [{"history": len(MIGRATIONS) + 1}, {"schema": "rehearse.backup/2"}])
def test_a_backup_of_a_newer_program_is_refused_by_name(
    changes: dict[str, object], other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(newer, "w") as archive:
        for name, content in listed(entries_of(backup), **changes).items():
            archive.writestr(name, content)
    with pytest.raises(KnownError) as raised:
        restore_backup(other, newer)
    assert raised.value.trouble is Trouble.BACKUP_NEWER
    assert other.lists.rows() == ()


def test_a_restore_that_is_broken_off_changes_nothing(other: HistoryStore, backup: Path) -> None:
    assert restore_backup(other, backup, go_on=lambda share: share < 0.5) is None
    assert other.lists.rows() == ()
    assert files_of(other.recordings_folder) == {}


def test_a_file_that_is_not_there_is_named(other: HistoryStore, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as raised:
        restore_backup(other, tmp_path / "none.zip")
    assert raised.value.trouble is Trouble.FILE_MISSING


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


def test_names_that_are_too_long_for_the_disk_are_named(store: HistoryStore, tmp_path: Path) -> None:
    file = tmp_path / f"{'b' * 300}.zip"
    with pytest.raises(KnownError) as written:
        write_backup(store, file)
    assert written.value.trouble is Trouble.NAME_TOO_LONG
    with pytest.raises(KnownError) as read:
        restore_backup(store, file)
    assert read.value.trouble is Trouble.FILE_MISSING

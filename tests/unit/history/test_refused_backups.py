"""Backups that are damaged, hostile or of a newer program: each is refused by name, and nothing is changed."""

from __future__ import annotations

import errno
import hashlib
import json
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from rehearse.call.report_json import to_json
from rehearse.errors import KnownError, Trouble
from rehearse.history.restore import restore_backup
from rehearse.history.schema import MIGRATIONS
from tests.unit.history.test_calls import a_call

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rehearse.history.store import HistoryStore

Entries = dict[str, bytes]


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


def with_rows(entries: Entries, change: Callable[[dict[str, Any]], object]) -> Entries:
    """The entries with other rows, under a manifest that fits them."""
    rows: dict[str, Any] = json.loads(entries["history.json"])
    change(rows)
    return listed({**entries, "history.json": json.dumps(rows).encode()})


def with_take(entries: Entries, **changes: object) -> Entries:
    return with_rows(entries, lambda rows: rows["takes"][0].update(changes))


def with_call(entries: Entries, document: str) -> Entries:
    call = {"script": "s", "seed": 4, "difficulty": "kind", "ended": None, "json": document}
    return with_rows(entries, lambda rows: rows["more"].update(mock_call=[{**call, "take": rows["takes"][0]["id"]}]))


def with_wishes(entries: Entries, wishes: object) -> Entries:
    return with_rows(entries, lambda rows: rows.update(wishes=wishes))


def a_recording(entries: Entries) -> str:
    return next(name for name in entries if name.startswith("recordings/"))


def a_report_name(entries: Entries) -> str:
    return next(name for name in entries if name.startswith("reports/"))


def with_report(entries: Entries, *change: Any) -> Entries:
    """The entries with another value at a place of the report, under a manifest that fits them."""
    *within, last, value = change
    report = json.loads(entries[a_report_name(entries)])
    at = report
    for step in within:
        at = at[step]
    at[last] = value
    return listed({**entries, a_report_name(entries): json.dumps(report).encode()})


def zipped(file: Path, entries: Entries, *, linked: str = "", sizes: dict[str, int] | None = None) -> Path:
    """A zip of these entries.

    Args:
        file: Where it goes.
        entries: What it holds.
        linked: The entry that is to be a link.
        sizes: What the directory at the zip's end is to give as the sizes of entries.
    """
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            if name == linked:
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        for name, size in (sizes or {}).items():
            archive.getinfo(name).file_size = size
    return file


def refused(history: HistoryStore, file: Path) -> KnownError:
    """What the user is told; an empty history is empty after it, and nothing lies in its folders."""
    with pytest.raises(KnownError) as raised:
        restore_backup(history, file)
    assert history.lists.rows() == ()
    assert history.cards.all() == ()
    assert list(history.recordings_folder.iterdir()) == []
    return raised.value


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
    "a take with a target that is none": lambda e: with_take(e, target='{"program": [7]}'),
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
    "a take with a word for a length": lambda e: with_take(e, duration_s="long"),
    "a take with a list for a card": lambda e: with_take(e, card=["a"]),
    "a take of the year 9999": lambda e: with_take(e, started_at="9999-12-31T23:59:59-23:59"),
    "a script that is a word": lambda e: with_rows(e, lambda rows: rows["more"].update(script=["a"])),
    "a card with a number for a name": lambda e: with_rows(e, lambda rows: rows["cards"][0].update(program=7)),
    "a card with a number for a reason": lambda e: with_rows(e, lambda rows: rows["cards"][0].update(reasons=[7])),
    "a report with a word for a measure": lambda e: with_report(e, "measures", "pause_count", "many"),
    "a report with a list for a measure": lambda e: with_report(e, "measures", "pause_count", [1]),
    "a report with a number for a finding": lambda e: with_report(e, "findings", 0, "message", 7),
    "a report without words for a finding": lambda e: with_report(e, "findings", 0, "why", None),
    "a take with a list for a length": lambda e: with_take(e, duration_s=[1]),
    "a take with a number beyond all": lambda e: with_take(e, dropped_frames=10**40),
    "a call kind that nobody knows": lambda e: with_take(e, call_kind="séance"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_damaged_or_hostile_changes_nothing(
    change: Callable[[Entries], Entries], other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    error = refused(other, zipped(tmp_path / "hostile.zip", change(entries_of(backup))))
    assert error.trouble is Trouble.BACKUP_DAMAGED
    assert "nothing was restored" in error.message
    assert not list(tmp_path.rglob("evil*"))


def test_a_link_in_the_place_of_a_recording_is_refused(other: HistoryStore, backup: Path, tmp_path: Path) -> None:
    entries = entries_of(backup)
    name = a_recording(entries)
    hostile = zipped(tmp_path / "hostile.zip", listed({**entries, name: b"/etc/passwd"}), linked=name)
    assert refused(other, hostile).trouble is Trouble.BACKUP_DAMAGED


def beyond(raw: bytearray) -> None:
    """The directory would begin further on than it does, and all entries before the file's beginning."""
    raw[-6:-2] = (int.from_bytes(raw[-6:-2], "little") + 9000).to_bytes(4, "little")


def of_the_manifest(raw: bytearray, byte: int, value: int) -> None:
    """Another byte in what the directory says of the manifest, which stands last in it."""
    raw[raw.rindex(b"PK\x01\x02") + byte] = value


@pytest.mark.parametrize(
    "damage",
    [beyond, lambda raw: of_the_manifest(raw, 8, 1), lambda raw: of_the_manifest(raw, 10, zipfile.ZIP_BZIP2)],
    ids=["a directory that is elsewhere", "a manifest that is encrypted", "a manifest that is packed in another way"],
)
def test_a_zip_with_a_byte_that_is_wrong_is_refused(
    damage: Callable[[bytearray], None], other: HistoryStore, backup: Path
) -> None:
    raw = bytearray(backup.read_bytes())
    damage(raw)
    backup.write_bytes(raw)
    assert refused(other, backup).trouble is Trouble.BACKUP_DAMAGED


def test_an_entry_that_is_there_twice_is_refused(other: HistoryStore, backup: Path) -> None:
    entries = entries_of(backup)
    with zipfile.ZipFile(backup, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(a_recording(entries), b"RIFF")
    assert refused(other, backup).trouble is Trouble.BACKUP_DAMAGED


@pytest.mark.parametrize("length", [0, 10, 400, -30])
def test_a_file_that_was_cut_short_is_named(length: int, other: HistoryStore, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:length])
    assert refused(other, backup).trouble is Trouble.BACKUP_DAMAGED


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
    entries = entries_of(backup)
    name = next(name for name in entries if name.startswith(entry))
    manifest = json.loads(entries["manifest.json"])
    manifest["files"][name]["bytes"] = size
    entries["manifest.json"] = json.dumps(manifest).encode()
    assert refused(other, zipped(tmp_path / "bomb.zip", entries, sizes={name: size})).trouble is trouble


def test_an_entry_that_unpacks_to_more_than_it_says_is_refused(
    other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    entries = entries_of(backup)
    name = a_recording(entries)
    bomb = zipped(tmp_path / "bomb.zip", {**entries, name: bytes(8 << 20)}, sizes={name: len(entries[name])})
    assert refused(other, bomb).trouble is Trouble.BACKUP_DAMAGED


@pytest.mark.parametrize("changes", [{"history": len(MIGRATIONS) + 1}, {"schema": "rehearse.backup/2"}])
def test_a_backup_of_a_newer_program_is_refused_by_name(
    changes: dict[str, object], other: HistoryStore, backup: Path, tmp_path: Path
) -> None:
    newer = zipped(tmp_path / "newer.zip", listed(entries_of(backup), **changes))
    assert refused(other, newer).trouble is Trouble.BACKUP_NEWER


def test_a_disk_that_is_taken_out_while_a_backup_is_read_is_named(
    other: HistoryStore, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_entry: zipfile.ZipExtFile, _size: int = -1) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", gone)
    error = refused(other, backup)
    assert error.trouble is Trouble.DISK_FAILED
    assert f"The disk that holds {backup} " in error.message


def test_a_folder_is_no_backup(other: HistoryStore, tmp_path: Path) -> None:
    assert refused(other, tmp_path).trouble is Trouble.FILE_IS_NONE


def test_a_file_that_is_not_there_is_named(other: HistoryStore, tmp_path: Path) -> None:
    assert refused(other, tmp_path / "none.zip").trouble is Trouble.FILE_MISSING


def test_a_file_whose_name_is_too_long_for_the_disk_is_called_missing(other: HistoryStore, tmp_path: Path) -> None:
    assert refused(other, tmp_path / f"{'b' * 300}.zip").trouble is Trouble.FILE_MISSING

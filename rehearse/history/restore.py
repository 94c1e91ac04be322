"""Taking over a backup. The file may come from anybody: all of it is checked before anything is changed.

What is checked: that it is a zip with a manifest of a format we know; that its entries are exactly those of the
manifest, each with a name of ours (never a path that leads elsewhere, never a link, never encrypted, none twice), no
larger than it says and with the checksum it says; that all of it fits on the disk; that every row is one that the
tables take. Recordings are written below a folder of their own first and moved into place inside the transaction that
adds the rows: either all of it is there afterwards, or nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import stat
import zipfile
import zlib
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder
from rehearse.history import backup, cards, recordings, reports, takes
from rehearse.history.schema import MIGRATIONS
from rehearse.history.values import TakeState
from rehearse.programs.card import Card
from rehearse.scratch import Scratch, scratch_folder
from rehearse.target_json import target_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from rehearse.history.store import HistoryStore

MOST_ENTRIES = 300_000
MOST_TEXT_BYTES = 256 << 20
"""The largest entry that is read into memory; a report has some 30 kB, the rows of 10,000 takes 10 MB."""
MOST_WISHES, LONGEST_WISH = 1000, 200
"""How many words of one's own a backup may bring, and how many characters each may have."""
_BLOCK = 1 << 20
_TAKE_ID = r"\d{8}-\d{6}-[0-9a-f]{6}"
_ENTRY = re.compile(rf"history\.json|reports/({_TAKE_ID})\.json|recordings/({_TAKE_ID}(?:\.other)?)\.wav")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a backup.

    Attributes:
        added: How many takes are new.
        known: How many were there already and stay as they are.
        wishes: What its owner wants of every report; the caller's settings are the caller's.
    """

    added: int
    known: int
    wishes: backup.Wishes = field(default_factory=backup.Wishes)


_FAULTS_OF_CONTENT = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.InterfaceError,
)
"""What rows and reports that hold something else than ours run into on their way into the tables."""


class _DamageError(Exception):
    """What is wrong with the file, in a few words."""


def restore_backup(
    store: HistoryStore, file: Path, *, go_on: Callable[[float], bool] = lambda _share: True
) -> Restored | None:
    """Take over what a backup holds and the history does not; what is there stays as it is.

    Args:
        store: The history.
        file: The backup.
        go_on: Is told the share that is done, and says whether to go on.

    Returns:
        What came of it; None where it was broken off, with nothing changed.

    Raises:
        KnownError: BACKUP_DAMAGED, BACKUP_NEWER, FILE_MISSING, DISK_FULL, FOLDER_READ_ONLY, or what the store raises.
    """
    if not file.is_file():
        raise KnownError(Trouble.FILE_MISSING, path=file)
    make_private_folder(store.recordings_folder)
    with _damage_named(file), zipfile.ZipFile(file) as archive, disk_errors(store.recordings_folder):
        listed = _examine(archive, file)
        _ask_for_room(store.recordings_folder, sum(entry["bytes"] for entry in listed.values()))
        with scratch_folder(Scratch.INCOMING, store.recordings_folder) as incoming:
            content = _Content(archive, listed, Path(incoming))
            if not content.read(go_on):
                return None
            with _moving() as moved, store.database.writing() as connection:
                return _take_over(connection, content, store.recordings_folder, moved)


@contextlib.contextmanager
def _moving() -> Iterator[list[Path]]:
    """A list of recordings that are moved into place: they go where the rows do not stay, up to the last write."""
    moved: list[Path] = []
    try:
        yield moved
    except BaseException:
        for file in moved:
            file.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                file.parent.rmdir()
        raise


@contextlib.contextmanager
def _damage_named(file: Path) -> Iterator[None]:
    """Everything that a broken or a hostile file can cause, as one known error."""
    try:
        yield
    except _DamageError as error:
        raise KnownError(Trouble.BACKUP_DAMAGED, path=file, reason=error) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise KnownError(Trouble.BACKUP_DAMAGED, path=file, reason="it can't be unpacked") from error
    except _FAULTS_OF_CONTENT as error:
        raise KnownError(Trouble.BACKUP_DAMAGED, path=file, reason="its parts do not fit together") from error


def _examine(archive: zipfile.ZipFile, file: Path) -> dict[str, dict[str, Any]]:
    """The manifest's list of entries, once it is what the zip holds."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES or len(set(names)) != len(names) or backup.MANIFEST not in names:
        msg = (
            "it has no manifest"
            if backup.MANIFEST not in names
            else "it lists a file twice, or more files than Rehearse writes"
        )
        raise _DamageError(msg)
    manifest = json.loads(_text(archive, backup.MANIFEST))
    found, schema = int(manifest["history"]), manifest["schema"]
    if not str(schema).startswith("rehearse.backup/"):
        raise _DamageError("its manifest is not one that Rehearse writes")
    if schema != backup.BACKUP_SCHEMA or found > len(MIGRATIONS):
        raise KnownError(Trouble.BACKUP_NEWER, path=file, found=found, known=len(MIGRATIONS))
    listed: dict[str, dict[str, Any]] = manifest["files"]
    if set(names) != {backup.MANIFEST, *listed}:
        raise _DamageError("its files are not those that its manifest lists")
    for entry in entries:
        _examine_entry(entry, listed)
    return listed


def _examine_entry(entry: zipfile.ZipInfo, listed: dict[str, dict[str, Any]]) -> None:
    if entry.filename != backup.MANIFEST:
        if not _ENTRY.fullmatch(entry.filename):
            raise _DamageError("the name of an entry is not allowed")
        size = listed[entry.filename]["bytes"]
        if not isinstance(size, int) or size != entry.file_size:
            raise _DamageError("the size of an entry is not what the manifest says")
    if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & _ENCRYPTED:
        raise _DamageError("an entry is a link or is encrypted")


def _ask_for_room(folder: Path, needed: int) -> None:
    if needed > shutil.disk_usage(folder).free:
        raise KnownError(Trouble.DISK_FULL, path=folder)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """A small entry, never more of it than it says it has."""
    size = archive.getinfo(name).file_size
    if size > MOST_TEXT_BYTES:
        raise _DamageError("an entry is larger than any that Rehearse writes")
    with archive.open(name) as entry:
        content = entry.read(size + 1)
    if len(content) != size:
        raise _DamageError("the size of an entry is not what it says")
    return content.decode("utf-8")


class _Content:
    """What a backup holds, checked against its manifest.

    Attributes:
        rows: The content of `history.json`.
        sound: Recordings that were unpacked, by take; the other side's under the take's id and `.other`.
    """

    def __init__(self, archive: zipfile.ZipFile, listed: dict[str, dict[str, Any]], incoming: Path) -> None:
        self._archive = archive
        self._listed = listed
        self._incoming = incoming
        self.rows: dict[str, Any] = {}
        self.sound: dict[str, Path] = {}

    def read(self, go_on: Callable[[float], bool]) -> bool:
        """Read and check everything; False where it was broken off."""
        for number, (name, expected) in enumerate(self._listed.items()):
            if not go_on(number / len(self._listed)):
                return False
            matched = _ENTRY.fullmatch(name)
            report_of, sound_of = matched.groups() if matched else (None, None)
            if sound_of is not None:
                self.sound[sound_of] = self._unpack(name, expected, self._incoming / f"{sound_of}.wav")
                continue
            text = _text(self._archive, name)
            if hashlib.sha256(text.encode()).hexdigest() != expected["sha256"]:
                raise _DamageError("the checksum of an entry is not what the manifest says")
            if report_of is None:
                self.rows = json.loads(text)
        if not self.rows:
            raise _DamageError("it has no rows")
        return True

    def report(self, take_id: str) -> dict[str, Any] | None:
        """The report of a take as JSON, read only now so that thousands never lie in memory together."""
        name = f"reports/{take_id}.json"
        return dict(json.loads(_text(self._archive, name))) if name in self._listed else None

    def _unpack(self, name: str, expected: dict[str, Any], to: Path) -> Path:
        digest, left = hashlib.sha256(), expected["bytes"]
        with self._archive.open(name) as entry, to.open("xb") as file:
            while block := entry.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise _DamageError("an entry is larger than it says")
                digest.update(block)
                file.write(block)
        to.chmod(0o600)
        if left or digest.hexdigest() != expected["sha256"]:
            raise _DamageError("the checksum of an entry is not what the manifest says")
        return to


def _take_over(connection: Connection, content: _Content, folder: Path, moved: list[Path]) -> Restored:
    """Add what is new, inside the transaction that the caller ends, and tell which recordings were moved."""
    wishes = _wishes(content.rows.get("wishes", {}))
    for card in content.rows["cards"]:
        _add_card(connection, card)
    there = {take for (take,) in connection.execute("SELECT id FROM take")}
    found = content.rows["takes"]
    new = [row for row in found if row["id"] not in there]
    connection.executemany("DELETE FROM bin WHERE take = ?", [(row["id"],) for row in found])
    for row in new:
        _add_take(connection, row, content, folder, moved)
    _add_more(connection, content.rows["more"], {row["id"] for row in new})
    return Restored(len(new), len(found) - len(new), wishes)


def _add_more(connection: Connection, more: dict[str, Any], added: set[str]) -> None:
    """Add what belongs to the takes that are new, and to the cards."""
    for table, columns in backup.tables_on_takes(connection).items():
        for row in more.get(table, []):
            if row["take"] in added:
                _examine_row(table, row)
                # A call's star that is there stays: there is one for each call.
                _insert(connection, table, columns, row, or_else="OR IGNORE " if table == "star" else "")
    for take_id in added:
        _leave_out_silenced(connection, take_id)
    for table in backup.WITH_CARDS:
        for row in more.get(table, []):
            _insert(connection, table, backup.columns_of(connection, table), row, or_else="OR IGNORE ")


def _leave_out_silenced(connection: Connection, take_id: str) -> None:
    """The figures were made before it was known which rules say nothing in a take."""
    if reports.silenced_rules(connection, take_id) and (report := reports.read(connection, take_id)) is not None:
        reports.count_findings(connection, take_id, report.findings)


def _wishes(document: dict[str, Any]) -> backup.Wishes:
    lists = {name: document.get(name, []) for name in ("own_words", "silenced_rules")}
    for found in lists.values():
        fits = isinstance(found, list) and len(found) <= MOST_WISHES
        if not fits or not all(isinstance(wish, str) and len(wish) <= LONGEST_WISH for wish in found):
            raise _DamageError("its words to avoid are not in Rehearse's form")
    return backup.Wishes(**{name: tuple(found) for name, found in lists.items()})


_BLANK = Card(id="", program="")


def _add_card(connection: Connection, document: dict[str, Any]) -> None:
    card = cards.card_of(document)
    for entry in fields(Card):
        value, usual = getattr(card, entry.name), getattr(_BLANK, entry.name)
        if isinstance(usual, tuple):
            fits = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
        else:
            fits = isinstance(value, str) if isinstance(usual, str) else isinstance(value, bool | None)
        if not fits:
            raise _DamageError("a card is not in Rehearse's form")
    if not connection.execute("SELECT 1 FROM card WHERE id = ?", (card.id,)).fetchone():
        cards.write(connection, card)


def _add_take(connection: Connection, row: dict[str, Any], content: _Content, folder: Path, moved: list[Path]) -> None:
    from rehearse.report_json import from_json

    take_id, started = row["id"], datetime.fromisoformat(row["started_at"])
    if not re.fullmatch(_TAKE_ID, take_id) or started.tzinfo is None or TakeState(row["state"]) is TakeState.RECORDING:
        raise _DamageError("a take is not in Rehearse's form")
    audio = recordings.place(take_id, started)
    known = row["card"] is None or connection.execute("SELECT 1 FROM card WHERE id = ?", (row["card"],)).fetchone()
    own = {**row, "audio": audio, "started_epoch_s": started.timestamp(), "card": row["card"] if known else None}
    _insert(connection, "take", backup.columns_of(connection, "take"), own)
    try:
        target_from_json(json.loads(row["target"]), take_id)
    except KnownError as error:
        raise _DamageError("a take is not in Rehearse's form") from error
    # Reading it back finds every value that the lists could not show.
    takes.select(connection, folder, "WHERE id = ?", (take_id,))
    report = content.report(take_id)
    if report is not None:
        reports.write(connection, take_id, from_json(report))
    place = folder / audio
    for name, to in ((take_id, place), (f"{take_id}.other", recordings.other_side(place))):
        sound = content.sound.get(name)
        if sound is not None and not to.exists():
            make_private_folder(to.parent)
            sound.replace(to)
            moved.append(to)


def _examine_row(table: str, row: dict[str, Any]) -> None:
    """Rows that hold a document are read once as they will be later."""
    if table == "mock_call":
        from rehearse.call import report_json

        report_json.from_json(json.loads(row["json"]))


def _insert(
    connection: Connection, table: str, columns: tuple[str, ...], row: dict[str, Any], *, or_else: str = ""
) -> None:
    """Add a row; columns that this version doesn't know are left out, values are of the plain kinds only."""
    names = [name for name in columns if name in row]
    values = [row[name] for name in names]
    if not all(value is None or isinstance(value, str | int | float) for value in values):
        raise _DamageError("a row is not in Rehearse's form")
    marks = ", ".join("?" for _ in names)
    columns_ = ", ".join(f'"{name}"' for name in names)
    connection.execute(f'INSERT {or_else}INTO "{table}" ({columns_}) VALUES ({marks})', values)  # noqa: S608 # names are ours

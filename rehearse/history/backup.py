"""Takes in one file that another copy of the program can take over: what such a file holds, and writing it.

A backup is a zip: `manifest.json` names its format and every other entry with size and SHA-256; `history.json` holds
the rows of the takes and, in a whole backup, the cards, what belongs to them and what the user wants of every report;
each report and each recording (of a mock call both sides) is an entry of its own. What can be worked out again
(figures of the reports, words to search in) is left out. Nothing in it is ever trusted when it is read; see `restore`.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import rehearse
from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, reading_errors, unfinished_beside
from rehearse.history import recordings
from rehearse.history.schema import MIGRATIONS
from rehearse.history.values import TakeState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from sqlite3 import Connection

    from rehearse.history.store import HistoryStore

BACKUP_SCHEMA = "rehearse.backup/1"
"""Name and version of the file's own layout."""
MANIFEST = "manifest.json"
ROWS = "history.json"

DERIVED = frozenset({"report", "document", "measure", "finding", "element", "said", "bin"})
"""Tables on takes that are made again from the reports, or are none of a backup's business."""
WITH_CARDS = ("script",)
"""Tables that belong to the cards and go into a whole backup only."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants of every report, which belongs to the takes though it stands in the settings.

    Attributes:
        own_words: Words and phrases of their own that they want to avoid.
        silenced_rules: Ids of the rules that they do not want to see.
    """

    own_words: tuple[str, ...] = ()
    silenced_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What went into a backup.

    Attributes:
        takes: How many takes.
        without_sound: How many of them have no recording any more.
    """

    takes: int
    without_sound: int


def write_backup(
    store: HistoryStore,
    to: Path,
    take_ids: Iterable[str] | None = None,
    *,
    wishes: Wishes | None = None,
    go_on: Callable[[float], bool] = lambda _share: True,
) -> BackedUp | None:
    """Write takes, or the whole history, into one file; the file is whole or it is not there.

    Args:
        store: The history.
        to: The file; one that is there is replaced once the new one is whole.
        take_ids: Which takes; None for everything, cards included.
        wishes: What the user wants of every report; None leaves it out.
        go_on: Is told the share that is done, and says whether to go on.

    Returns:
        What went into it; None where it was broken off.

    Raises:
        KnownError: What `rehearse.files.disk_errors` and the store raise.
    """
    with store.database.reading_at_once() as connection:
        rows = _rows(connection, None if take_ids is None else frozenset(take_ids))
    if wishes is not None:
        rows["wishes"] = asdict(wishes)
    temporary = unfinished_beside(to)
    with disk_errors(to):
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        with disk_errors(to):
            with os.fdopen(handle, "w+b") as file:
                written = _Writer(file, store).write(rows, go_on)
                file.flush()
                os.fsync(file.fileno())
            if written is not None:
                temporary.replace(to)
        return written
    finally:
        temporary.unlink(missing_ok=True)


def tables_on_takes(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The tables whose rows belong to a take and can't be worked out again, with their columns."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    columns = {name: columns_of(connection, name) for name in names if name not in DERIVED}
    return {name: of for name, of in columns.items() if "take" in of}


def columns_of(connection: Connection, table: str) -> tuple[str, ...]:
    """The columns of a table of ours."""
    return tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))


def _rows(connection: Connection, only: frozenset[str] | None) -> dict[str, Any]:
    found = [
        row
        for row in _all(connection, "SELECT * FROM kept ORDER BY started_epoch_s, id")
        if row["state"] != TakeState.RECORDING and (only is None or row["id"] in only)
    ]
    ids = {row["id"] for row in found}
    more = {
        table: [row for row in _all(connection, f'SELECT * FROM "{table}"') if row["take"] in ids]  # noqa: S608 # ours
        for table in tables_on_takes(connection)
    }
    if only is None:
        more |= {table: _all(connection, f"SELECT * FROM {table}") for table in WITH_CARDS}  # noqa: S608 # ours
        cards_ = [json.loads(document) for (document,) in connection.execute("SELECT document FROM card")]
    else:
        cards_ = []
        for row in found:
            row["card"] = None
    return {"takes": found, "more": more, "cards": cards_}


def _all(connection: Connection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _only(rows: dict[str, Any], takes: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows without those of other takes."""
    ids = {row["id"] for row in takes}
    more = {
        table: [row for row in found if table in WITH_CARDS or row["take"] in ids]
        for table, found in rows["more"].items()
    }
    return {**rows, "takes": takes, "more": more}


def _entry(name: str) -> zipfile.ZipInfo:
    """A new entry of the zip; its date is the first that there is, as the clock may say one that no zip can hold."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Writer:
    def __init__(self, file: Any, store: HistoryStore) -> None:  # noqa: ANN401 # an open file
        self._zip = zipfile.ZipFile(file, "w")
        self._store = store
        self._files: dict[str, dict[str, Any]] = {}

    def write(self, rows: dict[str, Any], go_on: Callable[[float], bool]) -> BackedUp | None:
        silent, kept = 0, []
        with self._zip:
            for number, row in enumerate(rows["takes"]):
                if not go_on(number / len(rows["takes"])):
                    return None
                if not self._is_kept(row):
                    continue
                is_silent = self._add_take(row)
                # Asked again, as it may just have been deleted: its row stays out then, whatever of it is there.
                if self._is_kept(row):
                    kept.append(row)
                    silent += is_silent
            self._add(ROWS, json.dumps(_only(rows, kept), ensure_ascii=False).encode())
            manifest = {
                "schema": BACKUP_SCHEMA,
                "history": len(MIGRATIONS),
                "app": rehearse.__version__,
                "made": datetime.now(UTC).isoformat(),
                "files": self._files,
            }
            self._zip.writestr(_entry(MANIFEST), json.dumps(manifest, indent=1))
        return BackedUp(len(kept), silent)

    def _is_kept(self, row: dict[str, Any]) -> bool:
        with self._store.database.reading() as connection:
            return connection.execute("SELECT 1 FROM kept WHERE id = ?", (row["id"],)).fetchone() is not None

    def _add_take(self, row: dict[str, Any]) -> bool:
        """Add the report and the recording of a take; whether it has no recording any more."""
        report = self._store.report_json(row["id"])
        if report is not None:
            self._add(f"reports/{row['id']}.json", json.dumps(report, ensure_ascii=False).encode())
        audio = self._store.recordings_folder / row["audio"]
        self._add_recording(f"recordings/{row['id']}.other.wav", recordings.other_side(audio))
        return not self._add_recording(f"recordings/{row['id']}.wav", audio)

    def _add(self, name: str, content: bytes) -> None:
        self._zip.writestr(_entry(name), content)
        self._files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    def _add_recording(self, name: str, audio: Path) -> bool:
        try:
            with reading_errors(audio):
                source = audio.open("rb")
        except KnownError as error:
            if error.trouble is Trouble.FILE_MISSING:
                return False
            raise
        digest, size = hashlib.sha256(), 0
        with source, self._zip.open(_entry(name), "w", force_zip64=True) as entry:
            while block := _block(source, audio):
                entry.write(block)
                digest.update(block)
                size += len(block)
        self._files[name] = {"bytes": size, "sha256": digest.hexdigest()}
        return True


def _block(source: BinaryIO, audio: Path) -> bytes:
    """The next block of a recording; a disk that fails is that of the recordings here, and the backup's elsewhere."""
    with disk_errors(audio):
        return source.read(_BLOCK)

"""Taking over a backup. The file may come from anybody: all of it is checked before anything is changed.

What is checked: that it is a zip with a manifest of a format we know; that its entries are exactly those of the
manifest, each with a name of ours (never a path that leads elsewhere, never a link, never encrypted, none twice), no
larger than it says and with the checksum it says; that all of it fits on the disk; that every row is one that the
tables take. Recordings are written below a folder of their own first, rows into a database of their own. Both are moved
into place inside one short transaction: either all of it is there afterwards, or nothing, and a take that is recorded
meanwhile never waits for it.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import zipfile
import zlib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder, reading_errors
from rehearse.history import backup, cards, recordings, reports, takes
from rehearse.history.database import Database
from rehearse.history.declared import is_as_declared
from rehearse.history.incoming import Arrival, move_in, or_back
from rehearse.history.schema import MIGRATIONS
from rehearse.history.unpacking import Archive, Content, DamageError, ask_for_room, examine
from rehearse.history.values import TakeState
from rehearse.json_text import parsed
from rehearse.scratch import Scratch, scratch_folder
from rehearse.target_json import target_from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from rehearse.history.store import HistoryStore

MOST_WISHES, LONGEST_WISH = 1000, 200
"""How many words of one's own a backup may bring, and how many characters each may have."""
_OF_REPORTS = ("report", "document", "measure", "finding", "element", "said")
"""Tables that are made from the reports, in the order in which they refer to one another."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a backup.

    Attributes:
        added: How many takes are new.
        known: How many were there already and stay as they are.
        wishes: What its owner wants of every report; the caller's settings are the caller's.
        sound_again: How many of those that were there have a recording again that they had lost.
    """

    added: int
    known: int
    wishes: backup.Wishes = field(default_factory=backup.Wishes)
    sound_again: int = 0


_YEARS = range(1969, 3001)
"""When a take can have been recorded: a clock may be wrong, but every system can tell the time of these years."""

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
    sqlite3.ProgrammingError,
)
"""What rows and reports that hold something else than ours run into on their way into the tables."""


def restore_backup(
    store: HistoryStore, file: Path, *, go_on: Callable[[float], bool] = lambda _share: True
) -> Restored | None:
    """Take over what a backup holds and the history does not; what is there stays as it is.

    A take that is there and has lost its recording gets it back.

    Args:
        store: The history.
        file: The backup.
        go_on: Is told the share that is done, and says whether to go on.

    Returns:
        What came of it; None where it was broken off, with nothing changed.

    Raises:
        KnownError: BACKUP_DAMAGED, BACKUP_NEWER, what `rehearse.files.reading_errors` and `disk_errors` raise, or what
            the store raises.
    """
    make_private_folder(store.recordings_folder)
    with _opened(file) as source, _damage_named(file), disk_errors(store.recordings_folder):
        archive = Archive(source, file)
        listed = examine(archive)
        ask_for_room(store.recordings_folder, sum(entry["bytes"] for entry in listed.values()))
        with scratch_folder(Scratch.INCOMING, store.recordings_folder) as scratch:
            incoming = Path(scratch)
            content = Content(archive, listed, incoming)
            if not content.read(lambda share: go_on(share / 2)):
                return None
            rows = incoming / "rows.db"
            if not _lay_out(rows, content, store, lambda share: go_on((1 + share) / 2)):
                return None
            wishes = _wishes(content.rows.get("wishes", {}))
            with (
                store.database.joined(rows),
                or_back(incoming, store.recordings_folder),
                store.database.writing() as connection,
            ):
                new = _take_over(connection, content)
                arrivals = list(_arrivals(connection, content, store.recordings_folder))
                move_in(arrivals, incoming, store.recordings_folder)
            known = len(content.rows["takes"]) - len(new)
            return Restored(len(new), known, wishes, len({one.take_id for one in arrivals} - new))


def _opened(file: Path) -> BinaryIO:
    """Open a file for reading; a device or a pipe is not waited for."""
    with reading_errors(file):
        if file.exists() and not file.is_file():
            raise KnownError(Trouble.FILE_IS_NONE, path=file)
        return file.open("rb")


@contextlib.contextmanager
def _damage_named(file: Path) -> Iterator[None]:
    """Everything that a broken or a hostile file can cause, as one known error."""
    try:
        yield
    except DamageError as error:
        raise KnownError(Trouble.BACKUP_DAMAGED, path=file, reason=error) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise KnownError(Trouble.BACKUP_DAMAGED, path=file, reason="it can't be unpacked") from error
    except _FAULTS_OF_CONTENT as error:
        raise KnownError(Trouble.BACKUP_DAMAGED, path=file, reason="its parts do not fit together") from error


def _lay_out(rows: Path, content: Content, store: HistoryStore, go_on: Callable[[float], bool]) -> bool:
    """Put what is new into tables of its own, which shows every value that ours would not take.

    Returns:
        Whether it was not broken off.
    """
    with store.database.reading() as connection:
        there = {take for (take,) in connection.execute("SELECT id FROM take")}
    new = [row for row in content.rows["takes"] if row["id"] not in there]
    with (
        contextlib.closing(Database(rows, store.recordings_folder, MIGRATIONS, 0.0)) as apart,
        apart.writing() as connection,
    ):
        for card in content.rows["cards"]:
            _add_card(connection, card)
        for number, row in enumerate(new):
            if not go_on(number / len(new)):
                return False
            _add_take(connection, row, content, store.recordings_folder)
        _add_more(connection, content.rows["more"], {row["id"] for row in new})
    return True


def _take_over(connection: Connection, content: Content) -> set[str]:
    """Copy what was laid out, inside the transaction that the caller ends; the ids of the takes that are new."""
    found = [(row["id"],) for row in content.rows["takes"]]
    connection.executemany("DELETE FROM bin WHERE take = ?", found)
    new = connection.execute("SELECT id FROM joined.take WHERE id NOT IN (SELECT id FROM main.take)").fetchall()
    ids = json.dumps([take_id for (take_id,) in new])
    _copy(connection, "card", or_else="OR IGNORE ")
    _copy(connection, "take", "WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for table in (*_OF_REPORTS, *backup.tables_on_takes(connection)):
        # A call's star that is there stays: there is one for each call.
        or_else = "OR IGNORE " if table == "star" else ""
        _copy(connection, table, "WHERE take IN (SELECT value FROM json_each(?))", (ids,), or_else=or_else)
    for table in backup.WITH_CARDS:
        _copy(connection, table, or_else="OR IGNORE ")
    return {take_id for (take_id,) in new}


def _copy(
    connection: Connection, table: str, which: str = "", values: tuple[object, ...] = (), *, or_else: str = ""
) -> None:
    columns = ", ".join(f'"{name}"' for name in backup.columns_of(connection, table))
    connection.execute(
        f'INSERT {or_else}INTO main."{table}" ({columns}) SELECT {columns} FROM joined."{table}" {which}',  # noqa: S608 # names are ours
        values,
    )


def _arrivals(connection: Connection, content: Content, folder: Path) -> Iterator[Arrival]:
    """The recordings that are not there, also of takes that are; one that is there stays as it is."""
    ids = json.dumps([row["id"] for row in content.rows["takes"]])
    takes_ = connection.execute("SELECT id, audio FROM take WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for take_id, audio in takes_:
        place = Path(audio)
        for name, to in ((take_id, place), (f"{take_id}.other", recordings.other_side(place))):
            sound = content.sound.get(name)
            if sound is not None and not (folder / to).exists():
                yield Arrival(take_id, sound, to.as_posix())


def _add_more(connection: Connection, more: dict[str, Any], added: set[str]) -> None:
    """Add what belongs to the takes, and to the cards."""
    for table, columns in backup.tables_on_takes(connection).items():
        for row in more.get(table, []):
            if row["take"] in added:
                _examine_row(table, row)
                _insert(connection, table, columns, row)
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
            raise DamageError("its words to avoid are not in Rehearse's form")
    return backup.Wishes(**{name: tuple(found) for name, found in lists.items()})


def _add_card(connection: Connection, document: dict[str, Any]) -> None:
    card = cards.card_of(document)
    if not is_as_declared(card):
        raise DamageError("a card is not in Rehearse's form")
    if not connection.execute("SELECT 1 FROM card WHERE id = ?", (card.id,)).fetchone():
        cards.write(connection, card)


def _add_take(connection: Connection, row: dict[str, Any], content: Content, folder: Path) -> None:
    from rehearse.report_json import from_json

    take_id, started = row["id"], datetime.fromisoformat(row["started_at"])
    is_ours = re.fullmatch(recordings.TAKE_ID, take_id) and started.tzinfo is not None and started.year in _YEARS
    if not is_ours or TakeState(row["state"]) is TakeState.RECORDING:
        raise DamageError("a take is not in Rehearse's form")
    known = row["card"] is None or connection.execute("SELECT 1 FROM card WHERE id = ?", (row["card"],)).fetchone()
    own = {
        "audio": recordings.place(take_id, started),
        "started_epoch_s": started.timestamp(),
        "card": row["card"] if known else None,
        "target": _target(row["target"], take_id),
    }
    _insert(connection, "take", backup.columns_of(connection, "take"), row | own)
    # Read back, every value is found that could not be shown.
    (take,) = takes.select(connection, folder, "WHERE id = ?", (take_id,))
    document = content.report(take_id)
    report = None if document is None else from_json(document)
    if not is_as_declared(take) or (report is not None and not is_as_declared(report)):
        raise DamageError("a take is not in Rehearse's form")
    if report is not None:
        reports.write(connection, take_id, report)


def _target(document: str, take_id: str) -> str:
    try:
        return json.dumps(asdict(target_from_json(parsed(document), take_id)), ensure_ascii=False)
    except KnownError as error:
        raise DamageError("a take is not in Rehearse's form") from error


def _examine_row(table: str, row: dict[str, Any]) -> None:
    """Rows that hold a document are read once as they will be later."""
    if table == "mock_call":
        from rehearse.call import report_json

        report_json.from_json(parsed(row["json"]))


def _insert(connection: Connection, table: str, columns: tuple[str, ...], row: object, *, or_else: str = "") -> None:
    """Add a row; columns that this version doesn't know are left out, values are of the plain kinds only."""
    given = row if isinstance(row, dict) else {}
    names = [name for name in columns if name in given]
    values = [given[name] for name in names]
    if not names or not all(value is None or isinstance(value, str | int | float) for value in values):
        raise DamageError("a row is not in Rehearse's form")
    marks = ", ".join("?" for _ in names)
    columns_ = ", ".join(f'"{name}"' for name in names)
    connection.execute(f'INSERT {or_else}INTO "{table}" ({columns_}) VALUES ({marks})', values)  # noqa: S608 # names are ours

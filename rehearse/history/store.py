"""The history: every take and all that belongs to it, in one SQLite database beside the recordings.

The store itself keeps takes with their recordings and reports, from begun to deleted. Whatever else is kept is a part
of it with a module of its own; all parts share its one connection, which is used on the thread that opened it. Writes
are small. What is deleted is gone: the row, the report, the recording, and the words in the database's own files.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rehearse.files import make_private_folder
from rehearse.history import opening, recordings, reports, takes
from rehearse.history.bin import Bin
from rehearse.history.calls import Calls
from rehearse.history.cards import Cards
from rehearse.history.database import Database
from rehearse.history.keepsakes import Keepsakes
from rehearse.history.lists import TakeLists
from rehearse.history.overview import Overview
from rehearse.history.schema import MIGRATIONS
from rehearse.history.scripts import Scripts
from rehearse.history.silenced import SilencedRules
from rehearse.history.troubles import history_errors
from rehearse.history.values import Take, TakeState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from rehearse.history.schema import Migration
    from rehearse.programs.call_kind import CallKind
    from rehearse.report import Report
    from rehearse.target import Target

FORMAT = len(MIGRATIONS)
"""The newest format of the database that this program knows."""

PATIENCE_S = 2.0
"""How long to wait for another program that is just writing."""


class HistoryStore:
    """Takes with their recordings and reports, and the parts in which everything else is kept.

    Every method may raise `KnownError` HISTORY_BUSY, HISTORY_CORRUPT, HISTORY_FAULT, HISTORY_GONE, DISK_FULL,
    DISK_FAILED or FOLDER_READ_ONLY; methods that are given the id of a take raise `KeyError` where there is none. A
    method that raises has changed nothing in the database.

    Attributes:
        file: The database.
        recordings_folder: Where the recordings lie.
        database: Its connection, for the other modules of this package.
        lists: Takes with their figures, for lists and comparisons.
        overview: All takes at a glance, and which of them hold certain words, rules or gaps.
        calls: What became of the mock calls.
        silenced: Rules that were wrong in a take.
        keepsakes: Notes on takes, and the star on the best one of each call.
        bin: Takes that were deleted and can still come back.
        cards: The programs that are called.
        scripts: What the user means to say.
    """

    def __init__(self, database: Database, recordings_folder: Path) -> None:
        self.file = database.file
        self.recordings_folder = recordings_folder
        self.database = database
        self.lists = TakeLists(database, recordings_folder)
        self.overview = Overview(database, recordings_folder)
        self.calls = Calls(database)
        self.silenced = SilencedRules(database)
        self.keepsakes = Keepsakes(database)
        self.bin = Bin(database, self.delete)
        self.cards = Cards(database)
        self.scripts = Scripts(database)

    @classmethod
    def open(
        cls,
        history_file: Path,
        recordings_folder: Path,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        patience_s: float = PATIENCE_S,
    ) -> HistoryStore:
        """Open the history, made where it is missing and brought up to date where it is older.

        Args:
            history_file: The database.
            recordings_folder: Where the recordings lie.
            migrations: The formats to go through, in order.
            patience_s: How long to wait for another program that is just writing, in seconds.

        Raises:
            KnownError: As every method, and HISTORY_NEWER; a history that is refused is not touched.
        """
        folder = recordings_folder.absolute()
        database = Database(history_file.absolute(), folder, migrations, patience_s)
        try:
            make_private_folder(folder)
        except BaseException:
            database.close()
            raise
        return cls(database, folder)

    def once_more(self) -> HistoryStore:
        """Open the same history again, for another thread: a connection belongs to the one that opened it.

        Any thread may ask.

        Raises:
            KnownError: As `open`, and HISTORY_GONE; none is made anew.
        """
        self.database.must_be_in_place()
        return HistoryStore.open(self.file, self.recordings_folder)

    @staticmethod
    def examine(history_file: Path, recordings_folder: Path) -> int | None:
        """The format of a history that could be opened, without touching it; None where there is none yet.

        Raises:
            KnownError: As `open`.
        """
        file = history_file.absolute()
        with history_errors(file, recordings_folder):
            return opening.refuse_if_unfit(file, recordings_folder, FORMAT)

    # Takes

    def begin_take(
        self,
        scenario: str,
        target: Target,
        card_id: str | None,
        call_kind: CallKind | None,
        started_at: datetime,
        *,
        imported: bool = False,
        is_phrase: bool = False,
    ) -> Take:
        """Add a take in state recording and settle where its recording goes; its day's folder is made.

        Args:
            scenario: Id of the scenario.
            target: Whom the spoken names are checked against.
            card_id: The chosen card, or None.
            call_kind: How the call comes about, or None.
            started_at: Now, with the offset from UTC.
            imported: Its recording comes from a file.
            is_phrase: It is one sentence of the call, said again.

        Raises:
            ValueError: `started_at` has no offset.
        """
        if started_at.tzinfo is None:
            msg = "a take begins at a time with its offset from UTC"
            raise ValueError(msg)
        take_id, audio = self._free_place(started_at)
        take = Take(
            id=take_id,
            scenario=scenario,
            card_id=card_id,
            target=target,
            call_kind=call_kind,
            started_at=started_at,
            audio_path=self.recordings_folder / audio,
            state=TakeState.RECORDING,
            imported=imported,
            is_phrase=is_phrase,
        )
        with self.database.writing() as connection:
            takes.insert(connection, take, audio)
            make_private_folder(take.audio_path.parent)
        return self.take(take_id)

    def _free_place(self, started_at: datetime) -> tuple[str, str]:
        """An id whose recording does not exist, not even as one of a history that was moved away."""
        while True:
            take_id = f"{started_at:%Y%m%d-%H%M%S}-{os.urandom(3).hex()}"
            audio = recordings.place(take_id, started_at)
            if not (self.recordings_folder / audio).exists():
                return take_id, audio

    def finish_take(self, take_id: str, duration_s: float, dropped_frames: int = 0, preroll_s: float = 0.0) -> Take:
        """The recording is whole: state recorded."""
        return self._change(
            take_id,
            state=TakeState.RECORDED,
            duration_s=duration_s,
            dropped_frames=dropped_frames,
            preroll_s=preroll_s,
            failure=None,
        )

    def adopt(self, take_id: str, duration_s: float) -> Take:
        """A recording that a crash cut off was repaired: state recorded, marked as recovered."""
        return self._change(take_id, state=TakeState.RECORDED, duration_s=duration_s, recovered=1, failure=None)

    def fail_take(self, take_id: str, message: str) -> Take:
        """The analysis failed, and this is what the user was told: state failed; the recording stays."""
        return self._change(take_id, state=TakeState.FAILED, failure=message)

    def _change(self, take_id: str, **values: object) -> Take:
        """Set columns of a take; the names are ours, never the user's."""
        columns = ", ".join(f"{name} = ?" for name in values)
        with self.database.writing() as connection:
            done = connection.execute(
                f"UPDATE take SET {columns} WHERE id = ?",  # noqa: S608 # no value in it
                (*values.values(), take_id),
            )
        if not done.rowcount:
            raise KeyError(take_id)
        return self.take(take_id)

    def discard_take(self, take_id: str) -> None:
        """The user threw the take away: the same as deleting it."""
        self.delete(take_id)

    def take(self, take_id: str) -> Take:
        """The take with this id."""
        with self.database.reading() as connection:
            return takes.one(connection, self.recordings_folder, take_id)

    def unfinished(self) -> tuple[Take, ...]:
        """Takes that were still being recorded when the program ended, oldest first; to be asked for at start only."""
        with self.database.reading() as connection:
            return takes.select(
                connection,
                self.recordings_folder,
                "WHERE state = ? ORDER BY started_epoch_s, id",
                (TakeState.RECORDING,),
            )

    # Reports

    def save_report(self, take_id: str, report: Report) -> Take:
        """Keep a report in the place of any earlier one: state analysed."""
        with self.database.writing() as connection:
            takes.must_be_there(connection, take_id)
            reports.write(connection, take_id, report)
            connection.execute("UPDATE take SET state = ?, failure = NULL WHERE id = ?", (TakeState.ANALYSED, take_id))
        return self.take(take_id)

    def report(self, take_id: str) -> Report | None:
        """The report of a take; None where it has none."""
        with self.database.reading() as connection:
            takes.must_be_there(connection, take_id)
            return reports.read(connection, take_id)

    def report_json(self, take_id: str) -> dict[str, Any] | None:
        """The report of a take as JSON, as `rehearse analyze` prints it; None where it has none."""
        with self.database.reading() as connection:
            return reports.read_json(connection, take_id)

    # Deleting

    def delete(self, take_id: str) -> None:
        """Delete a take with its report and its recording, for good."""
        with self.database.reading() as connection:
            audio = takes.one(connection, self.recordings_folder, take_id, binned=True).audio_path
        with self.database.writing() as connection:
            connection.execute("DELETE FROM take WHERE id = ?", (take_id,))
            # Inside the transaction: a recording that can't be removed keeps its row, so that it is not forgotten.
            recordings.remove(audio, self.recordings_folder)
        self.database.scrub()

    def delete_all(self, *, with_cards: bool = False) -> None:
        """Delete every take, report and recording, also recordings that no take knows; the cards too where asked."""
        with self.database.writing() as connection:
            known = takes.select(connection, self.recordings_folder, "", binned=True)
            connection.execute("DELETE FROM take")
            if with_cards:
                connection.execute("DELETE FROM card")
                connection.execute("DELETE FROM script")
            for audio in {take.audio_path for take in known} | set(recordings.all_in(self.recordings_folder)):
                recordings.remove(audio, self.recordings_folder)
        self.database.shrink()
        self.database.scrub()

    def close(self) -> None:
        """Close the database; nothing stays open."""
        self.database.close()

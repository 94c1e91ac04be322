"""The history: every take, its report and the program cards, in one SQLite database beside the recordings.

One connection, used on the thread that opened it (the interface's); writes are small. What is deleted is gone: the
row, the report, the recording, and the words in the database's own files.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from rehearse.files import make_private_folder
from rehearse.history import calls, cards, opening, recordings, reports, scripts, silenced, takes
from rehearse.history.bin import Bin
from rehearse.history.database import Database
from rehearse.history.keepsakes import Keepsakes
from rehearse.history.overview import Overview
from rehearse.history.schema import MIGRATIONS
from rehearse.history.troubles import history_errors
from rehearse.history.values import Take, TakeRow, TakeState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path
    from sqlite3 import Connection

    from rehearse.call.report import CallReport
    from rehearse.history.schema import Migration
    from rehearse.programs.call_kind import CallKind
    from rehearse.programs.card import Card
    from rehearse.report import Report
    from rehearse.target import Target

FORMAT = len(MIGRATIONS)
"""The newest format of the database that this program knows."""

PATIENCE_S = 2.0
"""How long to wait for another program that is just writing."""


class HistoryStore:
    """Takes, reports and cards.

    Every method may raise `KnownError` HISTORY_BUSY, HISTORY_CORRUPT, HISTORY_FAULT, DISK_FULL or FOLDER_READ_ONLY;
    methods that are given the id of a take raise `KeyError` where there is none. A method that raises has changed
    nothing in the database.

    Attributes:
        file: The database.
        recordings_folder: Where the recordings lie.
        database: Its connection, for the other modules of this package.
        overview: All takes at a glance, and which of them hold certain words, rules or gaps.
        bin: Takes that were deleted and can still come back.
        keepsakes: Notes on takes, and the star on the best one of each call.
    """

    def __init__(self, database: Database, recordings_folder: Path) -> None:
        self.file = database.file
        self.recordings_folder = recordings_folder
        self.database = database
        self.keepsakes = Keepsakes(database)
        self.overview = Overview(database, recordings_folder)
        self.bin = Bin(database, self.delete)

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
        make_private_folder((self.recordings_folder / audio).parent)
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
        return take

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

    def discard_take(self, take_id: str) -> None:
        """The user threw the take away: the same as deleting it."""
        self.delete(take_id)

    def take(self, take_id: str) -> Take:
        """The take with this id."""
        with self.database.reading() as connection:
            found = takes.select(connection, self.recordings_folder, "WHERE id = ?", (take_id,))
        if not found:
            raise KeyError(take_id)
        return found[0]

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
        self.take(take_id)
        with self.database.writing() as connection:
            reports.write(connection, take_id, report)
            connection.execute("UPDATE take SET state = ?, failure = NULL WHERE id = ?", (TakeState.ANALYSED, take_id))
        return self.take(take_id)

    def report(self, take_id: str) -> Report | None:
        """The report of a take; None where it has none."""
        self.take(take_id)
        with self.database.reading() as connection:
            return reports.read(connection, take_id)

    def report_json(self, take_id: str) -> dict[str, Any] | None:
        """The report of a take as JSON, as `rehearse analyze` prints it; None where it has none."""
        with self.database.reading() as connection:
            return reports.read_json(connection, take_id)

    # Mock calls

    def save_call(self, take_id: str, report: CallReport) -> None:
        """Keep the report of a mock call beside its take, in the place of any earlier one."""
        self.take(take_id)
        with self.database.writing() as connection:
            calls.write(connection, take_id, report)

    def call(self, take_id: str) -> CallReport | None:
        """The report of a mock call; None where the take was none."""
        found = self.call_json(take_id)
        if found is None:
            return None
        from rehearse.call.report_json import from_json

        return from_json(found)

    def call_json(self, take_id: str) -> dict[str, Any] | None:
        """The report of a mock call as JSON, as `rehearse call --report` prints it; None where the take was none."""
        with self.database.reading() as connection:
            return calls.read_json(connection, take_id)

    # Lists

    def rows(self, scenario: str | None = None) -> tuple[TakeRow, ...]:
        """Takes with their figures, newest first; of one scenario, or of all."""
        if scenario is None:
            return self._rows("")
        return self._rows("WHERE scenario = ?", (scenario,))

    def rows_of(self, take_ids: Sequence[str]) -> dict[str, TakeRow]:
        """The takes with these ids and their figures; ids that are not there are left out."""
        found = self._rows("WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(take_ids)),))
        return {row.take.id: row for row in found}

    def row(self, take_id: str) -> TakeRow:
        """One take with its figures."""
        found = self._rows("WHERE id = ?", (take_id,))
        if not found:
            raise KeyError(take_id)
        return found[0]

    def count(self) -> int:
        """How many takes there are."""
        with self.database.reading() as connection:
            return takes.count(connection)

    def newest(self) -> str | None:
        """Id of the last take; None where there is none."""
        found = self._rows("", limit=1)
        return found[0].take.id if found else None

    def last_takes(self) -> dict[str, datetime]:
        """When each scenario was rehearsed last; without those that never were."""
        with self.database.reading() as connection:
            return takes.last_by_scenario(connection)

    def previous(self, take: Take) -> TakeRow | None:
        """The last take of the same whole call before this one that has a report; of a mock call the last such."""
        before = "(started_epoch_s, id) < (?, ?) AND id IN (SELECT take FROM report)"
        order = f"WHERE scenario = ? AND NOT is_phrase AND {before} {takes.NEWEST_FIRST}"
        with self.database.reading() as connection:
            earlier = takes.select(
                connection, self.recordings_folder, order, (take.scenario, take.started_at.timestamp(), take.id)
            )
        # A call whose first analysis failed has no report of the call; its files tell that it was one.
        is_call = self.take(take.id).is_mock_call
        found = next((one for one in earlier if one.is_mock_call == is_call), None)
        return None if found is None else self.row(found.id)

    def _rows(self, which: str, values: tuple[object, ...] = (), limit: int = -1) -> tuple[TakeRow, ...]:
        order = f"{which} {takes.NEWEST_FIRST} LIMIT {limit}"
        with self.database.reading() as connection:
            found = takes.select(connection, self.recordings_folder, order, values)
            figures = reports.figures(connection, order, values)
        return tuple(TakeRow(take, **figures.get(take.id, {})) for take in found)

    # What the user says to it

    def silence(self, take_id: str, rule: str) -> None:
        """A rule was wrong in this take: its findings are counted no more. The report itself stays as it was made."""
        self.take(take_id)
        with self.database.writing() as connection:
            silenced.add(connection, take_id, rule)
            self._count_again(connection, take_id)

    def unsilence(self, take_id: str) -> None:
        """Every rule speaks in this take again."""
        with self.database.writing() as connection:
            silenced.remove_all(connection, take_id)
            self._count_again(connection, take_id)

    def silenced(self, take_id: str) -> frozenset[str]:
        """Ids of the rules that were wrong in this take."""
        with self.database.reading() as connection:
            return silenced.rules(connection, take_id)

    @staticmethod
    def _count_again(connection: Connection, take_id: str) -> None:
        report = reports.read(connection, take_id)
        if report is not None:
            silenced.count_findings(connection, take_id, report.findings)

    def script(self, scenario: str, card_id: str | None) -> str:
        """What the user means to say in a call, to the program of a card or to any; empty where nothing was written."""
        with self.database.reading() as connection:
            return scripts.read(connection, scenario, card_id)

    def save_script(self, scenario: str, card_id: str | None, text: str) -> None:
        """Keep what the user means to say in a call."""
        with self.database.writing() as connection:
            replaced = scripts.write(connection, scenario, card_id, text)
        if replaced:
            self.database.scrub()

    # Deleting

    def delete(self, take_id: str) -> None:
        """Delete a take with its report and its recording, for good."""
        with self.database.reading() as connection:
            found = takes.select(connection, self.recordings_folder, "WHERE id = ?", (take_id,), binned=True)
        if not found:
            raise KeyError(take_id)
        audio = found[0].audio_path
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

    # Cards

    def cards(self) -> tuple[Card, ...]:
        """All cards, by name of the program."""
        with self.database.reading() as connection:
            return cards.read_all(connection)

    def save_card(self, card: Card) -> None:
        """Add a card, or replace the one with its id."""
        with self.database.writing() as connection:
            cards.write(connection, card)

    def delete_card(self, card_id: str) -> None:
        """Delete a card; takes that were made with it keep their target."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM card WHERE id = ?", (card_id,))
        self.database.scrub()

    def close(self) -> None:
        """Close the database; nothing stays open."""
        self.database.close()

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

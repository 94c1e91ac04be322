"""Takes in the database."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rehearse.history import recordings
from rehearse.history.values import Take, TakeState
from rehearse.programs.call_kind import CallKind
from rehearse.target import Target

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

_COLUMNS = (
    "id, scenario, card, target, call_kind, started_at, audio, state, duration_s, recovered, dropped_frames, "
    "preroll_s, failure, imported, is_phrase, id IN (SELECT take FROM mock_call)"
)

NEWEST_FIRST = "ORDER BY started_epoch_s DESC, id DESC"


def insert(connection: Connection, take: Take, audio: str) -> None:
    """Add a take that has just begun; a card that was deleted meanwhile is left out.

    Args:
        connection: The database.
        take: The take.
        audio: Where its recording lies below the folder of the recordings, with `/`.
    """
    connection.execute(
        "INSERT INTO take (id, scenario, card, target, call_kind, started_at, started_epoch_s, audio, state, imported, "
        "is_phrase) VALUES (?, ?, (SELECT id FROM card WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            take.id,
            take.scenario,
            take.card_id,
            json.dumps(asdict(take.target), ensure_ascii=False),
            take.call_kind,
            take.started_at.isoformat(),
            take.started_at.timestamp(),
            audio,
            take.state,
            take.imported,
            take.is_phrase,
        ),
    )


def select(
    connection: Connection, folder: Path, which: str, values: tuple[object, ...] = (), *, binned: bool = False
) -> tuple[Take, ...]:
    """The takes that the rest of a SELECT statement chooses, in its order; those in the bin only where asked for."""
    table = "take" if binned else "kept"
    rows = connection.execute(f"SELECT {_COLUMNS} FROM {table} {which}", values)  # noqa: S608 # no value in it
    return tuple(_take(row, folder) for row in rows)


def one(connection: Connection, folder: Path, take_id: str, *, binned: bool = False) -> Take:
    """The take with this id; one in the bin only where asked for.

    Raises:
        KeyError: There is none.
    """
    found = select(connection, folder, "WHERE id = ?", (take_id,), binned=binned)
    if not found:
        raise KeyError(take_id)
    return found[0]


def must_be_there(connection: Connection, take_id: str) -> None:
    """Refuse an id that no take has.

    Raises:
        KeyError: There is none, or it is in the bin.
    """
    if connection.execute("SELECT 1 FROM kept WHERE id = ?", (take_id,)).fetchone() is None:
        raise KeyError(take_id)


def _take(row: tuple[Any, ...], folder: Path) -> Take:
    audio = folder / row[6]
    return Take(
        id=row[0],
        scenario=row[1],
        card_id=row[2],
        target=_target(row[3]),
        call_kind=None if row[4] is None else CallKind(row[4]),
        started_at=datetime.fromisoformat(row[5]),
        audio_path=audio,
        state=TakeState(row[7]),
        duration_s=row[8],
        recovered=bool(row[9]),
        dropped_frames=row[10],
        preroll_s=row[11],
        failure=row[12],
        imported=bool(row[13]),
        is_phrase=bool(row[14]),
        # A call whose analysis failed has no report of the call.
        is_mock_call=bool(row[15]) or recordings.other_side(audio).exists(),
    )


@lru_cache(maxsize=256)
def _target(document: str) -> Target:
    # Hundreds of takes share a few targets.
    found = json.loads(document)
    return Target(**{**found, "aliases": tuple(found["aliases"])})

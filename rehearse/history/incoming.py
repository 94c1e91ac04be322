"""Recordings of a backup on their way into place: at the end each of them has its row, or it is gone again.

They are moved just before their rows are committed, and where each of them goes is written down beside them before
that. So they can be taken back whatever comes in between: at once after an error, at the next start where the program
was killed. What lay there before is never written down, and so stays.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.files import disk_errors, make_private_folder, write_private_file
from rehearse.history.recordings import DAY, TAKE_ID
from rehearse.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rehearse.history.store import HistoryStore

_LIST = "places.txt"
_LINE = re.compile(rf"({TAKE_ID}) ({DAY}/\1(?:\.other)?\.wav)")
"""A take and a place, as they are written down; never a place that leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A recording that is to be moved into place.

    Attributes:
        take_id: The take that it belongs to.
        sound: Where it lies now.
        place: Where it goes, below the folder of the recordings, with `/`; nothing is there yet.
    """

    take_id: str
    sound: Path
    place: str


def move_in(arrivals: Sequence[Arrival], incoming: Path, folder: Path) -> None:
    """Move recordings from the folder `incoming` to their places below `folder`.

    Raises:
        KnownError: As `rehearse.files.disk_errors`.
    """
    write_private_file(incoming / _LIST, "".join(f"{one.take_id} {one.place}\n" for one in arrivals))
    with disk_errors(folder):
        for one in arrivals:
            to = folder / one.place
            make_private_folder(to.parent)
            one.sound.replace(to)


@contextlib.contextmanager
def or_back(incoming: Path, folder: Path) -> Iterator[None]:
    """Take back what was moved in meanwhile where an error ends it."""
    try:
        yield
    except BaseException:
        for _, place in _listed(incoming / _LIST):
            _remove(folder / place)
        raise


def take_back(store: HistoryStore) -> None:
    """Take back what was moved in by a program that was killed before its rows were there.

    To be called at start, before `rehearse.scratch.clear_scratch`.

    Raises:
        KnownError: What the store raises, and as `rehearse.files.disk_errors`.
    """
    folder = store.recordings_folder
    with disk_errors(folder):
        for left in folder.glob(f"{Scratch.INCOMING}*/{_LIST}"):
            for take_id, place in _listed(left):
                with store.database.reading() as connection:
                    known = connection.execute("SELECT 1 FROM take WHERE id = ?", (take_id,)).fetchone()
                if known is None:
                    _remove(folder / place)


def _listed(file: Path) -> list[tuple[str, str]]:
    """The take and the place of every recording that was moved, or was about to be."""
    if not file.exists():
        return []
    lines = map(_LINE.fullmatch, file.read_text(encoding="utf-8", errors="replace").splitlines())
    return [(found[1], found[2]) for found in lines if found]


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        file.parent.rmdir()

"""Takes that a crash cut off, brought back at the next start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rehearse.history.store import HistoryStore
    from rehearse.history.values import Take

_NOTHING_LEFT = frozenset({Trouble.FILE_MISSING, Trouble.FILE_EMPTY, Trouble.FILE_TOO_SHORT, Trouble.AUDIO_GONE})
_DISK = frozenset({Trouble.DISK_FULL, Trouble.FOLDER_READ_ONLY, Trouble.DISK_FAILED})
_WAV_HEADER_BYTES = 44


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of the unfinished takes.

    Attributes:
        adopted: Takes whose recording was repaired and can be analysed.
        troubles: What the user is told of the others.
    """

    adopted: tuple[Take, ...] = ()
    troubles: tuple[KnownError, ...] = ()


def recover(store: HistoryStore, mend: Callable[[Path, Sequence[Path]], float]) -> Recovery:
    """Repair the recording of every unfinished take and adopt it.

    To be called at start, before a take is begun. A take of whose recording nothing is left is taken off the list;
    one that can't be repaired for another reason keeps its recording and is listed as failed; where the disk is
    full or read-only everything stays as it is until the next start.

    Args:
        store: The history.
        mend: Repairs a recording, joins its later parts to it and returns its length in seconds, or raises
            `KnownError`.
    """
    adopted: list[Take] = []
    troubles: list[KnownError] = []
    for take in store.unfinished():
        try:
            length_s = mend(take.audio_path, recordings.parts(take.audio_path))
            adopted.append(store.adopt(take.id, length_s))
        except KnownError as error:
            troubles.append(_settle(store, take, error))
    return Recovery(tuple(adopted), tuple(troubles))


def _settle(store: HistoryStore, take: Take, error: KnownError) -> KnownError:
    if error.trouble in _DISK:
        return error
    if error.trouble in _NOTHING_LEFT or not _holds_sound(take.audio_path):
        store.discard_take(take.id)
        return KnownError(Trouble.TAKE_LOST, started=f"{take.started_at:%Y-%m-%d %H:%M}")
    store.fail_take(take.id, error.message)
    return error


def _holds_sound(audio: Path) -> bool:
    return audio.exists() and audio.stat().st_size > _WAV_HEADER_BYTES

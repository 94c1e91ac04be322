"""Takes that a crash cut off, brought back at the next start."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.files import reading_errors
from rehearse.history import recordings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rehearse.history.store import HistoryStore
    from rehearse.history.values import Take

log = logging.getLogger(__name__)

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
    full or read-only, or the history can't be written, everything stays as it is until the next start. Whatever goes
    wrong with one take, the others are put right, and the program starts.

    Args:
        store: The history.
        mend: Repairs a recording, joins its later parts to it and returns its length in seconds, or raises
            `KnownError`.
    """
    adopted: list[Take] = []
    troubles: list[KnownError] = []
    for take in store.unfinished():
        try:
            length_s = _mended(take, mend)
            adopted.append(store.adopt(take.id, length_s))
        except _UnmendedError as unmended:
            troubles.append(_settle(store, take, unmended.reason))
        except KnownError as error:
            troubles.append(error)
    return Recovery(tuple(adopted), tuple(troubles))


class _UnmendedError(Exception):
    def __init__(self, reason: KnownError) -> None:
        super().__init__(reason)
        self.reason = reason


def _mended(take: Take, mend: Callable[[Path, Sequence[Path]], float]) -> float:
    try:
        with reading_errors(take.audio_path):
            return mend(take.audio_path, recordings.parts(take.audio_path))
    except KnownError as error:
        raise _UnmendedError(error) from error
    except Exception as error:
        # A fault of ours must not keep the program from starting, now and every time after.
        log.exception("a recording could not be repaired")
        fault = KnownError(Trouble.FILE_UNREADABLE, path=take.audio_path, reason=type(error).__name__)
        raise _UnmendedError(fault) from error


def _settle(store: HistoryStore, take: Take, error: KnownError) -> KnownError:
    try:
        return _put_right(store, take, error)
    except KnownError as second:
        log.warning("%s while a take was settled", second.trouble)
        return error


def _put_right(store: HistoryStore, take: Take, error: KnownError) -> KnownError:
    if error.trouble in _DISK:
        return error
    if error.trouble in _NOTHING_LEFT or not _holds_sound(take.audio_path):
        store.discard_take(take.id)
        return KnownError(Trouble.TAKE_LOST, started=f"{take.started_at:%Y-%m-%d %H:%M}")
    store.fail_take(take.id, error.message)
    return error


def _holds_sound(audio: Path) -> bool:
    try:
        return audio.stat().st_size > _WAV_HEADER_BYTES
    except FileNotFoundError:
        return False
    except OSError:
        # What may not be looked at is not known to be empty.
        return True

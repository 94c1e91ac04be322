"""Scratch folders: sound that is on the disk only while it is worked on.

A program that is killed takes nothing away. So every such folder has a name by which it is known again, and what no
part of this program holds can be deleted: at the next start, and where everything is to be deleted.
"""

from __future__ import annotations

import logging
import shutil
import threading
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import WeakSet

from rehearse.files import disk_errors

log = logging.getLogger(__name__)


class Scratch(StrEnum):
    """What a folder is for: how its name begins."""

    AGAIN = "again-"
    MICROPHONE = "microphone-"
    DEMO = "demo-"
    INCOMING = ".incoming-"


_lock = threading.Lock()
_held: WeakSet[TemporaryDirectory[str]] = WeakSet()


def scratch_folder(what: Scratch, parent: Path) -> TemporaryDirectory[str]:
    """Make a folder that goes with `cleanup`; any thread may do so.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    with disk_errors(parent), _lock:
        folder = TemporaryDirectory(prefix=what, dir=parent)
        _held.add(folder)
    return folder


def clear_scratch(*parents: Path) -> None:
    """Delete what a program that was killed left behind; folders that this one still uses stay.

    No other program may be at work in these folders. What can't be deleted is logged and met again the next time.
    """
    for leftover in _leftovers(parents):
        try:
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover)
            else:
                leftover.unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s while what was left behind was deleted", type(error).__name__)


def _leftovers(parents: tuple[Path, ...]) -> list[Path]:
    with _lock:
        in_use = {Path(folder.name).absolute() for folder in _held}
        return [
            found
            for parent in parents
            if parent.is_dir()
            for found in parent.iterdir()
            if found.name.startswith(tuple(Scratch)) and found.absolute() not in in_use
        ]

"""The folder of the recordings: one folder per day, one file per take.

A mock call has a second file with the other side's voice; while it runs and its microphone was lost in between, there
is one more for each stretch of sound after that.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from rehearse.files import disk_errors

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

TAKE_ID = r"\d{8}-\d{6}-[0-9a-f]{6}"
"""What the id of a take looks like."""
DAY = r"\d{4}-\d{2}-\d{2}"
"""What the folder of a day is called."""
_DAY = re.compile(DAY)
_OTHER = ".other.wav"
_PART = re.compile(r"\.part(\d+)\.wav")
_RECORDING = re.compile(rf"({TAKE_ID})(?:\.wav|{re.escape(_OTHER)}|{_PART.pattern})")


def place(take_id: str, started_at: datetime) -> str:
    """Where the recording of a take lies, below the folder of the recordings."""
    return f"{started_at:%Y-%m-%d}/{take_id}.wav"


def other_side(file: Path) -> Path:
    """Where the other side's voice of a mock call lies, beside the recording of the take."""
    return file.with_name(f"{file.stem}{_OTHER}")


def part(file: Path, number: int) -> Path:
    """Where a later part of a take lies until it is joined to the recording, counted from two."""
    return file.with_name(f"{file.stem}.part{number}.wav")


def parts(file: Path) -> tuple[Path, ...]:
    """The later parts of a take that lie beside its recording, in order."""
    found = ((_PART.fullmatch(one.name.removeprefix(file.stem)), one) for one in file.parent.glob(f"{file.stem}.part*"))
    return tuple(one for _, one in sorted((int(match[1]), one) for match, one in found if match))


def files_of(file: Path) -> tuple[Path, ...]:
    """Every file that a take may have: the other side's voice, its later parts, and the recording last."""
    return other_side(file), *parts(file), file


def answered(folder: Path) -> frozenset[str]:
    """Ids of the takes in which somebody answered: the other side's voice lies beside the recording."""
    days = (day for day in folder.glob("*") if _DAY.fullmatch(day.name))
    return frozenset(file.name.removesuffix(_OTHER) for day in days for file in day.glob(f"*{_OTHER}"))


def remove(file: Path, folder: Path) -> None:
    """Remove a recording with every other file of its take, and its day's folder when that is empty.

    What is gone already is no trouble.

    Raises:
        ValueError: The file does not lie in the folder of the recordings.
        KnownError: FOLDER_READ_ONLY.
    """
    if not file.resolve().is_relative_to(folder.resolve()):
        msg = f"{file} is no recording below {folder}"
        raise ValueError(msg)
    with disk_errors(file):
        for one in files_of(file):
            one.unlink(missing_ok=True)
    if file.parent != folder:
        with contextlib.suppress(OSError):
            file.parent.rmdir()


def all_in(folder: Path) -> list[Path]:
    """The recording of every take of which a file lies in the folder, also of those that no row knows."""
    days = (day for day in folder.glob("*") if _DAY.fullmatch(day.name) and day.is_dir())
    found = ((_RECORDING.fullmatch(file.name), file) for day in days for file in day.iterdir())
    return sorted({file.with_name(f"{match[1]}.wav") for match, file in found if match})

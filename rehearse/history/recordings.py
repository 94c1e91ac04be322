"""The folder of the recordings: one folder per day, one file per take."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from rehearse.files import disk_errors

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OTHER = ".other.wav"
_RECORDING = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}\.wav")


def place(take_id: str, started_at: datetime) -> str:
    """Where the recording of a take lies, below the folder of the recordings."""
    return f"{started_at:%Y-%m-%d}/{take_id}.wav"


def other_side(file: Path) -> Path:
    """Where the other side's voice of a mock call lies, beside the recording of the take."""
    return file.with_name(f"{file.stem}{_OTHER}")


def answered(folder: Path) -> frozenset[str]:
    """Ids of the takes in which somebody answered: the other side's voice lies beside the recording."""
    days = (day for day in folder.glob("*") if _DAY.fullmatch(day.name))
    return frozenset(file.name.removesuffix(_OTHER) for day in days for file in day.glob(f"*{_OTHER}"))


def remove(file: Path, folder: Path) -> None:
    """Remove a recording, the other side's voice with it, and its day's folder when that is empty.

    What is gone already is no trouble.

    Raises:
        ValueError: The file does not lie in the folder of the recordings.
        KnownError: FOLDER_READ_ONLY.
    """
    if not file.resolve().is_relative_to(folder.resolve()):
        msg = f"{file} is no recording below {folder}"
        raise ValueError(msg)
    with disk_errors(file):
        other_side(file).unlink(missing_ok=True)
        file.unlink(missing_ok=True)
    if file.parent != folder:
        with contextlib.suppress(OSError):
            file.parent.rmdir()


def all_in(folder: Path) -> list[Path]:
    """Every recording that lies in the folder, also those that no take knows."""
    return sorted(
        file
        for day in folder.glob("*")
        if _DAY.fullmatch(day.name) and day.is_dir()
        for file in day.iterdir()
        if _RECORDING.fullmatch(file.name)
    )

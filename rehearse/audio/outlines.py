"""The outline of a recording, kept beside the program's other caches so that it is worked out only once.

An outline is keyed by the recording's place, size and time of change, so one that was replaced is worked out anew.
Reading one needs neither numpy nor the recording and takes about a millisecond: a waveform is there at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.files import make_private_folder

if TYPE_CHECKING:
    from rehearse.audio.decode import Recording

COLUMNS = 2000
"""Parts of the outline: more than any screen has room for bars, few enough to be read and drawn at once."""

_HEAD = struct.Struct("<4sIdd")
_MARK = b"ROL1"
_FULL = 32767


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a recording without its sound.

    Attributes:
        peaks: The lowest and the highest sample of each of many equal parts.
        duration_s: How long it is.
        gain_db: How much louder than recorded it is to be heard.
    """

    peaks: tuple[tuple[float, float], ...]
    duration_s: float
    gain_db: float


def outline_of(recording: Recording, gain_db: float) -> Outline:
    """Work out the outline of a recording."""
    from rehearse.audio.peaks import peaks

    columns = peaks(recording.samples, min(COLUMNS, len(recording.samples)))
    rounded = (columns.astype(float) * _FULL).round() / _FULL
    return Outline(tuple((low, high) for low, high in rounded.tolist()), recording.duration_s, gain_db)


def read(folder: Path, recording: Path) -> Outline | None:
    """Return the outline that was kept of a recording; None where there is none, or none that fits."""
    try:
        content = _place(folder, recording).read_bytes()
        mark, source, duration_s, gain_db = _HEAD.unpack_from(content)
        values = array("h")
        values.frombytes(content[_HEAD.size + source :])
    except (OSError, ValueError, struct.error):
        return None
    if mark != _MARK or len(values) % 2 or len(values) > 2 * COLUMNS:
        return None
    pairs = zip(values[::2], values[1::2], strict=True)
    return Outline(tuple((low / _FULL, high / _FULL) for low, high in pairs), duration_s, gain_db)


def keep(folder: Path, recording: Path, outline: Outline) -> None:
    """Keep the outline of a recording; where that is not possible, it will be worked out again.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY, where the folder can't be made.
    """
    make_private_folder(folder)
    values = array("h", (round(value * _FULL) for pair in outline.peaks for value in pair))
    source = os.fsencode(recording)
    head = _HEAD.pack(_MARK, len(source), outline.duration_s, outline.gain_db)
    # An OSError when the recording has gone meanwhile, or the disk is full: the outline is only a convenience.
    with contextlib.suppress(OSError):
        place = _place(folder, recording)
        unfinished = place.with_suffix(f".{os.urandom(4).hex()}")
        unfinished.write_bytes(head + source + values.tobytes())
        unfinished.replace(place)


def prune(folder: Path) -> None:
    """Delete the outlines of recordings that are no longer there, or are others by now."""
    for place in folder.glob("*") if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if not _still_fits(folder, place):
                place.unlink()


def _still_fits(folder: Path, place: Path) -> bool:
    with place.open("rb") as file:
        try:
            _mark, source, _duration_s, _gain_db = _HEAD.unpack(file.read(_HEAD.size))
            recording = Path(os.fsdecode(file.read(min(source, 1 << 16))))
            return _place(folder, recording) == place
        except (struct.error, OSError, ValueError):
            return False


def _place(folder: Path, recording: Path) -> Path:
    """Where the outline of a recording is kept.

    Raises:
        OSError: The recording is not there.
    """
    state = recording.stat()
    name = f"{recording}|{state.st_size}|{state.st_mtime_ns}"
    return folder / f"{hashlib.sha256(os.fsencode(name)).hexdigest()[:32]}.outline"

"""A take whose microphone was lost in between lies in several files until it is over: one for each stretch of sound."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import Recording
from rehearse.audio.pcm import FULL_SCALE, to_int16
from rehearse.audio.wav import append, repair
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_EMPTY = frozenset({Trouble.FILE_MISSING, Trouble.FILE_EMPTY})
_NO_SOUND = _EMPTY | {Trouble.FILE_UNREADABLE}


def add_part(file: Path, part: Path) -> int:
    """Add a later part of a take to its file, at the file's rate, and remove the part.

    Args:
        file: The closed file of the take.
        part: The closed file of what was said later, at any rate.

    Returns:
        How many samples were added.

    Raises:
        KnownError: FILE_MISSING, DISK_FULL or FOLDER_READ_ONLY; the part is still there.
    """
    with wave.open(str(file)) as opened:
        rate_hz = opened.getframerate()
    samples = _samples(part).at(rate_hz)
    append(file, to_int16(samples).tobytes())
    part.unlink(missing_ok=True)
    return len(samples)


def mend(file: Path, parts: Sequence[Path] = ()) -> float:
    """Put a take together that was cut off: what can be heard of its parts goes into its one file.

    Args:
        file: The file of the take.
        parts: Its later parts, in order; one that holds no sound stays as it is.

    Returns:
        How many seconds of sound it holds.

    Raises:
        KnownError: As `rehearse.audio.wav.repair`, where no part holds sound either.
    """
    rest = [part for part in parts if _holds_sound(part, _NO_SOUND)]
    if rest and not _holds_sound(file, _EMPTY):
        rest.pop(0).replace(file)
    for part in rest:
        add_part(file, part)
    return repair(file)


def _holds_sound(file: Path, unless: frozenset[Trouble]) -> bool:
    """Repair a file; False for a trouble that says that there is nothing in it."""
    try:
        repair(file)
    except KnownError as error:
        if error.trouble in unless:
            return False
        raise
    return True


def _samples(part: Path) -> Recording:
    """A part as it was written, however short it is."""
    with wave.open(str(part)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return Recording(raw.astype(np.float32) / np.float32(FULL_SCALE), file.getframerate(), str(part))

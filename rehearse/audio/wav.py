"""Writing a take so that a crash at any moment loses next to nothing, and mending what a crash left.

Sound is 16-bit PCM in one channel. Every quarter of a second what has come is handed to the operating system, and
the header is brought up to date, so that even an unrepaired file is a valid one; `repair` sets the header right for
the rest.
"""

from __future__ import annotations

import contextlib
import io
import os
import struct
import sys
import wave
from array import array
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from _typeshed import ReadableBuffer

SAMPLE_BYTES = 2
FLUSH_S = 0.25
"""How much sound may wait in memory: half of the half second that is promised."""

LONGEST_S = 4 * 3600.0
MOST_SAMPLES = 2**28
"""The longest recording that is kept or read: four hours, and a gigabyte of samples once it is decoded."""

_LONGEST_HEAD = 1 << 16
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


def longest_s(sample_rate_hz: int) -> float:
    """Return the longest recording of this rate that is kept or read, in seconds."""
    return min(LONGEST_S, MOST_SAMPLES / sample_rate_hz)


class _WholeWrites(io.FileIO):
    """A file without a buffer of its own, so that a full disk leaves nothing behind that can't be written."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of `data`, or raise."""
        rest = whole = memoryview(data).cast("B")
        while rest:
            rest = rest[super().write(rest) :]
        return len(whole)


class WavWriter:
    """Writes one take, block by block, to a new file for the owner alone.

    Attributes:
        path: Where it is written to.
        sample_rate_hz: The rate of its samples.
        frames: How many samples it holds, those that wait to be written included.
    """

    def __init__(self, path: Path, sample_rate_hz: int) -> None:
        """Make the file.

        Raises:
            KnownError: DISK_FULL or FOLDER_READ_ONLY.
            FileExistsError: A take never overwrites another.
        """
        self.path = path
        self.sample_rate_hz = sample_rate_hz
        self.frames = 0
        self._waiting = bytearray()
        if path.exists():
            raise FileExistsError(path)
        if not path.parent.exists():
            make_private_folder(path.parent)
        with _writing(path):
            self._file = _WholeWrites(path, "xb", opener=_private)
        self._wave = wave.Wave_write(self._file)
        self._wave.setnchannels(1)
        self._wave.setsampwidth(SAMPLE_BYTES)
        self._wave.setframerate(sample_rate_hz)
        self.flush()

    def write(self, samples: bytes) -> None:
        """Append 16-bit samples in the machine's byte order.

        Raises:
            KnownError: DISK_FULL or FOLDER_READ_ONLY. The file is then closed, with all that could be written, and
                `frames` says how much that is.
        """
        self._waiting += samples
        self.frames += len(samples) // SAMPLE_BYTES
        if len(self._waiting) >= FLUSH_S * self.sample_rate_hz * SAMPLE_BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand over to the operating system all that has come, and bring the header up to date.

        Raises:
            KnownError: As `write`.
        """
        waiting, self._waiting = bytes(self._waiting), bytearray()
        try:
            with _writing(self.path):
                self._wave.writeframes(waiting)
        except KnownError:
            self._close_as_it_is()
            raise

    def close(self) -> None:
        """Write what waits, see it onto the disk and close the file; nothing happens to a closed one.

        Raises:
            KnownError: As `write`.
        """
        if self._file.closed:
            return
        self.flush()
        try:
            with _writing(self.path):
                os.fsync(self._file.fileno())
        except KnownError:
            self._close_as_it_is()
            raise
        self._let_go()

    def _close_as_it_is(self) -> None:
        """Close the file after a disk that took no more, with the header right for what is there."""
        self._let_go()
        try:
            self.frames = round(repair(self.path) * self.sample_rate_hz)
        except KnownError:
            self.frames = 0

    def _let_go(self) -> None:
        # The wave module brings its header up to date once more, which a full disk may refuse: it is repaired then.
        with contextlib.suppress(OSError):
            self._wave.close()
        self._file.close()


def repair(path: Path) -> float:
    """Mend the header of a take that was not closed, in place.

    Args:
        path: A file begun by `WavWriter`.

    Returns:
        How many seconds of sound it holds.

    Raises:
        KnownError: FILE_MISSING; FILE_EMPTY when no sound was written; FILE_UNREADABLE when it is no such file;
            FOLDER_READ_ONLY when it may not be written.
    """
    if not path.is_file():
        raise KnownError(Trouble.FILE_MISSING, path=path)
    with _writing(path), path.open("r+b") as file:
        head = file.read(_HEADER.size)
        frames = (path.stat().st_size - _HEADER.size) // SAMPLE_BYTES
        if frames <= 0:
            raise KnownError(Trouble.FILE_EMPTY, path=path)
        riff, _, kind, form, *middle, data, _ = _HEADER.unpack(head)
        if (riff, kind, form, data) != (b"RIFF", b"WAVE", b"fmt ", b"data"):
            raise KnownError(Trouble.FILE_UNREADABLE, path=path, reason="it is not a take of this program")
        size = frames * SAMPLE_BYTES
        file.seek(0)
        file.write(_HEADER.pack(riff, _HEADER.size - 8 + size, kind, form, *middle, data, size))
        file.truncate(_HEADER.size + size)
        sample_rate_hz = middle[3]
    return float(frames / sample_rate_hz)


def append(path: Path, samples: bytes) -> None:
    """Add 16-bit samples in the machine's byte order to a closed take; after a crash `repair` sets its header right.

    Raises:
        KnownError: FILE_MISSING, DISK_FULL or FOLDER_READ_ONLY.
    """
    if not path.is_file():
        raise KnownError(Trouble.FILE_MISSING, path=path)
    little = samples if sys.byteorder == "little" else array("h", samples)
    if isinstance(little, array):
        little.byteswap()
    with _writing(path), path.open("ab") as file:
        file.write(little)
    repair(path)


def silence(path: Path, stretches: Iterable[tuple[float, float]]) -> None:
    """Replace stretches of a closed take by silence, in place; it stays a whole file at every moment.

    Args:
        path: A file written by `WavWriter`.
        stretches: Start and end of each in seconds; what lies beyond the take is left out.

    Raises:
        KnownError: FILE_MISSING or FOLDER_READ_ONLY.
    """
    if not path.is_file():
        raise KnownError(Trouble.FILE_MISSING, path=path)
    with _writing(path), path.open("r+b") as file:
        sample_rate_hz = _HEADER.unpack(file.read(_HEADER.size))[7]
        frames = (path.stat().st_size - _HEADER.size) // SAMPLE_BYTES
        for start_s, end_s in stretches:
            first, end = (min(max(0, round(at_s * sample_rate_hz)), frames) for at_s in (start_s, end_s))
            file.seek(_HEADER.size + first * SAMPLE_BYTES)
            file.write(bytes(max(0, end - first) * SAMPLE_BYTES))


def mended_head(path: Path) -> bytes:
    """Return the beginning of a WAV file up to its sound, with a length of zero set right.

    Programs that crash leave a zero where the length belongs. Files that need no mending, or are no WAV files, give
    nothing.
    """
    with path.open("rb") as file:
        head = file.read(_LONGEST_HEAD)
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return b""
    place = 12
    while place + 8 <= len(head):
        size = int.from_bytes(head[place + 4 : place + 8], "little")
        if head[place : place + 4] == b"data":
            length = path.stat().st_size - place - 8
            return b"" if size else head[: place + 4] + min(length, 2**32 - 1).to_bytes(4, "little")
        place += 8 + size + size % 2
    return b""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Name every refusal to write; a disk that fails or is pulled out can't be written to either."""
    try:
        with disk_errors(path):
            yield
    except OSError as error:
        raise KnownError(Trouble.FOLDER_READ_ONLY, path=path) from error

"""Real obstacles on POSIX systems: a folder that can't be written to, and a disk that takes no more."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CAPABILITIES_V3 = 0x20080522
_WRITES_AND_READS_EVERYTHING = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextlib.contextmanager
def _bound_by_rights() -> Iterator[None]:
    """Let rights count for root too, in this thread, for a while."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0)
    before = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, before) == 0, os.strerror(ctypes.get_errno())
    reduced = (ctypes.c_uint32 * 6)(*before)
    reduced[0] &= ~_WRITES_AND_READS_EVERYTHING
    assert libc.capset(header, reduced) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        assert libc.capset(header, before) == 0, os.strerror(ctypes.get_errno())


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Allow nothing in the folder and below it but reading."""
    everything = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path in reversed(everything):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        with _bound_by_rights():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode & 0o777)


@contextlib.contextmanager
def unreadable(file: Path) -> Iterator[None]:
    """Allow nothing with the file."""
    mode = file.stat().st_mode
    file.chmod(0)
    try:
        with _bound_by_rights():
            yield
    finally:
        file.chmod(mode & 0o777)


@contextlib.contextmanager
def room_for(size_bytes: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rights(path: Path) -> str:
    """The rights on a path, as `0600`."""
    return f"{path.stat().st_mode & 0o777:04o}"

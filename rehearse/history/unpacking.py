"""The file of a backup, read and checked: nothing of it is believed before its list, sizes and checksums agree."""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.history import backup
from rehearse.history.recordings import TAKE_ID
from rehearse.history.schema import MIGRATIONS
from rehearse.json_text import parsed

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable
    from pathlib import Path

MOST_ENTRIES = 300_000
MOST_TEXT_BYTES = 256 << 20
"""The largest entry that is read into memory; a report has some 30 kB, the rows of 10,000 takes 10 MB."""
_BLOCK = 1 << 20
_ENTRY = re.compile(rf"history\.json|reports/({TAKE_ID})\.json|recordings/({TAKE_ID}(?:\.other)?)\.wav")
_ENCRYPTED = 0x1


class DamageError(Exception):
    """What is wrong with the file, in a few words."""


def examine(archive: zipfile.ZipFile, file: Path) -> dict[str, dict[str, Any]]:
    """The manifest's list of entries, once it is what the zip holds.

    Raises:
        DamageError: It is not.
        KnownError: BACKUP_NEWER.
    """
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES or len(set(names)) != len(names) or backup.MANIFEST not in names:
        msg = (
            "it has no manifest"
            if backup.MANIFEST not in names
            else "it lists a file twice, or more files than Rehearse writes"
        )
        raise DamageError(msg)
    manifest = parsed(_text(archive, backup.MANIFEST))
    found, schema = int(manifest["history"]), manifest["schema"]
    if not str(schema).startswith("rehearse.backup/"):
        raise DamageError("its manifest is not one that Rehearse writes")
    if schema != backup.BACKUP_SCHEMA or found > len(MIGRATIONS):
        raise KnownError(Trouble.BACKUP_NEWER, path=file, found=found, known=len(MIGRATIONS))
    listed: dict[str, dict[str, Any]] = manifest["files"]
    if set(names) != {backup.MANIFEST, *listed}:
        raise DamageError("its files are not those that its manifest lists")
    for entry in entries:
        _examine_entry(entry, listed)
    return listed


def _examine_entry(entry: zipfile.ZipInfo, listed: dict[str, dict[str, Any]]) -> None:
    if entry.filename != backup.MANIFEST:
        if not _ENTRY.fullmatch(entry.filename):
            raise DamageError("the name of an entry is not allowed")
        size = listed[entry.filename]["bytes"]
        if not isinstance(size, int) or size != entry.file_size:
            raise DamageError("the size of an entry is not what the manifest says")
    if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & _ENCRYPTED:
        raise DamageError("an entry is a link or is encrypted")


def ask_for_room(folder: Path, needed: int) -> None:
    """Refuse what the disk has no room for.

    Raises:
        KnownError: DISK_FULL.
    """
    if needed > shutil.disk_usage(folder).free:
        raise KnownError(Trouble.DISK_FULL, path=folder)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """A small entry, never more of it than it says it has."""
    size = archive.getinfo(name).file_size
    if size > MOST_TEXT_BYTES:
        raise DamageError("an entry is larger than any that Rehearse writes")
    with archive.open(name) as entry:
        content = entry.read(size + 1)
    if len(content) != size:
        raise DamageError("the size of an entry is not what it says")
    return content.decode("utf-8")


class Content:
    """What a backup holds, checked against its manifest.

    Attributes:
        rows: The content of `history.json`.
        sound: Recordings that were unpacked, by take; the other side's under the take's id and `.other`.
    """

    def __init__(self, archive: zipfile.ZipFile, listed: dict[str, dict[str, Any]], incoming: Path) -> None:
        self._archive = archive
        self._listed = listed
        self._incoming = incoming
        self.rows: dict[str, Any] = {}
        self.sound: dict[str, Path] = {}

    def read(self, go_on: Callable[[float], bool]) -> bool:
        """Read and check everything; False where it was broken off."""
        for number, (name, expected) in enumerate(self._listed.items()):
            if not go_on(number / len(self._listed)):
                return False
            matched = _ENTRY.fullmatch(name)
            report_of, sound_of = matched.groups() if matched else (None, None)
            if sound_of is not None:
                self.sound[sound_of] = self._unpack(name, expected, self._incoming / f"{sound_of}.wav")
                continue
            text = _text(self._archive, name)
            if hashlib.sha256(text.encode()).hexdigest() != expected["sha256"]:
                raise DamageError("the checksum of an entry is not what the manifest says")
            if report_of is None:
                self.rows = parsed(text)
        if not self.rows:
            raise DamageError("it has no rows")
        return True

    def report(self, take_id: str) -> dict[str, Any] | None:
        """The report of a take as JSON, read only now so that thousands never lie in memory together."""
        name = f"reports/{take_id}.json"
        return dict(parsed(_text(self._archive, name))) if name in self._listed else None

    def _unpack(self, name: str, expected: dict[str, Any], to: Path) -> Path:
        digest, left = hashlib.sha256(), expected["bytes"]
        with self._archive.open(name) as entry, to.open("xb") as file:
            while block := entry.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise DamageError("an entry is larger than it says")
                digest.update(block)
                file.write(block)
        to.chmod(0o600)
        if left or digest.hexdigest() != expected["sha256"]:
            raise DamageError("the checksum of an entry is not what the manifest says")
        return to

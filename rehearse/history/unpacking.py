"""The file of a backup, read and checked: nothing of it is believed before its list, sizes and checksums agree."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import stat
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors
from rehearse.history import backup
from rehearse.history.recordings import TAKE_ID
from rehearse.history.schema import MIGRATIONS
from rehearse.json_text import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_ENTRIES = 300_000
MOST_TEXT_BYTES = 256 << 20
"""The largest entry that is read into memory; a report has some 30 kB, the rows of 10,000 takes 10 MB."""
_BLOCK = 1 << 20
_ENTRY = re.compile(rf"history\.json|reports/({TAKE_ID})\.json|recordings/({TAKE_ID}(?:\.other)?)\.wav")
_ENCRYPTED = 0x1


class DamageError(Exception):
    """What is wrong with the file, in a few words."""


class Archive:
    """The zip of a backup, open for reading.

    Attributes:
        file: Where it is.
        entries: What its directory lists.

    Every method, and making one, may raise `DamageError`, what zipfile raises, and `KnownError` as
    `rehearse.files.disk_errors`: the disk is then the one that the backup lies on.
    """

    def __init__(self, source: BinaryIO, file: Path) -> None:
        self.file = file
        with self._reading():
            self._zip = zipfile.ZipFile(source)
        self.entries = self._zip.infolist()
        if any(_is_strange(entry) for entry in self.entries):
            raise DamageError("an entry is a link, is encrypted, or is packed in another way")

    def text(self, name: str) -> str:
        """A small entry, never more of it than it says it has."""
        size = self._zip.getinfo(name).file_size
        if size > MOST_TEXT_BYTES:
            raise DamageError("an entry is larger than any that Rehearse writes")
        with self._reading(), self._zip.open(name) as entry:
            content = entry.read(size + 1)
        if len(content) != size:
            raise DamageError("the size of an entry is not what it says")
        return content.decode("utf-8")

    def blocks(self, name: str) -> Iterator[bytes]:
        """An entry, block by block."""
        with self._reading():
            entry = self._zip.open(name)
        with entry:
            while True:
                with self._reading():
                    block = entry.read(_BLOCK)
                if not block:
                    return
                yield block

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with disk_errors(self.file):
                yield
        except OSError as error:
            # Such as a place before the file's beginning.
            raise DamageError("it can't be unpacked") from error


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    is_packed_as_ours = entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return stat.S_ISLNK(entry.external_attr >> 16) or bool(entry.flag_bits & _ENCRYPTED) or not is_packed_as_ours


def examine(archive: Archive) -> dict[str, dict[str, Any]]:
    """The manifest's list of entries, once it is what the zip holds.

    Raises:
        DamageError: It is not.
        KnownError: BACKUP_NEWER.
    """
    names = [entry.filename for entry in archive.entries]
    if len(names) > MOST_ENTRIES or len(set(names)) != len(names) or backup.MANIFEST not in names:
        msg = (
            "it has no manifest"
            if backup.MANIFEST not in names
            else "it lists a file twice, or more files than Rehearse writes"
        )
        raise DamageError(msg)
    manifest = parsed(archive.text(backup.MANIFEST))
    found, schema = int(manifest["history"]), manifest["schema"]
    if not str(schema).startswith("rehearse.backup/"):
        raise DamageError("its manifest is not one that Rehearse writes")
    if schema != backup.BACKUP_SCHEMA or found > len(MIGRATIONS):
        raise KnownError(Trouble.BACKUP_NEWER, path=archive.file, found=found, known=len(MIGRATIONS))
    listed: dict[str, dict[str, Any]] = manifest["files"]
    if set(names) != {backup.MANIFEST, *listed}:
        raise DamageError("its files are not those that its manifest lists")
    for entry in archive.entries:
        if entry.filename != backup.MANIFEST:
            _examine_entry(entry, listed)
    return listed


def _examine_entry(entry: zipfile.ZipInfo, listed: dict[str, dict[str, Any]]) -> None:
    if not _ENTRY.fullmatch(entry.filename):
        raise DamageError("the name of an entry is not allowed")
    size = listed[entry.filename]["bytes"]
    if not isinstance(size, int) or size != entry.file_size:
        raise DamageError("the size of an entry is not what the manifest says")


def ask_for_room(folder: Path, needed: int) -> None:
    """Refuse what the disk has no room for.

    Raises:
        KnownError: DISK_FULL.
    """
    if needed > shutil.disk_usage(folder).free:
        raise KnownError(Trouble.DISK_FULL, path=folder)


class Content:
    """What a backup holds, checked against its manifest.

    Attributes:
        rows: The content of `history.json`.
        sound: Recordings that were unpacked, by take; the other side's under the take's id and `.other`.
    """

    def __init__(self, archive: Archive, listed: dict[str, dict[str, Any]], incoming: Path) -> None:
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
            text = self._archive.text(name)
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
        return dict(parsed(self._archive.text(name))) if name in self._listed else None

    def _unpack(self, name: str, expected: dict[str, Any], to: Path) -> Path:
        digest, left = hashlib.sha256(), expected["bytes"]
        with to.open("xb") as file:
            for block in self._archive.blocks(name):
                left -= len(block)
                if left < 0:
                    raise DamageError("an entry is larger than it says")
                digest.update(block)
                file.write(block)
        to.chmod(0o600)
        if left or digest.hexdigest() != expected["sha256"]:
            raise DamageError("the checksum of an entry is not what the manifest says")
        return to

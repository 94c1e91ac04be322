from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.transcription.joining import join
from tests.posix import read_only, rights, room_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def piece(tmp_path: Path) -> Path:
    """A piece of weights that is larger than a nearly full disk has room for."""
    file = tmp_path / "piece"
    file.write_bytes(b"weights" * 1000)
    return file


def test_a_full_disk_is_told_and_nothing_half_written_is_left(piece: Path, tmp_path: Path) -> None:
    target = tmp_path / "joined" / "model.bin"

    with room_for(5000), pytest.raises(KnownError) as error:
        join((piece, piece), target)

    assert error.value.trouble is Trouble.DISK_FULL
    assert list(target.parent.iterdir()) == []


def test_a_read_only_folder_is_told(piece: Path, tmp_path: Path) -> None:
    folder = tmp_path / "joined"
    folder.mkdir()

    with read_only(folder), pytest.raises(KnownError) as error:
        join((piece, piece), folder / "model.bin")

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_joined_file_is_for_its_owner_alone(piece: Path, tmp_path: Path) -> None:
    target = tmp_path / "joined" / "model.bin"

    assert join((piece, piece), target)

    assert (rights(target), rights(target.parent)) == ("0600", "0700")

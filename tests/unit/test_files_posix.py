from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.files import make_private_folder, write_private_file
from tests.posix import read_only, rights, room_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def generous_umask() -> Iterator[None]:
    """Private also where the system would give rights away."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_new_folder_and_those_above_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")

    assert [rights(tmp_path / "a"), rights(tmp_path / "a" / "b")] == ["0700", "0700"]


def test_a_folder_that_stood_open_to_others_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)

    make_private_folder(folder)

    assert rights(folder) == "0700"


def test_a_folder_that_its_owner_made_read_only_stays_so(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o555)

    make_private_folder(folder)

    assert rights(folder) == "0500"


def test_a_written_file_is_for_its_owner_alone_even_in_the_place_of_an_open_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o644)

    write_private_file(file, "new")

    assert (file.read_text(), rights(file)) == ("new", "0600")


def test_a_read_only_folder_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    with read_only(tmp_path), pytest.raises(KnownError) as error:
        write_private_file(file, "new")

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert str(tmp_path) in error.value.message
    assert file.read_text() == "old"


def test_a_folder_below_a_read_only_one_can_not_be_made(tmp_path: Path) -> None:
    with read_only(tmp_path), pytest.raises(KnownError) as error:
        make_private_folder(tmp_path / "new")

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_full_disk_leaves_the_old_file_whole_and_no_other_behind(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    with room_for(1000), pytest.raises(KnownError) as error:
        write_private_file(file, "new" * 1000)

    assert error.value.trouble is Trouble.DISK_FULL
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]

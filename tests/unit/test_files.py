from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder, reading_errors, unfinished_beside, write_private_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.DISK_FULL),
        (errno.EROFS, Trouble.FOLDER_READ_ONLY),
        (errno.EACCES, Trouble.FOLDER_READ_ONLY),
        (errno.EPERM, Trouble.FOLDER_READ_ONLY),
        (errno.EIO, Trouble.DISK_FAILED),
        (errno.ENODEV, Trouble.DISK_FAILED),
        (errno.ENAMETOOLONG, Trouble.NAME_TOO_LONG),
    ],
)
def test_the_systems_refusals_have_names(tmp_path: Path, number: int, trouble: Trouble) -> None:
    with pytest.raises(KnownError) as error, disk_errors(tmp_path):
        raise OSError(number, "as the system says it")

    assert error.value.trouble is trouble
    assert str(tmp_path) in error.value.message


def test_other_failures_pass_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), disk_errors(tmp_path):
        raise OSError(errno.EAGAIN, "as the system says it")


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOENT, Trouble.FILE_MISSING),
        (errno.EACCES, Trouble.FILE_FORBIDDEN),
        (errno.EIO, Trouble.FILE_FORBIDDEN),
        (errno.ENAMETOOLONG, Trouble.FILE_MISSING),
    ],
)
def test_the_systems_refusals_to_open_a_file_have_names(tmp_path: Path, number: int, trouble: Trouble) -> None:
    with pytest.raises(KnownError) as error, reading_errors(tmp_path / "take.wav"):
        raise OSError(number, "as the system says it")

    assert error.value.trouble is trouble
    assert str(tmp_path / "take.wav") in error.value.message


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("")

    for folder in (file, file / "below"):
        with pytest.raises(KnownError) as error:
            make_private_folder(folder)
        assert error.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_private_file(file, "first, and longer\n")

    write_private_file(file, "zweitens – ü\n")

    assert file.read_text(encoding="utf-8") == "zweitens – ü\n"
    assert list(tmp_path.iterdir()) == [file]


def test_the_longest_name_that_a_disk_allows_can_be_written(tmp_path: Path) -> None:
    longest = tmp_path / f"{'ä' * 100}{'a' * 50}.html"
    write_private_file(longest, "whole")
    assert longest.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [longest]


def test_what_a_killed_program_left_unfinished_goes_with_the_next_file_and_what_is_being_written_stays(
    tmp_path: Path,
) -> None:
    left, busy = unfinished_beside(tmp_path / "all.zip"), unfinished_beside(tmp_path / "all.zip")
    for unfinished in (left, busy):
        unfinished.write_text("half")
    long_ago = left.stat().st_mtime - 2 * 3600
    os.utime(left, (long_ago, long_ago))
    write_private_file(tmp_path / "report.html", "whole")
    assert sorted(tmp_path.iterdir()) == sorted([busy, tmp_path / "report.html"])

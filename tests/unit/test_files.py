from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder, reading_errors, write_private_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.DISK_FULL),
        (errno.EROFS, Trouble.FOLDER_READ_ONLY),
        (errno.EACCES, Trouble.FOLDER_READ_ONLY),
        (errno.EPERM, Trouble.FOLDER_READ_ONLY),
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

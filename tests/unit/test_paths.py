from __future__ import annotations

from pathlib import Path

import pytest

from rehearse import paths
from rehearse.errors import KnownError, Trouble


def test_everything_lies_below_the_folder_that_the_variable_names(rehearse_home: Path) -> None:
    found = paths.paths()

    assert all(folder.is_dir() and folder.is_relative_to(rehearse_home) for folder in found.all())
    assert found.history_file.is_relative_to(found.data)
    assert found.recordings.is_relative_to(found.data)
    assert found.settings_file.is_relative_to(found.config)


def test_asking_where_things_are_makes_nothing(rehearse_home: Path) -> None:
    paths.where()

    assert not rehearse_home.exists()


def test_the_home_may_be_relative_or_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, "~/somewhere")
    assert paths.where().data == Path.home() / "somewhere" / "data"

    monkeypatch.setenv(paths.HOME_VARIABLE, "here")
    assert paths.where().data == Path.cwd() / "here" / "data"


def test_without_the_variable_the_platforms_own_folders_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)

    found = paths.where()

    assert all(folder.is_absolute() for folder in found.all())
    assert all("rehearse" in folder.parts for folder in found.all())
    assert found.data != found.cache


def test_a_home_that_is_a_file_is_named(rehearse_home: Path) -> None:
    rehearse_home.write_text("")

    with pytest.raises(KnownError) as error:
        paths.paths()

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert str(rehearse_home) in error.value.message

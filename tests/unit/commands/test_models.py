from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse import settings
from rehearse.commands import run
from rehearse.paths import paths
from rehearse.transcription import models, speeds
from tests.model_files import add_folder, model_in

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_default_model_is_listed_as_whole_with_its_size_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models"]) == 0
    said = capsys.readouterr()
    line, place = said.out.splitlines()[:2]
    assert line.startswith("* base  145 MB  complete")
    assert place.strip() == str(models.locate("base").folder)
    assert said.err == ""


def test_a_model_that_is_not_here_says_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    run(["models"])
    line = next(line for line in capsys.readouterr().out.splitlines() if "small.en" in line)
    assert line.startswith("  small.en  486 MB  not installed"), "what is to be downloaded, as in Settings"
    assert line.endswith("models --download small.en")


def test_a_folder_that_went_away_is_named_and_the_others_are_listed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    add_folder("medium-12345678", tmp_path / "gone")
    assert run(["models"]) == 1
    said = capsys.readouterr()
    assert "medium-12345678" in said.out
    assert "base  145 MB  complete" in said.out
    assert "there is no such folder" in said.err


def test_downloading_a_model_that_nobody_knows_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "--download", "enormous"]) == 2
    assert "choose one of: base, tiny.en, small.en" in capsys.readouterr().err


def test_a_folder_without_a_model_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["models", "--folder", str(model_in(tmp_path / "mine"))]) == 1
    assert str(tmp_path / "mine") in capsys.readouterr().err
    assert settings.load(paths().settings_file).model_folders == {}


def test_a_folder_with_a_model_can_be_chosen_from_then_on(capsys: pytest.CaptureFixture[str]) -> None:
    folder = models.locate("tiny.en").folder
    assert run(["models", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("tiny.en can be chosen now")
    assert settings.load(paths().settings_file).model_folders == {"tiny.en": str(folder)}


def test_the_speed_of_a_model_is_measured_and_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "--measure", "tiny.en"]) == 0
    assert "times as fast as speaking" in capsys.readouterr().out
    assert speeds.of("tiny.en") is not None

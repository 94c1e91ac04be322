from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import model_folder, models, trial
from tests.model_files import model_in, model_weights

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return model_in(tmp_path / "medium")


def test_a_folder_with_all_files_has_no_fault(folder: Path) -> None:
    assert model_folder.fault_of(folder) == ""


def test_a_newer_conversion_has_its_vocabulary_as_json(folder: Path) -> None:
    (folder / "vocabulary.txt").rename(folder / "vocabulary.json")
    assert model_folder.fault_of(folder) == ""


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert model_folder.fault_of(folder) == f"{name} is missing"


def test_a_folder_of_something_else_names_all_that_is_missing(tmp_path: Path) -> None:
    assert model_folder.fault_of(tmp_path).endswith("vocabulary.txt are missing")


@pytest.mark.parametrize(
    ("weights", "fault"),
    [
        (b"PK" + b"x" * 40, "not a Whisper model"),
        (model_weights(kind=b"Transformer"), "not a Whisper model"),
        (model_weights(form=9), "newer form"),
        (b"", "not a Whisper model"),
    ],
)
def test_weights_of_another_kind_are_told_without_loading_them(folder: Path, weights: bytes, fault: str) -> None:
    (folder / "model.bin").write_bytes(weights)
    assert fault in model_folder.fault_of(folder)


@pytest.mark.parametrize("content", ["not json", "[1]"])
def test_a_configuration_that_cannot_be_read_is_named(folder: Path, content: str) -> None:
    (folder / "config.json").write_text(content)
    assert model_folder.fault_of(folder) == "config.json can't be read"


def test_weights_that_only_begin_well_are_refused_when_they_are_loaded(folder: Path) -> None:
    with pytest.raises(KnownError) as caught:
        trial.name_of(folder)
    assert caught.value.trouble is Trouble.MODEL_FOLDER_UNFIT
    assert str(folder) in caught.value.message


def test_a_copy_of_a_known_model_has_its_name() -> None:
    assert trial.name_of(models.locate("tiny.en").folder) == "tiny.en"

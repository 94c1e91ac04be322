from __future__ import annotations

import hashlib
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import joining, model_folder, models
from rehearse.transcription.catalogue import FILES, SOURCES, ModelFile, ModelSource, Part
from rehearse.transcription.models import DEFAULT, ModelOrigin, installed, locate
from tests.model_files import add_folder, cache, model_in

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS = b"weights of a model"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelSource:
    """A tiny model in an importable package of its own."""
    folder = tmp_path / "tiny_voice_models" / "model"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("raise RuntimeError('looked up, never imported')")
    for name in FILES:
        (folder / name).write_bytes(WEIGHTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    return ModelSource(
        name="tiny.test",
        files=(ModelFile("model.bin", len(WEIGHTS), hashlib.sha256(WEIGHTS).hexdigest()),),
        repository="Someone/tiny-test",
        revision="0" * 40,
        parts=(Part("tiny_voice_models", "tiny-voice-models", "model/model.bin"),),
    )


def trouble(name: str, source: ModelSource) -> KnownError:
    with pytest.raises(KnownError) as caught:
        locate(name, (source,))
    return caught.value


def test_a_whole_model_is_found_without_importing_its_package(source: ModelSource, tmp_path: Path) -> None:
    model = locate("tiny.test", (source,))
    assert model.folder == tmp_path / "tiny_voice_models" / "model"
    assert installed((source,)) == (model,)


def test_a_missing_package_is_told_with_the_command_for_this_python(source: ModelSource) -> None:
    error = trouble("tiny.test", replace(source, parts=(replace(source.parts[0], package="no_such_voice_models"),)))
    assert error.trouble is Trouble.MODEL_MISSING
    assert f'"{sys.executable}" -m pip install' in error.message
    assert "tiny-voice-models" in error.message


def test_an_unknown_name_is_told_with_the_known_ones(source: ModelSource) -> None:
    error = trouble("huge.en", source)
    assert error.trouble is Trouble.MODEL_UNKNOWN
    assert "tiny.test" in error.message


def test_a_model_file_that_is_cut_short_is_damaged(source: ModelSource, tmp_path: Path) -> None:
    (tmp_path / "tiny_voice_models" / "model" / "model.bin").write_bytes(WEIGHTS[:5])
    error = trouble("tiny.test", source)
    assert error.trouble is Trouble.MODEL_DAMAGED
    assert "5 bytes instead of 18" in error.message


def test_a_model_file_with_other_content_is_damaged(source: ModelSource, tmp_path: Path) -> None:
    locate("tiny.test", (source,))
    (tmp_path / "tiny_voice_models" / "model" / "model.bin").write_bytes(WEIGHTS[::-1])
    assert "checksum" in trouble("tiny.test", source).message


@pytest.mark.parametrize("name", [name for name in FILES if name != "model.bin"])
def test_a_model_without_one_of_its_files_is_damaged(source: ModelSource, tmp_path: Path, name: str) -> None:
    (tmp_path / "tiny_voice_models" / "model" / name).unlink()
    error = trouble("tiny.test", source)
    assert error.trouble is Trouble.MODEL_DAMAGED
    assert name in error.message


@pytest.fixture
def in_parts(source: ModelSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelSource:
    """The same model, its weights in two packages, joined below a folder of this test."""
    monkeypatch.setenv("REHEARSE_MODELS", str(tmp_path / "joined"))
    first = tmp_path / "tiny_voice_models" / "model"
    second = tmp_path / "more_voice_models"
    second.mkdir()
    (second / "__init__.py").write_text("raise RuntimeError('looked up, never imported')")
    (first / "model.bin").unlink()
    (first / "model.bin.part1").write_bytes(WEIGHTS[:7])
    (second / "model.bin.part2").write_bytes(WEIGHTS[7:])
    parts = (
        Part("tiny_voice_models", "tiny-voice-models", "model/model.bin.part1"),
        Part("more_voice_models", "more-voice-models", "model.bin.part2"),
    )
    return replace(source, parts=parts)


def test_a_model_in_parts_is_joined_into_a_folder_of_its_own(in_parts: ModelSource, tmp_path: Path) -> None:
    model = locate("tiny.test", (in_parts,))
    assert model.folder.parent == tmp_path / "joined"
    assert (model.folder / "model.bin").read_bytes() == WEIGHTS
    assert sorted(file.name for file in model.folder.iterdir()) == sorted(FILES)
    assert model.source == "packages tiny-voice-models and more-voice-models"


def test_a_model_is_joined_only_once(in_parts: ModelSource) -> None:
    weights = locate("tiny.test", (in_parts,)).folder / "model.bin"
    before = weights.stat()
    assert os.path.samestat(before, (locate("tiny.test", (in_parts,)).folder / "model.bin").stat())


def test_a_joined_model_that_was_damaged_is_joined_again(in_parts: ModelSource) -> None:
    weights = locate("tiny.test", (in_parts,)).folder / "model.bin"
    weights.write_bytes(WEIGHTS[::-1])
    locate("tiny.test", (in_parts,))
    assert weights.read_bytes() == WEIGHTS


def test_a_missing_part_is_told_with_the_command_for_all_of_them(in_parts: ModelSource, tmp_path: Path) -> None:
    (tmp_path / "more_voice_models" / "model.bin.part2").unlink()
    error = trouble("tiny.test", in_parts)
    assert error.trouble is Trouble.MODEL_MISSING
    assert "tiny-voice-models more-voice-models" in error.message


@pytest.mark.parametrize(
    ("content", "reason"), [(WEIGHTS[7:][::-1], "checksum"), (WEIGHTS[8:], "17 bytes instead of 18")]
)
def test_a_damaged_part_is_told_and_nothing_of_it_is_left(
    in_parts: ModelSource, tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "more_voice_models" / "model.bin.part2").write_bytes(content)
    error = trouble("tiny.test", in_parts)
    assert error.trouble is Trouble.MODEL_DAMAGED
    assert reason in error.message
    assert list((tmp_path / "joined").rglob("*model.bin*")) == []


def test_what_a_killed_program_left_unfinished_is_cleared_away(in_parts: ModelSource) -> None:
    folder = joining.folder_of(in_parts.name, in_parts.sha256)
    folder.mkdir(parents=True)
    left, fresh = (folder / f".model.bin.{name}.unfinished" for name in ("left", "fresh"))
    left.write_bytes(WEIGHTS[:3])
    fresh.write_bytes(WEIGHTS[:3])
    os.utime(left, (0, time.time() - 2 * joining.ABANDONED_S))
    locate("tiny.test", (in_parts,))
    assert not left.exists()
    assert fresh.exists()


def test_the_default_model_comes_with_the_program() -> None:
    assert SOURCES[0].name == DEFAULT
    assert locate(DEFAULT).name in {model.name for model in models.installed()}


@pytest.fixture
def only_on_the_hub(source: ModelSource) -> ModelSource:
    """The same model, but no package carries it."""
    return replace(source, parts=())


def test_a_model_that_only_the_hub_has_is_told_with_the_command_that_fetches_it(only_on_the_hub: ModelSource) -> None:
    error = trouble("tiny.test", only_on_the_hub)
    assert error.trouble is Trouble.MODEL_MISSING
    assert error.message.endswith("-m rehearse models --download tiny.test")


def test_a_model_that_another_program_fetched_is_found_in_the_hubs_cache(only_on_the_hub: ModelSource) -> None:
    cache(only_on_the_hub.repository, only_on_the_hub.revision, dict.fromkeys(FILES, WEIGHTS))
    model = locate("tiny.test", (only_on_the_hub,))
    assert (model.kind, model.source) == (ModelOrigin.CACHE, "hub's cache, Someone/tiny-test")


def test_another_revision_in_the_hubs_cache_is_not_the_known_model(only_on_the_hub: ModelSource) -> None:
    cache(only_on_the_hub.repository, "1" * 40, dict.fromkeys(FILES, WEIGHTS))
    assert installed((only_on_the_hub,)) == ()


def test_a_folder_with_the_weights_of_a_known_model_is_that_model(only_on_the_hub: ModelSource, tmp_path: Path) -> None:
    folder = tmp_path / "copied"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes(WEIGHTS)
    add_folder("tiny.test", folder)
    model = locate("tiny.test", (only_on_the_hub,))
    assert (model.kind, model.folder) == (ModelOrigin.FOLDER, folder)


def test_a_model_in_a_folder_of_the_users_is_listed_and_found(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "medium")
    name = model_folder.name_for(folder)
    add_folder(name, folder)
    assert name.startswith("medium-")
    assert [model.name for model in installed(())] == [name]
    assert locate(name, ()).folder == folder


def test_a_model_that_was_exchanged_in_its_folder_is_another_model(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "medium")
    name = model_folder.name_for(folder)
    add_folder(name, folder)
    model_in(folder, weights=b"others")
    with pytest.raises(KnownError) as caught:
        locate(name, ())
    assert caught.value.trouble is Trouble.MODEL_CHANGED


def test_a_folder_that_went_away_says_so(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "medium")
    name = model_folder.name_for(folder)
    add_folder(name, folder)
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(KnownError, match="there is no such folder"):
        locate(name, ())


def test_what_is_no_whisper_model_in_the_hubs_cache_is_passed_over() -> None:
    cache("Someone/whisper-notes", "3" * 40, dict.fromkeys(FILES, b"{}"))
    assert installed(()) == ()

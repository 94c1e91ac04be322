from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import models
from rehearse.transcription.models import DEFAULT, FILES, SOURCES, Source, installed, locate

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS = b"weights of a model"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """A tiny model in an importable package of its own."""
    folder = tmp_path / "tiny_voice_models" / "model"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("raise RuntimeError('looked up, never imported')")
    for name in FILES:
        (folder / name).write_bytes(WEIGHTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    return Source(
        name="tiny.test",
        package="tiny_voice_models",
        requirement="tiny-voice-models",
        folder="model",
        size_bytes=len(WEIGHTS),
        sha256=hashlib.sha256(WEIGHTS).hexdigest(),
        english_only=True,
        licence="MIT",
    )


def trouble(name: str, source: Source) -> KnownError:
    with pytest.raises(KnownError) as caught:
        locate(name, (source,))
    return caught.value


def test_a_whole_model_is_found_without_importing_its_package(source: Source, tmp_path: Path) -> None:
    model = locate("tiny.test", (source,))
    assert model.folder == tmp_path / "tiny_voice_models" / "model"
    assert installed((source,)) == (model,)


def test_a_missing_package_is_told_with_the_command_for_this_python(source: Source) -> None:
    error = trouble("tiny.test", replace(source, package="no_such_voice_models"))
    assert error.trouble is Trouble.MODEL_MISSING
    assert f'"{sys.executable}" -m pip install' in error.message
    assert "tiny-voice-models" in error.message


def test_an_unknown_name_is_told_with_the_known_ones(source: Source) -> None:
    error = trouble("huge.en", source)
    assert error.trouble is Trouble.MODEL_UNKNOWN
    assert "tiny.test" in error.message


def test_a_model_file_that_is_cut_short_is_damaged(source: Source, tmp_path: Path) -> None:
    (tmp_path / "tiny_voice_models" / "model" / "model.bin").write_bytes(WEIGHTS[:5])
    error = trouble("tiny.test", source)
    assert error.trouble is Trouble.MODEL_DAMAGED
    assert "5 bytes instead of 18" in error.message


def test_a_model_file_with_other_content_is_damaged(source: Source, tmp_path: Path) -> None:
    locate("tiny.test", (source,))
    (tmp_path / "tiny_voice_models" / "model" / "model.bin").write_bytes(WEIGHTS[::-1])
    assert "checksum" in trouble("tiny.test", source).message


@pytest.mark.parametrize("name", [name for name in FILES if name != "model.bin"])
def test_a_model_without_one_of_its_files_is_damaged(source: Source, tmp_path: Path, name: str) -> None:
    (tmp_path / "tiny_voice_models" / "model" / name).unlink()
    error = trouble("tiny.test", source)
    assert error.trouble is Trouble.MODEL_DAMAGED
    assert name in error.message


def test_the_default_model_comes_with_the_program() -> None:
    assert SOURCES[0].name == DEFAULT
    assert locate(DEFAULT).name in {model.name for model in models.installed()}

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import download
from rehearse.transcription.catalogue import ModelFile, ModelSource
from tests.hub_server import Hub
from tests.posix import read_only, rights, room_for

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"weights" * 20_000
SOURCE = ModelSource(
    name="small.test",
    files=(ModelFile("model.bin", len(CONTENT), hashlib.sha256(CONTENT).hexdigest()),),
    repository="Someone/small-test",
    revision="a" * 40,
)
FILES = {f"/{SOURCE.repository}/resolve/{SOURCE.revision}/model.bin": CONTENT}


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REHEARSE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "models"


def test_a_disk_that_fills_up_is_told_and_what_has_arrived_is_kept() -> None:
    with Hub(FILES) as hub:
        with room_for(50_000), pytest.raises(KnownError) as caught:
            download.fetch(SOURCE, hub=hub.address)
        assert caught.value.trouble is Trouble.DISK_FULL
        assert 0 < download.arrived_bytes(SOURCE) <= 50_000
        folder = download.fetch(SOURCE, hub=hub.address)
    assert (folder / "model.bin").read_bytes() == CONTENT


def test_a_place_that_cannot_be_written_to_is_told(models: Path) -> None:
    models.mkdir()
    with Hub(FILES) as hub, read_only(models), pytest.raises(KnownError) as caught:
        download.fetch(SOURCE, hub=hub.address)
    assert caught.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_fetched_model_is_for_its_owner_alone() -> None:
    with Hub(FILES) as hub:
        assert rights(download.fetch(SOURCE, hub=hub.address)) == "0700"

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError
from rehearse.transcription.models import ModelOrigin, locate
from tests.model_files import cache, model_in, model_weights

if TYPE_CHECKING:
    from pathlib import Path


def test_an_unknown_model_in_the_hubs_cache_is_checked_by_the_name_of_its_blob(tmp_path: Path) -> None:
    folder = model_in(tmp_path / "made")
    cache("Systran/faster-whisper-medium.en", "2" * 40, {file.name: file.read_bytes() for file in folder.iterdir()})
    model = locate("Systran/faster-whisper-medium.en", ())
    assert model.kind is ModelOrigin.CACHE
    (model.folder / "model.bin").resolve().write_bytes(model_weights(b"spoilt"))
    with pytest.raises(KnownError, match="checksum"):
        locate("Systran/faster-whisper-medium.en", ())

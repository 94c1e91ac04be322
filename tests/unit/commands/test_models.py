from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.commands import run
from rehearse.transcription import models

if TYPE_CHECKING:
    import pytest


def test_the_default_model_is_listed_as_whole_with_its_size_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models"]) == 0
    said = capsys.readouterr()
    line, place = said.out.splitlines()[:2]
    assert line.startswith("* base  145 MB  whole")
    assert place.strip() == str(models.locate("base").folder)
    assert said.err == ""

"""Libraries that are loaded when they are used."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rehearse.transcription.deferred import deferred

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = "a_library_to_wait_for"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name of a library that nobody has loaded."""
    package = tmp_path / LIBRARY
    package.mkdir()
    (package / "__init__.py").write_text("WORD = 'here'\n", encoding="utf-8")
    (package / "part.py").write_text("WORD = 'within'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in (LIBRARY, f"{LIBRARY}.part"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return LIBRARY


def test_a_deferred_library_is_not_loaded_by_its_import(library: str) -> None:
    with deferred(library):
        imported = __import__(library)
    assert library not in sys.modules
    assert imported.WORD == "here"
    assert sys.modules[library].WORD == "here"


def test_what_is_used_meanwhile_is_there(library: str) -> None:
    with deferred(library):
        assert __import__(library).WORD == "here"
        part = __import__(f"{library}.part", fromlist=["WORD"])
    assert part.WORD == "within"
    assert sys.modules[library].WORD == "here"


def test_a_library_that_is_loaded_stays_as_it_is(library: str) -> None:
    loaded = __import__(library)
    with deferred(library):
        assert __import__(library) is loaded
    assert sys.modules[library] is loaded


def test_the_recogniser_loads_without_what_opens_files_and_fetches_models() -> None:
    load = "from rehearse.transcription import runtime; runtime.faster_whisper(); import sys"
    told = "print([name for name in ('av', 'huggingface_hub', 'faster_whisper') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", f"{load}; {told}"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['faster_whisper']"

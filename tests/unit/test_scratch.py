"""Folders for what passes: cleared away when nobody holds them any more, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.paths import Paths
from rehearse.scratch import Scratch, clear_scratch, scratch_folder
from tests.left_behind import leave_behind

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def places_in(home: Path) -> Paths:
    return Paths(home / "data", home / "config", home / "cache", home / "log").make()


def test_what_was_left_behind_goes_and_all_else_stays(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    leave_behind(places)
    kept = [
        places.cache / "outlines" / "one.rol",
        places.cache / "models" / "again-and-again" / "model.bin",
        places.recordings / "2026-07-27" / "20260727-091500-aa00bb.wav",
    ]
    for file in kept:
        file.parent.mkdir(parents=True)
        file.write_bytes(b"kept")
    clear_scratch(places.cache, places.recordings)
    assert sorted(file for file in tmp_path.rglob("*") if file.is_file()) == sorted(kept)


def test_a_folder_that_is_in_use_stays_until_it_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    with scratch_folder(Scratch.AGAIN, tmp_path) as folder:
        clear_scratch(tmp_path, tmp_path.relative_to(tmp_path.parent))
        assert [str(found) for found in tmp_path.iterdir()] == [folder]
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_gone_is_no_trouble(tmp_path: Path) -> None:
    clear_scratch(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()

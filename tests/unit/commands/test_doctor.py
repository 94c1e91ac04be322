from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rehearse import commands, paths, settings
from rehearse.commands import doctor
from rehearse.history.store import FORMAT, HistoryStore
from rehearse.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

EVERYTHING = ["microphone", "loudspeaker", "voice model", "folders", "free space", "history", "settings"]


def asked(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit status, and what was found by what it is about."""
    status = commands.run(["doctor", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "rehearse.doctor/1"
    assert found["ok"] is (status == 0)
    return status, {check["about"]: check for check in found["checks"]}


def test_everything_is_looked_at_and_each_line_says_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = asked(capsys)

    assert list(found) == EVERYTHING
    assert status == (0 if all(check["ok"] for check in found.values()) else 1)
    assert all(check["text"] for check in found.values())
    for about in ("voice model", "folders", "free space", "history", "settings"):
        assert found[about]["ok"], found[about]


def test_people_get_one_line_each_and_the_same_status(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = asked(capsys)

    assert commands.run(["doctor"]) == status

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(EVERYTHING)
    for line, check in zip(lines, found.values(), strict=True):
        assert line.startswith("ok " if check["ok"] else "problem ")
        assert check["about"] in line


def test_a_microphone_that_is_not_there_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    settings.save(Settings(microphone="Grandfather's gramophone"), paths.paths().settings_file)

    status, found = asked(capsys)

    assert status == 1
    assert not found["microphone"]["ok"]


def test_a_voice_model_that_nobody_knows_comes_with_those_to_choose_from(capsys: pytest.CaptureFixture[str]) -> None:
    settings.save(Settings(model="enormous.en"), paths.paths().settings_file)

    status, found = asked(capsys)

    assert status == 1
    assert "enormous.en" in found["voice model"]["text"]
    assert "base" in found["voice model"]["text"]


def test_a_history_is_named_by_its_format_and_not_opened(capsys: pytest.CaptureFixture[str]) -> None:
    places = paths.paths()
    HistoryStore.open(places.history_file, places.recordings).close()
    before = places.history_file.read_bytes()

    _, found = asked(capsys)

    assert found["history"] == {"about": "history", "ok": True, "text": f"format {FORMAT}, the newest"}
    assert places.history_file.read_bytes() == before


def test_a_newer_history_is_a_problem_and_not_touched(capsys: pytest.CaptureFixture[str]) -> None:
    places = paths.paths()
    HistoryStore.open(places.history_file, places.recordings).close()
    with contextlib.closing(sqlite3.connect(places.history_file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = places.history_file.read_bytes()

    status, found = asked(capsys)

    assert status == 1
    assert "format 99" in found["history"]["text"]
    assert places.history_file.read_bytes() == before
    assert [file.name for file in places.data.iterdir() if file.is_file()] == ["history.db"]


def test_a_damaged_history_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    paths.paths().history_file.write_text("Dear diary")

    status, found = asked(capsys)

    assert status == 1
    assert "damaged" in found["history"]["text"]


def test_settings_that_can_not_be_read_are_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    file = paths.paths().settings_file
    file.write_text("{")

    status, found = asked(capsys)

    assert status == 1
    assert str(file) in found["settings"]["text"]


def test_one_setting_that_can_not_be_used_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    file = paths.paths().settings_file
    file.write_text(json.dumps(settings.to_json(replace(Settings())) | {"theme": "purple"}))

    _, found = asked(capsys)

    assert not found["settings"]["ok"]
    assert "theme" in found["settings"]["text"]


def test_a_disk_that_is_nearly_full_is_a_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "FREE_SPACE_BYTES", 1 << 62)

    status, found = asked(capsys)

    assert status == 1
    assert "MB" in found["free space"]["text"]


def test_a_home_that_is_a_file_is_a_problem_and_the_rest_is_still_looked_at(
    capsys: pytest.CaptureFixture[str], rehearse_home: Path
) -> None:
    rehearse_home.write_text("")

    status, found = asked(capsys)

    assert status == 1
    assert list(found) == EVERYTHING
    assert str(rehearse_home) in found["folders"]["text"]

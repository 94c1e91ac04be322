from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rehearse import commands, paths
from rehearse.history.store import HistoryStore
from rehearse.programs.card import Card
from rehearse.target import Target
from tests.reports import a_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store() -> Iterator[HistoryStore]:
    places = paths.paths()
    opened = HistoryStore.open(places.history_file, places.recordings)
    yield opened
    opened.close()


def fill(store: HistoryStore) -> tuple[str, str]:
    """An analysed practice intro and a later voicemail that is only recorded."""
    first = store.begin_take("practice-intro", Target(), None, None, datetime(2026, 3, 16, 10, 15, tzinfo=UTC))
    store.finish_take(first.id, 48.2)
    store.save_report(first.id, a_report())
    second = store.begin_take("voicemail", Target(), None, None, datetime(2026, 3, 17, 9, 0, tzinfo=UTC))
    store.finish_take(second.id, 21.0)
    return first.id, second.id


def test_the_takes_are_listed_as_a_table_newest_first(store: HistoryStore, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = fill(store)

    assert commands.run(["history", "list"]) == 0

    printed = capsys.readouterr()
    headings, *lines = printed.out.splitlines()
    assert headings.split()[:3] == ["started", "scenario", "state"]
    assert lines[0].split() == ["2026-03-17", "09:00", "voicemail", "recorded", "21.0", "-", "-", "-", "-", "-", second]
    assert lines[1].split() == [
        *("2026-03-16", "10:15", "practice-intro", "analysed", "46.9", "141", "-", "0", "0", "0"),
        first,
    ]
    assert printed.err == ""


def test_the_takes_of_one_scenario_are_listed_as_json(store: HistoryStore, capsys: pytest.CaptureFixture[str]) -> None:
    first, _ = fill(store)

    assert commands.run(["history", "list", "--scenario", "practice-intro", "--format", "json"]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == first


@pytest.mark.parametrize("action", [["list"], ["list", "--format", "json"]])
def test_no_takes_are_an_empty_list_and_nothing_is_made(
    action: list[str], rehearse_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.run(["history", *action]) == 0

    assert capsys.readouterr().out == ""
    assert not rehearse_home.exists()


def test_everything_is_exported_as_json_with_reports_and_cards(
    store: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = fill(store)
    store.cards.save(Card(program="Riverbend – Süd"))

    assert commands.run(["history", "export"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "rehearse.history/1"
    assert [take["id"] for take in found["takes"]] == [second, first]
    assert found["takes"][0]["report"] is None
    assert found["takes"][1]["report"]["schema"] == "rehearse.report/1"
    assert [card["program"] for card in found["cards"]] == ["Riverbend – Süd"]


def test_the_figures_are_exported_as_csv(store: HistoryStore, capsys: pytest.CaptureFixture[str]) -> None:
    fill(store)

    assert commands.run(["history", "export", "--format", "csv"]) == 0

    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [line["scenario"] for line in lines] == ["voicemail", "practice-intro"]


def test_an_export_into_a_folder_writes_both_files_and_prints_nothing(
    store: HistoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(store)
    folder = tmp_path / "for" / "my adviser"

    assert commands.run(["history", "export", "--to", str(folder)]) == 0

    assert capsys.readouterr().out == ""
    assert len(json.loads((folder / "history.json").read_text(encoding="utf-8"))["takes"]) == 2
    assert len((folder / "history.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_an_export_of_one_format_writes_that_file_only(store: HistoryStore, tmp_path: Path) -> None:
    fill(store)

    assert commands.run(["history", "export", "--format", "csv", "--to", str(tmp_path / "out")]) == 0

    assert [file.name for file in (tmp_path / "out").iterdir()] == ["history.csv"]


def test_nothing_recorded_yet_is_exported_as_an_empty_history(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["history", "export"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": "rehearse.history/1",
        "takes": [],
        "cards": [],
        "scripts": [],
    }

    assert commands.run(["history", "export", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_damaged_history_ends_with_status_1_one_sentence_and_no_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = paths.paths().history_file
    file.write_text("Dear diary")

    assert commands.run(["history", "list"]) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert str(file) in printed.err
    assert file.read_text() == "Dear diary"


def test_a_folder_that_can_not_be_written_ends_with_status_1(
    store: HistoryStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(store)
    (tmp_path / "file").write_text("")

    assert commands.run(["history", "export", "--to", str(tmp_path / "file")]) == 1

    assert str(tmp_path / "file") in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["history"], ["history", "burn"], ["history", "list", "--format", "xml"]])
def test_wrong_use_ends_with_status_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.run(wrong)

    assert ended.value.code == 2
    assert capsys.readouterr().out == ""

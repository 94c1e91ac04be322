"""A history of its own for each test, closed at its end."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from rehearse.history.backup import write_backup
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import HistoryStore
from rehearse.phrases.finding import Severity
from rehearse.programs.card import Card
from rehearse.report_json import to_json
from rehearse.target import Target
from tests.reports import a_finding, a_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rehearse.history.values import Take
    from rehearse.report import Report

MONDAY = datetime(2026, 3, 16, 10, 15, 23, tzinfo=UTC)


@pytest.fixture
def history_file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recordings"


@pytest.fixture
def store(history_file: Path, recordings: Path) -> Iterator[HistoryStore]:
    opened = HistoryStore.open(history_file, recordings, patience_s=0.01)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[HistoryStore]:
    """An empty history, as that of another computer."""
    opened = HistoryStore.open(tmp_path / "other" / "history.db", tmp_path / "other" / "recordings")
    yield opened
    opened.close()


@pytest.fixture
def backup(store: HistoryStore, tmp_path: Path) -> Path:
    """Two takes, the first with a report, and a card."""
    store.cards.save(Card(id="a" * 32, program="Riverbend", reasons=("its clinic",)))
    first, _second = record(store), record(store, 1)
    store.save_report(first.id, a_report("Hello there", findings=(a_finding("rule", Severity.FIX),)))
    to = tmp_path / "takes.zip"
    write_backup(store, to)
    return to


def begin(store: HistoryStore, minute: int = 0, scenario: str = "practice-intro") -> Take:
    """A take begun some minutes after Monday's quarter past ten."""
    return store.begin_take(scenario, Target(), None, None, MONDAY + timedelta(minutes=minute))


def record(store: HistoryStore, minute: int = 0, scenario: str = "practice-intro") -> Take:
    """A take whose recording is there and whole."""
    take = begin(store, minute, scenario)
    take.audio_path.write_bytes(b"RIFF" + bytes(96))
    return store.finish_take(take.id, 48.2, 0, 1.0)


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their place, with what is in them."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def history_of_the_first_format(history_file: Path, recordings: Path, report: Report) -> str:
    """A history as the first version of the program wrote it, with one take and its report; the take's id."""
    HistoryStore.open(history_file, recordings, migrations=MIGRATIONS[:1]).close()
    with contextlib.closing(sqlite3.connect(history_file, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO take (id, scenario, target, started_at, started_epoch_s, audio, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                "20260316-101523-0a1b2c",
                "practice-intro",
                json.dumps(asdict(Target())),
                MONDAY.isoformat(),
                MONDAY.timestamp(),
                "2026-03-16/20260316-101523-0a1b2c.wav",
                "analysed",
            ),
        )
        connection.execute("INSERT INTO report VALUES ('20260316-101523-0a1b2c', '0', '1', '1', 'tiny.en', 0, 0)")
        connection.execute("INSERT INTO document VALUES ('20260316-101523-0a1b2c', ?)", (json.dumps(to_json(report)),))
    return "20260316-101523-0a1b2c"

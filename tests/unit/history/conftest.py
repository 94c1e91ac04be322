"""A history of its own for each test, closed at its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from rehearse.history.store import HistoryStore
from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rehearse.history.values import Take

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


def begin(store: HistoryStore, minute: int = 0, scenario: str = "practice-intro") -> Take:
    """A take begun some minutes after Monday's quarter past ten."""
    return store.begin_take(scenario, Target(), None, None, MONDAY + timedelta(minutes=minute))


def record(store: HistoryStore, minute: int = 0, scenario: str = "practice-intro") -> Take:
    """A take whose recording is there and whole."""
    take = begin(store, minute, scenario)
    take.audio_path.write_bytes(b"RIFF" + bytes(96))
    return store.finish_take(take.id, 48.2, 0, 1.0)

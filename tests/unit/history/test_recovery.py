from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rehearse.audio.joining import mend
from rehearse.errors import KnownError, Trouble
from rehearse.history.recovery import recover
from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from tests.reports import a_report
from tests.unit.history.conftest import begin, record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rehearse.history.values import Take

KILLED_WHILE_RECORDING = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from rehearse.audio.wav import WavWriter
from rehearse.history.store import HistoryStore
from rehearse.target import Target
folder = Path(sys.argv[1])
store = HistoryStore.open(folder / "history.db", folder / "recordings")
take = store.begin_take("practice-intro", Target(), None, None, datetime.now(UTC))
writer = WavWriter(take.audio_path, 16000)
for _ in range(30):
    writer.write(b"\x01\x02" * 1600)
os._exit(9)
"""


def mend_all_but(broken: Take, fault: Exception) -> Callable[[Path, Sequence[Path]], float]:
    """Repairs every recording but one; all are five seconds long then."""

    def mended(path: Path, _parts: Sequence[Path]) -> float:
        if path == broken.audio_path:
            raise fault
        return 5.0

    return mended


def test_a_take_that_a_kill_cut_off_is_repaired_and_can_be_analysed(history_file: Path, recordings: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED_WHILE_RECORDING, history_file.parent], check=False)
    store = HistoryStore.open(history_file, recordings)
    (cut_off,) = store.unfinished()

    found = recover(store, mend)

    assert found.troubles == ()
    (take,) = found.adopted
    assert take.id == cut_off.id
    assert (take.state, take.recovered) == (TakeState.RECORDED, True)
    assert take.duration_s is not None
    assert 2.0 <= take.duration_s <= 3.0
    assert store.unfinished() == ()
    assert store.save_report(take.id, a_report()).state is TakeState.ANALYSED
    store.close()


def test_finished_takes_are_left_alone(store: HistoryStore) -> None:
    take = record(store)

    found = recover(store, mend)

    assert (found.adopted, found.troubles) == ((), ())
    assert store.take(take.id) == take


@pytest.mark.parametrize(
    "content", [None, b"", b"RIFF\0\0\0\0WAVEfmt "], ids=["no file", "an empty file", "half a header"]
)
def test_a_take_of_which_nothing_is_left_goes_off_the_list_and_the_user_is_told(
    store: HistoryStore, content: bytes | None
) -> None:
    take = begin(store)
    if content is not None:
        take.audio_path.write_bytes(content)

    found = recover(store, mend)

    assert found.adopted == ()
    (trouble,) = found.troubles
    assert trouble.trouble is Trouble.TAKE_LOST
    assert "2026-03-16 10:15" in trouble.message
    assert store.lists.rows() == ()
    assert not take.audio_path.exists()


def test_a_recording_that_can_not_be_repaired_is_kept_and_listed_as_failed(store: HistoryStore) -> None:
    take = begin(store)
    take.audio_path.write_bytes(b"no sound at all" * 1000)

    found = recover(store, mend)

    (trouble,) = found.troubles
    row = store.take(take.id)
    assert (row.state, row.failure) == (TakeState.FAILED, trouble.message)
    assert take.audio_path.exists()
    assert store.unfinished() == ()


@pytest.mark.parametrize("trouble", [Trouble.DISK_FULL, Trouble.FOLDER_READ_ONLY])
def test_where_nothing_can_be_written_everything_waits_for_the_next_start(
    store: HistoryStore, trouble: Trouble
) -> None:
    take = begin(store)
    take.audio_path.write_bytes(bytes(1000))

    found = recover(store, mend_all_but(take, KnownError(trouble, path=take.audio_path)))

    assert [error.trouble for error in found.troubles] == [trouble]
    assert store.unfinished() == (take,)
    assert take.audio_path.exists()
    assert [recovered.id for recovered in recover(store, lambda _path, _parts: 2.0).adopted] == [take.id]


def test_one_lost_take_does_not_keep_the_next_from_being_repaired(store: HistoryStore) -> None:
    lost, whole = begin(store, 0), begin(store, 1)

    found = recover(store, mend_all_but(lost, KnownError(Trouble.FILE_MISSING, path=lost.audio_path)))

    assert [take.id for take in found.adopted] == [whole.id]
    assert [row.take.id for row in store.lists.rows()] == [whole.id]


@pytest.mark.parametrize(
    "fault", [ValueError("a header of a kind of its own"), PermissionError(13, "Permission denied")]
)
def test_a_take_that_can_not_be_repaired_for_an_unforeseen_reason_keeps_nothing_from_starting(
    store: HistoryStore, fault: Exception
) -> None:
    odd, whole = begin(store, 0), begin(store, 1)
    odd.audio_path.write_bytes(bytes(1000))

    found = recover(store, mend_all_but(odd, fault))

    assert [take.id for take in found.adopted] == [whole.id]
    assert store.take(odd.id).state is TakeState.FAILED
    assert str(odd.audio_path) in (store.take(odd.id).failure or "")
    assert odd.audio_path.exists()


def test_where_another_program_writes_to_the_history_takes_are_put_right_at_the_next_start(
    store: HistoryStore, history_file: Path
) -> None:
    whole, lost = begin(store, 0), begin(store, 1)
    whole.audio_path.write_bytes(bytes(1000))
    mend_the_first = mend_all_but(lost, KnownError(Trouble.FILE_MISSING, path=lost.audio_path))

    with contextlib.closing(sqlite3.connect(history_file, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        found = recover(store, mend_the_first)
        another.execute("ROLLBACK")

    assert found.adopted == ()
    assert [error.trouble for error in found.troubles] == [Trouble.HISTORY_BUSY, Trouble.FILE_MISSING]
    assert [take.id for take in store.unfinished()] == [whole.id, lost.id]
    assert [take.id for take in recover(store, mend_the_first).adopted] == [whole.id]

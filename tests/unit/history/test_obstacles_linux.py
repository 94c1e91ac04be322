from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history.backup import write_backup
from tests.unit.history.conftest import record

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.history.store import HistoryStore


def test_a_recording_that_its_disk_can_not_read_is_named_where_a_backup_is_written(
    store: HistoryStore, tmp_path: Path
) -> None:
    take = record(store)
    take.audio_path.unlink()
    # Can be opened, and each read fails as on a disk with a bad place.
    take.audio_path.symlink_to("/proc/self/mem")

    with pytest.raises(KnownError) as error:
        write_backup(store, tmp_path / "takes.zip")

    assert error.value.trouble is Trouble.DISK_FAILED
    assert f"The disk that holds {take.audio_path} " in error.value.message
    assert not (tmp_path / "takes.zip").exists()

"""A disk that takes nothing more, met by the program's start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.ui.single_instance import SingleInstance
from tests.posix import room_for

if TYPE_CHECKING:
    from pathlib import Path


def test_a_full_disk_is_named_as_such_where_the_claim_can_not_be_written(tmp_path: Path) -> None:
    with room_for(0), pytest.raises(KnownError) as error:
        SingleInstance(tmp_path).claim()

    assert error.value.trouble is Trouble.DISK_FULL
    assert list(tmp_path.iterdir()) == []

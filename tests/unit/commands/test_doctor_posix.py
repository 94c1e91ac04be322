from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse import commands, paths
from tests.posix import read_only

if TYPE_CHECKING:
    import pytest


def test_a_folder_that_can_not_be_written_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    places = paths.paths()

    with read_only(places.recordings):
        status = commands.run(["doctor"])

    assert status == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " folders " in line]
    assert line.startswith("problem")
    assert str(places.recordings) in line

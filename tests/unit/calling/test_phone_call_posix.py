"""The end of a call where its files are not where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.errors import Trouble
from tests.unit.calling.line import Line

if TYPE_CHECKING:
    from pathlib import Path


def test_what_goes_wrong_at_the_end_is_told_and_leaves_neither_microphone_nor_loudspeaker_open(tmp_path: Path) -> None:
    line = Line()
    line.call.start(tmp_path / "take.wav")
    line.pass_time(1.0)
    (tmp_path / "take.wav").unlink()
    kept = line.call.finish(tmp_path / "take.other.wav")
    assert kept.trouble is not None
    assert kept.trouble.trouble is Trouble.FILE_MISSING
    assert not line.microphone.is_open
    assert not line.device.is_open

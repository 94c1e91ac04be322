"""A disk that fills while something is taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from rehearse.ui.take_along import TakeAlong
from rehearse.ui.widgets.notice import Notice
from tests.posix import room_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.practice_stage import PracticeStage


FORMS: dict[str, Callable[[TakeAlong, Path], None]] = {
    "report.pdf": lambda files, to: files.save_report(to),
    "report.html": lambda files, to: files.save_report(to),
    "report with sound.html": lambda files, to: files.save_report(to, with_sound=True),
    "history.csv": lambda files, to: files.export(to),
    "history.json": lambda files, to: files.export(to),
    "rehearse.zip": lambda files, to: files.back_up(to),
}
"""Each form in which something is taken along, by a file's name."""


@pytest.mark.parametrize("room_bytes", [0, 100], ids=["full", "nearly full"])
@pytest.mark.parametrize("name", FORMS)
def test_a_full_disk_is_named_and_leaves_the_earlier_file_as_it_was(
    name: str, room_bytes: int, stage: PracticeStage, tmp_path: Path
) -> None:
    window, notice = QWidget(), Notice()
    stage.qtbot.addWidget(window)
    stage.qtbot.addWidget(notice)
    files = TakeAlong(stage.services, notice, window)
    files.show_take(stage.take())
    stage.settle()
    (tmp_path / name).write_bytes(b"earlier")
    with room_for(room_bytes):
        FORMS[name](files, tmp_path / name)
        stage.qtbot.waitUntil(lambda: "is full" in notice.words.text(), timeout=20_000)
    assert str(tmp_path / name) in notice.words.text()
    assert (tmp_path / name).read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [name]
    assert stage.services.history.lists.count() == 1

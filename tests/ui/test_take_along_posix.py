"""A disk that fills while something is taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from rehearse.ui.take_along import TakeAlong
from rehearse.ui.widgets.notice import Notice
from tests.posix import room_for
from tests.ui.practice_stage import PracticeStage, practice_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[PracticeStage]:
    with practice_in(rehearse_home, qtbot) as made:
        yield made


@pytest.mark.parametrize("name", ["report.pdf", "report.html"])
def test_a_disk_that_fills_leaves_the_earlier_file_as_it_was(name: str, stage: PracticeStage, tmp_path: Path) -> None:
    window, notice = QWidget(), Notice()
    stage.qtbot.addWidget(window)
    stage.qtbot.addWidget(notice)
    files = TakeAlong(stage.services, notice, window)
    files.show_take(stage.take())
    stage.settle()
    (tmp_path / name).write_bytes(b"earlier")
    with room_for(1000):
        files.save_report(tmp_path / name)
        stage.qtbot.waitUntil(lambda: "is full" in notice.words.text(), timeout=20_000)
    assert (tmp_path / name).read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [name]

"""Takes that are deleted: gone at once, back for a while, then gone for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import button, texts
from tests.ui.progress_stage import lines, noon, open_page, table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def test_a_deleted_take_leaves_the_list_at_once_and_can_come_back(services: Services, qtbot: QtBot) -> None:
    kept = add_take(services.history, noon() - timedelta(hours=1), Figures())
    take = add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.takes_changed):
        qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert "One take was deleted. Undo brings it back within 30 seconds, not later." in texts(page)
    assert [row.take.id for row in services.history.lists.rows()] == [kept.id]
    assert page.focusWidget() is table(page)
    with qtbot.waitSignal(page.takes_changed):
        button(page, "Undo").click()
    assert len(lines(page)) == 2
    assert [row.take.id for row in services.history.lists.rows()] == [take.id, kept.id]
    assert take.audio_path.exists()
    assert "was deleted" not in texts(page)


def test_ctrl_z_brings_back_all_that_was_deleted_within_the_time(services: Services, qtbot: QtBot) -> None:
    for hours in range(3):
        add_take(services.history, noon() - timedelta(hours=hours), Figures())
    page = open_page(services, qtbot)
    page.activateWindow()
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert "Two takes were deleted" in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(lines(page)) == 3)
    assert len(table(page).selectionModel().selectedRows()) == 1, "what came back is chosen, and nothing else"


def test_when_the_time_is_over_report_and_recording_are_gone(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    page.deleted.time.setInterval(1)
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not take.audio_path.exists())
    assert services.history.bin.holds() == ()
    page.deleted.undo()
    assert services.history.lists.rows() == ()
    with pytest.raises(KeyError):
        services.history.report(take.id)
    assert "No takes yet" in texts(page)


def test_several_takes_can_be_deleted_at_once(services: Services, qtbot: QtBot) -> None:
    takes = [add_take(services.history, noon() - timedelta(hours=hours), Figures()) for hours in range(3)]
    page = open_page(services, qtbot)
    table(page).selectAll()
    assert not button(page, "Open").isEnabled()
    button(page, "Delete 3").click()
    assert services.history.lists.rows() == ()
    assert all(take.audio_path.exists() for take in takes)
    page.deleted.delete_for_good()
    assert not any(take.audio_path.exists() for take in takes)

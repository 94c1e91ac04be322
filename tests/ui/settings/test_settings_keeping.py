"""Settings: where things are kept, how much it is, and how it is deleted."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from rehearse.programs.card import Card
from rehearse.settings import Profile
from rehearse.ui.pages.settings_sections.keeping import in_words
from tests.left_behind import leave_behind
from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import answer, button, named, question, texts
from tests.ui.settings_stage import choose, kept, open_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def test_the_data_folder_is_named_with_its_size(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    take.audio_path.write_bytes(b"x" * 3_000_000)
    page = open_page(services, qtbot)
    assert str(services.paths.data) in texts(page)
    assert "one recording." in texts(page)
    used = sum(file.stat().st_size for file in services.paths.data.rglob("*") if file.is_file())
    assert 3_000_000 < used < 4_000_000
    assert f"{in_words(used)} in use" in texts(page)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 kB"), (12_400_000, "12 MB"), (2e9, "2.0 GB")]
)
def test_a_size_is_told_as_people_say_it(size: int, words: str) -> None:
    assert in_words(size) == words


def test_deleting_everything_asks_twice_in_words(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    button(page, "Delete everything…").click()
    assert "One take with recording and report, one program's card" in question(page).informativeText()
    answer(page, "Delete everything")
    assert question(page).text() == "Really delete everything now?"
    answer(page, "Keep everything")
    assert take.audio_path.exists()
    assert len(services.history.lists.rows()) == 1
    assert len(services.history.cards.all()) == 1


def test_escape_keeps_everything(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    page = open_page(services, qtbot)
    button(page, "Delete everything…").click()
    qtbot.keyClick(question(page), Qt.Key.Key_Escape)
    assert take.audio_path.exists()


def test_everything_is_really_deleted(services: Services, log_file: Path, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    services.history.cards.save(Card(program="Riverbend Medical Center"))
    services.update_settings(replace(services.settings, profile=Profile(name="Maya Okafor")))
    log_file.with_suffix(".1.log").write_text("an older log")
    logging.getLogger("rehearse").info("the program did something")
    leave_behind(services.paths)
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.everything_deleted):
        button(page, "Delete everything…").click()
        answer(page, "Delete everything")
        answer(page, "Yes, delete it all now")
    assert not list(services.paths.data.parent.rglob("*.wav"))
    assert not take.audio_path.exists()
    assert services.history.lists.rows() == ()
    assert services.history.cards.all() == ()
    assert kept(services).profile == Profile()
    assert named(page, "Your name").text() == ""  # type: ignore[attr-defined]
    left = b"".join(file.read_bytes() for file in services.paths.data.parent.rglob("*") if file.is_file())
    assert b"Riverbend" not in left
    assert b"Okafor" not in left
    assert b"did something" not in left
    assert b"older log" not in left


def test_settings_that_cannot_be_written_are_said_so(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    services.paths.config.rmdir()
    services.paths.config.write_text("a file stands where the folder should be")
    choose(page, "Colours", "Dark")
    assert "Rehearse can't write to" in texts(page)

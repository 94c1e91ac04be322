"""Beside the trend: what is ready, the rules that fire most and the must-says that are missed most."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from rehearse.target import Target
from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import button, texts
from tests.ui.progress_stage import lines, names_of_rows, noon, open_page, row_named, table, trend_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def test_three_clean_takes_within_the_band_are_called_ready(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon() - timedelta(hours=4), Figures(stops=1))
    for hours in (3, 2):
        add_take(services.history, noon() - timedelta(hours=hours), Figures())
    page = open_page(services, qtbot)
    assert "Not yet: two takes of three in a row" in names_of_rows(page)
    add_take(services.history, noon() - timedelta(hours=1), Figures())
    page.refresh()
    qtbot.waitUntil(lambda: "Ready since " in names_of_rows(page))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (Figures(stops=1), "Not yet: one stop finding"),
        (Figures(missing=1), "Not yet: one must-say missing"),
        (Figures(length_s=95), "Not yet: length outside the band"),
    ],
)
def test_one_take_that_lacks_something_is_not_ready(last: Figures, said: str, services: Services, qtbot: QtBot) -> None:
    for hours in (4, 3, 2):
        add_take(services.history, noon() - timedelta(hours=hours), Figures())
    add_take(services.history, noon() - timedelta(hours=1), last)
    shown = names_of_rows(open_page(services, qtbot))
    assert said in shown
    assert "Ready since" not in shown


def test_readiness_is_told_apart_by_program(services: Services, qtbot: QtBot) -> None:
    for hours in (3, 2, 1):
        add_take(services.history, noon() - timedelta(hours=hours), Figures(), program="Riverbend")
    add_take(services.history, noon(), Figures(), program="Lakeshore")
    page = open_page(services, qtbot)
    shown = names_of_rows(page)
    assert "Practice intro, Riverbend. Ready since" in shown
    assert "Practice intro, Lakeshore. Not yet: one take of three in a row" in shown
    row_named(page, "Practice intro, Lakeshore").click()
    assert [line["Program"] for line in lines(page)] == ["Lakeshore"]


def test_the_rules_that_fire_most_lead_to_the_takes_concerned(services: Services, qtbot: QtBot) -> None:
    concerned = add_take(services.history, noon() - timedelta(hours=2), Figures(stops=1, fixes=2))
    add_take(services.history, noon() - timedelta(hours=1), Figures(fixes=1))
    add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    assert "rule-fix-0. in 2 takes" in names_of_rows(page)
    row_named(page, "rule-stop-0").click()
    assert len(lines(page)) == 1
    assert page.focusWidget() is table(page)
    assert "One take with rule-stop-0, today" in texts(page)
    with qtbot.waitSignal(page.take_opened) as opened:
        qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert opened.args == [concerned.id]
    button(page, "Show all takes").click()
    assert len(lines(page)) == 3


def test_a_sentence_said_again_is_listed_and_stays_out_of_trend_and_readiness(services: Services, qtbot: QtBot) -> None:
    for days in range(3):
        add_take(services.history, noon() - timedelta(days=days + 1), Figures())
    phrase = services.history.begin_take("practice-intro", Target(), None, None, noon(), is_phrase=True)
    services.history.finish_take(phrase.id, 2.0)
    page = open_page(services, qtbot)
    assert lines(page)[0]["Note"] == "one sentence"
    assert trend_words(page).startswith("Length, Practice intro: three takes from ")
    assert "Practice intro. Ready since" in names_of_rows(page)
    assert not button(page, "Analyse again").isEnabled()


def test_nothing_is_counted_that_nobody_asked_for(services: Services, qtbot: QtBot) -> None:
    for days in range(4):
        add_take(services.history, noon() - timedelta(days=days), Figures())
    shown = texts(open_page(services, qtbot)).lower()
    assert not [word for word in ("streak", "score", "points", "great", "well done", "!") if word in shown]

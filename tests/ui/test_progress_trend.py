"""The trend on the Progress page: one measure of one call over time, and what changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.calls import a_spoken_call
from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import texts
from tests.ui.progress_stage import choose, noon, open_page, trend, trend_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def test_a_dot_of_the_trend_opens_its_take(services: Services, qtbot: QtBot) -> None:
    older = add_take(services.history, noon() - timedelta(hours=1), Figures())
    add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    chart = trend(page)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(page.take_opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [older.id]


def test_one_take_alone_is_a_beginning(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures(length_s=48))
    page = open_page(services, qtbot)
    shown = texts(page)
    assert "One take, today" in shown
    assert "Latest: 48 seconds." in shown
    assert "The second take of this call begins the trend." in shown


def test_mock_calls_have_no_trend_of_length_and_the_page_says_why(services: Services, qtbot: QtBot) -> None:
    answered = add_take(services.history, noon(), Figures(pace_wpm=150))
    services.history.calls.save(answered.id, a_spoken_call())
    page = open_page(services, qtbot)
    said = "in a mock call each turn has a length of its own; choose another measure."
    assert trend_words(page) == f"Length, Practice intro: {said}"
    choose(page, "Measure of the trend", "Pace")
    assert "Latest: 150 words a minute." in trend_words(page)


def test_the_trend_says_in_words_what_it_shows(services: Services, qtbot: QtBot) -> None:
    for days, pace in enumerate((150, 172, 181)):
        add_take(services.history, noon() - timedelta(days=days), Figures(pace_wpm=pace))
    page = open_page(services, qtbot)
    choose(page, "Measure of the trend", "Pace")
    shown = trend_words(page)
    assert shown.startswith("Pace, Practice intro: three takes from ")
    assert "First: 181 words a minute. Latest: 150 words a minute." in shown
    assert "1 of 3 within the band of 120 to 160 words a minute." in shown
    assert "Median of the last 3: 172 words a minute." in shown
    assert shown in texts(page)
    assert trend(page).accessibleName() == "Trend: Pace, Practice intro"


@pytest.mark.parametrize(
    ("measure", "latest"),
    [
        ("Length", "Latest: 48 seconds."),
        ("Fillers a minute", "Latest: 5.1 fillers a minute."),
        ("Longest pause", "Latest: 1.4 seconds."),
        ("Stop and fix findings", "Latest: 3 findings."),
        ("Must-says missing", "Latest: 2 must-says."),
    ],
)
def test_there_is_a_trend_of_each_measure(measure: str, latest: str, services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures(stops=1, fixes=2, missing=2))
    page = open_page(services, qtbot)
    choose(page, "Measure of the trend", measure)
    assert latest in trend_words(page)


def test_a_trend_shows_one_call_only(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon() - timedelta(hours=1), Figures(length_s=24), scenario="voicemail")
    add_take(services.history, noon(), Figures(length_s=48))
    page = open_page(services, qtbot)
    assert "Trend of Practice intro, the call practised last" in texts(page)
    assert trend_words(page).startswith("Length, Practice intro: one take")
    choose(page, "Show takes of this call", "Voicemail")
    assert "24 seconds" in trend_words(page)


def test_figures_of_different_rulers_are_not_compared_silently(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon() - timedelta(hours=2), Figures(model="base", length_s=20.0))
    add_take(services.history, noon() - timedelta(hours=1), Figures(length_s=50.0))
    add_take(services.history, noon(), Figures(length_s=60.0))
    page = open_page(services, qtbot)
    assert "One figure was made with another voice model or other definitions" in trend_words(page)
    assert "Median of the last 2: 55 seconds." in trend_words(page)


def test_the_change_since_the_first_day_is_told_with_its_uncertainty(services: Services, qtbot: QtBot) -> None:
    for number in range(5):
        add_take(services.history, noon() - timedelta(days=3, minutes=number), Figures(pace_wpm=190 + number))
        add_take(services.history, noon() - timedelta(days=1, minutes=number), Figures(pace_wpm=150 + number))
    page = open_page(services, qtbot)
    choose(page, "Measure of the trend", "Pace")
    assert "Since the first day: 40 words a minute less, between 37 and 43 less (five takes on " in texts(page)
    choose(page, "Measure of the trend", "Length")
    assert "no change that can be told from chance" in texts(page)


def test_few_takes_tell_no_change(services: Services, qtbot: QtBot) -> None:
    for days in range(3):
        add_take(services.history, noon() - timedelta(days=days), Figures())
    assert "too few takes to tell (one take on " in texts(open_page(services, qtbot))

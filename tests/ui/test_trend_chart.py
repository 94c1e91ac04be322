"""The trend: takes as dots that can be reached, named and opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from rehearse.measures.values import Band
from rehearse.ui.widgets.trend_chart import TrendChart

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

START = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
POINTS = tuple(
    (START + timedelta(hours=index), value, f"take-{index}") for index, value in enumerate((170.0, 150.0, 141.0))
)


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(600, 240)
    chart.set_series(POINTS, Band(120, 160), tuple((when, value) for when, value, _ in POINTS), "words a minute")
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def test_the_chart_is_told_in_words(chart: TrendChart) -> None:
    assert chart.accessibleDescription().startswith("Three takes on 16 March. First: 170 words a minute.")


def test_arrows_go_from_take_to_take_and_enter_opens_it(chart: TrendChart, qtbot: QtBot) -> None:
    chart.setFocus()
    assert chart.chosen == "16 March, 11:00: 141 words a minute, within the band"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen == "16 March, 9:00: 170 words a minute, over the band"
    with qtbot.waitSignal(chart.take_opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == ["take-0"]


def test_a_click_on_a_dot_opens_its_take(chart: TrendChart, qtbot: QtBot) -> None:
    at = chart.place_of(1).toPoint()
    with qtbot.waitSignal(chart.take_opened) as opened:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == ["take-1"]


def test_a_click_beside_the_dots_opens_nothing(chart: TrendChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.take_opened):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(590, 230))


def test_a_chart_without_takes_says_so_and_opens_nothing(chart: TrendChart, qtbot: QtBot) -> None:
    chart.set_series((), Band(120, 160), (), "words a minute")
    assert chart.accessibleDescription() == "No takes yet."
    chart.setFocus()
    with qtbot.assertNotEmitted(chart.take_opened):
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert not chart.grab().isNull()

"""With text of twice the size nothing is lost: what is drawn grows with it, and what is opened stays clear."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from rehearse.measures.values import Band
from rehearse.speech import Span
from rehearse.ui import theme
from rehearse.ui.marks import Mark, MarkKind
from rehearse.ui.pages.call_view import CallView
from rehearse.ui.pages.first_start import FirstStartPage
from rehearse.ui.theme import GRID
from rehearse.ui.timeline import Item, ItemKind, Lane, Timeline
from rehearse.ui.widgets.below_choice import BelowChoice
from rehearse.ui.widgets.popover import Popover
from rehearse.ui.widgets.timeline_chart import TimelineChart
from rehearse.ui.widgets.trend_chart import TrendChart
from rehearse.ui.widgets.waveform import Shape, Waveform
from tests.ui.page_stage import scroll_area
from tests.ui.practice_stage import practice_in
from tests.ui.text_size import text_scaled
from tests.ui.window_stage import window_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

STOP = Mark(MarkKind.STOP, Span(5.0, 6.0), range(3), "Stop: “do anything”")
LONG = "Every word that was heard counts, also one that was said twice; um and uh do not count as words. " * 3


def waveform(qtbot: QtBot) -> QWidget:
    made = Waveform()
    qtbot.addWidget(made)
    made.show_shape(Shape((), 10.0))
    made.show_marks((STOP,))
    return made


def timeline(qtbot: QtBot) -> QWidget:
    made = TimelineChart()
    qtbot.addWidget(made)
    item = Item(Lane.FINDINGS, ItemKind.FINDING, STOP.span, STOP.label, range(3), mark=MarkKind.STOP)
    made.show_timeline(Timeline(10.0, (item,)))
    return made


def trend(qtbot: QtBot) -> TrendChart:
    made = TrendChart()
    qtbot.addWidget(made)
    start = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
    made.set_series(
        tuple((start + timedelta(hours=hour), value, str(hour)) for hour, value in enumerate((170.0, 150.0, 141.0))),
        Band(120, 160),
        (),
        "words a minute",
    )
    return made


def pixels(widget: QWidget, token: str) -> int:
    """How many pixels a widget shows in the colour of a token."""
    widget.resize(900, widget.sizeHint().height())
    widget.show()
    picture = widget.grab().toImage()
    wanted = QColor(getattr(theme.current(), token))
    return sum(picture.pixelColor(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))


@pytest.mark.parametrize(("make", "token"), [(waveform, "stop"), (timeline, "stop"), (trend, "accent")])
def test_signs_and_dots_grow_with_the_text(make: Callable[[QtBot], QWidget], token: str, qtbot: QtBot) -> None:
    found = []
    for scale in (1.0, 2.0):
        with text_scaled(scale):
            found.append(pixels(make(qtbot), token))
    assert found[1] > 2 * found[0] > 0


def test_the_sign_of_a_mark_can_be_hit_where_it_is_drawn(qtbot: QtBot) -> None:
    with text_scaled(2.0):
        drawn = waveform(qtbot)
        assert isinstance(drawn, Waveform)
        drawn.resize(500, drawn.sizeHint().height())
        assert drawn.mark_at(QPointF(250 + 9, drawn.height() - 18)) == STOP


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [360, 900])
def test_the_highest_number_of_a_trend_stands_below_its_legend(scale: float, width: int, qtbot: QtBot) -> None:
    with text_scaled(scale):
        chart = trend(qtbot)
        chart.resize(width, 300)
        chart.show()
        number = QFontMetrics(chart._small()).height()
        assert chart._heading().bottom() <= chart._plot().top() - number / 2


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_stands_below_a_choice_begins_where_its_words_begin(scale: float, qtbot: QtBot) -> None:
    with text_scaled(scale):
        page, choice, below = QWidget(), QRadioButton("base"), QLabel("145 MB")
        qtbot.addWidget(page)
        column = QVBoxLayout(page)
        column.addWidget(choice)
        column.addWidget(BelowChoice(below))
        page.show()
        option = QStyleOptionButton()
        choice.initStyleOption(option)
        words = choice.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, choice)
        assert below.mapTo(page, QPoint(0, 0)).x() == choice.mapTo(page, words.topLeft()).x()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("place", [QPoint(20, 20), QPoint(800, 20), QPoint(400, 300), QPoint(840, 590)])
def test_an_explanation_never_covers_the_button_that_opened_it(scale: float, place: QPoint, qtbot: QtBot) -> None:
    with text_scaled(scale):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(900, 640)
        button = QPushButton("How", window)
        button.setGeometry(QRect(place, button.sizeHint()))
        window.show()
        card = Popover("How this was measured", (LONG, LONG, LONG), button)
        card.open_below()
        assert not card.geometry().intersects(button.geometry())
        assert window.rect().contains(card.geometry())
        card.dismiss()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_an_explanation_stays_in_the_window_when_that_becomes_smaller(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    button = QPushButton("How", window)
    button.move(400, 300)
    window.show()
    card = Popover("How this was measured", (LONG, LONG), button)
    card.open_below()
    window.resize(500, 400)
    qtbot.waitUntil(lambda: window.rect().contains(card.geometry()))
    assert not card.geometry().intersects(button.geometry())
    card.dismiss()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_an_explanation_that_is_too_long_for_its_place_is_scrolled_by_the_keys(qtbot: QtBot) -> None:
    with text_scaled(2.0):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(900, 640)
        button = QPushButton("How", window)
        button.move(400, 300)
        window.show()
        card = Popover("How this was measured", (LONG, LONG, LONG), button)
        card.open_below()
        last = card.findChildren(QLabel)[-1]
        for _ in range(8):
            qtbot.keyClick(card, Qt.Key.Key_PageDown)
        bottom = last.mapTo(card, QPoint(0, last.height())).y()
        assert bottom <= card.height()
        card.dismiss()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_first_step_that_fits_does_not_scroll(rehearse_home: Path, qtbot: QtBot) -> None:
    with text_scaled(2.0), practice_in(rehearse_home, qtbot) as stage:
        page = FirstStartPage(stage.services)
        page.resize(1280, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.begin()
        stage.settle()
        QApplication.processEvents()
        assert scroll_area(page.title).verticalScrollBar().maximum() == 0
        page.show_step(2)
        QApplication.processEvents()
        assert scroll_area(page.title).verticalScrollBar().maximum() > 0, "the last step is the highest"
        page.hide()
        stage.settle()
        page.deleteLater()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_smallest_window_has_room_for_the_names_of_all_pages(
    scale: float, rehearse_home: Path, qtbot: QtBot
) -> None:
    with text_scaled(scale), practice_in(rehearse_home, qtbot) as stage, window_on(stage) as window:
        window.resize(0, 0)
        QApplication.processEvents()
        assert [b.text() for b in window.rail.buttons.values() if b.width() < b.sizeHint().width()] == []


def test_a_list_above_the_details_is_in_line_with_them_and_stands_apart(rehearse_home: Path, qtbot: QtBot) -> None:
    with text_scaled(2.0), practice_in(rehearse_home, qtbot) as stage, window_on(stage) as window:
        home = window.pages.practice.home
        QApplication.processEvents()
        calls, details = (QRect(part.mapTo(home, QPoint(0, 0)), part.size()) for part in (home.calls, home.details))
        assert calls.bottom() < details.top(), "the list stands above"
        assert details.top() - calls.bottom() > GRID
        assert calls.left() == home.details.title.mapTo(home, QPoint(0, 0)).x()
        assert calls.right() == home.width() - 1 - calls.left()


@pytest.mark.parametrize(("scale", "width"), [(1.0, 640), (2.0, 833)])
def test_the_words_in_the_bar_of_a_call_take_no_room_from_its_buttons_or_from_the_call(
    scale: float, width: int, qtbot: QtBot
) -> None:
    with text_scaled(scale):
        view = CallView()
        qtbot.addWidget(view)
        view.resize(width, 480)
        with qtbot.waitExposed(view):
            view.show()
        buttons = (view.hang_up, view.mute, view.show_captions)
        assert [button.text() for button in buttons if button.width() < button.sizeHint().width()] == []
        bar = view.hang_up.parentWidget()
        assert bar is not None
        assert bar.height() < 2 * view.hang_up.height()
        view.resize(1800, 480)
        QApplication.processEvents()
        assert view.hint.isVisible()

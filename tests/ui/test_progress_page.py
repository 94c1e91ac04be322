"""The list of takes on the Progress page: what it says, how it is narrowed, and what can be done with a take."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from rehearse.history.recordings import other_side
from rehearse.target import Target
from rehearse.ui.pages.takes_filter import TakesFilter
from rehearse.ui.pages.takes_model import COLUMNS, TakesModel
from rehearse.ui.widgets.model_button import ModelButton
from tests.calls import a_spoken_call
from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import button, named, nameless, texts
from tests.ui.progress_stage import choose, lines, noon, open_page, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from rehearse.history.values import TakeRow
    from rehearse.ui.services import Services


def test_without_a_take_the_page_says_what_will_stand_here_and_leads_to_practice(
    services: Services, qtbot: QtBot
) -> None:
    page = open_page(services, qtbot)
    assert "No takes yet" in texts(page)
    with qtbot.waitSignal(page.practice_requested):
        button(page, "Practise a call").click()


def test_takes_are_listed_newest_first_with_their_figures(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon() - timedelta(days=40), Figures(length_s=61))
    figures = Figures(length_s=48.2, pace_wpm=141.4, fillers_per_min=5.06, stops=1, fixes=2, missing=3)
    add_take(services.history, noon(), figures, scenario="voicemail", program="Riverbend Medical Center")
    first, second = lines(open_page(services, qtbot))
    assert first["When"].startswith("today ")
    assert first["Call"] == services.scenarios["voicemail"].title
    assert first["Program"] == "Riverbend Medical Center"
    assert [first[name] for name in ("Seconds", "Pace", "Fillers")] == ["48", "141", "5.1"]
    assert first["Findings"] == "1 stop, 2 fix"
    assert first["Missing"] == "3"
    assert second["Seconds"] == "61"
    assert second["Findings"] == "none"


def test_a_take_without_a_report_says_why(services: Services, qtbot: QtBot) -> None:
    failed = add_take(services.history, noon() - timedelta(minutes=2))
    services.history.fail_take(failed.id, "The words could not be written down; press Analyse again.")
    begun = services.history.begin_take("practice-intro", Target(), None, None, noon())
    services.history.adopt(begun.id, 12.0)
    page = open_page(services, qtbot)
    recovered, not_analysed = lines(page)
    assert recovered["Note"] == "not analysed, recovered"
    assert not_analysed["Note"] == "analysis failed"
    assert not_analysed["Pace"] == "–"
    cell = table(page).model().index(1, len(COLUMNS) - 1)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "The words could not be written down; press Analyse again."


def test_a_report_of_another_voice_model_is_marked(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures(model="small"))
    page = open_page(services, qtbot)
    assert "other voice model" in lines(page)[0]["Note"]


def test_the_list_can_be_narrowed_to_a_call_and_to_a_program(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon() - timedelta(hours=3), Figures(), scenario="voicemail", program="Riverbend")
    add_take(services.history, noon() - timedelta(hours=2), Figures(), program="Riverbend")
    add_take(services.history, noon() - timedelta(hours=1), Figures(), program="Lakeshore")
    page = open_page(services, qtbot)
    choose(page, "Show takes for this program", "Riverbend")
    assert [line["Program"] for line in lines(page)] == ["Riverbend", "Riverbend"]
    choose(page, "Show takes of this call", "Voicemail")
    assert [line["Call"] for line in lines(page)] == ["Voicemail"]
    page.refresh()
    assert len(lines(page)) == 1
    choose(page, "Show takes for this program", "Lakeshore")
    assert "No take matches" in texts(page)
    choose(page, "Show takes of this call", "All calls")
    assert len(lines(page)) == 1


def test_enter_and_a_double_click_open_a_take(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    view = table(page)
    with qtbot.waitSignal(page.take_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [take.id]
    at = view.visualRect(view.model().index(0, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    with qtbot.waitSignal(page.take_opened) as opened:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert opened.args == [take.id]


def test_a_take_can_be_analysed_again(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, noon())
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.analyse_again_requested) as asked:
        button(page, "Analyse again").click()
    assert asked.args == [take.id]


def test_the_chosen_take_can_be_analysed_again_with_another_model(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    again = page.findChildren(ModelButton)[0]
    again.menu().aboutToShow.emit()
    with qtbot.waitSignal(page.analyse_with_requested) as asked:
        next(action for action in again.menu().actions() if action.text() == "tiny.en").trigger()
    assert asked.args == [take.id, "tiny.en"]


def test_takes_are_found_by_what_was_said(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures())
    add_take(services.history, noon(), None)
    page = open_page(services, qtbot)
    field = named(page, "Show takes in which these words were said")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "hello")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(lines(page)) == 1
    qtbot.keyClicks(field, " zebra")
    qtbot.waitUntil(lambda: not lines(page))
    assert "No take matches" in texts(page)
    button(page, "Show all takes").click()
    assert len(lines(page)) == 2
    assert field.text() == ""


def test_escape_empties_the_search_and_shows_all_takes_again(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures())
    page = open_page(services, qtbot)
    field = named(page, "Show takes in which these words were said")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "zebra")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert lines(page) == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(lines(page)) == 1)
    assert field.text() == ""


def test_takes_can_be_narrowed_to_the_last_days(services: Services, qtbot: QtBot) -> None:
    for days in (0, 5, 20, 60):
        add_take(services.history, noon() - timedelta(days=days), Figures())
    page = open_page(services, qtbot)
    for words, left in (("Last 7 days", 2), ("Last 30 days", 3), ("Today", 1), ("Any day", 4)):
        choose(page, "Show takes of these days", words)
        assert len(lines(page)) == left


class CountingModel(TakesModel):
    asked = 0

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):  # noqa: ANN001, ANN201 # Qt's
        self.asked += 1
        return super().data(index, role)


def test_only_the_lines_in_view_are_put_into_words(services: Services, qtbot: QtBot) -> None:
    from rehearse.ui.pages.take_words import Ruler
    from rehearse.ui.pages.takes_table import TakesTable

    add_take(services.history, noon(), Figures())
    row = services.history.lists.rows()[0]
    ruler = Ruler("tiny.en", "1", None)
    model = CountingModel(services.scenarios, ruler)
    view = TakesTable(model)
    qtbot.addWidget(view)
    view.resize(900, 300)
    read: list[str] = []

    def rows_of(ids: Sequence[str]) -> dict[str, TakeRow]:
        read.extend(ids)
        return dict.fromkeys(ids, row)

    model.show_takes(tuple(map(str, range(10_000))), rows_of, ruler, noon())
    with qtbot.waitExposed(view):
        view.show()
    view.viewport().grab()
    assert len(read) < 200
    assert model.rowCount() == 10_000
    assert model.asked < 10_000


def test_a_mock_call_is_named_as_one_in_the_list(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon() - timedelta(minutes=2), Figures())
    answered = add_take(services.history, noon(), Figures(model="small"))
    services.history.calls.save(answered.id, a_spoken_call())
    page = open_page(services, qtbot)
    mock_call, alone = lines(page)
    assert mock_call["Note"] == "mock call, other voice model, other rules"
    assert "mock call" not in " ".join(alone.values())
    note = table(page).model().index(0, len(COLUMNS) - 1)
    assert note.data(Qt.ItemDataRole.AccessibleTextRole) == "Note: mock call, other voice model, other rules"
    assert str(note.data(Qt.ItemDataRole.ToolTipRole)).startswith("A mock call: somebody answered you")


def test_a_mock_call_whose_analysis_failed_is_named_as_one_in_the_list(services: Services, qtbot: QtBot) -> None:
    answered = add_take(services.history, noon(), None)
    other_side(answered.audio_path).write_bytes(b"RIFF")
    services.history.fail_take(answered.id, "The disk is full.")
    page = open_page(services, qtbot)
    assert [line["Note"] for line in lines(page)] == ["mock call, analysis failed"]


def test_takes_can_be_narrowed_to_mock_calls_where_there_are_several_kinds(services: Services, qtbot: QtBot) -> None:
    for minutes in (3, 2):
        add_take(services.history, noon() - timedelta(minutes=minutes), Figures())
    page = open_page(services, qtbot)
    name = "Show takes of this kind: mock calls, spoken alone or single sentences"
    (kind,) = (box for box in page.findChildren(QComboBox) if box.accessibleName() == name)
    assert not kind.isVisible()
    answered = add_take(services.history, noon(), Figures(length_s=71))
    services.history.calls.save(answered.id, a_spoken_call())
    page.refresh()
    assert kind.isVisible()
    choose(page, name, "Mock calls")
    assert [line["Seconds"] for line in lines(page)] == ["71"]
    choose(page, name, "Spoken alone")
    assert len(lines(page)) == 2
    page.show_all()
    assert len(lines(page)) == 3


@pytest.mark.parametrize("size", [(1160, 776), (904, 616)], ids=["window of 1280 by 800", "window of 1024 by 640"])
def test_what_can_be_done_with_a_take_is_in_view_without_scrolling(
    size: tuple[int, int], services: Services, qtbot: QtBot
) -> None:
    for minutes in range(20):
        add_take(
            services.history, noon() - timedelta(minutes=minutes), Figures(stops=1, missing=2), program="Riverbend"
        )
    page = open_page(services, qtbot)
    page.resize(*size)
    for name in ("Open", "Analyse again", "Analyse again with…", "Delete"):
        shown = button(page, name)
        qtbot.waitUntil(lambda shown=shown: shown.visibleRegion().boundingRect() == shown.rect())


def test_every_control_is_named_and_reached_in_reading_order(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures(), program="Riverbend")
    page = open_page(services, qtbot)
    assert nameless(page) == []
    first = named(page, "Show takes of this call")
    first.setFocus()
    path = []
    for _ in range(9):
        focused = page.focusWidget()
        path.append(focused.accessibleName() or getattr(focused, "text", str)())
        page.focusNextChild()
    assert path == [
        "Show takes of this call",
        "Show takes for this program",
        "Show takes of these days",
        "Measure of the trend",
        "Trend: Length, Practice intro",
        "Practice intro, Riverbend. Not yet: one take of three in a row",
        "Takes, newest first",
        "Open",
        "Analyse again",
    ]


@pytest.mark.parametrize("width", [1280, 700])
def test_the_chosen_take_is_named_beside_what_can_be_done_with_it(width: int, services: Services, qtbot: QtBot) -> None:
    for minutes in range(3):
        add_take(services.history, noon() - timedelta(minutes=minutes), Figures(), program="Riverbend")
    page = open_page(services, qtbot)
    page.resize(width, 500)
    qtbot.waitUntil(lambda: page.width() == width)
    list_ = table(page)
    place = list_.visualRect(list_.model().index(1, 0)).center()
    qtbot.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    words = f"Practice intro · {lines(page)[1]['When']} · Riverbend"
    (name,) = [label for label in page.findChildren(QLabel) if label.text() == words]
    qtbot.waitUntil(lambda: name.visibleRegion().boundingRect() == name.rect())
    table(page).selectAll()
    assert name.text() == "Three takes chosen"
    table(page).clearSelection()
    assert name.text() == ""


def test_a_search_that_was_begun_is_forgotten_before_the_history_is_closed(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, noon(), Figures(), program="Riverbend")
    page = open_page(services, qtbot)
    qtbot.keyClicks(named(page, "Show takes in which these words were said"), "anything")
    page.let_go()
    with qtbot.assertNotEmitted(page.findChild(TakesFilter).changed, wait=400):
        pass

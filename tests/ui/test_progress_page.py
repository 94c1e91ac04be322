from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView

from rehearse.target import Target
from rehearse.ui.pages.progress import ProgressPage
from rehearse.ui.pages.takes_model import COLUMNS, TakesModel
from rehearse.ui.widgets.model_button import ModelButton
from rehearse.ui.widgets.row_button import RowButton
from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import button, named, nameless, services_in, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.history.values import TakeRow
    from rehearse.ui.services import Services

NOW = datetime.now(UTC)


@pytest.fixture
def services(rehearse_home: Path) -> Iterator[Services]:
    with services_in(rehearse_home) as made:
        yield made


def open_page(services: Services, qtbot: QtBot) -> ProgressPage:
    page = ProgressPage(services)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: not services.tasks.busy and page._rules is not None and not page._counting.isActive())
    return page


def table(page: ProgressPage) -> QTableView:
    found = named(page, "Takes, newest first")
    assert isinstance(found, QTableView)
    return found


def lines(page: ProgressPage) -> list[dict[str, str]]:
    model = table(page).model()
    return [
        {column.title: model.index(row, number).data() for number, column in enumerate(COLUMNS)}
        for row in range(model.rowCount())
    ]


def names_of_rows(page: ProgressPage) -> str:
    """What the lines beside the trend say."""
    return "\n".join(row.accessibleName() for row in page.findChildren(RowButton) if row.isVisible())


def row_named(page: ProgressPage, beginning: str) -> RowButton:
    found = [
        row for row in page.findChildren(RowButton) if row.isVisible() and row.accessibleName().startswith(beginning)
    ]
    assert len(found) == 1, f"{len(found)} lines begin with {beginning}"
    return found[0]


def choose(page: ProgressPage, name: str, words: str) -> None:
    box = named(page, name)
    assert isinstance(box, QComboBox)
    assert box.findText(words) >= 0, f"{words} cannot be chosen"
    box.setCurrentIndex(box.findText(words))


def test_without_a_take_the_page_says_what_will_stand_here_and_leads_to_practice(
    services: Services, qtbot: QtBot
) -> None:
    page = open_page(services, qtbot)
    assert "No takes yet" in texts(page)
    with qtbot.waitSignal(page.practice_requested):
        button(page, "Practise a call").click()


def test_takes_are_listed_newest_first_with_their_figures(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW - timedelta(days=40), Figures(length_s=61))
    figures = Figures(length_s=48.2, pace_wpm=141.4, fillers_per_min=5.06, stops=1, fixes=2, missing=3)
    add_take(services.history, NOW, figures, scenario="voicemail", program="Riverbend Medical Center")
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
    failed = add_take(services.history, NOW - timedelta(minutes=2))
    services.history.fail_take(failed.id, "The words could not be written down; press Analyse again.")
    begun = services.history.begin_take("practice-intro", Target(), None, None, NOW)
    services.history.adopt(begun.id, 12.0)
    page = open_page(services, qtbot)
    recovered, not_analysed = lines(page)
    assert recovered["Note"] == "not analysed, recovered"
    assert not_analysed["Note"] == "analysis failed"
    assert not_analysed["Pace"] == "–"
    cell = table(page).model().index(1, len(COLUMNS) - 1)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "The words could not be written down; press Analyse again."


def test_a_report_of_another_voice_model_is_marked(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW, Figures(model="small"))
    page = open_page(services, qtbot)
    assert "other voice model" in lines(page)[0]["Note"]


def test_the_list_can_be_narrowed_to_a_call_and_to_a_program(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW - timedelta(hours=3), Figures(), scenario="voicemail", program="Riverbend")
    add_take(services.history, NOW - timedelta(hours=2), Figures(), program="Riverbend")
    add_take(services.history, NOW - timedelta(hours=1), Figures(), program="Lakeshore")
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
    take = add_take(services.history, NOW, Figures())
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


def test_a_dot_of_the_trend_opens_its_take(services: Services, qtbot: QtBot) -> None:
    older = add_take(services.history, NOW - timedelta(hours=1), Figures())
    add_take(services.history, NOW, Figures())
    page = open_page(services, qtbot)
    chart = page._trend._chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(page.take_opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [older.id]


def test_a_deleted_take_leaves_the_list_at_once_and_can_come_back(services: Services, qtbot: QtBot) -> None:
    kept = add_take(services.history, NOW - timedelta(hours=1), Figures())
    take = add_take(services.history, NOW, Figures())
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.takes_changed):
        qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert "One take was deleted; its recording goes for good in 30 seconds." in texts(page)
    assert [row.take.id for row in services.history.rows()] == [kept.id]
    assert page.focusWidget() is table(page)
    with qtbot.waitSignal(page.takes_changed):
        button(page, "Undo").click()
    assert len(lines(page)) == 2
    assert [row.take.id for row in services.history.rows()] == [take.id, kept.id]
    assert take.audio_path.exists()
    assert "was deleted" not in texts(page)


def test_ctrl_z_brings_back_all_that_was_deleted_within_the_time(services: Services, qtbot: QtBot) -> None:
    for hours in range(3):
        add_take(services.history, NOW - timedelta(hours=hours), Figures())
    page = open_page(services, qtbot)
    page.activateWindow()
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    assert "Two takes were deleted" in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(lines(page)) == 3)


def test_when_the_time_is_over_report_and_recording_are_gone(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, NOW, Figures())
    page = open_page(services, qtbot)
    page.deleted.time.setInterval(1)
    qtbot.keyClick(table(page), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not take.audio_path.exists())
    assert services.history.bin.holds() == ()
    page.deleted.undo()
    assert services.history.rows() == ()
    with pytest.raises(KeyError):
        services.history.report(take.id)
    assert "No takes yet" in texts(page)


def test_several_takes_can_be_deleted_at_once(services: Services, qtbot: QtBot) -> None:
    takes = [add_take(services.history, NOW - timedelta(hours=hours), Figures()) for hours in range(3)]
    page = open_page(services, qtbot)
    table(page).selectAll()
    assert not button(page, "Open").isEnabled()
    button(page, "Delete 3").click()
    assert services.history.rows() == ()
    assert all(take.audio_path.exists() for take in takes)
    page.deleted.delete_for_good()
    assert not any(take.audio_path.exists() for take in takes)


def test_a_take_can_be_analysed_again(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, NOW)
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.analyse_again_requested) as asked:
        button(page, "Analyse again").click()
    assert asked.args == [take.id]


def test_one_take_alone_is_a_beginning(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW, Figures(length_s=48))
    page = open_page(services, qtbot)
    shown = texts(page)
    assert "One take, today" in shown
    assert "Latest: 48 seconds." in shown
    assert "The second take of this call begins the trend." in shown


def test_the_trend_says_in_words_what_it_shows(services: Services, qtbot: QtBot) -> None:
    for days, pace in enumerate((150, 172, 181)):
        add_take(services.history, NOW - timedelta(days=days), Figures(pace_wpm=pace))
    page = open_page(services, qtbot)
    choose(page, "Measure of the trend", "Pace")
    shown = page._trend.words
    assert shown.startswith("Pace, Practice intro: three takes from ")
    assert "First: 181 words a minute. Latest: 150 words a minute." in shown
    assert "1 of 3 within the band of 120 to 160 words a minute." in shown
    assert "Median of the last 3: 172 words a minute." in shown
    chart = page._trend._chart
    assert chart.accessibleName() == "Trend: Pace, Practice intro"
    assert chart.accessibleDescription() == shown


@pytest.mark.parametrize(
    ("measure", "latest"),
    [
        ("Length", "Latest: 48 seconds."),
        ("Fillers a minute", "Latest: 5.1 a minute."),
        ("Longest pause", "Latest: 1.4 seconds."),
        ("Stop and fix findings", "Latest: 3."),
        ("Must-says missing", "Latest: 2."),
    ],
)
def test_there_is_a_trend_of_each_measure(measure: str, latest: str, services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW, Figures(stops=1, fixes=2, missing=2))
    page = open_page(services, qtbot)
    choose(page, "Measure of the trend", measure)
    assert latest in page._trend.words


def test_a_trend_shows_one_call_only(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW - timedelta(hours=1), Figures(length_s=24), scenario="voicemail")
    add_take(services.history, NOW, Figures(length_s=48))
    page = open_page(services, qtbot)
    assert "Trend of Practice intro, the call practised last" in texts(page)
    assert page._trend.words.startswith("Length, Practice intro: one take")
    choose(page, "Show takes of this call", "Voicemail")
    assert "24 seconds" in page._trend.words


def test_figures_of_different_rulers_are_not_compared_silently(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW - timedelta(hours=2), Figures(model="base", length_s=20.0))
    add_take(services.history, NOW - timedelta(hours=1), Figures(length_s=50.0))
    add_take(services.history, NOW, Figures(length_s=60.0))
    page = open_page(services, qtbot)
    assert "One figure was made with another voice model or other definitions" in page._trend.words
    assert "Median of the last 2: 55 seconds." in page._trend.words


def test_the_chosen_take_can_be_analysed_again_with_another_model(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, NOW, Figures())
    page = open_page(services, qtbot)
    again = page.findChildren(ModelButton)[0]
    again.menu().aboutToShow.emit()
    with qtbot.waitSignal(page.analyse_with_requested) as asked:
        next(action for action in again.menu().actions() if action.text() == "tiny.en").trigger()
    assert asked.args == [take.id, "tiny.en"]


def test_three_clean_takes_within_the_band_are_called_ready(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW - timedelta(hours=4), Figures(stops=1))
    for hours in (3, 2):
        add_take(services.history, NOW - timedelta(hours=hours), Figures())
    page = open_page(services, qtbot)
    assert "Not yet: two takes of three in a row" in names_of_rows(page)
    add_take(services.history, NOW - timedelta(hours=1), Figures())
    page.refresh()
    qtbot.waitUntil(lambda: "Ready since " in names_of_rows(page))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (Figures(stops=1), "Not yet: one stop finding"),
        (Figures(missing=1), "Not yet: one must-say missing"),
        (Figures(length_s=95), "Not yet: time outside the band"),
    ],
)
def test_one_take_that_lacks_something_is_not_ready(last: Figures, said: str, services: Services, qtbot: QtBot) -> None:
    for hours in (4, 3, 2):
        add_take(services.history, NOW - timedelta(hours=hours), Figures())
    add_take(services.history, NOW - timedelta(hours=1), last)
    shown = names_of_rows(open_page(services, qtbot))
    assert said in shown
    assert "Ready since" not in shown


def test_readiness_is_told_apart_by_program(services: Services, qtbot: QtBot) -> None:
    for hours in (3, 2, 1):
        add_take(services.history, NOW - timedelta(hours=hours), Figures(), program="Riverbend")
    add_take(services.history, NOW, Figures(), program="Lakeshore")
    page = open_page(services, qtbot)
    shown = names_of_rows(page)
    assert "Practice intro, Riverbend. Ready since" in shown
    assert "Practice intro, Lakeshore. Not yet: one take of three in a row" in shown
    row_named(page, "Practice intro, Lakeshore").click()
    assert [line["Program"] for line in lines(page)] == ["Lakeshore"]


def test_the_rules_that_fire_most_lead_to_the_takes_concerned(services: Services, qtbot: QtBot) -> None:
    concerned = add_take(services.history, NOW - timedelta(hours=2), Figures(stops=1, fixes=2))
    add_take(services.history, NOW - timedelta(hours=1), Figures(fixes=1))
    add_take(services.history, NOW, Figures())
    page = open_page(services, qtbot)
    assert "rule-fix-0. in two takes" in names_of_rows(page)
    row_named(page, "rule-stop-0").click()
    assert len(lines(page)) == 1
    assert page.focusWidget() is table(page)
    assert "One take in which rule-stop-0 fired, today" in texts(page)
    with qtbot.waitSignal(page.take_opened) as opened:
        qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert opened.args == [concerned.id]
    button(page, "Show all takes").click()
    assert len(lines(page)) == 3


def test_a_sentence_said_again_is_listed_and_stays_out_of_trend_and_readiness(services: Services, qtbot: QtBot) -> None:
    for days in range(3):
        add_take(services.history, NOW - timedelta(days=days + 1), Figures())
    phrase = services.history.begin_take("practice-intro", Target(), None, None, NOW, is_phrase=True)
    services.history.finish_take(phrase.id, 2.0)
    page = open_page(services, qtbot)
    assert lines(page)[0]["Note"] == "one sentence"
    assert page._trend.words.startswith("Length, Practice intro: three takes from ")
    assert "Practice intro. Ready since" in names_of_rows(page)
    assert not button(page, "Analyse again").isEnabled()


def test_takes_are_found_by_what_was_said(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW, Figures())
    add_take(services.history, NOW, None)
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


def test_takes_can_be_narrowed_to_the_last_days(services: Services, qtbot: QtBot) -> None:
    for days in (0, 5, 20, 60):
        add_take(services.history, NOW - timedelta(days=days), Figures())
    page = open_page(services, qtbot)
    for words, left in (("Last 7 days", 2), ("Last 30 days", 3), ("Today", 1), ("Any day", 4)):
        choose(page, "Show takes of these days", words)
        assert len(lines(page)) == left


def test_the_change_since_the_first_day_is_told_with_its_uncertainty(services: Services, qtbot: QtBot) -> None:
    for number in range(5):
        add_take(services.history, NOW - timedelta(days=3, minutes=number), Figures(pace_wpm=190 + number))
        add_take(services.history, NOW - timedelta(days=1, minutes=number), Figures(pace_wpm=150 + number))
    page = open_page(services, qtbot)
    choose(page, "Measure of the trend", "Pace")
    assert page._trend.change.startswith(
        "Since the first day: 40 words a minute less, between 37 and 43 less (five takes on "
    )
    choose(page, "Measure of the trend", "Length")
    assert "no change that can be told from chance" in page._trend.change


def test_few_takes_tell_no_change(services: Services, qtbot: QtBot) -> None:
    for days in range(3):
        add_take(services.history, NOW - timedelta(days=days), Figures())
    assert "too few takes to tell (one take on " in open_page(services, qtbot)._trend.change


def test_nothing_is_counted_that_nobody_asked_for(services: Services, qtbot: QtBot) -> None:
    for days in range(4):
        add_take(services.history, NOW - timedelta(days=days), Figures())
    shown = texts(open_page(services, qtbot)).lower()
    assert not [word for word in ("streak", "score", "points", "great", "well done", "!") if word in shown]


class CountingModel(TakesModel):
    asked = 0

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):  # noqa: ANN001, ANN201 # Qt's
        self.asked += 1
        return super().data(index, role)


def test_only_the_lines_in_view_are_put_into_words(services: Services, qtbot: QtBot) -> None:
    from rehearse.ui.pages.take_words import Ruler
    from rehearse.ui.pages.takes_table import TakesTable

    add_take(services.history, NOW, Figures())
    row = services.history.rows()[0]
    ruler = Ruler("tiny.en", "1", None)
    model = CountingModel(services.scenarios, ruler)
    view = TakesTable(model)
    qtbot.addWidget(view)
    view.resize(900, 300)
    read: list[str] = []

    def rows_of(ids: Sequence[str]) -> dict[str, TakeRow]:
        read.extend(ids)
        return dict.fromkeys(ids, row)

    model.show_takes(tuple(map(str, range(10_000))), rows_of, ruler, NOW)
    with qtbot.waitExposed(view):
        view.show()
    view.viewport().grab()
    assert len(read) < 200
    assert model.rowCount() == 10_000
    assert model.asked < 10_000


def test_every_control_is_named_and_reached_in_reading_order(services: Services, qtbot: QtBot) -> None:
    add_take(services.history, NOW, Figures(), program="Riverbend")
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

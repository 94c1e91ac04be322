"""Two takes side by side on the report page, and what the user says of a take: star and note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from rehearse.speech import Span
from rehearse.ui.analyst import Analyst
from tests.fake_recogniser import FakeRecogniser
from tests.local_listener import LocalListener
from tests.ui import report_stage
from tests.ui.page_stage import nameless, scroll_area, services_in, texts

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.history.values import Take
    from rehearse.report import Report
    from tests.ui.report_stage import ReportStage


def moved(span: Span, seconds: float) -> Span:
    return Span(span.start_s + seconds, span.end_s + seconds)


def later_report(seconds: float) -> Report:
    """The usual report with everything said so much later."""
    usual = report_stage.usual_report(pace_wpm=140.0)
    words = tuple(
        replace(word, start_s=word.start_s + seconds, end_s=word.end_s + seconds) for word in usual.transcript.words
    )
    elements = tuple(
        element if element.span is None else replace(element, span=moved(element.span, seconds))
        for element in usual.elements
    )
    return replace(usual, transcript=replace(usual.transcript, words=words), elements=elements)


@pytest.fixture
def before(stage: ReportStage) -> Take:
    return stage.add(later_report(0.4), minutes_ago=40)


@pytest.fixture
def compared(stage: ReportStage, before: Take) -> ReportStage:
    """The take before stands beside the one that is shown."""
    stage.show(stage.add(report_stage.usual_report()))
    (choice,) = stage.page.comparing.choices()
    assert choice.take_id == before.id
    stage.page.comparing.compare(choice)
    stage.settle()
    return stage


def test_the_take_before_is_offered_by_key(stage: ReportStage, before: Take) -> None:
    assert before.id
    stage.show(stage.add(report_stage.usual_report()))
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_C)
    menu = stage.page.body.compare.findChild(QMenu)
    (action,) = menu.actions()
    assert action.text().startswith("The take before, ")
    action.trigger()
    stage.settle()
    assert stage.page.body.compared.isVisible()
    menu.close()


def test_without_another_take_nothing_is_offered(stage: ReportStage) -> None:
    stage.show(stage.add(report_stage.usual_report()))
    assert not stage.page.body.compare.isVisible()


def test_the_best_take_is_offered_wherever_it_stands_in_time(stage: ReportStage, before: Take) -> None:
    first = stage.add(report_stage.usual_report(), minutes_ago=90)
    stage.services.history.keepsakes.star(first.id)
    stage.show(stage.add(report_stage.usual_report()))
    assert [choice.take_id for choice in stage.page.comparing.choices()] == [before.id, first.id]
    assert stage.page.comparing.choices()[1].title.startswith("your best take, ")


@pytest.mark.usefixtures("before")
def test_what_is_put_beside_the_take_is_seen_from_its_beginning(stage: ReportStage) -> None:
    stage.page.resize(900, 500)
    stage.show(stage.add(report_stage.usual_report()))
    panel, page = stage.page.body.compared, stage.page
    page.comparing.compare(page.comparing.choices()[0])
    stage.settle()
    view = scroll_area(panel).viewport()
    stage.qtbot.waitUntil(lambda: panel.mapTo(view, QPoint()).y() in range(view.height() // 3), timeout=5_000)


@pytest.mark.usefixtures("before")
def test_a_take_without_words_is_compared_with_nothing(stage: ReportStage) -> None:
    stage.show(stage.add(report_stage.silent_report()))
    assert not stage.page.body.compare.isVisible()


def test_the_same_must_says_stand_on_one_row(compared: ReportStage) -> None:
    shown = texts(compared.page.body.compared)
    assert "Side by side with the take before" in shown
    assert "165 words a minute" in shown
    assert "140 words a minute" in shown
    assert shown.count("“Um, good morning.”") == 2
    assert nameless(compared.page) == []


def test_the_other_take_goes_on_at_the_same_words(compared: ReportStage) -> None:
    compared.page.replay.play_from(1.5)
    compared.hear(0.5)
    here_s = compared.page.replay.position_s

    compared.qtbot.keyClick(compared.page.bar.waveform, Qt.Key.Key_X)

    assert compared.page.replay.playing
    assert compared.page.hearing.on_other
    assert compared.page.replay.position_s == pytest.approx(here_s + 0.4)
    assert compared.page.body.compared.switch.accessibleName() == "Hear this take again"
    assert compared.page.bar.whose.text().startswith("You hear the take before, ")
    assert compared.page.bar.whose.isVisible()
    compared.hear(0.3)
    assert compared.page.body.transcript.lit is None

    compared.qtbot.keyClick(compared.page.bar.waveform, Qt.Key.Key_X)
    assert not compared.page.hearing.on_other
    assert compared.page.replay.playing
    assert not compared.page.bar.whose.isVisible()


def test_a_row_of_the_other_take_is_heard_in_the_other_take(compared: ReportStage) -> None:
    panel = compared.page.body.compared
    said = next(
        row
        for row in panel.findChildren(type(compared.page.body.side.must_says.rows[0]))
        if row.accessibleName().startswith("Greeting, the take before")
    )
    said.click()
    assert compared.page.hearing.on_other
    assert compared.page.replay.playing
    assert compared.page.replay.position_s == pytest.approx(0.4 - 0.25)


def test_a_word_of_this_take_is_heard_in_this_take(compared: ReportStage) -> None:
    compared.page.comparing.switch()
    compared.page.body.transcript.word_activated.emit(6)
    assert not compared.page.hearing.on_other
    assert compared.page.replay.position_s == pytest.approx(3.0)


def test_closing_the_comparison_goes_back_to_this_take(compared: ReportStage) -> None:
    compared.page.comparing.switch()
    compared.page.body.compared.close_button.click()
    assert not compared.page.hearing.on_other
    assert not compared.page.body.compared.isVisible()


def test_a_missing_recording_of_the_other_take_is_told(stage: ReportStage) -> None:
    stage.add(report_stage.usual_report(), minutes_ago=40, with_sound=False)
    stage.show(stage.add(report_stage.usual_report()))
    stage.page.comparing.compare(stage.page.comparing.choices()[0])
    stage.settle()
    assert "is no longer at" in texts(stage.page.body.compared)


def test_the_star_goes_to_one_take_and_is_shown_again(stage: ReportStage, before: Take) -> None:
    stage.show(before)
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_B)
    later = stage.add(report_stage.usual_report())
    stage.show(later)
    assert not stage.page.body.star.isChecked()
    stage.page.body.star.click()
    stage.show(before)
    assert not stage.page.body.star.isChecked()
    assert stage.services.history.keepsakes.best("practice-intro") == later.id
    stage.show(later)
    stage.page.body.star.click()
    assert stage.services.history.keepsakes.best("practice-intro") is None


def test_a_note_is_kept_when_the_field_is_left_or_another_take_is_shown(stage: ReportStage, before: Take) -> None:
    stage.show(before)
    field = stage.page.body.keepsake.field
    field.setFocus()
    stage.qtbot.keyClicks(field, "Slower, lap by lap.")
    stage.page.bar.waveform.setFocus()
    assert stage.services.history.keepsakes.note(before.id) == "Slower, lap by lap."

    stage.qtbot.keyClicks(field, " More.")
    stage.show(stage.add(report_stage.usual_report()))
    assert field.toPlainText() == ""
    stage.show(before)
    assert field.toPlainText() == "Slower, lap by lap. More."


def test_the_model_take_is_listened_to_once_and_stands_beside_the_own_one(rehearse_home: Path, qtbot: QtBot) -> None:
    with services_in(rehearse_home) as services:
        services.make_listener = lambda _model: LocalListener(FakeRecogniser())
        stage = report_stage.make(services, qtbot, Analyst(services))
        stage.show(stage.add(report_stage.usual_report()))
        (choice,) = stage.page.comparing.choices()
        assert choice.title == "the model take"
        stage.page.comparing.compare(choice)
        assert "takes a few seconds" in texts(stage.page.body.compared)
        stage.settle()
        assert "Side by side with the model take" in texts(stage.page.body.compared)

        stage.page.comparing.switch()
        assert stage.page.bar.waveform.maximum() > 30_000
        stage.page.clear()


def test_a_best_take_that_is_also_the_one_before_is_offered_once(stage: ReportStage, before: Take) -> None:
    stage.services.history.keepsakes.star(before.id)
    stage.show(stage.add(report_stage.usual_report()))
    assert [choice.take_id for choice in stage.page.comparing.choices()] == [before.id]


def test_a_page_that_keeps_nothing_offers_neither_star_nor_note(stage: ReportStage, before: Take) -> None:
    stage.page.body.keep_nothing()
    stage.show(before)
    assert not stage.page.body.star.isVisible()
    assert not stage.page.body.keepsake.isVisible()
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_B)
    assert stage.services.history.keepsakes.best("practice-intro") is None

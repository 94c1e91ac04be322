"""The report page where something is missing: no report, no sound, no loudspeaker, no take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from rehearse.ui.widgets.glyphs import SignLabel
from tests.ui import report_stage
from tests.ui.page_stage import button, scroll_area, texts
from tests.ui.text_size import text_scaled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services
    from tests.ui.report_stage import ReportStage


def test_a_take_whose_sound_is_gone_is_still_told_but_offers_nothing_to_hear(stage: ReportStage) -> None:
    stage.show(stage.add(report_stage.usual_report(), with_sound=False))
    assert "is no longer at" in texts(stage.page.bar)
    assert "“so sorry to bother you”" in texts(stage.page)
    assert not stage.page.bar.play.isEnabled()
    assert not stage.page.body.advice.play.isEnabled()
    assert not stage.page.body.analyse.isEnabled()
    stage.page.body.transcript.word_activated.emit(6)
    assert not stage.page.replay.playing
    assert stage.page.body.side.details.isVisible()
    assert stage.page.body.side.tally.text() == "2 of 4 heard, one could not be made out."


def test_a_missing_loudspeaker_is_said_and_the_report_stays(usual: ReportStage) -> None:
    from rehearse.errors import KnownError, Trouble

    error = KnownError(Trouble.NO_LOUDSPEAKER)
    usual.speaker.refuse(error)
    usual.page.bar.play.click()
    assert not usual.page.replay.playing
    assert error.message in texts(usual.page.bar)
    usual.speaker.refuse(None)
    usual.page.bar.play.click()
    assert usual.page.replay.playing
    assert error.message not in texts(usual.page.bar)


def test_a_loudspeaker_that_is_pulled_out_is_said(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    usual.hear(0.5)
    usual.speaker.vanish()
    usual.page.replay.follow()
    assert not usual.page.replay.playing
    assert "Fake loudspeaker" in texts(usual.page.bar)


def test_a_silent_take_says_what_to_do_and_shows_no_empty_tiles(stage: ReportStage) -> None:
    stage.show(stage.add(report_stage.silent_report()))
    assert stage.page.body.sentence.text() == "Nothing was heard: the recording is silent."
    assert "right microphone" in stage.page.body.advice.quote.text()
    assert not any(tile.isVisible() for tile in stage.page.body.tiles.values())
    assert stage.page.bar.play.isEnabled()


def test_a_take_that_failed_says_why_and_offers_to_analyse_it(stage: ReportStage) -> None:
    take = stage.add(None)
    stage.services.history.fail_take(take.id, "The words could not be written down.")
    stage.show(take)
    assert "The words could not be written down." in texts(stage.page)
    with stage.qtbot.waitSignal(stage.page.analyse_again_requested) as asked:
        next(
            one for one in stage.page.findChildren(QAbstractButton) if one.text() == "Analyse again" and one.isVisible()
        ).click()
    assert asked.args == [take.id]


def test_a_take_without_a_report_has_the_keyboard_where_it_is_analysed(usual: ReportStage) -> None:
    next(row for row in usual.page.body.side.must_says.rows if row.isEnabled()).setFocus()
    take = usual.add(None)
    usual.services.history.fail_take(take.id, "The words could not be written down.")
    usual.show(take)
    focused = usual.page.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.isVisible()
    assert focused.text() == "Analyse again"


def test_a_report_can_be_made_again(usual: ReportStage) -> None:
    with usual.qtbot.waitSignal(usual.page.analyse_again_requested):
        usual.page.body.analyse.click()


def test_a_report_can_be_made_again_with_any_model_on_this_machine(usual: ReportStage) -> None:
    again = usual.page.body.analyse_with
    again.menu().aboutToShow.emit()
    assert [action.text() for action in again.menu().actions()] == ["base", "tiny.en"]
    with usual.qtbot.waitSignal(usual.page.analyse_with_requested) as asked:
        again.menu().actions()[1].trigger()
    assert asked.args[1] == "tiny.en"


def test_another_recording_in_the_place_of_the_take_is_named_and_the_report_stays(stage: ReportStage) -> None:
    take = stage.add(report_stage.usual_report())
    report_stage.write_sound(take.audio_path, report_stage.SECONDS / 2)
    stage.show(take)
    assert "is not the one this take was made with" in stage.page.bar.note.text()
    assert not stage.page.bar.play.isEnabled()
    assert stage.page.body.isVisible()


def test_why_nothing_is_heard_stands_beside_a_sign_and_is_never_read_as_markup(stage: ReportStage) -> None:
    stage.show(stage.add(report_stage.usual_report()))
    why = "The recording is no longer at /takes/<i>first</i>.wav."
    stage.page.bar.say(why)
    (words,) = (label for label in stage.page.bar.findChildren(QLabel) if label.text() == why)
    assert words.textFormat() is Qt.TextFormat.PlainText
    assert any(sign.isVisible() for sign in stage.page.bar.findChildren(SignLabel))
    stage.page.bar.say("")
    assert not any(sign.isVisible() for sign in stage.page.bar.findChildren(SignLabel))


def test_without_a_take_the_page_says_how_to_get_a_report(stage: ReportStage) -> None:
    assert "No report yet" in texts(stage.page)
    assert not stage.page.bar.isVisible()
    with stage.qtbot.waitSignal(stage.page.practice_requested):
        button(stage.page, "Practise a call").click()


def test_opened_without_a_take_the_page_asks_for_the_newest_one(stage: ReportStage) -> None:
    stage.add(report_stage.usual_report(), minutes_ago=90)
    newest = stage.add(report_stage.usual_report())
    stage.page.hide()
    with stage.qtbot.waitSignal(stage.page.newest_requested) as asked:
        stage.page.show()
    assert asked.args == [newest.id]


def test_a_take_that_was_deleted_leaves_nothing_behind(usual: ReportStage) -> None:
    usual.page.clear()
    assert "No report yet" in texts(usual.page)
    assert not usual.page.bar.play.isEnabled()
    assert not any(action.isEnabled() for action in usual.page.actions())


@pytest.mark.parametrize("width", [700, 900])
def test_with_large_text_nothing_is_cut_off_at_the_right_of_a_narrow_report(
    width: int, services: Services, qtbot: QtBot
) -> None:
    with text_scaled(2.0):
        stage = report_stage.make(services, qtbot)
        report = report_stage.usual_report()
        stage.show(stage.add(replace(report, versions=replace(report.versions, rules="4e8770b687ed-8b2cfc77"))))
        stage.page.resize(width, 640)
        body = stage.page.body
        qtbot.waitUntil(lambda: body.width() == scroll_area(body).viewport().width())
        stage.page.clear()

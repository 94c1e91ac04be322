"""The report page by pointer and keyboard: hearing, seeking, going from mark to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui import report_stage
from tests.ui.page_stage import named, nameless
from tests.ui.report_stage import row

if TYPE_CHECKING:
    from tests.ui.report_stage import ReportStage


def test_pressing_a_must_say_plays_just_its_words(usual: ReportStage) -> None:
    row(usual, "Greeting").click()
    assert usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(0.25)
    usual.hear(1.9)
    assert not usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(1.65, abs=0.03)


def test_the_words_to_change_can_be_heard(usual: ReportStage) -> None:
    usual.page.body.advice.play.click()
    assert usual.page.bar.waveform.position_s == pytest.approx(2.25)
    usual.hear(0.5)
    assert usual.speaker.heard.any()


def test_a_finding_of_the_list_takes_the_keyboard_to_its_details_and_back(usual: ReportStage) -> None:
    side = usual.page.body.side
    usual.page.resize(1000, 600)
    side.certain_fold.set_open(is_open=True)
    pressed = row(usual, "Fix: “so sorry to bother you”")
    pressed.setFocus()
    usual.qtbot.keyClick(pressed, Qt.Key.Key_Space)
    usual.settle()
    assert usual.page.replay.playing
    assert side.details.play.hasFocus()
    assert not side.details.play.visibleRegion().isEmpty()
    side.details.close_button.setFocus()
    usual.qtbot.keyClick(side.details.close_button, Qt.Key.Key_Space)
    usual.settle()
    assert not side.details.isVisible()
    assert pressed.hasFocus()
    assert not pressed.visibleRegion().isEmpty()


def test_clicking_a_word_plays_from_there(usual: ReportStage) -> None:
    view = usual.page.body.transcript
    usual.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.word_rect(4).center().toPoint())
    assert usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(2.0)


def test_a_word_can_be_reached_and_heard_with_the_keyboard_alone(usual: ReportStage) -> None:
    view = usual.page.body.transcript
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        usual.qtbot.keyClick(view, key)
    assert view.chosen == 2
    assert usual.page.bar.waveform.position_s == pytest.approx(1.0)


def test_the_word_that_is_heard_is_lit_and_goes_out_when_the_sound_stops(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    lit = []
    for _ in range(4):
        usual.hear(0.5)
        lit.append(usual.page.body.transcript.lit)
    assert lit == [0, 1, 2, 3]
    usual.page.replay.pause()
    assert usual.page.body.transcript.lit is None


def test_space_plays_and_pauses_where_no_button_has_the_keyboard(usual: ReportStage) -> None:
    waveform = usual.page.bar.waveform
    assert waveform.hasFocus()
    usual.qtbot.keyClick(waveform, Qt.Key.Key_Space)
    assert usual.page.replay.playing
    assert usual.page.bar.play.accessibleName() == "Pause"
    usual.qtbot.keyClick(waveform, Qt.Key.Key_Space)
    assert not usual.page.replay.playing
    assert usual.page.bar.play.accessibleName() == "Play"


def test_space_pressed_while_the_sound_is_still_read_plays_it_once_it_is_there(stage: ReportStage) -> None:
    stage.page.show_take(stage.add(report_stage.usual_report()).id)
    assert stage.page.focusWidget() is stage.page.body.transcript
    stage.qtbot.keyClick(stage.page.body.transcript, Qt.Key.Key_Space)
    assert not stage.page.replay.playing
    stage.settle()
    assert stage.page.replay.playing
    assert stage.page.focusWidget() is stage.page.bar.waveform


def test_the_keyboard_stays_where_the_user_took_it_while_the_sound_was_read(stage: ReportStage) -> None:
    stage.page.show_take(stage.add(report_stage.usual_report()).id)
    stage.page.body.again.setFocus()
    stage.settle()
    assert stage.page.focusWidget() is stage.page.body.again


def test_space_presses_the_button_that_has_the_keyboard(usual: ReportStage) -> None:
    usual.page.body.again.setFocus()
    with usual.qtbot.waitSignal(usual.page.again_requested) as asked:
        usual.qtbot.keyClick(usual.page.body.again, Qt.Key.Key_Space)
    assert asked.args == ["practice-intro"]
    assert not usual.page.replay.playing


def test_r_practises_the_same_call_again_and_is_quiet(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    with usual.qtbot.waitSignal(usual.page.again_requested) as asked:
        usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_R)
    assert asked.args == ["practice-intro"]
    assert not usual.page.replay.playing


def test_arrows_seek_two_seconds_and_home_and_end_go_to_the_ends(usual: ReportStage) -> None:
    waveform = usual.page.bar.waveform
    places = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        usual.qtbot.keyClick(waveform, key)
        places.append(round(waveform.position_s, 2))
    assert places == [2.0, 4.0, 2.0, report_stage.SECONDS, 0.0]


def test_brackets_go_from_mark_to_mark_and_show_what_it_is(usual: ReportStage) -> None:
    waveform = usual.page.bar.waveform
    usual.qtbot.keyClick(waveform, Qt.Key.Key_BracketRight)
    assert waveform.position_s == pytest.approx(2.5)
    assert usual.page.body.side.details.quote.text() == "“so sorry to bother you”"
    usual.qtbot.keyClick(waveform, Qt.Key.Key_BracketRight)
    assert usual.page.body.side.details.quote.text() == "“whatever you have”"
    usual.qtbot.keyClick(waveform, Qt.Key.Key_BracketLeft)
    assert usual.page.body.side.details.quote.text() == "“so sorry to bother you”"


def test_seeking_while_it_plays_goes_on_from_there(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    usual.hear(0.5)
    usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_Right)
    usual.hear(0.5)
    assert usual.page.replay.playing
    assert 2.4 < usual.page.bar.waveform.position_s < 3.0


def test_the_waveform_tells_place_and_marks_in_words(usual: ReportStage) -> None:
    waveform = usual.page.bar.waveform
    assert waveform.accessibleName() == "Position in the recording"
    assert waveform.accessibleDescription().startswith("0:00 of 0:09. Marked: Filler: “Um” at 0:00; Fix: ")


def test_every_control_has_a_name(usual: ReportStage) -> None:
    assert nameless(usual.page) == []


def test_a_take_without_words_has_the_keyboard_where_space_plays_and_r_begins_again(stage: ReportStage) -> None:
    stage.page.hide()
    stage.page.show_take(stage.add(report_stage.silent_report()).id)
    stage.page.show()
    assert stage.page.window().focusWidget() is stage.page
    stage.settle()
    assert stage.page.window().focusWidget() is stage.page.bar.waveform


def test_the_page_offers_its_keys_to_the_menus(usual: ReportStage) -> None:
    keys = {action.text(): action.shortcut().toString() for action in usual.page.actions()}
    assert keys == {
        "Record again": "R",
        "Play or pause": "Space",
        "Previous mark": "[",
        "Next mark": "]",
        "Say the sentence again": "A",
        "Repeat the selected words": "L",
        "As the phone hears it": "P",
        "Compare with another take": "C",
        "Switch between the two takes": "X",
        "Best take of this call": "B",
        "Slower": "-",
        "Faster": "+",
    }
    assert all(action.isEnabled() for action in usual.page.actions())


def test_leaving_the_page_is_quiet(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    usual.page.hide()
    assert not usual.page.replay.playing
    assert not usual.speaker.is_open


def test_showing_another_take_lets_the_first_one_go(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    usual.show(usual.add(report_stage.silent_report(), minutes_ago=1))
    assert not usual.page.replay.playing
    assert not usual.speaker.is_open
    assert named(usual.page, "Position in the recording").isEnabled()


def test_tab_goes_through_the_page_as_it_is_read(usual: ReportStage) -> None:
    page, reached = usual.page, []
    page.body.again.setFocus()
    for _ in range(60):
        reached.append(page.window().focusWidget())
        usual.qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
        if page.window().focusWidget() is page.body.again:
            break
    bar, side = page.bar, page.body.side
    in_order = [page.body.again, page.body.star, page.body.advice.play, page.body.transcript, page.body.timeline]
    in_order += [page.body.keepsake.field, row(usual, "Greeting"), row(usual, "Thanks"), side.certain_fold.button]
    in_order += [page.body.analyse, bar.previous, bar.play, bar.next, bar.waveform, bar.listening.speed]
    assert [one for one in reached if one in in_order] == in_order

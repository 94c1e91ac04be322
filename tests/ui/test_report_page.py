"""The report page: what it says of a take, and what can be done with it by pointer and keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from rehearse.measures.delivery import SpokenPart
from rehearse.phrases.finding import Finding, Severity
from rehearse.speech import Span
from rehearse.ui.pages.wrong_finding import WrongFinding
from rehearse.ui.widgets.popover import Popover
from tests.ui import report_stage
from tests.ui.page_stage import button, named, nameless, services_in, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.report_stage import Stage


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[Stage]:
    with services_in(rehearse_home) as services:
        stage = report_stage.make(services, qtbot)
        yield stage
        stage.page.clear()


@pytest.fixture
def usual(stage: Stage) -> Stage:
    """The usual take is shown and can be heard."""
    stage.show(stage.add(report_stage.usual_report()))
    return stage


def row(stage: Stage, start: str) -> QAbstractButton:
    """The visible row or button whose accessible name begins so."""
    found = [
        one
        for one in stage.page.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName().startswith(start)
    ]
    assert len(found) == 1, f"{len(found)} are named {start}"
    return found[0]


def usual_finding() -> Finding:
    """The finding of the usual take that counts."""
    return report_stage.finding("so sorry to bother you", Severity.FIX)


def test_the_top_says_what_happened_and_the_one_thing_to_change(usual: Stage) -> None:
    shown = texts(usual.page)
    assert "Practice intro · today at" in shown or "Practice intro · yesterday at" in shown
    assert "Riverbend Medical Center" in shown
    assert usual.page.body.sentence.text().startswith("8 seconds, clear.")
    assert "“so sorry to bother you”" in shown
    assert "Say it plainly." in shown


def test_each_tile_says_its_value_and_verdict_in_words(usual: Stage) -> None:
    tiles = usual.page.body.tiles
    assert tiles["speaking_rate_wpm"].accessibleName() == (
        "Pace: 165 words a minute, a little over the band (120 to 160)"
    )
    assert tiles["speaking_rate_wpm"].verdict.text() == "A little over the band"
    assert tiles["fillers_per_min"].extra.text() == "One um or uh, no filler phrases"


def test_how_a_measure_was_taken_opens_in_place_and_gives_the_keyboard_back(usual: Stage) -> None:
    how = row(usual, "How this was measured: Pace")
    how.setFocus()
    usual.qtbot.keyClick(how, Qt.Key.Key_Space)
    popover = usual.page.window().findChild(Popover)
    assert popover.isVisible()
    assert "Words a minute over the whole time" in popover.accessibleDescription()
    assert "below 10 % a difference between two takes is no real change" in popover.accessibleDescription()
    assert "the band is ours" in popover.accessibleDescription()
    usual.qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert how.hasFocus()


def test_a_must_say_is_heard_missing_or_could_not_be_made_out(usual: Stage) -> None:
    assert row(usual, "Greeting: heard, “good morning”").isEnabled()
    assert row(usual, "Your full name: could not be made out, “I am”").isEnabled()
    assert usual.page.body.side.tally.text().startswith("2 of 4 heard, one could not be made out")
    missing = row(usual, "Your applicant number: missing")
    assert missing.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_pressing_a_must_say_plays_just_its_words(usual: Stage) -> None:
    row(usual, "Greeting").click()
    assert usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(0.25)
    usual.hear(1.9)
    assert not usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(1.65, abs=0.03)


def test_the_words_to_change_can_be_heard(usual: Stage) -> None:
    usual.page.body.advice.play.click()
    assert usual.page.bar.waveform.position_s == pytest.approx(2.25)
    usual.hear(0.5)
    assert usual.speaker.heard.any()


def test_clicking_a_word_plays_from_there(usual: Stage) -> None:
    view = usual.page.body.transcript
    usual.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.word_rect(4).center().toPoint())
    assert usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(2.0)


def test_a_word_can_be_reached_and_heard_with_the_keyboard_alone(usual: Stage) -> None:
    view = usual.page.body.transcript
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        usual.qtbot.keyClick(view, key)
    assert view.chosen == 2
    assert usual.page.bar.waveform.position_s == pytest.approx(1.0)


def test_the_word_that_is_heard_is_lit_and_goes_out_when_the_sound_stops(usual: Stage) -> None:
    usual.page.replay.play_from(0.0)
    lit = []
    for _ in range(4):
        usual.hear(0.5)
        lit.append(usual.page.body.transcript.lit)
    assert lit == [0, 1, 2, 3]
    usual.page.replay.pause()
    assert usual.page.body.transcript.lit is None


def test_clicking_a_marked_word_shows_why_it_is_marked(usual: Stage) -> None:
    assert not usual.page.body.side.details.isVisible()
    usual.page.body.transcript.word_activated.emit(6)
    assert usual.page.body.side.details.isVisible()
    assert usual.page.body.side.details.message.text() == "About so sorry to bother you."
    assert usual.page.body.side.details.tag.text() == "Fix: say it another way"


def test_a_possible_finding_stands_apart_and_says_what_it_resembles(usual: Stage) -> None:
    side = usual.page.body.side
    assert side.certain_fold.button.accessibleName() == "All findings (1)"
    side.possible_fold.button.click()
    row(usual, "Possible: “whatever you have”").click()
    assert side.details.message.text() == "Sounds like “any position”. About whatever you have."
    assert side.details.tag.text() == "Possible: not certain, not counted"


def test_space_plays_and_pauses_where_no_button_has_the_keyboard(usual: Stage) -> None:
    waveform = usual.page.bar.waveform
    assert waveform.hasFocus()
    usual.qtbot.keyClick(waveform, Qt.Key.Key_Space)
    assert usual.page.replay.playing
    assert usual.page.bar.play.accessibleName() == "Pause"
    usual.qtbot.keyClick(waveform, Qt.Key.Key_Space)
    assert not usual.page.replay.playing
    assert usual.page.bar.play.accessibleName() == "Play"


def test_space_pressed_while_the_sound_is_still_read_plays_it_once_it_is_there(stage: Stage) -> None:
    stage.page.show_take(stage.add(report_stage.usual_report()).id)
    assert stage.page.focusWidget() is stage.page.body.transcript
    stage.qtbot.keyClick(stage.page.body.transcript, Qt.Key.Key_Space)
    assert not stage.page.replay.playing
    stage.settle()
    assert stage.page.replay.playing
    assert stage.page.focusWidget() is stage.page.bar.waveform


def test_the_keyboard_stays_where_the_user_took_it_while_the_sound_was_read(stage: Stage) -> None:
    stage.page.show_take(stage.add(report_stage.usual_report()).id)
    stage.page.body.again.setFocus()
    stage.settle()
    assert stage.page.focusWidget() is stage.page.body.again


def test_space_presses_the_button_that_has_the_keyboard(usual: Stage) -> None:
    usual.page.body.again.setFocus()
    with usual.qtbot.waitSignal(usual.page.again_requested) as asked:
        usual.qtbot.keyClick(usual.page.body.again, Qt.Key.Key_Space)
    assert asked.args == ["practice-intro"]
    assert not usual.page.replay.playing


def test_r_practises_the_same_call_again_and_is_quiet(usual: Stage) -> None:
    usual.page.replay.play_from(0.0)
    with usual.qtbot.waitSignal(usual.page.again_requested) as asked:
        usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_R)
    assert asked.args == ["practice-intro"]
    assert not usual.page.replay.playing


def test_arrows_seek_two_seconds_and_home_and_end_go_to_the_ends(usual: Stage) -> None:
    waveform = usual.page.bar.waveform
    places = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        usual.qtbot.keyClick(waveform, key)
        places.append(round(waveform.position_s, 2))
    assert places == [2.0, 4.0, 2.0, report_stage.SECONDS, 0.0]


def test_brackets_go_from_mark_to_mark_and_show_what_it_is(usual: Stage) -> None:
    waveform = usual.page.bar.waveform
    usual.qtbot.keyClick(waveform, Qt.Key.Key_BracketRight)
    assert waveform.position_s == pytest.approx(2.5)
    assert usual.page.body.side.details.quote.text() == "“so sorry to bother you”"
    usual.qtbot.keyClick(waveform, Qt.Key.Key_BracketRight)
    assert usual.page.body.side.details.quote.text() == "“whatever you have”"
    usual.qtbot.keyClick(waveform, Qt.Key.Key_BracketLeft)
    assert usual.page.body.side.details.quote.text() == "“so sorry to bother you”"


def test_seeking_while_it_plays_goes_on_from_there(usual: Stage) -> None:
    usual.page.replay.play_from(0.0)
    usual.hear(0.5)
    usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_Right)
    usual.hear(0.5)
    assert usual.page.replay.playing
    assert 2.4 < usual.page.bar.waveform.position_s < 3.0


def test_the_waveform_tells_place_and_marks_in_words(usual: Stage) -> None:
    waveform = usual.page.bar.waveform
    assert waveform.accessibleName() == "Position in the recording"
    assert waveform.accessibleDescription().startswith("0:00 of 0:09. Marked: Filler: “Um” at 0:00; Fix: ")


def test_every_control_has_a_name(usual: Stage) -> None:
    assert nameless(usual.page) == []


def test_what_changed_since_the_take_before_is_said_with_its_error(stage: Stage) -> None:
    stage.add(report_stage.usual_report(pace_wpm=140.0), minutes_ago=40)
    stage.show(stage.add(report_stage.usual_report(pace_wpm=165.0)))
    words = stage.page.body.changed.text()
    assert words.startswith("Since ")
    assert "25 words a minute faster" in words
    assert "no real change in time (within 1 second), fillers (within one filler a take) and longest pause" in words


def test_a_take_whose_sound_is_gone_is_still_told_but_offers_nothing_to_hear(stage: Stage) -> None:
    stage.show(stage.add(report_stage.usual_report(), with_sound=False))
    assert "is no longer at" in texts(stage.page.bar)
    assert "“so sorry to bother you”" in texts(stage.page)
    assert not stage.page.bar.play.isEnabled()
    assert not stage.page.body.advice.play.isEnabled()
    assert not stage.page.body.analyse.isEnabled()
    stage.page.body.transcript.word_activated.emit(6)
    assert not stage.page.replay.playing
    assert stage.page.body.side.details.isVisible()


def test_a_missing_loudspeaker_is_said_and_the_report_stays(usual: Stage) -> None:
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


def test_a_loudspeaker_that_is_pulled_out_is_said(usual: Stage) -> None:
    usual.page.replay.play_from(0.0)
    usual.hear(0.5)
    usual.speaker.vanish()
    usual.page.replay.follow()
    assert not usual.page.replay.playing
    assert "Fake loudspeaker" in texts(usual.page.bar)


def test_a_silent_take_says_what_to_do_and_shows_no_empty_tiles(stage: Stage) -> None:
    stage.show(stage.add(report_stage.silent_report()))
    assert stage.page.body.sentence.text() == "Nothing was heard: the recording is silent."
    assert "right microphone" in stage.page.body.advice.quote.text()
    assert not any(tile.isVisible() for tile in stage.page.body.tiles.values())
    assert stage.page.bar.play.isEnabled()


def test_a_take_without_words_has_the_keyboard_where_space_plays_and_r_begins_again(stage: Stage) -> None:
    stage.page.hide()
    stage.page.show_take(stage.add(report_stage.silent_report()).id)
    stage.page.show()
    assert stage.page.window().focusWidget() is stage.page
    stage.settle()
    assert stage.page.window().focusWidget() is stage.page.bar.waveform


def test_a_take_that_failed_says_why_and_offers_to_analyse_it(stage: Stage) -> None:
    take = stage.add(None)
    stage.services.history.fail_take(take.id, "The words could not be written down.")
    stage.show(take)
    assert "The words could not be written down." in texts(stage.page)
    with stage.qtbot.waitSignal(stage.page.analyse_again_requested) as asked:
        next(
            one for one in stage.page.findChildren(QAbstractButton) if one.text() == "Analyse again" and one.isVisible()
        ).click()
    assert asked.args == [take.id]


def test_a_report_can_be_made_again(usual: Stage) -> None:
    with usual.qtbot.waitSignal(usual.page.analyse_again_requested):
        usual.page.body.analyse.click()


def test_a_report_can_be_made_again_with_any_model_on_this_machine(usual: Stage) -> None:
    again = usual.page.body.analyse_with
    again.menu().aboutToShow.emit()
    assert [action.text() for action in again.menu().actions()] == ["base", "tiny.en"]
    with usual.qtbot.waitSignal(usual.page.analyse_with_requested) as asked:
        again.menu().actions()[1].trigger()
    assert asked.args[1] == "tiny.en"


def test_another_recording_in_the_place_of_the_take_is_named_and_the_report_stays(stage: Stage) -> None:
    take = stage.add(report_stage.usual_report())
    report_stage.write_sound(take.audio_path, report_stage.SECONDS / 2)
    stage.show(take)
    assert "is not the one that this take was made with" in stage.page.bar.note.text()
    assert not stage.page.bar.play.isEnabled()
    assert stage.page.body.isVisible()


def test_without_a_take_the_page_says_how_to_get_a_report(stage: Stage) -> None:
    assert "No report yet" in texts(stage.page)
    assert not stage.page.bar.isVisible()
    with stage.qtbot.waitSignal(stage.page.practice_requested):
        button(stage.page, "Practise a call").click()


def test_opened_without_a_take_the_page_asks_for_the_newest_one(stage: Stage) -> None:
    stage.add(report_stage.usual_report(), minutes_ago=90)
    newest = stage.add(report_stage.usual_report())
    stage.page.hide()
    with stage.qtbot.waitSignal(stage.page.newest_requested) as asked:
        stage.page.show()
    assert asked.args == [newest.id]


def test_a_take_that_was_deleted_leaves_nothing_behind(usual: Stage) -> None:
    usual.page.clear()
    assert "No report yet" in texts(usual.page)
    assert not usual.page.bar.play.isEnabled()
    assert not any(action.isEnabled() for action in usual.page.actions())


def test_the_page_offers_its_keys_to_the_menus(usual: Stage) -> None:
    keys = {action.text(): action.shortcut().toString() for action in usual.page.actions()}
    assert keys == {
        "Again": "R",
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


def test_leaving_the_page_is_quiet(usual: Stage) -> None:
    usual.page.replay.play_from(0.0)
    usual.page.hide()
    assert not usual.page.replay.playing
    assert not usual.speaker.is_open


def test_showing_another_take_lets_the_first_one_go(usual: Stage) -> None:
    usual.page.replay.play_from(0.0)
    usual.show(usual.add(report_stage.silent_report(), minutes_ago=1))
    assert not usual.page.replay.playing
    assert not usual.speaker.is_open
    assert named(usual.page, "Position in the recording").isEnabled()


def test_a_finding_that_is_wrong_is_taken_out_of_this_take_only(usual: Stage) -> None:
    take, other = usual.page._take, usual.add(report_stage.usual_report(), minutes_ago=9)  # the take shown
    row(usual, "All findings (1)").click()
    row(usual, "Fix: “so sorry to bother you”").click()
    row(usual, "This is wrong").click()
    dialog = usual.page.findChild(WrongFinding)
    assert "“so sorry to bother you”" in texts(dialog)
    dialog.accept()

    assert not usual.page.body.side.certain_fold.isVisible()
    assert "One rule says nothing here" in texts(usual.page)
    assert usual.services.history.row(take.id).fixes == 0
    assert usual.services.history.row(other.id).fixes == 1
    assert usual.services.settings.silenced_rules == ()

    row(usual, "Show it again").click()
    assert usual.page.body.side.certain_fold.isVisible()
    assert usual.services.history.row(take.id).fixes == 1


def test_a_rule_can_be_silenced_for_good_from_a_finding_that_is_wrong(usual: Stage) -> None:
    dialog = usual.page.disputes.dispute(usual_finding())
    dialog.for_good.click()
    dialog.accept()
    assert usual.services.settings.silenced_rules == (usual_finding().rule,)


def test_a_bug_report_holds_the_one_sentence_and_is_copied_only_where_asked_for(usual: Stage) -> None:
    QGuiApplication.clipboard().setText("before")
    usual.page.disputes.dispute(usual_finding()).accept()
    assert QGuiApplication.clipboard().text() == "before"

    dialog = usual.page.disputes.dispute(usual_finding())
    assert not dialog.copied.isVisible()
    dialog.copies.click()
    assert dialog.copied.isVisible()
    dialog.accept()
    copied = QGuiApplication.clipboard().text()
    assert "The sentence: I am so sorry to bother you." in copied
    assert "Rule: rule-so-sorry-to-bother-you (fix, certain)" in copied
    assert "whatever" not in copied


def test_a_finding_that_is_wrong_stays_where_the_question_is_refused(usual: Stage) -> None:
    usual.page.disputes.dispute(usual_finding()).reject()
    assert usual.page.body.side.certain_fold.isVisible()
    assert usual.services.history.silenced(usual.page._take.id) == frozenset()  # the take shown


def test_own_words_to_avoid_stand_apart(stage: Stage) -> None:
    own = replace(usual_finding(), rule="own-words", family="own-words", severity=Severity.POLISH)
    report = report_stage.usual_report()
    stage.show(stage.add(replace(report, findings=(*report.findings, own))))
    side = stage.page.body.side
    assert side.own_words_fold.button.text().strip() == "Your own words, not counted (1)"
    assert side.certain_fold.button.text().strip() == "All findings (1)"


def test_how_the_name_was_said_is_there_when_asked_for_and_can_be_heard(stage: Stage) -> None:
    part = SpokenPart("full-name", "I am", Span(1.5, 2.5), 240.0, 160.0, 0.5, 0.9, -7.0)
    stage.show(stage.add(replace(report_stage.usual_report(), spoken=(part,))))
    stage.page.body.side.spoken_fold.button.click()
    name = row(stage, "Your name")
    assert "240 words a minute, the rest 160" in name.accessibleName()
    name.click()
    assert stage.page.replay.playing


def test_a_take_in_which_it_was_not_measured_says_nothing_of_it(usual: Stage) -> None:
    assert not usual.page.body.side.spoken_fold.isVisible()

"""The report page: what it says of a take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from rehearse.measures.delivery import SpokenPart
from rehearse.phrases.finding import Severity
from rehearse.speech import Span
from rehearse.ui.widgets.popover import Popover
from tests.ui import report_stage
from tests.ui.page_stage import texts
from tests.ui.report_stage import row, usual_finding, usual_report

if TYPE_CHECKING:
    from tests.ui.report_stage import ReportStage


def test_the_top_says_what_happened_and_the_one_thing_to_change(usual: ReportStage) -> None:
    shown = texts(usual.page)
    assert "Practice intro · today at" in shown or "Practice intro · yesterday at" in shown
    assert "Riverbend Medical Center" in shown
    assert usual.page.body.sentence.text().startswith("8 seconds, clear.")
    assert "“so sorry to bother you”" in shown
    assert "Say it plainly." in shown


def test_each_tile_says_its_value_and_verdict_in_words(usual: ReportStage) -> None:
    tiles = usual.page.body.tiles
    assert tiles["speaking_rate_wpm"].accessibleName() == (
        "Pace: 165 words a minute, a little over the band (120 to 160)"
    )
    assert tiles["speaking_rate_wpm"].verdict.text() == "A little over the band"
    assert tiles["fillers_per_min"].extra.text() == "One um or uh, no filler phrases"


def test_how_a_measure_was_taken_opens_in_place_and_gives_the_keyboard_back(usual: ReportStage) -> None:
    how = row(usual, "How this was measured: Pace")
    how.setFocus()
    usual.qtbot.keyClick(how, Qt.Key.Key_Space)
    popover = usual.page.window().findChild(Popover)
    assert popover.isVisible()
    assert "Words a minute over the whole time" in popover.accessibleDescription()
    assert (
        "below 10\N{NO-BREAK SPACE}% a difference between two takes is no real change"
        in popover.accessibleDescription()
    )
    assert "we chose the band" in popover.accessibleDescription()
    usual.qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert how.hasFocus()


def test_every_line_of_how_a_measure_was_taken_can_be_read(usual: ReportStage) -> None:
    for tile in usual.page.body.tiles.values():
        tile.explain()
        popover = usual.page.window().findChild(Popover)
        for label in popover.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert popover.rect().contains(label.geometry())
        usual.qtbot.keyClick(popover, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_where_nothing_has_to_change_the_one_thing_is_only_offered(stage: ReportStage) -> None:
    hurried = replace(usual_report(), findings=(), elements=())
    stage.show(stage.add(hurried))
    assert "Nothing needs to change" in stage.page.body.sentence.text()
    assert "If you want to change one thing" in texts(stage.page.body.advice)
    stage.show(stage.add(usual_report()))
    assert "Change this next" in texts(stage.page.body.advice)


def test_a_must_say_is_heard_missing_or_could_not_be_made_out(usual: ReportStage) -> None:
    assert row(usual, "Greeting: heard, “good morning”").isEnabled()
    assert row(usual, "Your full name: could not be made out, “I am”").isEnabled()
    assert usual.page.body.side.tally.text() == "2 of 4 heard, one could not be made out. Press one to hear it."
    missing = row(usual, "Your AAMC ID: missing")
    assert missing.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_clicking_a_marked_word_shows_why_it_is_marked(usual: ReportStage) -> None:
    assert not usual.page.body.side.details.isVisible()
    usual.page.body.transcript.word_activated.emit(6)
    assert usual.page.body.side.details.isVisible()
    assert usual.page.body.side.details.message.text() == "About so sorry to bother you."
    assert usual.page.body.side.details.tag.text() == "Fix: say it another way"


def test_a_possible_finding_stands_apart_and_says_what_it_resembles(usual: ReportStage) -> None:
    side = usual.page.body.side
    assert side.certain_fold.button.accessibleName() == "All findings (1)"
    side.possible_fold.button.click()
    row(usual, "Possible: “whatever you have”").click()
    assert side.details.message.text() == "Sounds like “any position”. About whatever you have."
    assert side.details.tag.text() == "Possible: not certain, not counted"


def test_what_changed_since_the_take_before_is_said_with_its_error(stage: ReportStage) -> None:
    stage.add(report_stage.usual_report(pace_wpm=140.0), minutes_ago=40)
    stage.show(stage.add(report_stage.usual_report(pace_wpm=165.0)))
    words = stage.page.body.changed.text()
    assert words.startswith("Since ")
    assert "25 words a minute faster" in words
    assert "no real change in length (within 1 second), fillers (within one filler a take) and longest pause" in words


def test_own_words_to_avoid_stand_apart(stage: ReportStage) -> None:
    own = replace(usual_finding(), rule="own-words", family="own-words", severity=Severity.POLISH)
    report = report_stage.usual_report()
    stage.show(stage.add(replace(report, findings=(*report.findings, own))))
    side = stage.page.body.side
    assert side.own_words_fold.button.text().strip() == "Your own words, not counted (1)"
    assert side.certain_fold.button.text().strip() == "All findings (1)"


def test_how_the_name_was_said_is_there_when_asked_for_and_can_be_heard(stage: ReportStage) -> None:
    part = SpokenPart("full-name", "I am", Span(1.5, 2.5), 240.0, 160.0, 0.5, 0.9, -7.0)
    stage.show(stage.add(replace(report_stage.usual_report(), spoken=(part,))))
    stage.page.body.side.spoken_fold.button.click()
    name = row(stage, "Your name")
    assert "240 words a minute, the rest 160" in name.accessibleName()
    name.click()
    assert stage.page.replay.playing


def test_a_take_in_which_it_was_not_measured_says_nothing_of_it(usual: ReportStage) -> None:
    assert not usual.page.body.side.spoken_fold.isVisible()

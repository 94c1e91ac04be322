"""What is left of a mock call: its report, turn by turn, and the calls that are made from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt

from rehearse.audio.decode import load
from rehearse.audio.player import Player
from rehearse.call import Difficulty
from rehearse.calling.conductor import LinePhase
from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.ui.call_phase import CallPhase
from rehearse.ui.pages.report import ReportPage
from rehearse.ui.widgets.row_button import RowButton
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.ui.call.call_stage import dial
from tests.ui.page_stage import button, named, nameless, texts
from tests.ui.practice_page import press
from tests.unit.calling.line import INTRODUCTION

if TYPE_CHECKING:
    from rehearse.calling.assembling import CallPlan
    from rehearse.speech import Span
    from rehearse.ui.pages.practice import PracticePage
    from tests.ui.practice_stage import PracticeStage
    from tests.unit.calling.line import Line


def call_with_one_answer(stage: PracticeStage, page: PracticePage, line: Line) -> str:
    """Make a call, answer once and hang up; returns the take."""
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    line.answer()
    line.until(LinePhase.YOURS)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return told[0]


def report_of(stage: PracticeStage, take_id: str) -> ReportPage:
    """The report page with this take."""
    stage.services.make_player = lambda: Player(opener=FakeLoudspeaker(Clock()))
    report = ReportPage(stage.services)
    stage.qtbot.addWidget(report)
    with stage.qtbot.waitExposed(report):
        report.show()
    report.show_take(take_id)
    stage.settle()
    return report


def test_deleting_the_take_of_a_call_deletes_both_sides(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    line.pass_time(1.0)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    audio = stage.services.history.take(told[0]).audio_path
    stage.services.history.delete(told[0])
    assert not audio.exists()
    assert not recordings.other_side(audio).exists()


def test_the_answer_that_was_given_stands_in_the_report_of_the_call(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    stage.recogniser.text = ""
    dial(stage, page)
    line.answer()
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    report = stage.services.history.calls.report(told[0])
    assert report is not None
    assert report.turns[0].text == INTRODUCTION


@pytest.mark.parametrize("failure", [KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory"), None])
def test_a_call_whose_analysis_failed_or_was_stopped_is_judged_by_its_turns_when_it_is_analysed_again(
    stage: PracticeStage, page: PracticePage, line: Line, failure: KnownError | None
) -> None:
    stage.recogniser.failure = failure
    stage.recogniser.may_finish.clear()
    dial(stage, page)
    line.answer()
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.ANALYSING, timeout=20_000)
    if failure is None:
        press(Qt.Key.Key_Escape)
    stage.recogniser.may_finish.set()
    stage.settle()
    (row,) = stage.services.history.lists.rows()
    assert (row.take.state, row.take.failure) == (
        (TakeState.FAILED, failure.message) if failure else (TakeState.RECORDED, None)
    )
    stage.recogniser.failure = None
    stage.controller.analyse_again(row.take.id)
    stage.wait_for(PracticePhase.REPORTED)
    kept, report = stage.services.history.calls.report(row.take.id), stage.services.history.report(row.take.id)
    assert kept is not None
    assert kept.turns[0].text == INTRODUCTION
    assert report is not None
    assert report.measures.response_delay_s is None
    assert [note.text for note in report.notes if "listening and waiting are left out" in note.text]
    assert "The call, turn by turn" in texts(report_of(stage, row.take.id))


def test_the_report_shows_the_call_turn_by_turn_and_plays_both_sides_of_a_turn(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    told = [call_with_one_answer(stage, page, line)]
    report = report_of(stage, told[0])
    assert "The call, turn by turn" in texts(report)
    assert "You hung up." in texts(report)
    assert "You spoke in one turn; listening and waiting are left out." in texts(report)
    assert not report.body.tiles["speech_duration_s"].bar.isVisible()
    heard: list[Span] = []
    report.body.call.span_requested.connect(heard.append)
    report.body.call.findChildren(RowButton)[0].click()
    take = stage.services.history.take(told[0])
    theirs, mine = load(recordings.other_side(take.audio_path)), load(take.audio_path)
    (span,) = heard
    for side in (theirs, mine):
        part = side.samples[round(span.start_s * side.sample_rate_hz) : round(span.end_s * side.sample_rate_hz)]
        assert float(np.abs(part).max()) > 0.2
    report.clear()


def test_the_same_call_can_be_made_again_from_its_report(
    stage: PracticeStage, page: PracticePage, line: Line, plans: list[CallPlan]
) -> None:
    stage.services.update_settings(replace(stage.services.settings, call_difficulty=Difficulty.HARD))
    report = report_of(stage, call_with_one_answer(stage, page, line))
    kept = stage.services.history.calls.report(stage.services.history.lists.rows()[0].take.id)
    assert kept is not None
    report.call_requested.connect(page.dial)
    button(report, "The same call again").click()
    stage.settle()
    first, again = plans
    assert (again.script, again.state) == tuple(kept.began.split("/"))
    # The fake line always draws from one seed and one difficulty of its own, which the report has kept.
    assert (again.seed, again.difficulty) == (kept.seed, kept.difficulty)
    assert again.difficulty is not first.difficulty
    assert again.target == first.target
    report.clear()


def test_a_call_can_be_tried_again_from_any_turn_with_the_keyboard(
    stage: PracticeStage, page: PracticePage, line: Line, plans: list[CallPlan]
) -> None:
    take_id = call_with_one_answer(stage, page, line)
    kept = stage.services.history.calls.report(take_id)
    assert kept is not None
    report = report_of(stage, take_id)
    report.call_requested.connect(page.dial)
    last = kept.turns[-1]
    assert last.state != kept.began
    named(report, f"Try from here, turn {last.number}").setFocus()
    press(Qt.Key.Key_Space)
    stage.settle()
    assert f"{plans[-1].script}/{plans[-1].state}" == last.state
    assert plans[-1].difficulty is kept.difficulty
    assert nameless(report) == []
    report.clear()

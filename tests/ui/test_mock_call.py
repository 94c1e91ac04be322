"""A mock call as a person meets it in the window; microphone, loudspeaker and recogniser do as they are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rehearse import call, scenarios
from rehearse.audio.decode import load
from rehearse.audio.player import Player
from rehearse.call import Difficulty, Ending
from rehearse.calling.conductor import Phase
from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings
from rehearse.history.values import TakeState
from rehearse.practice import Phase as Step
from rehearse.ui.call_phase import CallPhase
from rehearse.ui.pages.practice import PracticePage
from rehearse.ui.pages.report import ReportPage
from rehearse.ui.widgets.call_list import in_order
from rehearse.ui.widgets.level_meter import LevelMeter
from rehearse.ui.widgets.row_button import RowButton
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.ui.page_stage import NoTelephone, button, named, nameless, texts
from tests.ui.practice_stage import PracticeStage, connected, practice_in
from tests.unit.calling.line import INTRODUCTION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.speech import Span
    from tests.unit.calling.line import Line


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[PracticeStage]:
    with practice_in(rehearse_home, qtbot) as made:
        yield made


@pytest.fixture
def plans() -> list[CallPlan]:
    """Every call that was connected."""
    return []


@pytest.fixture
def line(stage: PracticeStage, plans: list[CallPlan]) -> Line:
    """What the window is connected to; the same microphone stands at every practice's door."""
    return connected(stage, plans)


@pytest.fixture
def page(stage: PracticeStage) -> PracticePage:
    made = PracticePage(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(made)
    made.resize(1100, 760)
    with stage.qtbot.waitExposed(made):
        made.show()
    made.desk.prepare()
    stage.settle()
    made.choose_call("opening-call")
    made.take_focus()
    return made


def dial(stage: PracticeStage, page: PracticePage) -> None:
    button(page, " Mock call").click()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard stands."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


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


def call_with_one_answer(stage: PracticeStage, page: PracticePage, line: Line) -> str:
    """Make a call, answer once and hang up; returns the take."""
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    line.until(Phase.YOURS)
    line.pass_time(2.0, voice=True)
    line.until(Phase.THEIRS)
    line.until(Phase.YOURS)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return told[0]


def test_a_whole_call_is_made_reported_and_kept(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    assert "Ringing" in texts(page)
    line.until(Phase.YOURS)
    stage.qtbot.waitUntil(lambda: "Your turn" in texts(page))
    line.pass_time(2.0, voice=True)
    line.until(Phase.THEIRS)
    stage.qtbot.waitUntil(lambda: "is speaking" in texts(page))
    press(Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    take = stage.services.history.take(told[0])
    report = stage.services.history.calls.report(take.id)
    assert report is not None
    assert report.closing.ended is Ending.YOU_HUNG_UP
    assert report.turns
    assert stage.services.history.report(take.id) is not None
    assert recordings.other_side(take.audio_path).exists()
    assert stage.calls.now.phase is CallPhase.IDLE


def test_while_it_rings_it_is_said_once_and_no_time_runs_out(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    dial(stage, page)
    line.pass_time(0.5)
    assert texts(page).count("Ringing") == 1
    assert "What they say appears here." in texts(page)
    assert "seconds left" not in texts(page)
    line.until(Phase.YOURS)
    stage.qtbot.waitUntil(lambda: "seconds left" in texts(page))
    assert "What they say appears here." not in texts(page)
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: "The call has ended" in texts(page))
    assert "seconds left" not in texts(page)
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)


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


def test_when_a_call_ends_the_keyboard_goes_on_to_the_report_and_never_to_mute(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    visited: list[str] = []

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            visited.append(now.accessibleName() or getattr(now, "text", str)())

    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    dial(stage, page)
    line.pass_time(1.0)
    QApplication.instance().focusChanged.connect(note)  # type: ignore[union-attr]
    try:
        stage.calls.hang_up()
        stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    finally:
        QApplication.instance().focusChanged.disconnect(note)  # type: ignore[union-attr]
    assert visited[:2] == ["Mock call", "Cancel"]


def test_m_mutes_and_c_hides_the_captions(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    dial(stage, page)
    page._call.view.set_level(-20.0)
    press(Qt.Key.Key_M)
    assert stage.calls.is_muted
    assert page._call.view.meter.word == "No sound"
    assert "your microphone is muted" in texts(page)
    stage.calls.level_changed.emit(-20.0)
    assert [meter.word for meter in page.findChildren(LevelMeter) if meter.isVisible()] == ["No sound"]
    press(Qt.Key.Key_M)
    assert not stage.calls.is_muted
    assert "your microphone is muted" not in texts(page)
    line.until(Phase.YOURS)
    stage.qtbot.waitUntil(lambda: "“" in texts(page))
    press(Qt.Key.Key_C)
    assert "“" not in texts(page)
    assert not stage.services.settings.call_captions


def test_what_they_say_is_shown_without_captions_where_nothing_can_be_heard(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    stage.services.update_settings(replace(stage.services.settings, call_captions=False))
    dial(stage, page)
    line.until(Phase.YOURS)
    assert "“" not in texts(page)
    line.device.vanish()
    stage.qtbot.waitUntil(lambda: "“" in texts(page))
    assert "plays nothing" in texts(page)
    assert not stage.services.settings.call_captions


@pytest.mark.usefixtures("line")
def test_a_call_is_led_with_tab_space_and_escape_alone(stage: PracticeStage, page: PracticePage) -> None:
    dial(stage, page)
    view = page._call.view
    path = [QApplication.focusWidget()]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        press(key)
        path.append(QApplication.focusWidget())
    assert path == [view.hang_up, view.mute, view.show_captions, view.mute]
    press(Qt.Key.Key_Space)
    assert stage.calls.is_muted
    assert stage.calls.now.phase is CallPhase.THEIRS, "Space pressed the button that had the keyboard, and no more"
    press(Qt.Key.Key_Tab)
    shown = view.captions.isVisible()
    press(Qt.Key.Key_Space)
    assert view.captions.isVisible() is not shown
    press(Qt.Key.Key_Escape)
    assert stage.calls.now.phase is not CallPhase.THEIRS


def test_everything_on_the_line_has_a_name(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    dial(stage, page)
    line.until(Phase.YOURS)
    assert nameless(page) == []


def test_a_microphone_that_cannot_be_opened_is_said_and_nothing_is_kept(
    stage: PracticeStage, page: PracticePage
) -> None:
    class Busy(NoTelephone):
        def connect(self, _plan: CallPlan) -> PhoneCall:
            raise KnownError(Trouble.MICROPHONE_BUSY, device="USB headset", reason="in use")

    stage.services.telephone = Busy()
    button(page, " Mock call").click()
    stage.qtbot.waitUntil(lambda: "USB headset" in texts(page))
    assert stage.calls.now.phase is CallPhase.IDLE
    assert stage.services.history.lists.rows() == ()


def test_hanging_up_before_anybody_was_connected_leaves_nothing_behind(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    button(page, " Mock call").click()
    stage.calls.hang_up()
    stage.settle()
    assert stage.calls.now.phase is CallPhase.IDLE
    assert stage.services.history.lists.rows() == ()
    assert not line.microphone.is_open


def test_hanging_up_in_the_first_second_keeps_no_take_and_says_so(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    dial(stage, page)
    line.pass_time(0.1)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.IDLE, timeout=20_000)
    assert "You hung up within half a second" in texts(page)
    assert stage.services.history.lists.rows() == ()
    assert not line.microphone.is_open


def test_every_call_that_is_offered_has_somebody_who_answers(page: PracticePage) -> None:
    offered = {scenario.id for scenario in in_order(scenarios.load().values())}
    assert offered == set(call.load().by_id)
    page.choose_call("practice-intro")
    assert button(page, " Mock call").isEnabled()


def test_the_answer_that_was_given_stands_in_the_report_of_the_call(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    told: list[str] = []
    stage.calls.report_ready.connect(told.append)
    stage.recogniser.text = ""
    dial(stage, page)
    line.until(Phase.YOURS)
    line.pass_time(2.0, voice=True)
    line.until(Phase.THEIRS)
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    report = stage.services.history.calls.report(told[0])
    assert report is not None
    assert report.turns[0].text == INTRODUCTION


def answer_and_hang_up(stage: PracticeStage, page: PracticePage, line: Line) -> None:
    dial(stage, page)
    line.until(Phase.YOURS)
    line.pass_time(2.0, voice=True)
    line.until(Phase.THEIRS)
    stage.calls.hang_up()


@pytest.mark.parametrize("failure", [KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory"), None])
def test_a_call_whose_analysis_failed_or_was_stopped_is_judged_by_its_turns_when_it_is_analysed_again(
    stage: PracticeStage, page: PracticePage, line: Line, failure: KnownError | None
) -> None:
    stage.recogniser.failure = failure
    stage.recogniser.may_finish.clear()
    answer_and_hang_up(stage, page, line)
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
    stage.wait_for(Step.REPORTED)
    kept, report = stage.services.history.calls.report(row.take.id), stage.services.history.report(row.take.id)
    assert kept is not None
    assert kept.turns[0].text == INTRODUCTION
    assert report is not None
    assert report.measures.response_delay_s is None
    assert [note.text for note in report.notes if "listening and waiting are left out" in note.text]
    assert "The call, turn by turn" in texts(report_of(stage, row.take.id))


def test_a_call_that_is_broken_off_by_the_end_of_the_program_is_kept_with_its_turns(
    stage: PracticeStage, page: PracticePage, line: Line
) -> None:
    dial(stage, page)
    line.until(Phase.YOURS)
    line.pass_time(2.0, voice=True)
    line.until(Phase.THEIRS)
    stage.calls.close()
    (row,) = stage.services.history.lists.rows()
    kept = stage.services.history.calls.report(row.take.id)
    assert row.take.state is TakeState.RECORDED
    assert kept is not None
    assert [turn.text for turn in kept.turns] == [INTRODUCTION]
    assert not line.microphone.is_open


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

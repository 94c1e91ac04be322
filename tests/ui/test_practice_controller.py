"""A practice with a microphone and a recogniser made of nothing: what is kept, what is told, in what order."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from rehearse.audio.decode import load
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.programs.call_kind import CallKind
from rehearse.programs.card import Card
from rehearse.settings import Profile, Settings
from tests.ui.practice_stage import PracticeStage, practice_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_a_take_is_recorded_and_its_report_stands_in_the_history(stage: PracticeStage) -> None:
    take_id = stage.take(2.0)
    take = stage.services.history.take(take_id)
    report = stage.services.history.report(take_id)
    assert report is not None
    assert report.transcript.text == stage.recogniser.text
    assert take.state is TakeState.ANALYSED
    assert take.duration_s == pytest.approx(load(take.audio_path).duration_s)
    assert stage.reports == [take_id]
    assert stage.troubles == []


def test_the_steps_follow_one_another_and_the_countdown_counts(stage: PracticeStage) -> None:
    stage.take()
    phases = list(dict.fromkeys(state.phase for state in stage.states))
    assert phases == [
        PracticePhase.COUNTDOWN,
        PracticePhase.RECORDING,
        PracticePhase.SAVING,
        PracticePhase.ANALYSING,
        PracticePhase.REPORTED,
    ]
    assert [state.seconds_left for state in stage.states if state.phase is PracticePhase.COUNTDOWN] == [3, 2, 1, 0]


def test_what_was_said_before_the_end_of_the_countdown_is_kept_and_not_counted(stage: PracticeStage) -> None:
    stage.controller.state_changed.connect(lambda state: stage.speak(0.5) if state.seconds_left == 1 else None)
    stage.begin()
    stage.speak(2.0)
    stage.controller.stop()
    take_id = stage.wait_for(PracticePhase.REPORTED).take_id or ""
    take = stage.services.history.take(take_id)
    report = stage.services.history.report(take_id)
    assert take.preroll_s == pytest.approx(0.5)
    assert take.duration_s == pytest.approx(2.5)
    assert report is not None
    assert report.measures.response_delay_s is not None


def test_the_take_remembers_who_was_called_and_how_the_call_came_about(rehearse_home: Path, qtbot: QtBot) -> None:
    settings = Settings(profile=Profile(name="Maya Okafor", applicant_id="14872093"), call_kind=CallKind.RETURNING)
    card = Card(program="Riverbend Medical Center", specialty="internal medicine")
    with practice_in(rehearse_home, qtbot, settings) as stage:
        stage.services.history.cards.save(card)
        stage.controller.record("voicemail", card)
        stage.wait_for(PracticePhase.RECORDING)
        stage.speak()
        stage.controller.stop()
        take = stage.services.history.take(stage.wait_for(PracticePhase.REPORTED).take_id or "")
    assert (take.scenario, take.card_id, take.call_kind) == ("voicemail", card.id, CallKind.RETURNING)
    assert (take.target.applicant, take.target.program) == ("Maya Okafor", "Riverbend Medical Center")


def test_a_discarded_take_leaves_nothing_behind(stage: PracticeStage) -> None:
    stage.begin()
    audio = stage.services.history.take(stage.state.take_id or "").audio_path
    stage.speak()
    stage.controller.discard()
    assert stage.state.phase is PracticePhase.IDLE
    stage.settle()
    assert not audio.exists()
    assert stage.services.history.lists.rows() == ()
    assert not stage.microphone.is_open


def test_nothing_is_begun_where_the_take_can_not_be_written(stage: PracticeStage) -> None:
    folder = stage.services.paths.recordings
    shutil.rmtree(folder)
    folder.write_text("in the way")
    stage.controller.record("practice-intro")
    state = stage.wait_for(PracticePhase.IDLE)
    assert str(folder) in (state.message or "")
    stage.settle()
    assert not stage.microphone.is_open


def test_closing_while_recording_keeps_the_take(stage: PracticeStage) -> None:
    stage.begin()
    stage.speak(2.0)
    stage.controller.close()
    (row,) = stage.services.history.lists.rows()
    assert (row.take.state, row.take.duration_s) == (TakeState.RECORDED, pytest.approx(2.0))
    assert not stage.microphone.is_open


def test_a_second_take_follows_the_first_at_once(stage: PracticeStage) -> None:
    first, second = stage.take(), stage.take()
    assert [row.take.id for row in stage.services.history.lists.rows()] == [second, first]

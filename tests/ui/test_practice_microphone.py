"""A practice whose microphone can not be opened, goes away or is muted: it is named, and what was said is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.practice import PracticePhase
from tests.ui.practice_stage import ENDLESS_MS, PracticeStage, practice_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


REFUSAL = KnownError(Trouble.NO_MICROPHONE)


def test_a_microphone_that_can_not_be_opened_is_named_and_nothing_is_kept(stage: PracticeStage) -> None:
    stage.microphone.refuse(REFUSAL)
    stage.controller.record("practice-intro")
    state = stage.wait_for(PracticePhase.IDLE)
    assert state.message == REFUSAL.message
    assert stage.troubles == [REFUSAL.message]
    assert stage.services.history.lists.rows() == ()


def test_recording_works_again_once_the_microphone_is_back(stage: PracticeStage) -> None:
    stage.microphone.refuse(REFUSAL)
    stage.controller.record("practice-intro")
    stage.wait_for(PracticePhase.IDLE)
    stage.microphone.refuse(None)
    assert stage.take()


def test_a_microphone_that_goes_away_ends_the_take_and_what_was_said_is_analysed(stage: PracticeStage) -> None:
    stage.begin()
    stage.speak(2.0)
    stage.microphone.vanish()
    state = stage.wait_for(PracticePhase.REPORTED)
    lost = KnownError(Trouble.MICROPHONE_LOST, device="Fake microphone").message
    assert state.message == lost
    assert stage.troubles == [lost]
    assert stage.services.history.take(state.take_id or "").duration_s == pytest.approx(2.0)


def test_a_microphone_that_goes_away_during_the_countdown_ends_the_attempt(rehearse_home: Path, qtbot: QtBot) -> None:
    with practice_in(rehearse_home, qtbot, second_ms=ENDLESS_MS) as stage:
        stage.controller.record("practice-intro")
        qtbot.waitUntil(lambda: stage.microphone.is_open)
        stage.microphone.vanish()
        state = stage.wait_for(PracticePhase.IDLE)
        assert "was disconnected" in (state.message or "")
        assert stage.services.history.lists.rows() == ()


def test_a_muted_microphone_is_named_while_the_recording_goes_on(stage: PracticeStage) -> None:
    stage.begin()
    stage.be_silent(3.0)
    silent = KnownError(Trouble.MICROPHONE_SILENT, device="Fake microphone").message
    stage.qtbot.waitUntil(lambda: stage.state.message == silent)
    assert stage.state.phase is PracticePhase.RECORDING
    stage.speak(1.0)
    stage.qtbot.waitUntil(lambda: stage.state.message is None)
    assert stage.state.phase is PracticePhase.RECORDING


def test_a_countdown_that_is_broken_off_lets_the_microphone_go(rehearse_home: Path, qtbot: QtBot) -> None:
    with practice_in(rehearse_home, qtbot, second_ms=ENDLESS_MS) as stage:
        stage.controller.record("practice-intro")
        qtbot.waitUntil(lambda: stage.microphone.is_open)
        stage.controller.discard()
        stage.settle()
        assert not stage.microphone.is_open
        assert stage.services.history.lists.rows() == ()


def test_a_microphone_that_opens_after_the_countdown_was_broken_off_is_let_go(stage: PracticeStage) -> None:
    stage.controller.record("practice-intro")
    stage.controller.discard()
    stage.settle()
    assert stage.state.phase is PracticePhase.IDLE
    assert not stage.microphone.is_open

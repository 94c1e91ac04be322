"""The analysis of a take: it fails, is stopped, is done again with another model, and the take is kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.ui import logs
from tests.local_listener import LocalListener

if TYPE_CHECKING:
    from tests.ui.practice_stage import PracticeStage

FAILURE = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")


def test_a_failed_analysis_keeps_the_take_and_can_be_tried_again(stage: PracticeStage) -> None:
    stage.recogniser.failure = FAILURE
    stage.begin()
    stage.speak()
    stage.controller.stop()
    state = stage.wait_for(PracticePhase.FAILED)
    take = stage.services.history.take(state.take_id or "")
    assert state.message == FAILURE.message
    assert (take.state, take.failure) == (TakeState.FAILED, FAILURE.message)
    assert take.audio_path.exists()
    stage.recogniser.failure = None
    stage.controller.retry()
    assert stage.wait_for(PracticePhase.REPORTED).take_id == take.id
    assert stage.services.history.take(take.id).state is TakeState.ANALYSED


def test_a_failed_take_that_is_deleted_leaves_nothing_behind(stage: PracticeStage) -> None:
    stage.recogniser.failure = FAILURE
    stage.begin()
    stage.speak()
    stage.controller.stop()
    take = stage.services.history.take(stage.wait_for(PracticePhase.FAILED).take_id or "")
    stage.controller.discard()
    assert not take.audio_path.exists()
    assert stage.services.history.lists.rows() == ()


def test_a_fault_of_the_program_is_told_with_the_log_and_no_word_that_was_said_is_logged(stage: PracticeStage) -> None:
    log_file = logs.start(stage.services.paths.log)
    try:
        stage.recogniser.failure = ValueError("I would do anything")
        stage.begin()
        stage.speak()
        stage.controller.stop()
        state = stage.wait_for(PracticePhase.FAILED)
    finally:
        logs.stop()
        logging.getLogger().setLevel(logging.WARNING)
    assert str(log_file) in (state.message or "")
    assert "ValueError" in log_file.read_text()
    assert "anything" not in log_file.read_text()


def test_an_analysis_can_be_cancelled_and_the_take_is_kept(stage: PracticeStage) -> None:
    stage.recogniser.may_finish.clear()
    stage.begin()
    stage.speak()
    stage.controller.stop()
    stage.wait_for(PracticePhase.ANALYSING)
    stage.controller.cancel()
    state = stage.wait_for(PracticePhase.FAILED)
    assert state.message == "You stopped the analysis. The recording is kept."
    assert stage.services.history.take(state.take_id or "").state is TakeState.RECORDED
    stage.recogniser.may_finish.set()
    stage.controller.retry()
    stage.wait_for(PracticePhase.REPORTED)
    assert len(stage.reports) == 1


def test_the_progress_of_the_analysis_is_told(stage: PracticeStage) -> None:
    shares: list[float] = []
    stage.controller.analysis_progress.connect(shares.append)
    stage.take()
    assert shares[0] == 0.0
    assert shares == sorted(shares)
    assert shares[-1] > 0.5


def test_an_earlier_take_can_be_analysed_again_with_another_model(stage: PracticeStage) -> None:
    take_id = stage.take()
    asked: list[str] = []
    stage.services.make_listener = lambda model: asked.append(model) or LocalListener(stage.recogniser)  # type: ignore[func-returns-value]
    stage.services.settings = replace(stage.services.settings, model="small.en")
    stage.recogniser.text = "Hello there."
    stage.controller.analyse_again(take_id)
    stage.wait_for(PracticePhase.REPORTED)
    report = stage.services.history.report(take_id)
    assert report is not None
    assert report.transcript.text == "Hello there."
    assert asked == ["small.en"]
    assert stage.reports == [take_id, take_id]


def test_a_model_that_was_chosen_for_one_report_is_not_used_for_the_next_take(stage: PracticeStage) -> None:
    take_id = stage.take()
    asked: list[str] = []
    stage.services.make_listener = lambda model: asked.append(model) or LocalListener(stage.recogniser)  # type: ignore[func-returns-value]
    stage.controller.analyse_again(take_id, "small.en")
    stage.wait_for(PracticePhase.REPORTED)
    assert asked == ["small.en"]
    stage.take()
    assert asked == ["small.en", stage.services.settings.model]


def test_a_silenced_rule_marks_nothing(stage: PracticeStage) -> None:
    stage.recogniser.text = "I would do anything you need, I really need a spot."
    heard = stage.services.history.report(stage.take())
    assert heard is not None
    assert {"do-anything", "need-a-spot"} <= {finding.rule for finding in heard.findings}
    stage.services.settings = replace(stage.services.settings, silenced_rules=("do-anything",))
    quiet = stage.services.history.report(stage.take())
    assert quiet is not None
    assert "need-a-spot" in {finding.rule for finding in quiet.findings}
    assert "do-anything" not in {finding.rule for finding in quiet.findings}


def test_a_take_whose_recording_is_gone_keeps_its_report(stage: PracticeStage) -> None:
    take_id = stage.take()
    audio = stage.services.history.take(take_id).audio_path
    audio.unlink()
    stage.controller.analyse_again(take_id)
    state = stage.wait_for(PracticePhase.FAILED)
    assert state.message == KnownError(Trouble.AUDIO_GONE, path=audio).message
    assert stage.services.history.report(take_id) is not None
    assert stage.services.history.take(take_id).state is TakeState.ANALYSED

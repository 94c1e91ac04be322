"""A practice with a microphone and a recogniser made of nothing: what is kept, what is told, in what order."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rehearse.acoustics import SoundMeasures
from rehearse.audio.decode import load
from rehearse.errors import KnownError, Trouble
from rehearse.hearing.values import HeardTake
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.programs.call_kind import CallKind
from rehearse.programs.card import Card
from rehearse.settings import Profile, Settings
from rehearse.speech import NOTHING_EXPECTED, Span, Transcript, Word
from rehearse.transcription import speeds
from rehearse.ui import logs
from tests.local_listener import LocalListener
from tests.ui.practice_stage import ENDLESS_MS, PracticeStage, practice_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.speech import Expected
    from tests.fake_recogniser import FakeRecogniser

REFUSAL = KnownError(Trouble.NO_MICROPHONE)
FAILURE = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")


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


class LiveListener(LocalListener):
    """Hears while somebody speaks, and writes down how many samples it heard; or fails at the end."""

    def __init__(self, recogniser: FakeRecogniser, *, fails: bool = False, times_longer: int = 1) -> None:
        super().__init__(recogniser)
        self.times_longer = times_longer
        self.recogniser = recogniser
        self.fails = fails
        self.samples: list[bytes] = []
        self.dropped = 0

    def begin(  # type: ignore[override] # it is its own take
        self, sample_rate_hz: int, expected: Expected = NOTHING_EXPECTED, told: object = None
    ) -> LiveListener:
        del told
        self.expected = [one.name for one in expected.names]
        self.samples.clear()
        self.sample_rate_hz = sample_rate_hz
        return self

    def add(self, samples: bytes) -> None:
        self.samples.append(samples)

    def finish(self, frames: int, progress: object, cancelled: object) -> HeardTake | None:  # noqa: ARG002
        if self.fails or frames != len(b"".join(self.samples)) // 2:
            return None
        words = (Word("Live.", 0.5, 1.0),)
        sound = SoundMeasures(-20.0, 30.0, 2.0, (), ())
        transcript = Transcript(words, self.recogniser.model)
        length_s = self.times_longer * frames / self.sample_rate_hz
        return HeardTake(
            length_s, self.sample_rate_hz, (Span(0.5, 1.0),), transcript, sound, 0.1, chunks_s=length_s / 4
        )

    def drop(self) -> None:
        self.dropped += 1


def prepared(stage: PracticeStage, listener: LiveListener) -> LiveListener:
    """What hears is started during the countdown, and there before the take begins."""
    stage.services.make_listener = lambda _model: listener
    stage.controller.analyst.prepare()
    stage.settle()
    return listener


def test_the_first_take_that_a_model_hears_tells_how_fast_it_is(stage: PracticeStage) -> None:
    prepared(stage, LiveListener(stage.recogniser, times_longer=6))
    assert speeds.of(stage.services.settings.model) is None
    stage.take(2.0)
    measured = speeds.of(stage.services.settings.model)
    assert measured is not None
    assert measured.times == pytest.approx(4.0, rel=0.01)


def test_a_take_that_was_heard_while_it_was_spoken_is_not_heard_again(stage: PracticeStage) -> None:
    prepared(stage, LiveListener(stage.recogniser))
    report = stage.services.history.report(stage.take(2.0))
    assert report is not None
    assert report.transcript.text == "Live."
    assert report.audio.duration_s == pytest.approx(2.0)
    assert stage.recogniser.heard_s == []


def test_the_sound_of_a_take_is_compared_with_the_names_of_its_card(rehearse_home: Path, qtbot: QtBot) -> None:
    card = Card(program="Riverbend Medical Center")
    with practice_in(rehearse_home, qtbot, Settings(profile=Profile(name="Maya Okafor"))) as stage:
        listener = prepared(stage, LiveListener(stage.recogniser))
        stage.services.history.cards.save(card)
        stage.controller.record("voicemail", card)
        stage.wait_for(PracticePhase.RECORDING)
        stage.speak()
        stage.controller.stop()
        stage.wait_for(PracticePhase.REPORTED)
    assert listener.expected == ["Maya Okafor", "Riverbend"]


def test_where_live_hearing_fails_the_file_is_heard_after_the_end(stage: PracticeStage) -> None:
    prepared(stage, LiveListener(stage.recogniser, fails=True))
    report = stage.services.history.report(stage.take(2.0))
    assert report is not None
    assert report.transcript.text == stage.recogniser.text
    assert stage.troubles == []


def test_a_take_that_is_thrown_away_is_not_heard_any_further(stage: PracticeStage) -> None:
    listener = prepared(stage, LiveListener(stage.recogniser))
    stage.begin()
    stage.speak()
    stage.controller.discard()
    assert listener.dropped == 1
    assert stage.services.history.lists.rows() == ()


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


def test_a_second_take_follows_the_first_at_once(stage: PracticeStage) -> None:
    first, second = stage.take(), stage.take()
    assert [row.take.id for row in stage.services.history.lists.rows()] == [second, first]

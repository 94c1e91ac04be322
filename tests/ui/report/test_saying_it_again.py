"""Saying one sentence of a take again, on the report page."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from rehearse.audio.recorder import Recorder
from rehearse.errors import KnownError, Trouble
from rehearse.history.values import TakeState
from rehearse.ui.say_again import NOTHING_HEARD, SayAgainStep
from tests.fake_sound import Clock
from tests.sounds import murmur
from tests.ui import report_stage
from tests.ui.page_stage import nameless, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.report_stage import ReportStage


class Held(Clock):
    """A device's clock that the worker can be made to wait at, in the middle of ending a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.is_waiting = threading.Event()
        self._goes_on = threading.Event()
        self._goes_on.set()

    def __call__(self) -> float:
        if threading.current_thread().name == "rehearse-worker" and not self._goes_on.is_set():
            self.is_waiting.set()
            self._goes_on.wait(20)
        return super().__call__()

    def hold(self) -> None:
        self._goes_on.clear()

    def go_on(self) -> None:
        self._goes_on.set()


@pytest.fixture
def held(stage: ReportStage) -> Iterator[Held]:
    clock = Held()
    stage.services.make_recorder = lambda name: Recorder(name, stage.microphone, clock)
    yield clock
    clock.go_on()


def press_a(stage: ReportStage) -> None:
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_A)
    stage.settle()


def say(stage: ReportStage, seconds: float = 2.0) -> None:
    stage.microphone.say(murmur(seconds, stage.microphone.sample_rate_hz))


def say_it_again(stage: ReportStage) -> None:
    stage.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    press_a(stage)
    say(stage)
    press_a(stage)
    assert stage.page.saying.saying.step is SayAgainStep.READY


def end_and_hold(stage: ReportStage, held: Held) -> None:
    """Say the sentence and end it; the worker comes no further than its end."""
    press_a(stage)
    say(stage)
    held.hold()
    stage.page.saying.press()
    assert held.is_waiting.wait(20)


def recordings(stage: ReportStage) -> int:
    return len(stage.services.history.lists.rows())


def test_a_finding_offers_to_say_its_whole_sentence_again(usual: ReportStage) -> None:
    panel = usual.page.body.side.again
    assert not panel.isVisible()
    usual.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    assert panel.isVisible()
    assert panel.sentence.text() == "“I am so sorry to bother you.”"
    assert nameless(usual.page) == []


def test_the_old_and_the_new_sentence_are_heard_in_turn(usual: ReportStage) -> None:
    say_it_again(usual)
    assert usual.page.saying.saying.playing

    usual.speaker.crank(9.0)
    heard = np.abs(usual.speaker.heard)
    usual.page.saying.saying.follow()

    # The old one lasts 3.5 s and 0.4 s around it; after 0.6 s of silence comes the new one, of about 2 s.
    loud = np.flatnonzero(heard > 0.02) / report_stage.RATE_HZ
    gaps = [(float(a), float(b)) for a, b in itertools.pairwise(loud) if b - a > 0.3]
    assert len(gaps) == 1
    assert gaps[0][1] - gaps[0][0] == pytest.approx(0.6, abs=0.25)
    assert loud[-1] - gaps[0][1] == pytest.approx(2.0, abs=0.3)
    assert not usual.page.saying.saying.playing


def test_space_ends_the_sentence_while_the_microphone_is_open(usual: ReportStage) -> None:
    press_a(usual)
    assert usual.page.saying.saying.step is SayAgainStep.RECORDING
    say(usual)
    usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_Space)
    usual.settle()
    assert usual.page.saying.saying.step is SayAgainStep.READY
    assert not usual.page.replay.playing


def test_the_keyboard_stays_on_the_button_from_one_press_to_the_next(usual: ReportStage) -> None:
    panel, saying = usual.page.body.side.again, usual.page.saying.saying
    usual.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    panel.record.setFocus()
    usual.qtbot.keyClick(panel.record, Qt.Key.Key_Space)
    assert panel.record.hasFocus()
    usual.settle()
    assert saying.step is SayAgainStep.RECORDING
    say(usual)
    usual.qtbot.keyClick(panel.record, Qt.Key.Key_Space)
    assert panel.record.hasFocus()
    usual.settle()
    assert saying.step is SayAgainStep.READY
    panel.close_button.setFocus()
    usual.qtbot.keyClick(panel.close_button, Qt.Key.Key_Space)
    assert saying.step is SayAgainStep.IDLE
    assert panel.record.hasFocus()


def test_nothing_is_kept_unless_it_is_asked_for(usual: ReportStage) -> None:
    before = recordings(usual)
    say_it_again(usual)
    usual.page.body.side.again.close_button.click()
    assert recordings(usual) == before
    assert not list(usual.services.paths.cache.glob("again-*"))
    assert not usual.microphone.is_open


def test_a_sentence_that_is_kept_stands_beside_the_takes_of_the_call_with_its_sound(usual: ReportStage) -> None:
    say_it_again(usual)
    with usual.qtbot.waitSignal(usual.page.saying.kept) as kept:
        usual.page.body.side.again.keep.click()
    take = usual.services.history.take(kept.args[0])
    assert (take.scenario, take.is_phrase) == ("practice-intro", True)
    assert take.state is TakeState.RECORDED
    assert take.audio_path.stat().st_size > 2 * 16000
    assert "you can hear it again from the list in Progress" in texts(usual.page)


def test_a_sentence_that_was_kept_can_be_heard_and_is_not_judged(usual: ReportStage) -> None:
    say_it_again(usual)
    with usual.qtbot.waitSignal(usual.page.saying.kept) as kept:
        usual.page.body.side.again.keep.click()
    usual.show(usual.services.history.take(kept.args[0]))
    assert "A report judges whole calls only" in texts(usual.page)
    buttons = [one for one in usual.page.findChildren(QPushButton) if one.isVisible()]
    assert not any(one.text().startswith("Analyse") for one in buttons)
    usual.page.bar.play.click()
    assert usual.page.replay.playing


def test_where_nothing_was_said_it_is_told_and_can_be_tried_again(usual: ReportStage) -> None:
    press_a(usual)
    usual.microphone.say(np.zeros(32000, np.int16) + np.int16(1))
    press_a(usual)
    assert usual.page.body.side.again.hint.text() == NOTHING_HEARD
    assert usual.page.body.side.again.record.isEnabled()


def test_a_missing_microphone_is_told_and_the_report_stays(usual: ReportStage) -> None:
    error = KnownError(Trouble.NO_MICROPHONE)
    usual.microphone.refuse(error)
    press_a(usual)
    assert usual.page.body.side.again.hint.text() == error.message
    assert usual.page.saying.saying.step is SayAgainStep.IDLE


def test_another_take_throws_the_new_sentence_away(usual: ReportStage) -> None:
    say_it_again(usual)
    usual.show(usual.add(report_stage.silent_report(), minutes_ago=1))
    assert usual.page.saying.saying.step is SayAgainStep.IDLE
    assert not usual.page.body.side.again.isVisible()
    assert not list(usual.services.paths.cache.glob("again-*"))


def test_leaving_the_page_gives_the_microphone_back(usual: ReportStage) -> None:
    press_a(usual)
    usual.page.hide()
    assert not usual.microphone.is_open


def test_hearing_the_take_silences_the_new_sentence(usual: ReportStage) -> None:
    say_it_again(usual)
    usual.page.replay.play_from(0.0)
    assert not usual.page.saying.saying.playing


def test_leaving_while_the_sentence_is_being_ended_throws_it_away_when_the_worker_is_through(
    usual: ReportStage, held: Held
) -> None:
    end_and_hold(usual, held)
    usual.page.saying.leave()
    assert usual.page.saying.saying.step is SayAgainStep.IDLE
    # Both are the worker's as long as it is at work on them.
    assert usual.microphone.is_open
    assert list(usual.services.paths.cache.glob("again-*/again.wav"))
    held.go_on()
    usual.settle()
    assert not usual.microphone.is_open
    assert not list(usual.services.paths.cache.glob("again-*"))
    say_it_again(usual)


@pytest.mark.parametrize("given_up", [True, False], ids=["given up", "wanted"])
def test_a_sentence_that_is_being_ended_while_the_program_ends_is_gone(
    usual: ReportStage,
    held: Held,
    given_up: bool,  # noqa: FBT001 # a case
) -> None:
    end_and_hold(usual, held)
    if given_up:
        usual.page.saying.leave()
    held.go_on()
    usual.services.tasks.close()
    usual.page.clear()
    usual.services.letting_go.close()
    assert not usual.microphone.is_open
    assert not list(usual.services.paths.cache.glob("again-*"))

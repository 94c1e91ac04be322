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
from rehearse.ui.say_again import NOTHING_HEARD, Step
from tests.fake_sound import Clock
from tests.sounds import murmur
from tests.ui import report_stage
from tests.ui.page_stage import nameless, services_in, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.report_stage import Stage


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
def held(stage: Stage) -> Iterator[Held]:
    clock = Held()
    stage.services.make_recorder = lambda name: Recorder(name, stage.microphone, clock)
    yield clock
    clock.go_on()


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[Stage]:
    with services_in(rehearse_home) as services:
        stage = report_stage.make(services, qtbot)
        stage.show(stage.add(report_stage.usual_report()))
        yield stage
        stage.page.clear()


def press_a(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_A)
    stage.settle()


def say(stage: Stage, seconds: float = 2.0) -> None:
    stage.microphone.say(murmur(seconds, stage.microphone.sample_rate_hz))


def say_it_again(stage: Stage) -> None:
    stage.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    press_a(stage)
    say(stage)
    press_a(stage)
    assert stage.page.saying.saying.step is Step.READY


def recordings(stage: Stage) -> int:
    return len(stage.services.history.lists.rows())


def test_a_finding_offers_to_say_its_whole_sentence_again(stage: Stage) -> None:
    panel = stage.page.body.side.again
    assert not panel.isVisible()
    stage.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    assert panel.isVisible()
    assert panel.sentence.text() == "“I am so sorry to bother you.”"
    assert nameless(stage.page) == []


def test_the_old_and_the_new_sentence_are_heard_in_turn(stage: Stage) -> None:
    say_it_again(stage)
    assert stage.page.saying.saying.playing

    stage.speaker.crank(9.0)
    heard = np.abs(stage.speaker.heard)
    stage.page.saying.saying.follow()

    # The old one lasts 3.5 s and 0.4 s around it; after 0.6 s of silence comes the new one, of about 2 s.
    loud = np.flatnonzero(heard > 0.02) / report_stage.RATE_HZ
    gaps = [(float(a), float(b)) for a, b in itertools.pairwise(loud) if b - a > 0.3]
    assert len(gaps) == 1
    assert gaps[0][1] - gaps[0][0] == pytest.approx(0.6, abs=0.25)
    assert loud[-1] - gaps[0][1] == pytest.approx(2.0, abs=0.3)
    assert not stage.page.saying.saying.playing


def test_space_ends_the_sentence_while_the_microphone_is_open(stage: Stage) -> None:
    press_a(stage)
    assert stage.page.saying.saying.step is Step.RECORDING
    say(stage)
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_Space)
    stage.settle()
    assert stage.page.saying.saying.step is Step.READY
    assert not stage.page.replay.playing


def test_nothing_is_kept_unless_it_is_asked_for(stage: Stage) -> None:
    before = recordings(stage)
    say_it_again(stage)
    stage.page.body.side.again.close_button.click()
    assert recordings(stage) == before
    assert not list(stage.services.paths.cache.glob("again-*"))
    assert not stage.microphone.is_open


def test_a_sentence_that_is_kept_stands_beside_the_takes_of_the_call_with_its_sound(stage: Stage) -> None:
    say_it_again(stage)
    with stage.qtbot.waitSignal(stage.page.saying.kept) as kept:
        stage.page.body.side.again.keep.click()
    take = stage.services.history.take(kept.args[0])
    assert (take.scenario, take.is_phrase) == ("practice-intro", True)
    assert take.state is TakeState.RECORDED
    assert take.audio_path.stat().st_size > 2 * 16000
    assert "you can hear it again from the list under Progress" in texts(stage.page)


def test_a_sentence_that_was_kept_can_be_heard_and_is_not_judged(stage: Stage) -> None:
    say_it_again(stage)
    with stage.qtbot.waitSignal(stage.page.saying.kept) as kept:
        stage.page.body.side.again.keep.click()
    stage.show(stage.services.history.take(kept.args[0]))
    assert "A report judges whole calls only" in texts(stage.page)
    buttons = [one for one in stage.page.findChildren(QPushButton) if one.isVisible()]
    assert not any(one.text().startswith("Analyse") for one in buttons)
    stage.page.bar.play.click()
    assert stage.page.replay.playing


def test_where_nothing_was_said_it_is_told_and_can_be_tried_again(stage: Stage) -> None:
    press_a(stage)
    stage.microphone.say(np.zeros(32000, np.int16) + np.int16(1))
    press_a(stage)
    assert stage.page.body.side.again.hint.text() == NOTHING_HEARD
    assert stage.page.body.side.again.record.isEnabled()


def test_a_missing_microphone_is_told_and_the_report_stays(stage: Stage) -> None:
    error = KnownError(Trouble.NO_MICROPHONE)
    stage.microphone.refuse(error)
    press_a(stage)
    assert stage.page.body.side.again.hint.text() == error.message
    assert stage.page.saying.saying.step is Step.IDLE


def test_another_take_throws_the_new_sentence_away(stage: Stage) -> None:
    say_it_again(stage)
    stage.show(stage.add(report_stage.silent_report(), minutes_ago=1))
    assert stage.page.saying.saying.step is Step.IDLE
    assert not stage.page.body.side.again.isVisible()
    assert not list(stage.services.paths.cache.glob("again-*"))


def test_leaving_the_page_gives_the_microphone_back(stage: Stage) -> None:
    press_a(stage)
    stage.page.hide()
    assert not stage.microphone.is_open


def test_hearing_the_take_silences_the_new_sentence(stage: Stage) -> None:
    say_it_again(stage)
    stage.page.replay.play_from(0.0)
    assert not stage.page.saying.saying.playing


def test_leaving_while_the_sentence_is_being_ended_throws_it_away_when_the_worker_is_through(
    stage: Stage, held: Held
) -> None:
    press_a(stage)
    say(stage)
    held.hold()
    stage.page.saying.press()
    assert held.is_waiting.wait(20)
    stage.page.saying.leave()
    assert stage.page.saying.saying.step is Step.IDLE
    # Both are the worker's as long as it is at work on them.
    assert stage.microphone.is_open
    assert list(stage.services.paths.cache.glob("again-*/again.wav"))
    held.go_on()
    stage.settle()
    assert not stage.microphone.is_open
    assert not list(stage.services.paths.cache.glob("again-*"))
    say_it_again(stage)


def test_what_was_given_up_is_gone_although_the_program_ends_meanwhile(stage: Stage, held: Held) -> None:
    press_a(stage)
    say(stage)
    held.hold()
    stage.page.saying.press()
    assert held.is_waiting.wait(20)
    stage.page.saying.leave()
    held.go_on()
    stage.services.tasks.close()
    stage.page.clear()
    assert not stage.microphone.is_open
    assert not list(stage.services.paths.cache.glob("again-*"))


def test_a_sentence_that_is_being_ended_while_the_program_ends_is_gone(stage: Stage, held: Held) -> None:
    press_a(stage)
    say(stage)
    held.hold()
    stage.page.saying.press()
    assert held.is_waiting.wait(20)
    held.go_on()
    stage.services.tasks.close()
    stage.page.clear()
    assert not stage.microphone.is_open
    assert not list(stage.services.paths.cache.glob("again-*"))

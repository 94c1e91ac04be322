"""A microphone that hangs when it is given back, a disk that does not answer: the window goes on, nothing is lost."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import load
from rehearse.audio.recorder import Recorder
from rehearse.calling.conductor import LinePhase
from rehearse.calling.ears import Ears
from rehearse.calling.holding import aside
from rehearse.errors import KnownError, Trouble
from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.ui.call_phase import CallPhase, CallWish
from tests.local_listener import LocalListener, NotLive
from tests.ui.page_stage import NoTelephone, button
from tests.unit.calling.desk import MICROPHONE_HZ, Loud
from tests.unit.calling.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.history.values import Take
    from rehearse.speech import ExpectedName
    from rehearse.ui.main_window import MainWindow
    from tests.fake_recogniser import FakeRecogniser
    from tests.ui.practice_stage import PracticeStage


@pytest.fixture
def stage(stage: PracticeStage) -> Iterator[PracticeStage]:
    """Its microphone may hang, but not longer than the test."""
    yield stage
    stage.microphone.may_close.set()


def take_of(stage: PracticeStage) -> Take:
    return stage.services.history.take(stage.state.take_id or "")


class SlowDisk(NotLive):
    """What listens to a take while it is spoken: the writer waits at it, as it does at a disk that does not answer."""

    def __init__(self) -> None:
        self.reached, self.answers = threading.Event(), threading.Event()

    def add(self, samples: bytes) -> None:
        del samples
        self.reached.set()
        self.answers.wait(20)


class HeldUpListener(LocalListener):
    def __init__(self, recogniser: FakeRecogniser, disk: SlowDisk) -> None:
        super().__init__(recogniser)
        self.disk = disk

    def begin(self, sample_rate_hz: int, expected: Sequence[ExpectedName] = (), told: object = None) -> NotLive:
        del sample_rate_hz, expected, told
        return self.disk


class HeldUpEars(Ears):
    def __init__(self, disk: SlowDisk) -> None:
        super().__init__(MICROPHONE_HZ, Loud())
        self.disk, self.is_held_up = disk, False

    def add(self, samples: bytes) -> None:
        super().add(samples)
        if self.is_held_up:
            self.disk.add(samples)


@pytest.fixture
def disk(stage: PracticeStage) -> Iterator[SlowDisk]:
    """A disk that stops to answer with the next take, and a recorder that waits a second for it."""
    made = SlowDisk()
    listener = HeldUpListener(stage.recogniser, made)
    microphone = stage.microphone
    stage.services.make_recorder = lambda name: Recorder(name, microphone, microphone.clock, patience_s=1.0)
    stage.services.make_listener = lambda _model: listener
    stage.controller.analyst.prepare()
    stage.settle()
    yield made
    made.answers.set()


def speak_into(stage: PracticeStage, disk: SlowDisk) -> Take:
    """Say something that the disk does not take, and press Stop."""
    stage.begin()
    stage.speak(2.0)
    assert disk.reached.wait(20)
    stage.controller.stop()
    stage.wait_for(PracticePhase.FAILED)
    return take_of(stage)


def test_discarding_a_take_does_not_wait_for_a_microphone_that_hangs(stage: PracticeStage) -> None:
    stage.begin()
    stage.speak()
    take = take_of(stage)
    stage.microphone.may_close.clear()
    stage.controller.discard()
    assert stage.microphone.is_open
    assert stage.state.phase is PracticePhase.IDLE
    assert stage.services.history.lists.rows() == ()
    stage.microphone.may_close.set()
    stage.settle()
    assert not stage.microphone.is_open
    assert not take.audio_path.exists()
    assert stage.services.history.bin.holds() == ()
    assert stage.troubles == []


def test_breaking_off_the_countdown_does_not_wait_for_a_microphone_that_hangs(stage: PracticeStage) -> None:
    stage.controller._countdown.setInterval(3_600_000)
    stage.controller.record("practice-intro")
    stage.qtbot.waitUntil(lambda: stage.microphone.is_open)
    stage.settle()
    stage.microphone.may_close.clear()
    stage.controller.discard()
    assert stage.microphone.is_open
    assert stage.state.phase is PracticePhase.IDLE


def test_the_next_take_begins_when_the_microphone_of_the_discarded_one_is_free(stage: PracticeStage) -> None:
    stage.begin()
    discarded = take_of(stage)
    stage.microphone.may_close.clear()
    stage.controller.discard()
    stage.controller.record("practice-intro")
    stage.microphone.may_close.set()
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak(2.0)
    stage.controller.stop()
    take_id = stage.wait_for(PracticePhase.REPORTED).take_id
    stage.settle()
    assert [row.take.id for row in stage.services.history.lists.rows()] == [take_id]
    assert not discarded.audio_path.exists()


def test_a_take_that_was_discarded_just_before_a_crash_does_not_come_back(stage: PracticeStage) -> None:
    stage.begin()
    stage.speak()
    take, paths = take_of(stage), stage.services.paths
    stage.microphone.may_close.clear()
    stage.controller.discard()
    with closing(HistoryStore.open(paths.history_file, paths.recordings)) as next_start:
        next_start.bin.empty()
        assert next_start.unfinished() == ()
        assert next_start.lists.rows() == ()
    assert not take.audio_path.exists()


def test_hanging_up_while_connecting_does_not_wait_for_a_microphone_that_hangs(stage: PracticeStage) -> None:
    line, dialled, may_connect = Line(), threading.Event(), threading.Event()

    class Connecting(NoTelephone):
        def connect(self, _plan: CallPlan) -> PhoneCall:
            line.recorder.open()
            dialled.set()
            may_connect.wait(20)
            return line.call

    stage.services.telephone = Connecting()
    stage.calls.dial(CallWish("opening-call"), None)
    assert dialled.wait(20)
    stage.calls.hang_up()
    line.microphone.may_close.clear()
    may_connect.set()
    stage.qtbot.waitUntil(lambda: not stage.services.tasks.busy and stage.services.letting_go.busy)
    assert line.microphone.is_open
    line.microphone.may_close.set()
    stage.settle()
    assert not line.microphone.is_open
    assert stage.services.history.lists.rows() == ()


def test_a_take_that_the_disk_kept_waiting_is_analysed_as_soon_as_it_answers(
    stage: PracticeStage, disk: SlowDisk
) -> None:
    take = speak_into(stage, disk)
    assert "analysed as soon as the disk answers" in (stage.state.message or "")
    assert take.state is TakeState.RECORDING
    disk.answers.set()
    stage.qtbot.waitUntil(lambda: stage.reports == [take.id], timeout=20_000)
    whole = stage.services.history.take(take.id)
    assert whole.state is TakeState.ANALYSED
    assert whole.duration_s == pytest.approx(2.0)
    assert whole.duration_s == pytest.approx(load(whole.audio_path).duration_s)
    assert not whole.recovered


def test_analysing_a_take_before_the_disk_has_answered_says_so_again_and_changes_nothing(
    stage: PracticeStage, disk: SlowDisk
) -> None:
    take = speak_into(stage, disk)
    stage.controller.retry()
    assert stage.state.phase is PracticePhase.FAILED
    assert "analysed as soon as the disk answers" in (stage.state.message or "")
    assert stage.recogniser.heard_s == []
    disk.answers.set()
    stage.qtbot.waitUntil(lambda: stage.reports == [take.id], timeout=20_000)


def test_a_take_that_the_disk_kept_waiting_is_offered_where_the_user_has_gone_on(
    stage: PracticeStage, disk: SlowDisk, window: MainWindow
) -> None:
    take = speak_into(stage, disk)
    stage.controller.leave()
    disk.answers.set()
    stage.settle()
    assert stage.services.history.take(take.id).state is TakeState.RECORDED
    assert stage.state.phase is PracticePhase.IDLE
    button(window, "Analyse it now").click()
    stage.qtbot.waitUntil(lambda: stage.reports == [take.id], timeout=20_000)


def test_a_take_that_is_deleted_while_the_disk_keeps_it_waiting_is_gone_when_it_answers(
    stage: PracticeStage, disk: SlowDisk
) -> None:
    take = speak_into(stage, disk)
    stage.controller.discard()
    assert stage.services.history.lists.rows() == ()
    disk.answers.set()
    stage.settle()
    assert not take.audio_path.exists()
    assert stage.services.history.bin.holds() == ()
    assert stage.state.phase is PracticePhase.IDLE


def connected(stage: PracticeStage, line: Line) -> None:
    """Make a call over this line, until it is the applicant's turn."""

    class Connected(NoTelephone):
        def connect(self, _plan: CallPlan) -> PhoneCall:
            line.recorder.open()
            return line.call

    stage.services.telephone = Connected()
    stage.calls.dial(CallWish("opening-call"), None)
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    line.until(LinePhase.YOURS)
    line.pass_time(1.0, voice=True)


def test_a_call_goes_on_hold_and_can_be_ended_while_its_lost_microphone_hangs(stage: PracticeStage) -> None:
    line = Line(aside=aside)
    connected(stage, line)
    line.microphone.may_close.clear()
    line.microphone.refuse(KnownError(Trouble.NO_MICROPHONE))
    line.microphone.vanish()
    stage.qtbot.waitUntil(lambda: stage.calls.now.on_hold)
    assert line.microphone.is_open
    stage.calls.hang_up()
    assert stage.calls.now.phase is CallPhase.ENDING
    assert line.microphone.is_open
    take_id = stage.calls.now.take_id or ""
    with stage.qtbot.waitSignal(stage.calls.report_ready, timeout=20_000):
        line.microphone.may_close.set()
    assert not line.microphone.is_open
    take = stage.services.history.take(take_id)
    assert take.state is TakeState.ANALYSED
    assert take.duration_s == pytest.approx(load(take.audio_path).duration_s)


@pytest.mark.parametrize("end", ["hung up", "microphone lost"])
def test_a_call_that_the_disk_kept_waiting_is_analysed_as_soon_as_it_answers(stage: PracticeStage, end: str) -> None:
    disk = SlowDisk()
    ears = HeldUpEars(disk)
    line = Line(ears, patience_s=1.0, aside=aside)
    connected(stage, line)
    ears.is_held_up = True
    line.microphone.say(np.full(MICROPHONE_HZ, 10_000, np.int16))
    assert disk.reached.wait(20)
    stage.calls.hang_up() if end == "hung up" else line.microphone.vanish()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.FAILED, timeout=20_000)
    take_id = stage.calls.now.take_id or ""
    assert "analysed as soon as the disk answers" in (stage.calls.now.message or "")
    reports: list[str] = []
    stage.calls.report_ready.connect(reports.append)
    disk.answers.set()
    stage.qtbot.waitUntil(lambda: reports == [take_id], timeout=20_000)
    take = stage.services.history.take(take_id)
    assert take.state is TakeState.ANALYSED
    assert take.duration_s == pytest.approx(load(take.audio_path).duration_s)
    assert stage.services.history.calls.report(take_id) is not None

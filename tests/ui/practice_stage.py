"""What the tests of a practice share: a microphone and a recogniser that do as they are told, and a controller."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.devices import Device
from rehearse.audio.recorder import Recorder
from rehearse.practice import Practice, PracticePhase
from rehearse.ui.call_controller import CallController
from rehearse.ui.practice_controller import PracticeController
from tests.fake_recogniser import FakeRecogniser
from tests.fake_sound import FakeMicrophone
from tests.local_listener import LocalListener
from tests.sounds import murmur
from tests.ui.page_stage import NoTelephone, services_in
from tests.unit.calling.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.settings import Settings
    from rehearse.ui.services import Services

BUILT_IN = Device(0, "Built-in microphone", 48_000, is_default=True)
HEADSET = Device(1, "USB headset", 48_000, is_default=False)
ENDLESS_MS = 3_600_000
"""A second of the countdown that is longer than any test."""


@dataclass
class PracticeStage:
    """A controller with a device and a recogniser at its two doors, and everything that it told."""

    services: Services
    controller: PracticeController
    calls: CallController
    microphone: FakeMicrophone
    recogniser: FakeRecogniser
    qtbot: QtBot
    found: list[Device] = field(default_factory=lambda: [BUILT_IN, HEADSET])
    states: list[Practice] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    @property
    def state(self) -> Practice:
        return self.controller.state

    def wait_for(self, phase: PracticePhase) -> Practice:
        """Let the program go on until it has come to this step, or to an end that was not meant."""
        ends = {phase, PracticePhase.FAILED, PracticePhase.REPORTED} if phase is not PracticePhase.IDLE else {phase}
        self.qtbot.waitUntil(lambda: self.controller.state.phase in ends, timeout=20_000)
        assert self.controller.state.phase is phase, self.controller.state
        return self.controller.state

    def settle(self) -> None:
        """Let everything that is under way on the workers come back."""
        services = self.services
        runners = (services.tasks, services.file_tasks, services.letting_go, services.late_disk)
        self.qtbot.waitUntil(lambda: not any(runner.busy for runner in runners), timeout=20_000)

    def begin(self, scenario: str = "practice-intro") -> None:
        """Press Record and wait until the take runs."""
        self.controller.record(scenario)
        self.wait_for(PracticePhase.RECORDING)

    def speak(self, seconds: float = 2.0) -> None:
        """Say something of this length into the microphone."""
        self.microphone.say(murmur(seconds, self.microphone.sample_rate_hz))

    def be_silent(self, seconds: float) -> None:
        """Send exact zeros, as a muted microphone does."""
        self.microphone.say(np.zeros(round(seconds * self.microphone.sample_rate_hz), np.int16))

    def take(self, seconds: float = 2.0) -> str:
        """A whole practice; the id of its take."""
        self.begin()
        self.speak(seconds)
        self.controller.stop()
        return self.wait_for(PracticePhase.REPORTED).take_id or ""


def connected(stage: PracticeStage, plans: list[CallPlan] | None = None) -> Line:
    """A line that every mock call gets, each plan noted; the same microphone stands at every practice's door."""
    line = Line()

    class Connected(NoTelephone):
        def connect(self, plan: CallPlan) -> PhoneCall:
            if plans is not None:
                plans.append(plan)
            line.recorder.open()
            return line.call

    stage.services.telephone = Connected()
    return line


@contextmanager
def practice_in(
    home: Path,
    qtbot: QtBot,
    settings: Settings | None = None,
    microphone: FakeMicrophone | None = None,
    second_ms: int = 1,
) -> Iterator[PracticeStage]:
    """A stage whose seconds of the countdown are a thousandth long, unless a test wants to stay within it."""
    microphone, recogniser = microphone or FakeMicrophone(), FakeRecogniser()
    found = [BUILT_IN, HEADSET]
    with services_in(home, settings, microphones=lambda: tuple(found)) as services:
        services.make_recorder = lambda name: Recorder(name, microphone, microphone.clock)
        services.make_listener = lambda _model: LocalListener(recogniser)
        controller = PracticeController(services, second_ms=second_ms)
        calls = CallController(services, controller.analyst)
        stage = PracticeStage(services, controller, calls, microphone, recogniser, qtbot, found)
        controller.state_changed.connect(stage.states.append)
        controller.trouble.connect(lambda error: stage.troubles.append(error.message))
        controller.report_ready.connect(stage.reports.append)
        try:
            yield stage
        finally:
            recogniser.may_finish.set()
            calls.close()
            controller.close()

"""A whole call with a microphone and a loudspeaker at the device doors, on a clock turned by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse import call as calls
from rehearse import phrases
from rehearse.audio.keeper import ANSWER_WITHIN_S
from rehearse.audio.recorder import Recorder
from rehearse.calling.conductor import Conductor, LinePhase
from rehearse.calling.ears import Ears
from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.calling.phone_call import PhoneCall
from rehearse.calling.preparing import Preparer
from tests.fake_sound import Clock, FakeLoudspeaker, FakeMicrophone
from tests.unit.calling.desk import MAYA, MICROPHONE_HZ, STEP_S, AtOnce, Loud, Tones, at_once
from tests.waiting import wait_until

if TYPE_CHECKING:
    from rehearse.calling.holding import Aside
    from rehearse.errors import KnownError

INTRODUCTION = "Hi, this is Maya Okafor. I applied to internal medicine at Riverbend through SOAP. Thank you."


class Line:
    """A call that can be made.

    Attributes:
        sends_nothing: The microphone is there, but no sound comes from it.
        sounds: Whether anything came out of the loudspeaker just now.
    """

    def __init__(self, ears: Ears | None = None, patience_s: float = ANSWER_WITHIN_S, aside: Aside = at_once) -> None:
        self.sends_nothing = self.sounds = False
        self.clock = Clock()
        self.microphone = FakeMicrophone(MICROPHONE_HZ, clock=self.clock)
        self.device = FakeLoudspeaker(Clock())
        self.recorder = Recorder(opener=self.microphone, clock=self.clock, patience_s=patience_s)
        self.ears = ears or Ears(MICROPHONE_HZ, Loud())
        loudspeaker = CallLoudspeaker(opener=self.device, clock=self.clock)
        begun, _ = calls.begin(calls.Setup(calls.load(), phrases.load(), 1, MAYA), "opening-call")
        preparer = Preparer(lambda _sound: INTRODUCTION, Tones(), AtOnce())  # type: ignore[arg-type]
        self.conductor = Conductor(
            begun,
            ears=self.ears,
            loudspeaker=loudspeaker,
            preparer=preparer,
            opening=preparer.spoken(begun.reply),
            clock=self.clock,
        )
        self.call = PhoneCall(self.conductor, self.recorder, loudspeaker, self.ears, self.clock, aside)

    def pass_time(self, seconds: float, *, voice: bool = False) -> KnownError | None:
        trouble = None
        for _ in range(round(seconds / STEP_S)):
            frames = round(STEP_S * MICROPHONE_HZ)
            if self.microphone.is_open and self.recorder.is_recording and not self.sends_nothing:
                before = self.ears._incoming.qsize()
                self.microphone.say(np.full(frames, 10_000 if voice else 3, np.int16))
                wait_until(lambda: self.ears._incoming.qsize() > before, "the writer to hand the sound on")  # noqa: B023
            else:
                self.clock.advance(STEP_S)
            if self.device.is_running:
                self.device.crank(STEP_S)
                self.sounds = bool(np.abs(self.device.heard).max(initial=0.0))
                self.device.heard = self.device.heard[:0]
            trouble = self.call.tick()
        return trouble

    def answer(self) -> None:
        """Speak for two seconds as soon as it is one's own turn, and wait until the other side speaks again."""
        self.until(LinePhase.YOURS)
        self.pass_time(2.0, voice=True)
        self.until(LinePhase.THEIRS)

    def until(self, phase: LinePhase) -> None:
        for _ in range(round(60 / STEP_S)):
            if self.conductor.phase is phase:
                return
            self.pass_time(STEP_S)
        msg = f"it is still {self.conductor.phase}"
        raise AssertionError(msg)

"""A desk with a telephone, run by a clock that is turned by hand: faster than real time, and the same every time."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse import call as calls
from rehearse import phrases
from rehearse.audio.decode import Recording
from rehearse.calling.conductor import Conductor, LinePhase
from rehearse.calling.ears import Ears
from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.calling.preparing import Preparer
from rehearse.errors import KnownError
from rehearse.target import Target
from rehearse.voice.phone import RATE_HZ
from tests.fake_sound import Clock, FakeLoudspeaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rehearse.call import Reply

MAYA = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend",), "internal medicine")
MICROPHONE_HZ = 16_000
STEP_S = 0.02
LINE_S = 1.0
"""Every line of the other side takes so long here."""


class Loud:
    """Whatever is loud is voice."""

    def of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        windows = np.abs(samples[: len(samples) // 512 * 512]).reshape(-1, 512).max(axis=1)
        return (windows > 0.1).astype(np.float32)


class AtOnce:
    """A worker that has done everything at once, or, while it is held, nothing."""

    def __init__(self) -> None:
        self.is_held = False
        self._waiting: list[Callable[[], None]] = []

    def submit(self, job: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append(lambda: future.set_result(job(*arguments)))
        self.go_on()
        return future

    def go_on(self) -> None:
        while self._waiting and not self.is_held:
            self._waiting.pop(0)()


def at_once(work: Callable[[], None]) -> Future[None]:
    """What may hang, and does not."""
    done: Future[None] = Future()
    try:
        work()
    except KnownError as error:
        done.set_exception(error)
    else:
        done.set_result(None)
    return done


class Noises:
    """Speaks every line and sound as a noise of one length, each another."""

    def __init__(self) -> None:
        self._chance = np.random.default_rng(5)

    def spoken(self, reply: Reply) -> tuple[NDArray[np.float32], ...]:
        return tuple(self._chance.normal(0, 0.2, round(LINE_S * RATE_HZ)).astype(np.float32) for _ in reply.lines)


class Tones:
    """Speaks every line and sound as a tone of one length."""

    def spoken(self, reply: Reply) -> tuple[NDArray[np.float32], ...]:
        return tuple(np.full(round(LINE_S * RATE_HZ), 0.3, np.float32) for _ in reply.lines)


class Desk:
    """Somebody at a telephone, whose words the recogniser knows beforehand.

    Attributes:
        answers: The texts that the recogniser will write down, in order of the turns; the last part of a turn that
            was written down in pieces gives the text, all others nothing.
        echo: While the loudspeaker sounds, somebody else's voice is heard.
        hears_speaker: The microphone hears the loudspeaker itself.
    """

    def __init__(self, script: str, *, headset: bool = False, seed: int = 1, state: str | None = None) -> None:
        self.clock = Clock()
        self.device = FakeLoudspeaker(self.clock)
        self.loudspeaker = CallLoudspeaker(opener=self.device, clock=self.clock)
        self.loudspeaker.open()
        self.ears = Ears(MICROPHONE_HZ, Loud())
        self.worker = AtOnce()
        self.says = ""
        self.echo = self.hears_speaker = False
        setup = calls.Setup(calls.load(), phrases.load(), seed, MAYA)
        begun, _ = calls.begin(setup, script, state)
        preparer = Preparer(lambda _sound: self.says, Noises(), self.worker)  # type: ignore[arg-type]
        self.conductor = Conductor(
            begun,
            ears=self.ears,
            loudspeaker=self.loudspeaker,
            preparer=preparer,
            opening=preparer.spoken(begun.reply),
            clock=self.clock,
            headset=headset,
        )
        self.conductor.begin()

    def pass_time(self, seconds: float, *, voice: bool = False) -> None:
        """Let time pass, with the applicant's voice or without."""
        for _ in range(round(seconds / STEP_S)):
            self.device.crank(STEP_S)
            hears = voice or (self.echo and np.abs(self.device.heard).max(initial=0) > 0)
            played, self.device.heard = self.device.heard, self.device.heard[:0]
            sound = np.full(round(STEP_S * MICROPHONE_HZ), 10_000 if hears else 0, np.int16)
            if self.hears_speaker:
                echo = Recording(played, RATE_HZ, "").at(MICROPHONE_HZ)[: len(sound)]
                sound[: len(echo)] += (10_000 * echo).astype(np.int16)
            self.ears.add(sound.tobytes())
            self.conductor.tick()

    def until(self, phase: LinePhase, within_s: float = 60.0) -> float:
        """Let time pass in silence until it is somebody's turn; how long that took."""
        passed_s = 0.0
        while self.conductor.phase is not phase:
            assert passed_s < within_s, f"still {self.conductor.phase} after {passed_s:.1f} s"
            self.pass_time(STEP_S)
            passed_s += STEP_S
        return passed_s

    def answer(self, text: str, seconds: float = 3.0) -> None:
        """Say something in one's own turn, and fall silent."""
        self.until(LinePhase.YOURS)
        self.says = text
        self.pass_time(seconds, voice=True)

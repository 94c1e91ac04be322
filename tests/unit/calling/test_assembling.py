"""Putting a call together: what is loaded when, and what is ready before it rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.recorder import Recorder
from rehearse.calling.assembling import CallPlan, Operator
from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.errors import KnownError, Trouble
from rehearse.voice.phone import RATE_HZ
from tests.fake_sound import Clock, FakeLoudspeaker, FakeMicrophone
from tests.unit.calling.desk import MAYA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

PLAN = CallPlan("opening-call", 1, MAYA)


class Beeping:
    """A voice that says everything as half a second of sound."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str, _person: object, _said_as: object = None) -> NDArray[np.float32]:
        self.said.append(text)
        return np.full(RATE_HZ // 2, 0.3, np.float32)


class Office:
    """An operator whose devices, voice and recogniser are made up, with a note of what was loaded."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.loaded: list[str] = []
        self.voice = Beeping()
        self.is_mute = False
        self.microphone = FakeMicrophone(clock=self.clock)
        self.operator = Operator(
            lambda _name: Recorder(opener=self.microphone, clock=self.clock),
            lambda _name: CallLoudspeaker(opener=FakeLoudspeaker(self.clock), clock=self.clock),
            self._words,
            self._voice,  # type: ignore[arg-type]
            self.clock,
        )

    def _words(self) -> Callable[[NDArray[np.float32]], str]:
        self.loaded.append("words")
        return lambda _sound: ""

    def _voice(self) -> Beeping:
        if self.is_mute:
            raise KnownError(Trouble.VOICE_UNAVAILABLE, reason="ImportError")
        self.loaded.append("voice")
        return self.voice


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()
    yield made
    made.operator.close()


def test_the_first_line_is_spoken_before_it_rings(office: Office) -> None:
    call = office.operator.connect(PLAN)
    (opening,) = {line.text for line in call.conductor.call.reply.lines if line.text}
    assert office.voice.said == [opening]
    call.abandon()


def test_what_was_loaded_while_it_rang_is_not_loaded_again(office: Office) -> None:
    office.operator.load()
    assert sorted(office.loaded) == ["voice", "words"]
    office.operator.connect(PLAN).abandon()
    assert sorted(office.loaded) == ["voice", "words"]


def test_without_a_voice_the_call_is_made_and_its_lines_have_to_be_read(office: Office) -> None:
    office.is_mute = True
    call = office.operator.connect(PLAN)
    assert call.must_be_read
    call.abandon()
    office.is_mute = False
    call = office.operator.connect(PLAN)
    assert not call.must_be_read
    call.abandon()


def test_a_microphone_that_is_busy_is_told_before_anything_rings(office: Office) -> None:
    office.microphone.refuse(KnownError(Trouble.MICROPHONE_BUSY, device="Desk microphone", reason="in use"))
    with pytest.raises(KnownError) as caught:
        office.operator.connect(PLAN)
    assert caught.value.trouble is Trouble.MICROPHONE_BUSY


def test_a_fault_while_a_call_is_put_together_gives_the_microphone_back(office: Office) -> None:
    def broken(_name: str | None) -> CallLoudspeaker:
        raise OSError("no memory for the loudspeaker's library")

    operator = Operator(lambda _name: Recorder(opener=office.microphone), broken, office._words, office._voice)  # type: ignore[arg-type]
    with pytest.raises(OSError, match="no memory"):
        operator.connect(PLAN)
    operator.close()
    assert not office.microphone.is_open

"""A microphone that is lost in the middle of a call, through the real PortAudio at the tests' own sound server."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse import call as calls
from rehearse import phrases
from rehearse.audio.decode import load
from rehearse.audio.recorder import Recorder
from rehearse.calling.conductor import Conductor, LinePhase
from rehearse.calling.ears import Ears
from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.calling.phone_call import PhoneCall
from rehearse.calling.preparing import Preparer
from rehearse.voice import tones
from tests.sounds import murmur
from tests.unit.calling.desk import MAYA, AtOnce, Loud, Tones
from tests.unit.calling.line import INTRODUCTION
from tests.virtual_sound import RATE_HZ
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.virtual_sound import Microphone, VirtualSound

CHORDS_HZ = [2 * pitch_hz for chord in tones.CHORDS_HZ for pitch_hz in chord]
"""What is heard of the music: each pitch an octave higher, for a telephone lets nothing lower through."""


@pytest.fixture
def call(virtual_sound: VirtualSound, tmp_path: Path) -> Iterator[PhoneCall]:
    """A call over the default devices, its recogniser and voice beside the point, already at the applicant's turn."""
    assert virtual_sound.is_running
    recorder, loudspeaker = Recorder(), CallLoudspeaker()
    recorder.open()
    assert recorder.sample_rate_hz is not None
    ears = Ears(recorder.sample_rate_hz, Loud())
    begun, _ = calls.begin(calls.Setup(calls.load(), phrases.load(), 1, MAYA), "opening-call", "pick-up")
    preparer = Preparer(lambda _sound: INTRODUCTION, Tones(), AtOnce())  # type: ignore[arg-type]
    conductor = Conductor(
        begun,
        ears=ears,
        loudspeaker=loudspeaker,
        preparer=preparer,
        opening=preparer.spoken(begun.reply),
        clock=time.monotonic,
    )
    made = PhoneCall(conductor, recorder, loudspeaker, ears, time.monotonic)
    made.start(tmp_path / "take.wav")
    yield made
    loudspeaker.close()
    recorder.close()


def share_of_music(heard: NDArray[np.int16]) -> float:
    """How much of a sound's energy lies on the pitches of the hold music; 0 where nothing is heard."""
    power = np.abs(np.fft.rfft(heard * np.hanning(len(heard)))) ** 2
    at_hz = np.fft.rfftfreq(len(heard), 1 / RATE_HZ)
    of_music = np.any([np.abs(at_hz - pitch_hz * n) < 6 for pitch_hz in CHORDS_HZ for n in (1, 2)], axis=0)
    return float(power[of_music].sum() / power.sum()) if power.any() else 0.0


def going_on(call: PhoneCall, condition: Callable[[], bool], what: str) -> None:
    """Let the call go on until something is so."""

    def ticked() -> bool:
        call.tick()
        return condition()

    wait_until(ticked, what)


def test_who_loses_the_microphone_hears_music_until_it_is_back_and_goes_on_where_they_were(
    call: PhoneCall, virtual_sound: VirtualSound, microphone: Microphone, tmp_path: Path
) -> None:
    conductor, said = call.conductor, murmur(1.5, RATE_HZ)
    # Everything that takes its time is begun outside the applicant's turn, which ends after a few seconds of silence.
    with virtual_sound.listening() as loudspeaker:

        def latest(seconds: float) -> NDArray[np.int16]:
            return loudspeaker.samples()[-round(seconds * RATE_HZ) :]

        going_on(call, lambda: conductor.phase is LinePhase.YOURS and not latest(0.2).any(), "the applicant's turn")
        virtual_sound.control("suspend-source", "desk", "1")
        going_on(call, lambda: call.is_on_hold, "the loss to be noticed")
        going_on(call, lambda: share_of_music(latest(1.0)) > 0.9, "the music to be heard")
        assert conductor.phase is LinePhase.YOURS

        virtual_sound.control("suspend-source", "desk", "0")
        going_on(call, lambda: not call.is_on_hold, "the microphone to be back")
        speaker = threading.Thread(target=microphone.say, args=(said,))
        speaker.start()
        going_on(call, lambda: not latest(0.5).any(), "the music to be over")

    going_on(call, lambda: bool(conductor.taken), "the answer to be taken")
    speaker.join()
    call.hang_up()
    going_on(call, lambda: call.is_over, "the end of the call")
    kept = call.finish(tmp_path / "take.other.wav")

    (first, *_) = kept.taken
    assert first.turn.text == INTRODUCTION
    mine, theirs = load(kept.recorded.path), load(tmp_path / "take.other.wav")
    assert mine.duration_s == pytest.approx(theirs.duration_s, abs=0.1)
    spoken = mine.samples[round(first.span.start_s * RATE_HZ) : round(first.span.end_s * RATE_HZ)]
    assert np.abs(spoken).max() > 0.1
    assert [file.name for file in sorted(tmp_path.iterdir()) if file.suffix == ".wav"] == ["take.other.wav", "take.wav"]

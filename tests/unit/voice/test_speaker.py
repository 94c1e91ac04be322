from __future__ import annotations

import sys

import numpy as np
import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.voice.phone import RATE_HZ, PhoneLine
from rehearse.voice.speaker import PersonVoice, Speaker, respelled

LINE = "Residency office, this is Joanne. How can I help you?"


@pytest.fixture(scope="module")
def speaker() -> Speaker:
    return Speaker()


def pitch_hz(samples: np.ndarray) -> float:
    """The most frequent distance between the pulses of the voice, by autocorrelation of its loudest parts."""
    found = []
    for start in range(0, len(samples) - 2400, 1200):
        part = samples[start : start + 2400] - samples[start : start + 2400].mean()
        if np.abs(part).max() < 0.1:
            continue
        likeness = np.correlate(part, part, "full")[len(part) - 1 :]
        shortest, longest = RATE_HZ // 400, RATE_HZ // 80
        lag = shortest + int(np.argmax(likeness[shortest:longest]))
        if likeness[lag] > 0.4 * likeness[0]:
            found.append(RATE_HZ / lag)
    return float(np.median(found))


def test_the_same_line_sounds_the_same_every_time(speaker: Speaker) -> None:
    assert np.array_equal(speaker.say(LINE, PersonVoice()), speaker.say(LINE, PersonVoice()))


def test_a_deeper_person_is_deeper_and_takes_as_long(speaker: Speaker) -> None:
    plain, deep = speaker.say(LINE, PersonVoice()), speaker.say(LINE, PersonVoice(pitch_st=-4))
    assert pitch_hz(deep) < 0.88 * pitch_hz(plain)
    assert len(deep) == pytest.approx(len(plain), rel=0.15)


def test_a_quicker_person_needs_less_time(speaker: Speaker) -> None:
    assert len(speaker.say(LINE, PersonVoice(speed=1.3))) < 0.9 * len(speaker.say(LINE, PersonVoice()))


def test_a_line_begins_at_once_and_is_heard_over_the_telephone(speaker: Speaker) -> None:
    spoken = speaker.say(LINE, PersonVoice(line=PhoneLine.MOBILE))
    assert np.abs(spoken[: RATE_HZ // 5]).max() > 0.05
    spectrum = np.abs(np.fft.rfft(spoken))
    above = round(4000 * len(spoken) / RATE_HZ)
    assert spectrum[above:].max() < 0.01 * spectrum.max()


def test_nothing_to_say_is_silence(speaker: Speaker) -> None:
    assert len(speaker.say("  ", PersonVoice())) == 0


def test_names_and_abbreviations_are_read_as_told() -> None:
    said_as = {"ID": "I-D", "AAMC ID": "A-A-M-C I-D", "Nguyen": "win"}
    assert respelled("Your AAMC ID, Dr. Nguyen? The ID.", said_as) == "Your A-A-M-C I-D, Dr. win? The I-D."
    assert respelled("IDEA", said_as) == "IDEA"
    assert respelled("ID", {"ID": " "}) == "ID"


def test_without_the_voice_the_call_is_told_to_go_on_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hibari", None)
    with pytest.raises(KnownError) as caught:
        Speaker()
    assert caught.value.trouble is Trouble.VOICE_UNAVAILABLE
    assert "as text" in caught.value.message

from __future__ import annotations

import pytest

from rehearse.audio.portaudio import first_accepted, reason_of, sounddevice

# Asking PortAudio for its errors starts it, and that is safe in tests only where their own server is.
pytestmark = pytest.mark.virtual_sound

NO_SUCH_RATE, NO_SUCH_CHANNELS, IN_USE = -9997, -9998, -9985


def refusal(code: int, text: str = "Error opening RawInputStream: refused") -> Exception:
    error = sounddevice().PortAudioError(text, code)
    assert isinstance(error, Exception)
    return error


def only_takes(rate_hz: int, channels: int) -> object:
    """Stand for a device that takes two channels at 48 kHz and nothing else."""
    if rate_hz != 48000:
        raise refusal(NO_SUCH_RATE)
    if channels != 2:
        raise refusal(NO_SUCH_CHANNELS)
    return (rate_hz, channels)


def test_a_device_that_refuses_mono_is_asked_for_what_it_takes() -> None:
    forms = [(44100, 1), (44100, 2), (48000, 1), (48000, 2), (48000, 8)]

    assert first_accepted(only_takes, forms) == (48000, 2)


def test_a_device_that_takes_no_form_gives_its_last_refusal() -> None:
    with pytest.raises(sounddevice().PortAudioError) as caught:
        first_accepted(only_takes, [(44100, 1), (44100, 2)])

    assert caught.value.args[1] == NO_SUCH_RATE


def test_a_device_that_is_in_use_is_not_asked_again() -> None:
    asked = []

    def in_use(rate_hz: int, channels: int) -> object:
        asked.append((rate_hz, channels))
        raise refusal(IN_USE)

    with pytest.raises(sounddevice().PortAudioError):
        first_accepted(in_use, [(48000, 1), (48000, 2)])

    assert asked == [(48000, 1)]


def test_a_reason_is_given_in_words_and_not_in_codes() -> None:
    assert reason_of(refusal(IN_USE, "Device unavailable [PaErrorCode -9985]")) == "Device unavailable"

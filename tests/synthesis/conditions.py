"""What lies between a mouth and a recording: a room, a noise, a telephone, a far microphone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.synthesis.voices import RATE_HZ

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

FRAME = RATE_HZ // 100
TELEPHONE_HZ = (300.0, 3400.0)
TILT = 0.5
"""Amplitude of room noise falls with frequency to this power."""

REFLECTIONS = 0.03
"""How strong the walls' answer is at first, against a voice that comes straight with 1."""

USEFUL_S = 0.05
"""What comes back so soon, the ear adds to the voice itself (Lochner and Burger; "definition" in ISO 3382)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a voice goes through.

    Attributes:
        noise_db: Background, in decibels against the voice at the mouth.
        reverberation_s: The time in which an echo falls by 60 dB; 0 without a room.
        direct: How much of the voice comes straight to the microphone.
        by_telephone: Whether a telephone lies between.
        level: What everything is multiplied with.
        tilt: See `TILT`.
    """

    noise_db: float
    reverberation_s: float = 0.0
    direct: float = 1.0
    by_telephone: bool = False
    level: float = 1.0
    tilt: float = TILT


NAMED = {
    "quiet": Surroundings(-45.0),
    "noise": Surroundings(-18.0),
    "room": Surroundings(-38.0, reverberation_s=0.4),
    "telephone": Surroundings(-35.0, by_telephone=True),
    "far": Surroundings(-25.0, reverberation_s=0.4, direct=0.4, level=0.08),
}
CONDITIONS = tuple(NAMED)


def apply(samples: NDArray[np.float32], condition: str, chance: Generator) -> NDArray[np.float32]:
    """The same recording under a condition; nothing moves in time."""
    return recorded(samples, NAMED[condition], chance)


def audible(samples: NDArray[np.float32], condition: str) -> NDArray[np.bool_]:
    """Which 10 ms of a voice are at least as loud as the noise under a condition: nobody hears more of it."""
    return audible_in(samples, NAMED[condition])


def recorded(samples: NDArray[np.float32], around: Surroundings, chance: Generator) -> NDArray[np.float32]:
    """A recording of a voice in surroundings; nothing moves in time."""
    heard = _in_a_room(samples, around, chance) if around.reverberation_s else samples
    heard = heard + _room_noise(len(heard), chance, around.tilt) * _noise_level(samples, around)
    if around.by_telephone:
        heard = _by_telephone(heard)
    return np.asarray(heard * around.level, np.float32)


def audible_in(samples: NDArray[np.float32], around: Surroundings) -> NDArray[np.bool_]:
    """Which 10 ms of a voice are at least as loud as the noise in surroundings.

    Both are taken as they come to the listener: voice and noise through the same telephone, and of a voice in a room
    what comes straight from the mouth with what comes back so soon that the ear adds it to that.
    """
    frames = samples[: len(samples) // FRAME * FRAME]
    noise = np.square(_noise_level(samples, around))
    if around.by_telephone:
        frames = _by_telephone(frames)
        noise *= _share_by_telephone(around.tilt)
    return np.asarray(np.square(frames.reshape(-1, FRAME)).mean(axis=1) * _useful(around) >= noise, np.bool_)


def _useful(around: Surroundings) -> float:
    """The power at which a voice comes to the listener, against the one it has at the mouth."""
    if not around.reverberation_s:
        return 1.0
    early = np.square(_decay(around)[: round(USEFUL_S * RATE_HZ)] * REFLECTIONS)
    return float(around.direct**2 + early[1:].sum())


def _noise_level(samples: NDArray[np.float32], around: Surroundings) -> float:
    """Root mean square of the noise."""
    loud = samples[np.abs(samples) > 0.01]
    voice = float(np.sqrt(np.mean(np.square(loud)))) if len(loud) else 0.1
    return voice * 10.0 ** (around.noise_db / 20)


def breath(seconds: float, chance: Generator) -> NDArray[np.float32]:
    """Somebody breathes in, audibly: noise that swells and fades."""
    noise = _room_noise(round(seconds * RATE_HZ), chance)
    shape = np.sin(np.linspace(0, np.pi, len(noise))) ** 1.5
    return np.asarray(noise * shape * 0.02, np.float32)


def laughter(seconds: float, chance: Generator) -> NDArray[np.float32]:
    """A short laugh: bursts of breathy voice, five a second, falling in pitch."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch = 240 * np.exp(-0.3 * time_s) * (1 + 0.05 * np.sin(2 * np.pi * 5 * time_s))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    voice = sum(np.sin(k * phase) / k for k in range(1, 12))
    bursts = np.maximum(0, np.sin(2 * np.pi * 5 * time_s)) ** 2 * np.exp(-0.8 * time_s)
    air = chance.standard_normal(len(time_s)) * 0.3
    return np.asarray((voice + air) * bursts * 0.08, np.float32)


def _room_noise(length: int, chance: Generator, tilt: float = TILT) -> NDArray[np.float64]:
    """Noise that falls with frequency, as in rooms, of root mean square 1."""
    spectrum = np.fft.rfft(chance.standard_normal(max(length, 2)))
    spectrum /= _fall(len(spectrum), tilt)
    noise = np.fft.irfft(spectrum, max(length, 2))[:length]
    return np.asarray(noise / (np.sqrt(np.mean(np.square(noise))) + 1e-12))


def _fall(bins: int, tilt: float) -> NDArray[np.float64]:
    """What the amplitude of such noise is divided by, per bin of a spectrum."""
    return np.asarray(np.maximum(1.0, np.arange(bins) / max(1.0, bins * 0.02)) ** tilt)


def _in_a_room(samples: NDArray[np.float32], around: Surroundings, chance: Generator) -> NDArray[np.float32]:
    decay = _decay(around)
    answer = chance.standard_normal(len(decay)) * decay * REFLECTIONS
    answer[0] = around.direct
    size = len(samples) + len(answer)
    heard = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(answer, size), size)[: len(samples)]
    return np.asarray(heard, np.float32)


def _decay(around: Surroundings) -> NDArray[np.float64]:
    time_s = np.arange(round(around.reverberation_s * RATE_HZ)) / RATE_HZ
    return np.asarray(10 ** (-3 * time_s / around.reverberation_s))


def _share_by_telephone(tilt: float) -> float:
    """How much of room noise, by power, a telephone lets through."""
    hertz = np.arange(RATE_HZ // 2 + 1)
    power = np.square(1 / _fall(len(hertz), tilt))
    return float(power[_passes(hertz)].sum() / power.sum())


def _passes(hertz: NDArray[Any]) -> NDArray[np.bool_]:
    """Which frequencies a telephone lets through."""
    lowest_hz, highest_hz = TELEPHONE_HZ
    return np.asarray((hertz >= lowest_hz) & (hertz <= highest_hz), np.bool_)


def _by_telephone(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """300 to 3400 Hz, at 8 kHz in eight bits of mu-law: what the coding adds lies below 4 kHz too."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    spectrum[~_passes(hertz)] = 0
    # A shorter spectrum is a lower sampling rate; the levels follow the count of samples.
    narrow = np.clip(np.fft.irfft(spectrum, len(samples) // 2) / 2, -1, 1)
    coded = np.round(np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256) * 127) / 127
    decoded = np.sign(coded) * np.expm1(np.abs(coded) * np.log(256)) / 255
    return np.asarray(np.fft.irfft(np.fft.rfft(decoded), len(samples)) * 2, np.float32)

"""What lies between a mouth and a recording: a room, a noise, a telephone, a far microphone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.synthesis.voices import RATE_HZ

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

CONDITIONS = ("quiet", "noise", "room", "telephone", "far")
REVERBERATION_S = 0.4
NOISE_DB = {"quiet": -45.0, "noise": -18.0, "room": -38.0, "telephone": -35.0, "far": -25.0}
"""Background, in decibels against the voice."""

FAR_LEVEL = 0.08
FRAME = RATE_HZ // 100


def apply(samples: NDArray[np.float32], condition: str, chance: Generator) -> NDArray[np.float32]:
    """The same recording under a condition; nothing moves in time."""
    heard = samples
    if condition in {"room", "far"}:
        heard = _in_a_room(heard, chance, direct=1.0 if condition == "room" else 0.4)
    heard = heard + _room_noise(len(heard), chance) * _noise_level(samples, condition)
    if condition == "telephone":
        heard = _by_telephone(heard)
    return np.asarray(heard * (FAR_LEVEL if condition == "far" else 1.0), np.float32)


def audible(samples: NDArray[np.float32], condition: str) -> NDArray[np.bool_]:
    """Which 10 ms of a voice are at least as loud as the noise under a condition: nobody hears more of it."""
    frames = samples[: len(samples) // FRAME * FRAME]
    if condition == "telephone":
        frames = _by_telephone(frames)
    return np.asarray(
        np.square(frames.reshape(-1, FRAME)).mean(axis=1) >= np.square(_noise_level(samples, condition)), np.bool_
    )


def _noise_level(samples: NDArray[np.float32], condition: str) -> float:
    """Root mean square of the noise."""
    loud = samples[np.abs(samples) > 0.01]
    voice = float(np.sqrt(np.mean(np.square(loud)))) if len(loud) else 0.1
    return voice * 10.0 ** (NOISE_DB[condition] / 20)


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


def _room_noise(length: int, chance: Generator) -> NDArray[np.float64]:
    """Noise that falls with frequency, as in rooms, of root mean square 1."""
    spectrum = np.fft.rfft(chance.standard_normal(max(length, 2)))
    spectrum /= np.maximum(1.0, np.arange(len(spectrum)) / max(1.0, len(spectrum) * 0.02)) ** 0.5
    noise = np.fft.irfft(spectrum, max(length, 2))[:length]
    return np.asarray(noise / (np.sqrt(np.mean(np.square(noise))) + 1e-12))


def _in_a_room(samples: NDArray[np.float32], chance: Generator, direct: float) -> NDArray[np.float32]:
    time_s = np.arange(round(REVERBERATION_S * RATE_HZ)) / RATE_HZ
    answer = chance.standard_normal(len(time_s)) * 10 ** (-3 * time_s / REVERBERATION_S) * 0.03
    answer[0] = direct
    size = len(samples) + len(answer)
    heard = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(answer, size), size)[: len(samples)]
    return np.asarray(heard, np.float32)


def _by_telephone(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """300 to 3400 Hz, at 8 kHz in eight bits of mu-law: what the coding adds lies below 4 kHz too."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    # A shorter spectrum is a lower sampling rate; the levels follow the count of samples.
    narrow = np.clip(np.fft.irfft(spectrum, len(samples) // 2) / 2, -1, 1)
    coded = np.round(np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256) * 127) / 127
    decoded = np.sign(coded) * np.expm1(np.abs(coded) * np.log(256)) / 255
    return np.asarray(np.fft.irfft(np.fft.rfft(decoded), len(samples)) * 2, np.float32)

"""What a telephone does to sound: a narrow band, a little distortion, noise on the line.

300 to 3400 Hz is the band of the telephone network (ITU-T G.712); everything else here is our own choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE_HZ = 24_000
"""Rate of all sound in this package, that of the voice."""

SPEECH_RMS = 10 ** (-22 / 20)
"""Level at which a voice comes out of the receiver."""

LOUDEST = 0.89
"""Nothing comes out louder, one decibel below full scale."""

EDGE_HZ = 120.0
"""Width over which the band ends fall off."""

VOICED = 10 ** (-40 / 20)
"""Samples below this share of the loudest are no voice, and do not count for the level."""


class PhoneLine(StrEnum):
    """From what kind of telephone somebody speaks."""

    DESK = "desk"
    MOBILE = "mobile"
    SPEAKERPHONE = "speakerphone"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class Character:
    """What one hears of a telephone.

    Attributes:
        low_hz: Lower end of the band.
        high_hz: Upper end of the band.
        drive: How hard the voice is pressed into the line; 1 leaves it as it is.
        noise_db: Level of the noise on the line against full scale.
        room_s: Delay of the room's first echo; 0 for none.
    """

    low_hz: float
    high_hz: float
    drive: float
    noise_db: float
    room_s: float = 0.0


CHARACTERS = {
    PhoneLine.DESK: Character(300, 3400, 1.2, -58),
    PhoneLine.MOBILE: Character(350, 3200, 2.0, -52),
    PhoneLine.SPEAKERPHONE: Character(380, 3100, 1.1, -50, room_s=0.023),
    PhoneLine.EXCHANGE: Character(320, 3400, 1.5, -62),
}
"""Each kind of telephone, as one hears it at the other end."""


def through(samples: NDArray[np.float32], line: PhoneLine, seed: int) -> NDArray[np.float32]:
    """A voice as it is heard over a line.

    Args:
        samples: The voice at `RATE_HZ`, shape (n,).
        line: The kind of telephone.
        seed: Of the noise; the same seed gives the same samples.
    """
    character = CHARACTERS[line]
    voice = _levelled(_in_room(samples, character.room_s))
    driven = np.tanh(character.drive * voice) / character.drive
    noise = np.random.default_rng(seed).standard_normal(len(voice)) * 10 ** (character.noise_db / 20)
    heard = band(_levelled(driven.astype(np.float32)) + noise, character.low_hz, character.high_hz)
    return np.clip(heard, -LOUDEST, LOUDEST).astype(np.float32)


def band(samples: NDArray[np.floating], low_hz: float, high_hz: float, rate_hz: int = RATE_HZ) -> NDArray[np.float64]:
    """Only what lies between two frequencies, the ends falling off over `EDGE_HZ`; no delay, same length."""
    # Room behind the end, so that what the filter smears does not come round to the beginning.
    padded = len(samples) + rate_hz // 20
    frequencies = np.fft.rfftfreq(padded, 1 / rate_hz)
    rise = np.clip((frequencies - low_hz) / EDGE_HZ + 0.5, 0, 1)
    fall = np.clip((high_hz - frequencies) / EDGE_HZ + 0.5, 0, 1)
    gain = np.sin(np.pi / 2 * rise) ** 2 * np.sin(np.pi / 2 * fall) ** 2
    filtered: NDArray[np.float64] = np.fft.irfft(np.fft.rfft(samples, padded) * gain, padded)
    return filtered[: len(samples)]


def _in_room(samples: NDArray[np.float32], delay_s: float) -> NDArray[np.float32]:
    """The voice with three early echoes of a small room."""
    if not delay_s:
        return samples
    heard = samples.astype(np.float64)
    for number, strength in ((1, 0.45), (2, 0.28), (3, 0.15)):
        late = round(number * delay_s * RATE_HZ)
        heard[late:] += strength * samples[: max(0, len(samples) - late)]
    return heard.astype(np.float32)


def _levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same voice at `SPEECH_RMS`, its silences left out of the reckoning; silence stays silence."""
    loudest = float(np.abs(samples).max(initial=0.0))
    if loudest == 0:
        return samples
    voiced = samples[np.abs(samples) > VOICED * loudest]
    level = float(np.sqrt(np.mean(np.square(voiced, dtype=np.float64))))
    return (samples * (SPEECH_RMS / level)).astype(np.float32)

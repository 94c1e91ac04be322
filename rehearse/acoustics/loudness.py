"""Loudness by ITU-R BS.1770-4: K-weighting, blocks of 0.4 s, an absolute and a relative gate.

The two filters of the standard are given there for 48 kHz. For other rates they are designed anew from their analogue
parameters (the values that De Man published and libebur128 uses), and their exact response is applied to the spectrum.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from rehearse.acoustics.portions import Portions

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK_S = 0.4
STEP_S = 0.1
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_DB = -0.691

PORTION_STEPS = 40
"""Sound is weighted in portions of this many steps (four seconds), as it comes."""

LEAD_S = 1.0
"""Sound before a portion that is filtered with it: by then the filters have forgotten what came earlier."""

SHELF = (1681.974450955533, 0.7071752369554196, 3.999843853973347)
"""The first filter, the effect of the head: frequency in Hz, quality, gain in dB."""

HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""The second filter, the ear's deafness to very low tones: frequency in Hz, quality."""


def integrated_loudness(samples: NDArray[np.float32], rate_hz: int) -> float | None:
    """Integrated loudness of one channel in LUFS; None where nothing is louder than the absolute gate.

    Args:
        samples: One channel, -1 to 1.
        rate_hz: Its sampling rate.
    """
    meter = LoudnessMeter(rate_hz)
    meter.add(samples)
    return meter.integrated()


class LoudnessMeter:
    """Integrated loudness of one channel that comes in portions of any size."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._step = max(1, round(STEP_S * rate_hz))
        self._lead: NDArray[np.float32] = np.zeros(0, np.float32)
        self._portions = Portions(PORTION_STEPS * self._step)
        self._sums: list[NDArray[np.float64]] = []
        longest = round(LEAD_S * rate_hz) + PORTION_STEPS * self._step
        self._length = 1 << (longest - 1).bit_length()
        self._response = _response(self._length, rate_hz)

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples, -1 to 1."""
        for portion in self._portions.of(samples):
            self._sums.append(self._step_sums(portion))
            self._lead = np.concatenate([self._lead, portion])[-round(LEAD_S * self._rate_hz) :]

    def integrated(self) -> float | None:
        """The loudness of all that has come, in LUFS; None where nothing is louder than the absolute gate."""
        sums = np.concatenate([*self._sums, self._step_sums(self._portions.rest)])
        powers = _block_powers(sums, self._step)
        audible = powers[_lufs(powers) > ABSOLUTE_GATE_LUFS]
        if len(audible) == 0:
            return None
        gate = float(_lufs(np.array([audible.mean()]))[0]) + RELATIVE_GATE_LU
        loud = audible[_lufs(audible) > gate]
        return float(_lufs(np.array([loud.mean()]))[0])

    def _step_sums(self, portion: NDArray[np.float32]) -> NDArray[np.float64]:
        """Sum of squares of the weighted sound per step of a tenth of a second."""
        part = np.concatenate([self._lead, portion])
        spectrum = np.fft.rfft(part, self._length) * self._response
        weighted = np.fft.irfft(spectrum, self._length)[len(self._lead) : len(part)]
        whole = len(weighted) // self._step * self._step
        return np.asarray(np.square(weighted[:whole]).reshape(-1, self._step).sum(axis=1, dtype=np.float64))


def _lufs(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(OFFSET_DB + 10 * np.log10(np.maximum(powers, 1e-20)))


def _block_powers(sums: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Mean square of the weighted sound per block; blocks overlap by three quarters."""
    per_block = round(BLOCK_S / STEP_S)
    if len(sums) < per_block:
        return np.zeros(0)
    blocks = np.lib.stride_tricks.sliding_window_view(sums, per_block)
    return np.asarray(blocks.sum(axis=1) / (per_block * step))


def _response(length: int, rate_hz: int) -> NDArray[np.complex64]:
    """Response of both filters at the frequencies of a real spectrum of `length` samples."""
    z = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length)
    weighting = np.ones(len(z), dtype=np.complex128)
    for numerator, denominator in (_shelf(rate_hz), _high_pass(rate_hz)):
        top = numerator[0] + numerator[1] * z + numerator[2] * z**2
        weighting *= top / (denominator[0] + denominator[1] * z + denominator[2] * z**2)
    return weighting.astype(np.complex64)


_Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def _shelf(rate_hz: int) -> _Biquad:
    frequency, quality, gain_db = SHELF
    k = math.tan(math.pi * min(frequency, 0.45 * rate_hz) / rate_hz)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    scale = 1 + k / quality + k * k
    numerator = (
        (high + band * k / quality + k * k) / scale,
        2 * (k * k - high) / scale,
        (high - band * k / quality + k * k) / scale,
    )
    return numerator, (1.0, 2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale)


def _high_pass(rate_hz: int) -> _Biquad:
    frequency, quality = HIGH_PASS
    k = math.tan(math.pi * min(frequency, 0.45 * rate_hz) / rate_hz)
    scale = 1 + k / quality + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale)

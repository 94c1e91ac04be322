"""How much the pitch of a voice moves: its fundamental frequency by YIN, then the spread in semitones.

YIN after de Cheveigné and Kawahara (2002): difference function, cumulative mean normalised difference, absolute
threshold, parabolic interpolation. Against jumps by an octave, only values within the speaker's own range count, which
is taken from the quartiles of all values (De Looze and Hirst 2008).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.speech import Span

LOWEST_HZ = 60.0
HIGHEST_HZ = 500.0
"""Voices of adults lie between these."""

ENOUGH_HZ = 8000
"""Sampling rate at which pitch is looked for; the highest voice has sixteen samples in a period."""

WINDOW_S = 0.032
"""Length that is compared with its shifted self; two periods of the lowest voice."""

HOP_S = 0.01

THRESHOLD = 0.15
"""Normalised difference below which a frame is periodic, as in the paper."""

RANGE = (0.75, 1.5)
"""Share of the first and of the third quartile between which the speaker's own range lies."""

LEAST_S = 1.0
"""The least pitched sound from which a spread is taken."""

BATCH = 1000
"""Frames that are worked on at once."""

TOO_LITTLE = "Less than a second of sound has a clear pitch, too little to say how much it moves."


def pitch_variation_st(samples: NDArray[np.float32], rate_hz: int, voiced: Sequence[Span]) -> tuple[float | None, str]:
    """Standard deviation of the pitch in semitones.

    Args:
        samples: One channel.
        rate_hz: Its sampling rate.
        voiced: Where somebody speaks.

    Returns:
        The figure and an empty text, or None and the reason.
    """
    return variation_st([track_span(samples, rate_hz, span) for span in voiced])


def track_span(samples: NDArray[np.float32], rate_hz: int, span: Span, begins_s: float = 0.0) -> NDArray[np.float64]:
    """Pitch in Hz every `HOP_S` of a stretch of a recording; 0 where there is none.

    Args:
        samples: A part of the recording that holds the stretch, one channel.
        rate_hz: Its sampling rate.
        span: The stretch, in seconds of the recording.
        begins_s: Where that part begins, in seconds of the recording.
    """
    group = max(1, rate_hz // ENOUGH_HZ)
    coarse_hz = rate_hz / group
    # Groups are counted from the recording's own beginning, so that the same samples are averaged in every part.
    first, end = (group * round(at_s * coarse_hz) - round(begins_s * rate_hz) for at_s in (span.start_s, span.end_s))
    part = samples[max(0, first) : end]
    averaged = part[: len(part) // group * group].reshape(-1, group).mean(axis=1, dtype=np.float32)
    return track(averaged, round(coarse_hz))


def variation_st(tracks: Sequence[NDArray[np.float64]]) -> tuple[float | None, str]:
    """Standard deviation of tracked pitches in semitones, and an empty text; or None and the reason."""
    pitches = np.concatenate([np.zeros(0), *tracks])
    pitches = pitches[pitches > 0]
    if len(pitches) * HOP_S >= LEAST_S:
        first, third = np.percentile(pitches, (25, 75))
        pitches = pitches[(pitches >= RANGE[0] * first) & (pitches <= RANGE[1] * third)]
    if len(pitches) * HOP_S < LEAST_S:
        return None, TOO_LITTLE
    return float(np.std(12 * np.log2(pitches))), ""


def track(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Pitch in Hz every `HOP_S`; 0 where there is none."""
    window, hop = round(WINDOW_S * rate_hz), round(HOP_S * rate_hz)
    longest = int(rate_hz / LOWEST_HZ) + 2
    if len(samples) < window + longest:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(samples, window + longest)[::hop]
    found = [_frame_pitches(frames[start : start + BATCH], window, rate_hz) for start in range(0, len(frames), BATCH)]
    return np.concatenate(found)


def _frame_pitches(frames: NDArray[np.float32], window: int, rate_hz: int) -> NDArray[np.float64]:
    difference = _difference(frames, window)
    lags = np.arange(difference.shape[1])
    sums = np.cumsum(difference[:, 1:], axis=1)
    normal = np.ones_like(difference)
    normal[:, 1:] = difference[:, 1:] * lags[1:] / np.maximum(sums, 1e-12)
    normal[sums[:, -1] < 1e-9] = 1.0
    shortest = int(rate_hz / HIGHEST_HZ)
    return _first_dip(normal, shortest, rate_hz)


def _difference(frames: NDArray[np.float32], window: int) -> NDArray[np.float64]:
    """Squared difference of each frame's first `window` samples and the same shifted, for every lag."""
    total = frames.shape[1]
    lags = total - window
    # Shifts stay inside the frame, so a spectrum as long as the frame wraps nothing around.
    length = 1 << (total - 1).bit_length()
    spectrum = np.fft.rfft(frames, length) * np.conj(np.fft.rfft(frames[:, :window], length))
    products = np.fft.irfft(spectrum, length)[:, :lags]
    squares = np.cumsum(np.pad(np.square(frames, dtype=np.float64), ((0, 0), (1, 0))), axis=1)
    energies = squares[:, window : window + lags] - squares[:, :lags]
    return np.asarray(np.maximum(energies[:, :1] + energies - 2 * products, 0.0))


def _first_dip(normal: NDArray[np.float64], shortest: int, rate_hz: int) -> NDArray[np.float64]:
    """The first local minimum below the threshold, interpolated, as a frequency; 0 where there is none."""
    inner = normal[:, shortest:-1]
    dips = (inner < THRESHOLD) & (inner <= normal[:, shortest + 1 :]) & (inner <= normal[:, shortest - 1 : -2])
    rows = np.flatnonzero(dips.any(axis=1))
    lags = dips[rows].argmax(axis=1) + shortest
    before, here, after = normal[rows, lags - 1], normal[rows, lags], normal[rows, lags + 1]
    curve = before - 2 * here + after
    shift = np.where(curve > 1e-12, 0.5 * (before - after) / np.maximum(curve, 1e-12), 0.0)
    pitches = np.zeros(len(normal))
    pitches[rows] = rate_hz / (lags + np.clip(shift, -0.5, 0.5))
    return pitches

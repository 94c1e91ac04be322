"""Why a recording can be judged only in part, each with its threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.measures.values import AudioProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

SILENT_DB = -60.0
"""Where no tenth of a second is louder than this (decibels below full scale), nothing reached the microphone."""

TOO_QUIET_LUFS = -40.0
"""A voice below this is lost in the noise of most microphones; recordings that are easy to hear lie near -20."""

NOISY_DB = 15.0
"""A voice less than this above the noise is often misheard; the lower edge of the measure's own band."""

FULL_SCALE = 0.985
"""Samples this close to the largest possible value are at the limit."""

FLAT_RUN = 3
"""So many samples at the limit in a row are a cut-off wave; a wave that only touches the limit has one or two."""

CLIPPED_RUNS = 5
"""So many cut-off waves are heard as crackling."""


def find_problems(
    samples: NDArray[np.float32],
    rate_hz: int,
    *,
    has_voice: bool,
    loudness_lufs: float | None,
    signal_to_noise_db: float | None,
    dropped_frames: int,
) -> tuple[AudioProblem, ...]:
    """Everything that is wrong with a recording, gravest first.

    Args:
        samples: One channel at its own rate, -1 to 1.
        rate_hz: Its sampling rate.
        has_voice: Whether somebody speaks in it.
        loudness_lufs: Its loudness; None below the gate of the measure.
        signal_to_noise_db: Voice over noise; None where it could not be measured.
        dropped_frames: How many frames the device lost.
    """
    silent = _loudest_db(samples, rate_hz) < SILENT_DB
    quiet = not silent and (loudness_lufs is None or loudness_lufs < TOO_QUIET_LUFS)
    only_noise = not has_voice and not silent and not quiet
    noisy = only_noise or (signal_to_noise_db is not None and signal_to_noise_db < NOISY_DB)
    found = {
        AudioProblem.SILENT: silent,
        AudioProblem.TOO_QUIET: quiet,
        AudioProblem.CLIPPING: clipped_runs(samples) >= CLIPPED_RUNS,
        AudioProblem.NOISY: noisy,
        AudioProblem.DROPPED_FRAMES: dropped_frames > 0,
    }
    return tuple(problem for problem, is_there in found.items() if is_there)


def clipped_runs(samples: NDArray[np.float32]) -> int:
    """How many times the wave stays at the limit for `FLAT_RUN` samples or more."""
    at_limit = np.abs(samples) >= FULL_SCALE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], at_limit, [False])).astype(np.int8)))
    return int(np.count_nonzero(edges[1::2] - edges[::2] >= FLAT_RUN))


def _loudest_db(samples: NDArray[np.float32], rate_hz: int) -> float:
    block = max(1, rate_hz // 10)
    whole = samples[: len(samples) // block * block].reshape(-1, block)
    loudest = float(np.square(whole, dtype=np.float64).mean(axis=1).max(initial=0.0))
    return float(10 * np.log10(loudest + 1e-12))

"""Speech for tests, synthesised by espeak-ng when it is needed, with silences at known places."""

from __future__ import annotations

import io
import subprocess
import wave
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

RATE_HZ = 16_000
LEVEL = 0.3
SILENT_DB = -32.0
"""A frame this far below the loudest is not heard as part of the speech: where a phrase is cut off."""


@lru_cache(maxsize=64)
def _phrase(text: str, voice: str, wpm: int) -> NDArray[np.float32]:
    done = subprocess.run(["espeak-ng", "-v", voice, "-s", str(wpm), "--stdout", text], capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as file:
        rate_hz = file.getframerate()
        raw = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16).astype(np.float32)
    import soxr

    samples = soxr.resample(raw / 32768, rate_hz, RATE_HZ)
    frame = RATE_HZ // 100
    levels = np.square(samples[: len(samples) // frame * frame].reshape(-1, frame)).mean(axis=1)
    sounding = np.flatnonzero(levels > levels.max() * 10 ** (SILENT_DB / 10))
    cut: NDArray[np.float32] = samples[sounding[0] * frame : (sounding[-1] + 1) * frame]
    return cut / np.abs(cut).max() * LEVEL


def say(
    parts: Sequence[str | float], voice: str = "en-us", wpm: int = 150
) -> tuple[NDArray[np.float32], tuple[Span, ...]]:
    """Speech at `RATE_HZ` and where each phrase lies in it.

    Args:
        parts: Phrases, and seconds of silence between them.
        voice: A voice of espeak-ng.
        wpm: Its pace.
    """
    pieces: list[NDArray[np.float32]] = []
    spans: list[Span] = []
    position = 0
    for part in parts:
        piece = _phrase(part, voice, wpm) if isinstance(part, str) else np.zeros(round(part * RATE_HZ), np.float32)
        if isinstance(part, str):
            spans.append(Span(position / RATE_HZ, (position + len(piece)) / RATE_HZ))
        pieces.append(piece)
        position += len(piece)
    return np.concatenate(pieces), tuple(spans)


def noise(seconds: float, level: float, seed: int = 1) -> NDArray[np.float32]:
    """White noise of this root mean square."""
    return (np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ)) * level).astype(np.float32)


def in_noise(samples: NDArray[np.float32], below_db: float, seed: int = 1) -> NDArray[np.float32]:
    """The same with white noise so many decibels below the voice."""
    level = float(np.sqrt(np.square(samples[samples != 0]).mean())) * 10 ** (-below_db / 20)
    return samples + noise(len(samples) / RATE_HZ, level, seed)[: len(samples)]


def write_wav(path: Path, samples: NDArray[np.float32], rate_hz: int = RATE_HZ) -> Path:
    """Write 16-bit PCM."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes())
    return path

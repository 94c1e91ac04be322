"""How it sounded: loudness, noise and pitch, from samples. Arrays in, plain values out; nothing is heard as words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.measures.values import AudioProblem
    from rehearse.speech import Span

TOO_SOFT = "Nothing in this recording is loud enough to have a loudness."


@dataclass(frozen=True, slots=True)
class Sound:
    """What can be said of a recording without its words.

    Attributes:
        loudness_lufs: Integrated loudness by ITU-R BS.1770-4.
        signal_to_noise_db: Level of the voiced stretches over the level between them.
        pitch_variation_st: Standard deviation of the pitch in semitones.
        problems: Why the recording can be judged only in part.
        reasons: For each figure that is None, its name and why.
    """

    loudness_lufs: float | None
    signal_to_noise_db: float | None
    pitch_variation_st: float | None
    problems: tuple[AudioProblem, ...]
    reasons: tuple[tuple[str, str], ...]


def hear(
    samples: NDArray[np.float32],
    rate_hz: int,
    samples_16k: NDArray[np.float32],
    voiced: Sequence[Span],
    dropped_frames: int = 0,
) -> Sound:
    """Measure how a recording sounds.

    Args:
        samples: One channel at its own rate, -1 to 1.
        rate_hz: Its own rate.
        samples_16k: The same at 16 kHz, enough for the pitch.
        voiced: Where somebody speaks.
        dropped_frames: How many frames the device lost.
    """
    from rehearse.acoustics.loudness import integrated_loudness
    from rehearse.acoustics.noise import signal_to_noise_db
    from rehearse.acoustics.pitch import pitch_variation_st
    from rehearse.acoustics.problems import find_problems

    loudness = integrated_loudness(samples, rate_hz)
    noise, why_no_noise = signal_to_noise_db(samples, rate_hz, voiced)
    pitch, why_no_pitch = pitch_variation_st(samples_16k, 16_000, voiced)
    problems = find_problems(
        samples,
        rate_hz,
        has_voice=bool(voiced),
        loudness_lufs=loudness,
        signal_to_noise_db=noise,
        dropped_frames=dropped_frames,
    )
    reasons = (
        ("pitch_variation_st", why_no_pitch),
        ("loudness_lufs", TOO_SOFT if loudness is None else ""),
        ("signal_to_noise_db", why_no_noise),
    )
    return Sound(
        loudness_lufs=_rounded(loudness, 1),
        signal_to_noise_db=_rounded(noise, 1),
        pitch_variation_st=_rounded(pitch, 2),
        problems=problems,
        reasons=tuple(reason for reason in reasons if reason[1]),
    )


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)

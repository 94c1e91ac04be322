"""How it sounded: loudness, noise and pitch, from samples. Arrays in, plain values out; nothing is heard as words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehearse.measures.track import LevelTrack

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.acoustics.headset import HeadsetTrouble
    from rehearse.measures.values import AudioProblem
    from rehearse.speech import Span

TOO_SOFT = "Nothing in this recording is loud enough for its loudness to be measured."


@dataclass(frozen=True, slots=True)
class SoundMeasures:
    """What can be said of a recording without its words.

    Attributes:
        loudness_lufs: Integrated loudness by ITU-R BS.1770-4.
        signal_to_noise_db: Level of the voiced stretches over the level between them.
        pitch_variation_st: Standard deviation of the pitch in semitones.
        problems: Why the recording can be judged only in part, as far as its sound tells.
        reasons: For each figure that is None, its name and why.
        headset: What a headset or its software does to the sound.
        track: How loud it is from moment to moment.
    """

    loudness_lufs: float | None
    signal_to_noise_db: float | None
    pitch_variation_st: float | None
    problems: tuple[AudioProblem, ...]
    reasons: tuple[tuple[str, str], ...]
    headset: tuple[HeadsetTrouble, ...] = ()
    track: LevelTrack = field(default_factory=LevelTrack)


def hear(
    samples: NDArray[np.float32], rate_hz: int, samples_16k: NDArray[np.float32], voiced: Sequence[Span]
) -> SoundMeasures:
    """Measure how a recording sounds.

    Args:
        samples: One channel at its own rate, -1 to 1.
        rate_hz: Its own rate.
        samples_16k: The same at 16 kHz, enough for the pitch.
        voiced: Where somebody speaks.
    """
    follower = SoundFollower(rate_hz)
    follower.add(samples)
    for span in voiced:
        follower.add_voice(span, samples_16k)
    return follower.sound()


class SoundFollower:
    """Measures how a recording sounds while it comes in portions of any size."""

    def __init__(self, rate_hz: int) -> None:
        """Prepare for one channel at this rate."""
        from rehearse.acoustics.levels import LevelFollower
        from rehearse.acoustics.loudness import LoudnessMeter
        from rehearse.acoustics.noise import NoiseMeter
        from rehearse.acoustics.problems import Extremes

        self._levels = LevelFollower(rate_hz)
        self._loudness = LoudnessMeter(rate_hz)
        self._noise = NoiseMeter(rate_hz)
        self._extremes = Extremes(rate_hz)
        self._voiced: list[Span] = []
        self._pitches: list[NDArray[np.float64]] = []

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples at the recording's own rate, -1 to 1."""
        self._levels.add(samples)
        self._loudness.add(samples)
        self._noise.add(samples)
        self._extremes.add(samples)

    def add_voice(self, span: Span, samples_16k: NDArray[np.float32], begins_s: float = 0.0) -> None:
        """Take in the next stretch in which somebody speaks.

        Args:
            span: The stretch, in seconds of the recording.
            samples_16k: A part of the recording at 16 kHz that holds it.
            begins_s: Where that part begins.
        """
        from rehearse.acoustics.pitch import track_span

        self._voiced.append(span)
        self._pitches.append(track_span(samples_16k, 16_000, span, begins_s))

    def sound(self) -> SoundMeasures:
        """The figures for all that has come."""
        from rehearse.acoustics.headset import find_trouble
        from rehearse.acoustics.pitch import variation_st
        from rehearse.acoustics.problems import find_problems

        loudness = self._loudness.integrated()
        noise, why_no_noise = self._noise.signal_to_noise_db(self._voiced)
        pitch, why_no_pitch = variation_st(self._pitches)
        track = self._levels.track()
        reasons = (
            ("pitch_variation_st", why_no_pitch),
            ("loudness_lufs", TOO_SOFT if loudness is None else ""),
            ("signal_to_noise_db", why_no_noise),
        )
        return SoundMeasures(
            loudness_lufs=_rounded(loudness, 1),
            signal_to_noise_db=_rounded(noise, 1),
            pitch_variation_st=_rounded(pitch, 2),
            problems=find_problems(
                self._extremes, has_voice=bool(self._voiced), loudness_lufs=loudness, signal_to_noise_db=noise
            ),
            reasons=tuple(reason for reason in reasons if reason[1]),
            headset=find_trouble(track, self._voiced),
            track=track,
        )


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)

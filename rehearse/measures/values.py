"""The values that measuring yields. Each figure's definition stands here once; the interface quotes it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.speech import Span

MEASURES_VERSION = "5"
"""Changes whenever a definition or an algorithm below changes, so that trends never mix two rulers unawares."""


class AudioProblem(StrEnum):
    """Why a recording can be judged only in part."""

    SILENT = "silent"
    TOO_QUIET = "too-quiet"
    CLIPPING = "clipping"
    NOISY = "noisy"
    DROPPED_FRAMES = "dropped-frames"


class FillerKind(StrEnum):
    """A sound (um, uh) or words used as a filler (like, you know)."""

    FILLED_PAUSE = "filled-pause"
    FILLER_PHRASE = "filler-phrase"


class PausePlace(StrEnum):
    """Whether a silence stands where a clause ends, by the transcript's punctuation."""

    BETWEEN_CLAUSES = "between-clauses"
    WITHIN_CLAUSE = "within-clause"


@dataclass(frozen=True, slots=True)
class Filler:
    """A filled pause or filler phrase. Possible ones (`certain=False`) are shown but never counted."""

    text: str
    kind: FillerKind
    certain: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Repetition:
    """Words said again at once ("I, I will"): marked, not counted as fillers."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence of at least 0.25 s between the first and the last word, by voice activity."""

    span: Span
    place: PausePlace


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one take. None means that it could not be taken; the report's notes say why.

    Attributes:
        speech_duration_s: Start of the first to end of the last word.
        speaking_rate_wpm: Words other than filled pauses over `speech_duration_s`, per minute.
        articulation_rate_wpm: The same words over `speech_duration_s` less all pauses, per minute.
        filled_pauses: How many certain um and uh.
        filler_phrases: How many certain filler phrases.
        fillers_per_min: Certain filled pauses over `speech_duration_s`, per minute.
        pause_count: Pauses of 0.5 s and more.
        longest_pause_s: The longest pause, 0 where there is none.
        response_delay_s: End of the countdown, or of the other side's line, to the first word.
        pitch_variation_st: Standard deviation of the voice's pitch in semitones.
        loudness_lufs: Integrated loudness by ITU-R BS.1770-4.
        signal_to_noise_db: Level of the voiced stretches over the level between them.
    """

    speech_duration_s: float | None = None
    speaking_rate_wpm: float | None = None
    articulation_rate_wpm: float | None = None
    filled_pauses: int | None = None
    filler_phrases: int | None = None
    fillers_per_min: float | None = None
    pause_count: int | None = None
    longest_pause_s: float | None = None
    response_delay_s: float | None = None
    pitch_variation_st: float | None = None
    loudness_lufs: float | None = None
    signal_to_noise_db: float | None = None

    def items(self) -> Iterator[tuple[str, float | None]]:
        """Name and value of each measure, in the order of the report."""
        for field in fields(self):
            yield field.name, getattr(self, field.name)


class Verdict(StrEnum):
    """Where a measure lies against its band."""

    FAR_BELOW = "far-below"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    FAR_ABOVE = "far-above"


@dataclass(frozen=True, slots=True)
class Band:
    """The range in which a measure is judged to be well. A missing edge is never crossed.

    Attributes:
        low: Lowest value within.
        high: Highest value within.
        far_low: Below this it is far below.
        far_high: Above this it is far above.
    """

    low: float | None = None
    high: float | None = None
    far_low: float | None = None
    far_high: float | None = None

    def verdict(self, value: float) -> Verdict:
        """Where `value` lies; the edges themselves are within, the far edges merely below or above."""
        if self.far_low is not None and value < self.far_low:
            return Verdict.FAR_BELOW
        if self.low is not None and value < self.low:
            return Verdict.BELOW
        if self.far_high is not None and value > self.far_high:
            return Verdict.FAR_ABOVE
        if self.high is not None and value > self.high:
            return Verdict.ABOVE
        return Verdict.WITHIN


@dataclass(frozen=True, slots=True)
class Judgement:
    """One measure held against its band."""

    measure: str
    verdict: Verdict
    band: Band

"""A report: everything the program can say about one take. Plain frozen values; JSON stands in `report_json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.measures.delivery import SpokenPart
    from rehearse.measures.values import AudioProblem, Filler, Judgement, Measures, Pause, Repetition
    from rehearse.phrases.finding import ElementResult, Finding, Note
    from rehearse.speech import Transcript


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What is known of the recording itself."""

    path: str
    duration_s: float
    sample_rate_hz: int
    problems: tuple[AudioProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """The rulers that a report was made with; figures of different rulers are never compared silently."""

    app: str
    rules: str
    measures: str
    model: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything said about one take; `findings` and `elements` carry their spans in time.

    `spoken` tells how name, number and program were said against the rest, where that could be measured.
    """

    scenario: str
    audio: AudioFacts
    transcript: Transcript
    fillers: tuple[Filler, ...]
    repetitions: tuple[Repetition, ...]
    pauses: tuple[Pause, ...]
    measures: Measures
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    elements: tuple[ElementResult, ...]
    notes: tuple[Note, ...]
    versions: Versions
    transcribe_s: float | None = None
    spoken: tuple[SpokenPart, ...] = ()

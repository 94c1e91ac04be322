"""Takes and reports for tests that need a history: real rows in a real store, with the figures a test asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures.values import MEASURES_VERSION, Measures
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Severity, Status
from rehearse.report import AudioFacts, Report, Versions
from rehearse.speech import Transcript, Word
from rehearse.target import Target

if TYPE_CHECKING:
    from datetime import datetime

    from rehearse.history.store import HistoryStore
    from rehearse.history.values import Take


@dataclass(frozen=True)
class Figures:
    """What a take's report shall say."""

    length_s: float = 48.0
    pace_wpm: float = 141.0
    fillers_per_min: float = 5.1
    longest_pause_s: float = 1.4
    stops: int = 0
    fixes: int = 0
    missing: int = 0
    model: str = "tiny.en"
    measures: str = MEASURES_VERSION
    rules: str = "rules"


def _finding(severity: Severity, number: int) -> Finding:
    return Finding(
        rule=f"rule-{severity}-{number}",
        family="desperation",
        severity=severity,
        certainty=Certainty.CERTAIN,
        text="Hello,",
        start_char=0,
        end_char=6,
        message="What was heard.",
        instead="What to say instead.",
        why="Why it hurts.",
    )


def report(scenario: str, path: str, figures: Figures) -> Report:
    """A report with these figures."""
    elements = [
        ElementResult(f"missing-{number}", True, (f"missing-{number}",), Status.MISSING)  # noqa: FBT003 # a value
        for number in range(figures.missing)
    ]
    return Report(
        scenario=scenario,
        audio=AudioFacts(path, figures.length_s + 2, 48_000),
        transcript=Transcript((Word("Hello,", 0.5, 0.9),), figures.model),
        fillers=(),
        repetitions=(),
        pauses=(),
        measures=Measures(
            speech_duration_s=figures.length_s,
            speaking_rate_wpm=figures.pace_wpm,
            articulation_rate_wpm=figures.pace_wpm * 1.1,
            filled_pauses=round(figures.fillers_per_min * figures.length_s / 60),
            filler_phrases=0,
            fillers_per_min=figures.fillers_per_min,
            pause_count=3,
            longest_pause_s=figures.longest_pause_s,
        ),
        judgements=(),
        findings=tuple(
            _finding(severity, number)
            for severity, amount in ((Severity.STOP, figures.stops), (Severity.FIX, figures.fixes))
            for number in range(amount)
        ),
        elements=tuple(elements),
        notes=(),
        versions=Versions("0", figures.rules, figures.measures, figures.model),
    )


def add_take(
    store: HistoryStore,
    started_at: datetime,
    figures: Figures | None = None,
    *,
    scenario: str = "practice-intro",
    program: str = "",
) -> Take:
    """A take that was recorded, and analysed where figures are given; its recording is a file of a few bytes."""
    take = store.begin_take(scenario, Target(program=program), None, None, started_at)
    take.audio_path.write_bytes(b"RIFF")
    take = store.finish_take(take.id, 50.0, 0, 1.0)
    if figures is not None:
        take = store.save_report(take.id, report(scenario, str(take.audio_path), figures))
    return take

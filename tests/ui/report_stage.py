"""What the tests of the report page share: a take with a report, its sound, and a loudspeaker to crank."""

from __future__ import annotations

import wave
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from rehearse.audio.player import Player
from rehearse.audio.recorder import Recorder
from rehearse.measures.values import AudioProblem, Band, Filler, FillerKind, Judgement, Measures
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Severity, Status
from rehearse.speech import Span
from rehearse.target import Target
from rehearse.ui.pages.report import ReportPage
from tests.fake_sound import Clock, FakeLoudspeaker, FakeMicrophone
from tests.reports import a_report

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.history.values import Take
    from rehearse.report import Report
    from rehearse.ui.analyst import Analyst
    from rehearse.ui.services import Services

TEXT = "Um, good morning. I am so sorry to bother you. I take whatever you have. Thank you."
"""Half a second a word, without a gap: word 5 is said from 2.5 to 3 seconds."""
SECONDS = 9.0
RATE_HZ = 8000
PACE = Band(120, 160, 100, 180)
NOW = datetime.now(UTC)


def finding(words: str, severity: Severity, certainty: Certainty = Certainty.CERTAIN) -> Finding:
    """A finding on these words of the text."""
    start = TEXT.index(words)
    chars = (start, start + len(words))
    span = a_report(TEXT).transcript.span_of_chars(*chars)
    return Finding(
        rule=f"rule-{words.replace(' ', '-')}",
        family="desperation",
        severity=severity,
        certainty=certainty,
        text=words,
        start_char=chars[0],
        end_char=chars[1],
        message=f"About {words}.",
        instead="Say it plainly.",
        why="It is calmer.",
        span=span,
        resembles="any position" if certainty is Certainty.POSSIBLE else None,
    )


def element(name: str, words: str | None, status: Status = Status.HEARD) -> ElementResult:
    """A must-say, shown by these words of the text or by none."""
    if words is None:
        return ElementResult(name, required=True, one_of=(name,), status=Status.MISSING)
    start = TEXT.index(words)
    span = a_report(TEXT).transcript.span_of_chars(start, start + len(words))
    return ElementResult(name, True, (name,), status, words, start, start + len(words), span)  # noqa: FBT003 # a value


def usual_report(pace_wpm: float = 165.0) -> Report:
    """A take with one of everything that can be shown."""
    measures = Measures(
        speech_duration_s=8.5,
        speaking_rate_wpm=pace_wpm,
        articulation_rate_wpm=pace_wpm + 20,
        filled_pauses=1,
        filler_phrases=0,
        fillers_per_min=7.1,
        longest_pause_s=0.4,
    )
    report = a_report(
        TEXT,
        measures,
        findings=(
            finding("so sorry to bother you", Severity.FIX),
            finding("whatever you have", Severity.FIX, Certainty.POSSIBLE),
        ),
        elements=(
            element("greeting", "good morning."),
            element("applicant-id", None),
            element("full-name", "I am", Status.UNCLEAR),
            element("thanks", "Thank you."),
        ),
        judgements=(Judgement("speaking_rate_wpm", PACE.verdict(pace_wpm), PACE),),
    )
    um = Filler("Um", FillerKind.FILLED_PAUSE, certain=True, span=Span(0, 0.5))
    return replace(report, fillers=(um,))


def silent_report() -> Report:
    """A take in which nothing was said."""
    report = a_report("", Measures())
    return replace(report, audio=replace(report.audio, problems=(AudioProblem.SILENT,)))


@dataclass
class ReportStage:
    """A report page and what stands behind it."""

    services: Services
    speaker: FakeLoudspeaker
    page: ReportPage
    qtbot: QtBot
    microphone: FakeMicrophone

    def add(self, report: Report | None, *, minutes_ago: int = 5, with_sound: bool = True) -> Take:
        """A take in the history."""
        history = self.services.history
        target = Target(program="Riverbend Medical Center")
        take = history.begin_take("practice-intro", target, None, None, NOW - timedelta(minutes=minutes_ago))
        if with_sound:
            write_sound(take.audio_path)
        take = history.finish_take(take.id, SECONDS, 0, 1.0)
        return take if report is None else history.save_report(take.id, report)

    def show(self, take: Take) -> None:
        """Show a take and wait until its sound and the must-says' names are there."""
        self.page.show_take(take.id)
        self.settle()

    def settle(self) -> None:
        """Wait until the worker has nothing to do."""
        self.qtbot.waitUntil(lambda: not self.services.tasks.busy, timeout=20_000)

    def hear(self, seconds: float) -> None:
        """Let the loudspeaker play on, and the page follow."""
        self.speaker.crank(seconds)
        self.page.replay.follow()


def write_sound(path: Path, seconds: float = SECONDS) -> None:
    """A recording of the length of the text, if no other is asked for: a quiet square wave."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((b"\x00\x10" * 20 + b"\x00\xf0" * 20) * round(seconds * RATE_HZ / 40))


def make(services: Services, qtbot: QtBot, analyst: Analyst | None = None) -> ReportStage:
    """A visible report page with a loudspeaker that plays when it is cranked."""
    clock = Clock()
    speaker = FakeLoudspeaker(clock)
    services.make_player = lambda: Player(opener=speaker, clock=clock)
    microphone = FakeMicrophone(clock=clock)
    services.make_recorder = lambda name: Recorder(name, microphone, clock)
    page = ReportPage(services, analyst)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    with qtbot.waitExposed(page):
        page.show()
    return ReportStage(services, speaker, page, qtbot, microphone)


def row(stage: ReportStage, start: str) -> QAbstractButton:
    """The visible row or button whose accessible name begins so."""
    found = [
        one
        for one in stage.page.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName().startswith(start)
    ]
    assert len(found) == 1, f"{len(found)} are named {start}"
    return found[0]


def usual_finding() -> Finding:
    """The finding of the usual take that counts."""
    return finding("so sorry to bother you", Severity.FIX)

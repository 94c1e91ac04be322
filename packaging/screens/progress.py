"""The states of the Progress page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from rehearse.target import Target
from rehearse.ui.pages.progress import ProgressPage
from screens import demo_call, demo_reports
from screens.stage import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from rehearse.ui.services import Services
    from screens.stage import Stage


def add(services: Services, scenario: str, hours_ago: float, pace: float, program: str = "") -> None:
    """Add a take of a call."""
    when = datetime.now(UTC) - timedelta(hours=hours_ago)
    take = services.history.begin_take(scenario, Target(program=program), None, None, when)
    take.audio_path.write_bytes(b"RIFF")
    report = replace(demo_reports.calm_take(pace), scenario=scenario)
    services.history.finish_take(take.id, report.audio.duration_s, 0, 1.0)
    services.history.save_report(take.id, report)


def page_measuring(services: Services, measure: str) -> ProgressPage:
    """The page with a trend of one measure."""
    page = ProgressPage(services)
    for box in page.findChildren(QComboBox):
        if box.accessibleName() == "Measure of the trend":
            box.setCurrentText(measure)
    return page


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Every state of the page."""
    yield "progress-empty", ProgressPage(stage.services(filled=False))
    single = stage.services(filled=False)
    add(single, "practice-intro", 0.2, 1.0)
    yield "progress-one-take", ProgressPage(single)
    services = stage.services()
    for hours, pace in ((30, 0.8), (28, 0.9), (6, 0.95), (5, 1.05)):
        add(services, "voicemail", hours, pace, "Lakeshore Community Hospital")
    recovered = services.history.begin_take("voicemail", Target(), None, None, datetime.now(UTC))
    recovered.audio_path.write_bytes(b"RIFF")
    services.history.adopt(recovered.id, 12.0)
    yield "progress-list", page_measuring(services, "Length")
    yield "progress-pace", page_measuring(services, "Pace")
    yield "progress-findings", page_measuring(services, "Stop and fix findings")
    answered = page_measuring(services, "Pace")
    for days in range(3):
        heard, call = demo_call.demo_call(PROGRAM)
        when = datetime.now(UTC) - timedelta(days=days, hours=2)
        take = services.history.begin_take(heard.scenario, PROGRAM, None, None, when)
        take.audio_path.write_bytes(b"RIFF")
        services.history.finish_take(take.id, heard.audio.duration_s, 0, 1.0)
        services.history.save_report(take.id, heard)
        services.history.calls.save(take.id, call)
    answered.refresh()
    for box in answered.findChildren(QComboBox):
        box.setCurrentIndex(max(0, box.findText("Mock calls")))
    yield "progress-mock-calls", answered
    page = page_measuring(services, "Length")
    page.refresh()
    page.delete_chosen()
    yield "progress-deleted", page
    searching = page_measuring(services, "Fillers a minute")
    for field in searching.findChildren(QLineEdit):
        field.setText("anything")
    yield "progress-search", searching
    searching.let_go()

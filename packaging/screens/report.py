"""The states of the report page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.ui.pages.report import ReportPage
from rehearse.ui.pages.wrong_finding import WrongFinding
from rehearse.ui.say_again import Step
from screens.stage import Stage, StillPlayer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from rehearse.ui.services import Services

HEIGHT = 1900
"""Enough for everything that the page can show below one another."""
STATES = ("first", "calm", "noisy", "silent", "gone", "waiting", "failed")


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Every state of the page."""
    services = stage.services()
    services.make_player = lambda: StillPlayer(14.2)  # type: ignore[assignment, return-value]
    for state in STATES:
        page = ReportPage(services)
        page.show_take(stage.take_ids[state])
        yield f"report-{state}", page
    for state in ("first", "call"):
        yield f"report-whole-{state}", _whole(services, stage, state)
    page = ReportPage(services)
    page.show_take(stage.take_ids["first"])
    stage.settle()
    page.replay.play_from(14.2)
    yield "report-playing", page
    page = ReportPage(services)
    page.show_take(stage.take_ids["first"])
    stage.settle()
    page.body.finding_chosen.emit(services.history.report(stage.take_ids["first"]).findings[1])  # type: ignore[union-attr]
    page.resize(1280, HEIGHT)
    page.body.more.set_open(is_open=True)
    page.body.side.certain_fold.set_open(is_open=True)
    page.body.side.possible_fold.set_open(is_open=True)
    yield "report-details", page
    report = services.history.report(stage.take_ids["first"])
    if report is not None:
        dialog = WrongFinding(report.findings[1], report)
        dialog.copies.click()
        dialog.resize(dialog.sizeHint())
        yield "report-wrong", dialog
    page = _shown(services, stage)
    page.body.tiles["speaking_rate_wpm"].explain()
    yield "report-how-measured", page
    page = _shown(services, stage)
    page.body.finding_chosen.emit(services.history.report(stage.take_ids["first"]).findings[1])  # type: ignore[union-attr]
    page.body.side.again.show_step(Step.READY)
    stage.settle()
    page._scroll.ensureWidgetVisible(page.body.side.again)
    yield "report-say-again", page
    page = ReportPage(services)
    page.show_take(stage.take_ids["first"])
    stage.settle()
    page.comparing.compare(page.comparing.choices()[0])
    stage.settle()
    page.body.star.setChecked(True)
    page.body.keepsake.field.setPlainText("Slower after the number. Leave “do anything” out.")
    yield "report-compared", page
    yield "report-empty", ReportPage(stage.services(filled=False))


def _shown(services: Services, stage: Stage) -> ReportPage:
    """A page that shows the first take, its sound read."""
    page = ReportPage(services)
    page.show_take(stage.take_ids["first"])
    page.resize(1280, 800)
    page.show()
    stage.settle()
    return page


def _whole(services: Services, stage: Stage, state: str) -> ReportPage:
    """A page so high that nothing has to be scrolled for."""
    page = ReportPage(services)
    page.show_take(stage.take_ids[state])
    page.resize(1280, HEIGHT)
    return page

"""The states of the report page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.ui.pages.report import ReportPage
from rehearse.ui.pages.wrong_finding import WrongFinding
from rehearse.ui.say_again import SayAgainStep
from screens.stage import Stage, StillPlayer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from rehearse.ui.services import Services

HEIGHT = 1900
"""Enough for everything that the page can show below one another."""
STATES = ("first", "calm", "noisy", "silent", "gone", "waiting", "failed", "one-word", "long")


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
    page.body.side.again.show_step(SayAgainStep.READY)
    stage.settle()
    page._scroll.ensureWidgetVisible(page.body.side.again)
    yield "report-say-again", page
    yield from _compared(services, stage)
    yield from _heard(services, stage)
    yield "report-empty", ReportPage(stage.services(filled=False))


def _compared(services: Services, stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The take before beside this one, and heard in its place."""
    for state in ("compared", "compared-other"):
        page = _shown(services, stage)
        page.body.star.setChecked(True)
        page.comparing.compare(page.comparing.choices()[0])
        stage.settle()
        if state == "compared-other":
            page.comparing.switch()
        yield f"report-{state}", page


def _heard(services: Services, stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Slower, over and over and as the phone hears it, a note beside it; and what is not certain, chosen."""
    page = _shown(services, stage)
    page.body.keepsake.field.setPlainText("Slower after the number. Leave “do anything” out.")
    page.body.words_selected.emit(range(8, 14))
    page.bar.listening.slower()
    page.bar.listening.toggle_loop()
    page.bar.listening.toggle_phone()
    stage.settle()
    page._scroll.ensureWidgetVisible(page.body.keepsake)
    yield "report-listening", page
    page = _shown(services, stage)
    report = services.history.report(stage.take_ids["first"])
    possible = next(one for one in report.findings if one.resembles) if report is not None else None
    page.body.finding_chosen.emit(possible)
    stage.settle()
    page._scroll.ensureWidgetVisible(page.body.side.again)
    yield "report-possible", page


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

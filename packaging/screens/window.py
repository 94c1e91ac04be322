"""The whole window, as README shows it: a report with its replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.ui.call_controller import CallController
from rehearse.ui.main_window import MainWindow
from rehearse.ui.practice_controller import PracticeController
from screens import demo_reports
from screens.stage import Stage, StillPlayer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

HEARD = "anything"
"""The word that is being heard in the picture."""


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The window with the report of a take that is being heard."""
    services = stage.services()
    words = demo_reports.first_attempt().transcript.words
    here_s = next(word.span.middle_s for word in words if word.text == HEARD)
    services.make_player = lambda: StillPlayer(here_s)  # type: ignore[assignment, return-value]
    controller = PracticeController(services)
    window = MainWindow(services, controller, CallController(services, controller.analyst))
    stage.at_end(controller.close)
    window.show_report(stage.take_ids["first"])
    window.resize(1280, 800)
    window.show()
    stage.settle()
    window.pages.report.replay.play_from(here_s)
    yield "window-report", window

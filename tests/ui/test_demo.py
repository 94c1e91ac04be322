"""The demo: its takes and reports, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import speeds
from rehearse.ui.rail import Place
from tests.ui.page_stage import button
from tests.ui.window_stage import shown

if TYPE_CHECKING:
    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage


def test_the_demo_shows_a_report_and_leaves_the_history_alone(window: MainWindow, stage: PracticeStage) -> None:
    window.show_demo()
    stage.settle()
    demo = window.pages.demo
    assert demo.isVisible()
    assert not demo.waiting.isVisible()
    assert demo.buttons["first-attempt"].isChecked()
    demo.buttons["calm-take"].click()
    stage.settle()
    assert len(stage.recogniser.heard_s) == 2
    demo.buttons["first-attempt"].click()
    stage.settle()
    assert len(stage.recogniser.heard_s) == 2, "a demo take is analysed once"
    assert stage.services.history.lists.rows() == ()
    button(window, "Back to the calls").click()
    assert shown(window) == [Place.PRACTICE]


def test_a_demo_that_fails_says_why_and_leads_back(window: MainWindow, stage: PracticeStage) -> None:
    stage.recogniser.failure = KnownError(Trouble.MODEL_MISSING, model="tiny.en", command="pip install it")
    window.show_demo()
    stage.settle()
    assert window.pages.demo.notice.words.text() == stage.recogniser.failure.message
    window.pages.demo.notice.buttons()[0].click()
    assert shown(window) == [Place.PRACTICE]


def test_the_demo_leaves_nothing_behind_but_how_fast_the_model_was(window: MainWindow, stage: PracticeStage) -> None:
    window.show_demo()
    stage.settle()
    window.pages.demo.close_history()
    assert [file.name for file in stage.services.paths.cache.iterdir()] == [speeds.FILE_NAME]
    assert speeds.of(stage.services.settings.model) is not None

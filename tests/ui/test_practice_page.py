"""The Practice page as a person meets it: what is read, what the keys do, where the keyboard stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from rehearse.errors import KnownError, Trouble
from rehearse.practice import PracticePhase
from tests.ui.page_stage import answer, button, nameless, question
from tests.ui.practice_page import RIVERBEND, choose, focus, open_page, press
from tests.ui.practice_stage import ENDLESS_MS, practice_in
from tests.ui.text_size import text_scaled

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.practice_stage import PracticeStage


def test_space_records_and_space_stops(stage: PracticeStage) -> None:
    page = open_page(stage)
    press(Qt.Key.Key_Space)
    stage.wait_for(PracticePhase.RECORDING)
    assert page.recording.isVisible()
    assert focus() is page.recording.stop
    stage.speak()
    press(Qt.Key.Key_Space)
    stage.wait_for(PracticePhase.REPORTED)
    assert page.home.isVisible()


def test_space_on_the_list_records_the_call_that_is_chosen_there(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.home.calls.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert stage.wait_for(PracticePhase.RECORDING).scenario == "opening-call"


def test_space_presses_the_button_that_has_the_keyboard(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.home.bar.demo.setFocus()
    with stage.qtbot.waitSignal(page.demo_wanted):
        press(Qt.Key.Key_Space)
    assert stage.state.phase is PracticePhase.IDLE


def test_the_recording_view_shows_call_program_points_and_notes(stage: PracticeStage) -> None:
    stage.services.history.cards.save(RIVERBEND)
    page = open_page(stage)
    choose(page, "Program to call", RIVERBEND.program)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    view = page.recording
    assert view.heading.text() == "Recording: Practice intro · Riverbend Medical Center"
    assert view.points.words()[0] == "Greeting"
    assert "The refugee clinic" in view.notes.words()
    assert view.gauge.accessibleDescription() == "Target 30 to 90 seconds"


def test_the_time_is_told_against_the_target_in_words_and_shape(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    view = page.recording
    seen = []
    for elapsed_s in (12.4, 42.0, 85.0, 97.0):
        view.set_elapsed(elapsed_s)
        seen.append((view.time.text(), view.words.text(), view.mark.grab().toImage()))
    assert [(time, words) for time, words, _ in seen] == [
        ("0:12", "18 seconds until the target begins"),
        ("0:42", "Within the target, 48 seconds left"),
        ("1:25", "Within the target, 5 seconds left"),
        ("1:37", "7 seconds over the target"),
    ]
    shapes = [picture for _, _, picture in seen]
    assert all(shapes[index] != shapes[index + 1] for index in range(3))


def test_the_level_is_shown_while_recording(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    shown: list[str] = []
    stage.controller.level_changed.connect(lambda _level: shown.append(page.recording.meter.word))
    stage.speak(0.5)
    stage.qtbot.waitUntil(lambda: bool({*shown} - {"No sound"}))


def test_escape_asks_and_only_then_discards(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    press(Qt.Key.Key_Escape)
    assert question(page).text() == "Discard this take?"
    answer(page, "Go on recording")
    assert stage.state.phase is PracticePhase.RECORDING
    press(Qt.Key.Key_Escape)
    answer(page, "Discard the take")
    assert stage.state.phase is PracticePhase.IDLE
    assert stage.services.history.lists.rows() == ()
    assert focus() is page.home.bar.record


def test_the_question_goes_away_when_the_recording_ends_by_itself(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak()
    press(Qt.Key.Key_Escape)
    with stage.qtbot.waitSignal(question(page).finished):
        stage.microphone.vanish()
    stage.wait_for(PracticePhase.REPORTED)
    assert len(stage.services.history.lists.rows()) == 1


def test_escape_breaks_the_countdown_off_without_asking(rehearse_home: Path, qtbot: QtBot) -> None:
    with practice_in(rehearse_home, qtbot, second_ms=ENDLESS_MS) as stage:
        page = open_page(stage)
        page.record()
        stage.wait_for(PracticePhase.COUNTDOWN)
        assert page.recording.time.text() == "3"
        assert not page.recording.stop.isEnabled()
        press(Qt.Key.Key_Escape)
        assert stage.state.phase is PracticePhase.IDLE
        stage.settle()


def test_a_muted_microphone_is_named_in_the_recording_view(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    stage.be_silent(3.0)
    stage.qtbot.waitUntil(page.recording.notice.isVisible)
    assert "sends no sound at all" in page.recording.notice.words.text()
    stage.speak(1.0)
    stage.qtbot.waitUntil(lambda: not page.recording.notice.isVisible())


def test_without_a_microphone_the_page_says_what_to_do_and_looks_again(stage: PracticeStage) -> None:
    devices = list(stage.found)
    stage.found.clear()
    page = open_page(stage)
    assert KnownError(Trouble.NO_MICROPHONE).message in page.home.notice.words.text()
    assert not page.home.bar.record.isEnabled()
    assert focus() is button(page, "Look again")
    press(Qt.Key.Key_Space)
    stage.settle()
    assert stage.state.phase is PracticePhase.IDLE
    assert focus() is button(page, "Look again")
    press(Qt.Key.Key_Tab)
    assert focus() is page.home.bar.demo
    press(Qt.Key.Key_Backtab)
    assert focus() is button(page, "Look again")
    stage.found.extend(devices)
    button(page, "Look again").click()
    stage.settle()
    assert not page.home.notice.isVisible()
    assert page.home.bar.record.isEnabled()


def test_a_microphone_that_is_in_use_is_named_and_can_be_tried_again(stage: PracticeStage) -> None:
    page = open_page(stage)
    busy = KnownError(Trouble.MICROPHONE_BUSY, device="Headset", reason="Device unavailable")
    stage.microphone.refuse(busy)
    page.record()
    stage.wait_for(PracticePhase.IDLE)
    assert busy.message in page.home.notice.words.text()
    assert page.home.bar.record.isEnabled()
    stage.microphone.refuse(None)
    button(page, "Look again").click()
    stage.settle()
    assert not page.home.notice.isVisible()


def test_the_analysis_shows_its_progress_and_can_be_cancelled(stage: PracticeStage) -> None:
    stage.recogniser.may_finish.clear()
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(PracticePhase.ANALYSING)
    stage.qtbot.waitUntil(lambda: page.analysing.bar.value() > 0)
    assert page.analysing.title.text() == "Listening to the take"
    assert focus() is page.analysing.cancel
    press(Qt.Key.Key_Escape)
    assert page.failed.title.text() == "Analysis stopped"
    assert "is kept" in page.failed.words.text()


def test_a_failure_is_told_with_a_retry_that_has_the_keyboard(stage: PracticeStage) -> None:
    stage.recogniser.failure = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(PracticePhase.FAILED)
    assert page.failed.words.text() == stage.recogniser.failure.message
    assert focus() is page.failed.retry
    stage.recogniser.failure = None
    press(Qt.Key.Key_Space)
    stage.wait_for(PracticePhase.REPORTED)


def test_a_failed_take_is_deleted_only_after_asking(stage: PracticeStage) -> None:
    stage.recogniser.failure = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")
    page = open_page(stage)
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(PracticePhase.FAILED)
    page.failed.delete.click()
    assert question(page).text() == "Delete this take?"
    assert len(stage.services.history.lists.rows()) == 1
    answer(page, "Delete the take")
    assert stage.services.history.lists.rows() == ()
    assert page.home.isVisible()


def test_after_a_failure_the_same_call_can_be_recorded_again(stage: PracticeStage) -> None:
    stage.recogniser.failure = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")
    page = open_page(stage)
    page.choose_call("voicemail")
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(PracticePhase.FAILED)
    page.failed.record.click()
    assert stage.wait_for(PracticePhase.RECORDING).scenario == "voicemail"
    assert len(stage.services.history.lists.rows()) == 2


def test_tab_follows_the_eye_from_the_calls_through_the_choices_to_the_buttons(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.home.calls.setFocus()
    seen = []
    for _ in range(12):
        widget = focus()
        assert widget is not None
        if widget in seen:
            break
        seen.append(widget)
        page.focusNextChild()
    details = page.home.details
    expected = [
        page.home.calls,
        details.programs,
        details.kinds,
        details.contact.link,
        details.script.field,
        details.show_model,
        page.home.bar.record,
        page.home.bar.call,
        page.home.bar.demo,
    ]
    assert seen[: len(expected)] == expected


@pytest.mark.parametrize("width", [904, 780], ids=["window of 1024", "window of 900"])
@pytest.mark.parametrize("call", ["practice-intro", "program-call"])
def test_no_button_of_the_bar_is_cut_in_a_narrow_window(call: str, width: int, stage: PracticeStage) -> None:
    page = open_page(stage)
    page.home.calls.choose(call)
    page.resize(width, 616)
    QApplication.processEvents()
    bar = page.home.bar
    shown = [button for button in (bar.record, bar.call, bar.ring_me, bar.demo) if button.isVisible()]
    assert bar.ring_me.isVisible() == (call == "program-call")
    assert [button.width() >= button.sizeHint().width() for button in shown] == [True] * len(shown)


def test_the_details_scroll_by_key_wherever_the_keyboard_stands(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.resize(900, 400)
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    assert page.home.scroll_bar.value() > 0
    press(Qt.Key.Key_PageUp)
    assert page.home.scroll_bar.value() == 0
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    assert page.recording.scroll_bar.value() > 0


def test_every_control_tells_a_screen_reader_its_name(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert nameless(page) == []
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    assert nameless(page) == []


def test_screen_readers_hear_when_recording_starts_and_where_the_target_ends(
    stage: PracticeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QAccessible

    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    QAccessible.setActive(True)
    try:
        page = open_page(stage)
        page.record()
        stage.wait_for(PracticePhase.RECORDING)
        for elapsed_s in (10, 31, 60, 81, 91):
            page.recording.set_elapsed(elapsed_s)
        stage.speak()
        page.press_space()
        stage.wait_for(PracticePhase.REPORTED)
    finally:
        QAccessible.setActive(False)
    assert [words for words in said if words != "Recording starts in no"] == [
        "Recording starts in three",
        "Recording starts in two",
        "Recording starts in one",
        "Recording",
        "The target begins",
        "Within the target, 9 seconds left",
        "Over the target",
        "Saving the take",
        "Listening to the take",
    ]


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_button_is_cut_off(stage: PracticeStage, width: int, height: int, scale: float) -> None:
    with text_scaled(scale):
        page = open_page(stage)
        page.resize(width, height - 60)
        QApplication.processEvents()
        for control in (page.home.bar.record, page.home.bar.demo, page.home.details.programs, page.home.details.kinds):
            assert control.width() >= control.minimumSizeHint().width(), control.accessibleName()
            assert control.height() >= control.minimumSizeHint().height()
        assert page.home.calls.height() >= 2 * page.home.calls.sizeHintForRow(0)

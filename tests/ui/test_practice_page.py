"""The Practice page as a person meets it: what is read, what the keys do, where the keyboard stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from rehearse.errors import KnownError, Trouble
from rehearse.practice import Phase
from rehearse.programs.call_kind import CONTACT_RULE, NO_CONTACT, NOT_INVITED, CallKind, kind_of_call
from rehearse.programs.card import Card
from rehearse.settings import CallPolicy, VoicemailStyle, load
from rehearse.ui.pages.practice import PracticePage
from tests.ui.page_stage import answer, button, named, nameless, question, texts
from tests.ui.practice_stage import PracticeStage, practice_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

RIVERBEND = Card(
    program="Riverbend Medical Center",
    reasons=("The refugee clinic",),
    strengths=("Eight patients a day",),
    concern="I passed on the next try.",
)
CLOSED = Card(program="Lakeshore Hospital", no_contact=True)


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[PracticeStage]:
    with practice_in(rehearse_home, qtbot) as made:
        yield made


def open_page(stage: PracticeStage) -> PracticePage:
    page = PracticePage(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(page)
    page.resize(1100, 760)
    with stage.qtbot.waitExposed(page):
        page.show()
    page.desk.prepare()
    stage.settle()
    page.take_focus()
    return page


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard stands."""
    from PySide6.QtTest import QTest

    focused = QApplication.focusWidget()
    assert focused is not None, "the keyboard stands nowhere"
    QTest.keyClick(focused, key)


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def choose(page: QWidget, name: str, words: str) -> None:
    """Choose as the user does."""
    box = named(page, name)
    assert isinstance(box, QComboBox)
    index = box.findText(words)
    assert index >= 0, [box.itemText(row) for row in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_whole_intro_is_chosen_first_and_record_has_the_keyboard(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert page.home.calls.current() == "practice-intro"
    assert focus() is page.home.bar.record
    assert page.home.details.title.text() == "Practice intro"


def test_the_calls_that_are_likelier_to_come_stand_beside_the_call_out(stage: PracticeStage) -> None:
    page = open_page(stage)
    calls = page.home.calls
    titles = [calls.item(row).text() for row in range(4)]
    assert titles == ["Practice intro", "Opening call", "The program calls you", "Returning a missed call"]


def test_every_spoken_call_is_offered_and_the_email_is_not(stage: PracticeStage) -> None:
    page = open_page(stage)
    calls = page.home.calls
    assert calls.count() == sum(scenario.spoken for scenario in stage.services.scenarios.values()) == 17


def test_a_call_says_its_target_and_when_it_was_practised(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert page.home.calls.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Practice intro, 30–90 s · not practised yet"
    )
    stage.take()
    assert "today" in page.home.calls.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_points_to_make_stand_in_order_and_in_plain_words(stage: PracticeStage) -> None:
    page = open_page(stage)
    words = page.home.details.points.words()
    assert words[:4] == ("Greeting", "Your full name", "Who you are or your school", "Your applicant number")
    assert words[9] == "Thanks"
    assert words[10].startswith("Welcome too: ")


def test_no_internal_name_is_shown_while_the_must_says_are_still_being_read(stage: PracticeStage) -> None:
    page = PracticePage(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(page)
    assert page.home.details.points.words() == ("",) * 10
    page.record()
    stage.wait_for(Phase.RECORDING)
    page.desk.prepare()
    stage.settle()
    assert page.home.details.points.words()[0] == page.recording.points.words()[0] == "Greeting"


def test_what_to_leave_out_and_whose_figure_the_target_is_are_said(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert "Pleading, and asking about your chances" in page.home.details.avoid.words()
    assert page.home.details.target.text() == (
        "The residency coordinator listens. Target 30 to 90 seconds, as the articles advise."
    )
    page.choose_call("program-call")
    assert "our own figure" in page.home.details.target.text()


def test_an_example_is_shown_when_it_is_asked_for(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert not page.home.details.model.isVisible()
    page.home.details.show_model.click()
    assert page.home.details.model.isVisible()
    assert stage.services.scenarios["practice-intro"].model in texts(page)


def test_the_chosen_call_is_there_again_after_a_restart(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.choose_call("voicemail")
    assert load(stage.services.paths.settings_file).chosen_scenario == "voicemail"
    again = open_page(stage)
    assert again.home.calls.current() == "voicemail"


def test_the_notes_of_the_chosen_program_are_in_view(stage: PracticeStage) -> None:
    stage.services.history.save_card(RIVERBEND)
    page = open_page(stage)
    assert "Choose a program" in page.home.details.notes.words()[0]
    choose(page, "Program to call", RIVERBEND.program)
    assert page.home.details.notes.words() == (
        "Reason",
        "The refugee clinic",
        "Strength",
        "Eight patients a day",
        "If asked about a concern",
        "I passed on the next try.",
    )
    assert load(stage.services.paths.settings_file).chosen_card == RIVERBEND.id


def test_a_program_can_be_added_from_here(stage: PracticeStage) -> None:
    page = open_page(stage)
    with stage.qtbot.waitSignal(page.programs_wanted):
        choose(page, "Program to call", "Add a program…")
    assert page.home.details.programs.currentText() == "No program"


def test_a_program_that_asks_not_to_be_contacted_is_named_as_such(stage: PracticeStage) -> None:
    stage.services.history.save_card(CLOSED)
    page = open_page(stage)
    choose(page, "Kind of call", "I return their call")
    choose(page, "Program to call", CLOSED.program)
    assert page.home.details.contact.verdict.text() == NO_CONTACT


def test_the_kind_of_call_is_asked_once_and_the_rule_is_shown_with_its_source(stage: PracticeStage) -> None:
    page = open_page(stage)
    contact = page.home.details.contact
    assert page.home.details.kinds.currentIndex() == -1
    assert "How does this call come about?" in contact.verdict.text()
    assert contact.rule.text() == " ".join(CONTACT_RULE)
    assert "check this year's agreement" in contact.rule.text()
    assert "https://www.nrmp.org" in contact.link.text()
    choose(page, "Kind of call", "SOAP has ended")
    assert kind_of_call(CallKind.AFTER_SOAP).condition in contact.verdict.text()
    assert load(stage.services.paths.settings_file).call_kind is CallKind.AFTER_SOAP
    again = open_page(stage)
    assert again.home.details.kinds.currentText() == "SOAP has ended"


def test_space_records_and_space_stops(stage: PracticeStage) -> None:
    page = open_page(stage)
    press(Qt.Key.Key_Space)
    stage.wait_for(Phase.RECORDING)
    assert page.recording.isVisible()
    assert focus() is page.recording.stop
    stage.speak()
    press(Qt.Key.Key_Space)
    stage.wait_for(Phase.REPORTED)
    assert page.home.isVisible()


def test_space_on_the_list_records_the_call_that_is_chosen_there(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.home.calls.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert stage.wait_for(Phase.RECORDING).scenario == "opening-call"


def test_space_presses_the_button_that_has_the_keyboard(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.home.bar.demo.setFocus()
    with stage.qtbot.waitSignal(page.demo_wanted):
        press(Qt.Key.Key_Space)
    assert stage.state.phase is Phase.IDLE


def test_the_recording_view_shows_call_program_points_and_notes(stage: PracticeStage) -> None:
    stage.services.history.save_card(RIVERBEND)
    page = open_page(stage)
    choose(page, "Program to call", RIVERBEND.program)
    page.record()
    stage.wait_for(Phase.RECORDING)
    view = page.recording
    assert view.heading.text() == "Recording: Practice intro · Riverbend Medical Center"
    assert view.points.words()[0] == "Greeting"
    assert "The refugee clinic" in view.notes.words()
    assert view.gauge.accessibleDescription() == "Target 30 to 90 seconds"


def test_the_time_is_told_against_the_target_in_words_and_shape(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(Phase.RECORDING)
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
    stage.wait_for(Phase.RECORDING)
    stage.speak(0.5)
    stage.qtbot.waitUntil(lambda: page.recording.meter.word != "No sound")


def test_escape_asks_and_only_then_discards(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(Phase.RECORDING)
    press(Qt.Key.Key_Escape)
    assert question(page).text() == "Discard this take?"
    answer(page, "Go on recording")
    assert stage.state.phase is Phase.RECORDING
    press(Qt.Key.Key_Escape)
    answer(page, "Discard the take")
    assert stage.state.phase is Phase.IDLE
    assert stage.services.history.rows() == ()
    assert focus() is page.home.bar.record


def test_the_question_goes_away_when_the_recording_ends_by_itself(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(Phase.RECORDING)
    stage.speak()
    press(Qt.Key.Key_Escape)
    with stage.qtbot.waitSignal(question(page).finished):
        stage.microphone.vanish()
    stage.wait_for(Phase.REPORTED)
    assert len(stage.services.history.rows()) == 1


def test_escape_breaks_the_countdown_off_without_asking(stage: PracticeStage) -> None:
    stage.controller._countdown.setInterval(3_600_000)
    page = open_page(stage)
    page.record()
    stage.wait_for(Phase.COUNTDOWN)
    assert page.recording.time.text() == "3"
    assert not page.recording.stop.isEnabled()
    press(Qt.Key.Key_Escape)
    assert stage.state.phase is Phase.IDLE
    stage.settle()


def test_a_muted_microphone_is_named_in_the_recording_view(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.record()
    stage.wait_for(Phase.RECORDING)
    stage.be_silent(3.0)
    stage.qtbot.waitUntil(page.recording.notice.isVisible)
    assert "nothing but exact silence" in page.recording.notice.words.text()
    stage.speak(1.0)
    stage.qtbot.waitUntil(lambda: not page.recording.notice.isVisible())


def test_without_a_microphone_the_page_says_what_to_do_and_looks_again(stage: PracticeStage) -> None:
    devices = list(stage.found)
    stage.found.clear()
    page = open_page(stage)
    assert KnownError(Trouble.NO_MICROPHONE).message in page.home.notice.words.text()
    assert not page.home.bar.record.isEnabled()
    assert focus() is not None
    press(Qt.Key.Key_Space)
    assert stage.state.phase is Phase.IDLE
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
    stage.wait_for(Phase.IDLE)
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
    stage.wait_for(Phase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(Phase.ANALYSING)
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
    stage.wait_for(Phase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(Phase.FAILED)
    assert page.failed.words.text() == stage.recogniser.failure.message
    assert focus() is page.failed.retry
    stage.recogniser.failure = None
    press(Qt.Key.Key_Space)
    stage.wait_for(Phase.REPORTED)


def test_a_failed_take_is_deleted_only_after_asking(stage: PracticeStage) -> None:
    stage.recogniser.failure = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")
    page = open_page(stage)
    page.record()
    stage.wait_for(Phase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(Phase.FAILED)
    page.failed.delete.click()
    assert question(page).text() == "Delete this take?"
    assert len(stage.services.history.rows()) == 1
    answer(page, "Delete the take")
    assert stage.services.history.rows() == ()
    assert page.home.isVisible()


def test_after_a_failure_the_same_call_can_be_recorded_again(stage: PracticeStage) -> None:
    stage.recogniser.failure = KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")
    page = open_page(stage)
    page.choose_call("voicemail")
    page.record()
    stage.wait_for(Phase.RECORDING)
    stage.speak()
    page.press_space()
    stage.wait_for(Phase.FAILED)
    page.failed.record.click()
    assert stage.wait_for(Phase.RECORDING).scenario == "voicemail"
    assert len(stage.services.history.rows()) == 2


def test_a_choice_that_can_not_be_kept_is_said_and_holds_all_the_same(stage: PracticeStage) -> None:
    page = open_page(stage)
    folder = stage.services.paths.config
    stage.services.paths.settings_file.unlink(missing_ok=True)
    folder.rmdir()
    folder.write_text("in the way")
    choose(page, "Kind of call", "They called me")
    assert str(folder) in page.home.notice.words.text()
    assert page.home.details.kinds.currentText() == "They called me"


def test_tab_leads_from_record_through_the_choices_and_back(stage: PracticeStage) -> None:
    page = open_page(stage)
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
        page.home.bar.record,
        details.programs,
        details.kinds,
        details.contact.link,
        details.script.field,
        details.show_model,
    ]
    assert seen[: len(expected)] == expected
    assert {page.home.calls, page.home.bar.demo} <= set(seen)


def test_the_details_scroll_by_key_wherever_the_keyboard_stands(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.resize(900, 400)
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    assert page.home.scroll_bar.value() > 0
    press(Qt.Key.Key_PageUp)
    assert page.home.scroll_bar.value() == 0
    page.record()
    stage.wait_for(Phase.RECORDING)
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    assert page.recording.scroll_bar.value() > 0


def test_every_control_tells_a_screen_reader_its_name(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert nameless(page) == []
    page.record()
    stage.wait_for(Phase.RECORDING)
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
        stage.wait_for(Phase.RECORDING)
        for elapsed_s in (10, 31, 60, 81, 91):
            page.recording.set_elapsed(elapsed_s)
        stage.speak()
        page.press_space()
        stage.wait_for(Phase.REPORTED)
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
    from PySide6.QtGui import QFont

    from rehearse.ui import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    usual, sheet = app.font(), app.styleSheet()
    font = QFont(usual)
    font.setPointSizeF(usual.pointSizeF() * scale)
    app.setFont(font)
    theme.apply(theme.LIGHT, app)
    try:
        page = open_page(stage)
        page.resize(width, height - 60)
        QApplication.processEvents()
        for control in (page.home.bar.record, page.home.bar.demo, page.home.details.programs, page.home.details.kinds):
            assert control.width() >= control.minimumSizeHint().width(), control.accessibleName()
            assert control.height() >= control.minimumSizeHint().height()
        assert page.home.calls.height() >= 2 * page.home.calls.sizeHintForRow(0)
    finally:
        app.setFont(usual)
        app.setStyleSheet(sheet)


def test_settings_that_change_elsewhere_are_shown(stage: PracticeStage) -> None:
    page = open_page(stage)
    stage.services.update_settings(replace(stage.services.settings, microphone="USB headset"))
    page.desk.refresh()
    assert "USB headset" in page.home.bar.hint.text()


def test_the_users_answers_where_the_articles_disagree_change_what_the_page_says(stage: PracticeStage) -> None:
    page = open_page(stage)
    page.choose_call("voicemail")
    button(page, " Show an example").click()
    assert "There is no need to call back" in texts(page)
    stage.services.update_settings(
        replace(
            stage.services.settings,
            voicemail_style=VoicemailStyle.WITH_CONTACT,
            call_policy=CallPolicy.INVITED_ONLY,
            call_kind=CallKind.AFTER_SOAP,
        )
    )
    page.desk.refresh()
    stage.qtbot.waitUntil(lambda: "I can be reached at" in texts(page))
    assert NOT_INVITED in page.home.details.contact.verdict.text()

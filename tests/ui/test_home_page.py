"""What is chosen on the home page, and what it says of the choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from rehearse.practice import PracticePhase
from rehearse.programs.call_kind import CONTACT_RULE, NO_CONTACT, NOT_INVITED, CallKind, kind_of_call
from rehearse.programs.card import Card
from rehearse.settings import CallPolicy, VoicemailStyle, load
from rehearse.ui.pages.practice import PracticePage
from tests.ui.page_stage import button, texts
from tests.ui.practice_page import RIVERBEND, choose, focus, open_page

if TYPE_CHECKING:
    from tests.ui.practice_stage import PracticeStage

CLOSED = Card(program="Lakeshore Hospital", no_contact=True)


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
    said = page.home.calls.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "today" in said or "yesterday" in said, "at midnight"


def test_the_points_to_make_stand_in_order_and_in_plain_words(stage: PracticeStage) -> None:
    page = open_page(stage)
    words = page.home.details.points.words()
    assert words[:4] == ("Greeting", "Your full name", "Who you are or your school", "Your AAMC ID")
    assert words[9] == "Thanks"
    assert words[10].startswith("Also welcome: ")


def test_no_internal_name_is_shown_while_the_must_says_are_still_being_read(stage: PracticeStage) -> None:
    page = PracticePage(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(page)
    assert page.home.details.points.words() == ("",) * 10
    page.record()
    stage.wait_for(PracticePhase.RECORDING)
    page.desk.prepare()
    stage.settle()
    assert page.home.details.points.words()[0] == page.recording.points.words()[0] == "Greeting"


def test_what_to_leave_out_and_whose_figure_the_target_is_are_said(stage: PracticeStage) -> None:
    page = open_page(stage)
    assert "Pleading, and asking about your chances" in page.home.details.avoid.words()
    assert page.home.details.target.text() == (
        "The residency coordinator listens. Target 30 to 90 seconds, from published advice."
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
    stage.services.history.cards.save(RIVERBEND)
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
    stage.services.history.cards.save(CLOSED)
    page = open_page(stage)
    choose(page, "Kind of call", "I return their call")
    choose(page, "Program to call", CLOSED.program)
    assert page.home.details.contact.verdict.text() == NO_CONTACT


def test_the_kind_of_call_is_asked_once_and_the_rule_is_shown_with_its_source(stage: PracticeStage) -> None:
    page = open_page(stage)
    contact = page.home.details.contact
    assert page.home.details.kinds.currentIndex() == -1
    assert "Which kind of call is this?" in contact.verdict.text()
    assert contact.rule.text() == " ".join(CONTACT_RULE)
    assert "check this year's agreement" in contact.rule.text()
    assert "nrmp.org" in contact.link.text()
    choose(page, "Kind of call", "SOAP has ended")
    assert kind_of_call(CallKind.AFTER_SOAP).condition in contact.verdict.text()
    assert load(stage.services.paths.settings_file).call_kind is CallKind.AFTER_SOAP
    again = open_page(stage)
    assert again.home.details.kinds.currentText() == "SOAP has ended"


def test_a_choice_that_can_not_be_kept_is_said_and_holds_all_the_same(stage: PracticeStage) -> None:
    page = open_page(stage)
    folder = stage.services.paths.config
    stage.services.paths.settings_file.unlink(missing_ok=True)
    folder.rmdir()
    folder.write_text("in the way")
    choose(page, "Kind of call", "They called me")
    assert str(folder) in page.home.notice.words.text()
    assert page.home.details.kinds.currentText() == "They called me"


def test_settings_that_change_elsewhere_are_shown(stage: PracticeStage) -> None:
    page = open_page(stage)
    stage.services.update_settings(replace(stage.services.settings, microphone="USB headset"))
    page.desk.refresh()
    assert "USB headset" in page.home.bar.hint.text()


def test_no_microphone_is_named_as_the_one_in_use_where_none_is_found(stage: PracticeStage) -> None:
    page = open_page(stage)
    found = tuple(stage.found)
    stage.found.clear()
    page.desk.look_for_microphones()
    stage.settle()
    assert page.home.bar.hint.text() == "Microphone: none found"
    stage.found.extend(found)
    page.desk.look_for_microphones()
    stage.settle()
    assert "Microphone: the system’s default" in page.home.bar.hint.text()


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

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit

from rehearse.programs.card import Card
from rehearse.ui.pages.card_fields import FIELDS
from rehearse.ui.pages.paste_names import PasteNames
from rehearse.ui.pages.programs import ProgramsPage
from rehearse.ui.widgets.two_line_delegate import WARNING_ROLE
from tests.ui.page_stage import answer, button, named, nameless, question, texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services

WHOLE = Card(
    program="Riverbend Medical Center",
    aliases=("Riverbend", "RMC"),
    said_as="RIV-er-bend",
    place="Dayton, Ohio",
    specialty="internal medicine",
    coordinator="Dana Whitlock",
    no_contact=True,
    reasons=("The refugee clinic", "The rural track"),
    tie="My family lives in Dayton.",
    strengths=("Eight patients a day on a step-down unit",),
    concern="I failed Step 1 once and passed Step 2 with 238.",
    faculty_link="Sam Ortiz",
    applied=True,
    policy_note="Listing: no calls.",
    would_go=False,
)


def open_page(services: Services, qtbot: QtBot) -> ProgramsPage:
    page = ProgramsPage(services)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def field(page: ProgramsPage, title: str) -> QWidget:
    return named(page, title)


def write(page: ProgramsPage, title: str, text: str, qtbot: QtBot) -> None:
    """Type into a field as a person does; it is not left."""
    entry = field(page, title)
    entry.setFocus()
    if isinstance(entry, QLineEdit | QPlainTextEdit):
        entry.selectAll()
    if text:
        qtbot.keyClicks(entry, text)
    else:
        qtbot.keyClick(entry, Qt.Key.Key_Delete)


def leave(page: ProgramsPage) -> None:
    named(page, "Programs").setFocus()


def cards(services: Services) -> list[Card]:
    return list(services.history.cards.all())


def list_of(page: ProgramsPage) -> QListWidget:
    found = named(page, "Programs")
    assert isinstance(found, QListWidget)
    return found


def names(page: ProgramsPage) -> list[str]:
    return [list_of(page).item(row).text() for row in range(list_of(page).count())]


def test_without_a_card_the_page_says_what_a_card_is_for(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert "No programs yet" in texts(page)
    button(page, "New program").click()
    assert page.focusWidget() is field(page, "Name")


def test_what_is_written_on_a_new_card_is_kept(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    page.add()
    with qtbot.waitSignal(page.cards_changed):
        write(page, "Name", "Riverbend Medical Center", qtbot)
        leave(page)
    assert [card.program for card in cards(services)] == ["Riverbend Medical Center"]
    assert names(page) == ["Riverbend Medical Center"]
    assert "Saved" in texts(page)


def test_half_a_character_that_is_pasted_keeps_nothing_from_being_kept(services: Services, qtbot: QtBot) -> None:
    """As where another program cut a text in the middle of an emoji."""
    page = open_page(services, qtbot)
    button(page, "New program").click()
    QGuiApplication.clipboard().setText("River\ud83dbend")
    for title in ("Name", "Reasons"):
        entry = field(page, title)
        assert isinstance(entry, QLineEdit | QPlainTextEdit)
        entry.paste()
    leave(page)
    (card,) = cards(services)
    assert (card.program, card.reasons) == ("Riverbend", ("Riverbend",))


def test_typing_alone_is_kept_after_a_moment(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.cards_changed):
        write(page, "Tie", "My family lives there.", qtbot)
    assert cards(services)[0].tie == "My family lives there."


def test_every_field_of_a_card_is_shown_and_comes_back_as_it_was(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(WHOLE)
    page = open_page(services, qtbot)
    assert {entry.name for entry in FIELDS} == set(Card.__dataclass_fields__) - {"id"}
    write(page, "Place", "Toledo, Ohio", qtbot)
    leave(page)
    (kept,) = cards(services)
    assert kept == replace(WHOLE, place="Toledo, Ohio")


def test_a_new_card_without_a_word_on_it_is_not_kept(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    page.add()
    page.hide()
    assert cards(services) == []


def test_a_new_card_is_discarded_and_a_kept_one_is_deleted(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Lakeshore"))
    page = open_page(services, qtbot)
    page.choose(0)
    assert button(page, "Delete") is named(page, "Delete this program's card")
    page.add()
    assert button(page, "Discard") is named(page, "Discard this new card")
    button(page, "Discard").click()
    assert [card.program for card in cards(services)] == ["Lakeshore"]
    assert button(page, "Delete").isEnabled()
    page.add()
    write(page, "Name", "Riverbend", qtbot)
    page.keep()
    assert button(page, "Delete").isEnabled()


def test_a_new_card_stays_open_when_the_page_is_shown_again(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Lakeshore"))
    page = open_page(services, qtbot)
    page.add()
    page.hide()
    page.show()
    write(page, "Name", "Riverbend", qtbot)
    page.hide()
    assert [card.program for card in cards(services)] == ["Lakeshore", "Riverbend"]


def test_notes_without_a_name_are_not_lost(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    page.add()
    write(page, "Tie", "My family lives there.", qtbot)
    page.hide()
    assert [(card.program, card.tie) for card in cards(services)] == [("Unnamed program", "My family lives there.")]


def test_a_card_whose_name_is_cleared_keeps_its_name_and_says_so(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    write(page, "Name", "", qtbot)
    write(page, "Place", "Ohio", qtbot)
    leave(page)
    assert [(card.program, card.place) for card in cards(services)] == [("Riverbend", "Ohio")]
    assert "Kept under “Riverbend” until you write a name." in texts(page)


def test_what_was_typed_is_kept_when_another_card_is_chosen_or_the_page_is_left(
    services: Services, qtbot: QtBot
) -> None:
    services.history.cards.save(Card(program="Lakeshore"))
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    write(page, "Tie", "a", qtbot)
    list_of(page).setCurrentRow(1)
    write(page, "Tie", "b", qtbot)
    page.hide()
    assert [(card.program, card.tie) for card in cards(services)] == [("Lakeshore", "a"), ("Riverbend", "b")]


def test_the_no_contact_flag_is_plain_to_see_and_says_what_it_means(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    assert "asks not to be contacted, and that takes precedence" not in texts(page)
    box = field(page, "Asks not to be contacted")
    assert isinstance(box, QCheckBox)
    box.click()
    assert cards(services)[0].no_contact
    assert "asks not to be contacted, and that takes precedence" in texts(page)
    item = list_of(page).item(0)
    assert "Do not contact" in item.data(WARNING_ROLE)
    assert "Do not contact" in item.data(Qt.ItemDataRole.AccessibleTextRole)


def test_yes_no_and_not_said_are_three_answers(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    box = field(page, "Applied")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "No answer yet"
    for words, answer_ in (("No", False), ("Yes", True), ("No answer yet", None)):
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        assert cards(services)[0].applied is answer_


def test_hints_follow_what_is_written(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend", reasons=("one",)))
    page = open_page(services, qtbot)
    assert "No reason yet" not in texts(page)
    reasons = field(page, "Reasons")
    assert isinstance(reasons, QPlainTextEdit)
    reasons.setPlainText("one\ntwo\n\nthree\n")
    assert "3 reasons. One or two are enough" in texts(page)
    assert "3 reasons." in reasons.accessibleDescription()
    leave(page)
    page.hide()
    assert cards(services)[0].reasons == ("one", "two", "three")


def test_a_short_list_is_told_what_the_articles_suggest(services: Services, qtbot: QtBot) -> None:
    for number in range(4):
        services.history.cards.save(Card(program=f"Program {number}"))
    page = open_page(services, qtbot)
    assert "4 programs on the list. Published advice: 5 to 15 realistic ones." in texts(page)
    page.add()
    write(page, "Name", "Program 5", qtbot)
    leave(page)
    assert "on the list" not in texts(page)


def test_deleting_a_card_asks_and_then_really_deletes(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Lakeshore"))
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    qtbot.keyClick(list_of(page), Qt.Key.Key_Delete)
    assert question(page).text() == "Delete the card of Lakeshore?"
    answer(page, "Keep it")
    assert len(cards(services)) == 2
    button(page, "Delete").click()
    answer(page, "Delete the card")
    assert [card.program for card in cards(services)] == ["Riverbend"]
    assert names(page) == ["Riverbend"]
    assert named(page, "Name").text() == "Riverbend"  # type: ignore[attr-defined]


def test_deleting_the_last_card_leads_back_to_the_beginning(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Lakeshore"))
    page = open_page(services, qtbot)
    button(page, "Delete").click()
    answer(page, "Delete the card")
    assert "No programs yet" in texts(page)
    page.hide()
    assert cards(services) == []


def paste_dialog(page: ProgramsPage) -> PasteNames:
    (dialog,) = [one for one in page.findChildren(PasteNames) if one.isVisible()]
    return dialog


def test_a_pasted_list_is_shown_before_it_is_added(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    button(page, "Paste a list of names…").click()
    dialog = paste_dialog(page)
    assert "Nothing to add yet" in texts(dialog)
    assert not button(dialog, "Add").isEnabled()
    entry = named(dialog, "Names of programs, one on each line")
    assert isinstance(entry, QPlainTextEdit)
    entry.setPlainText("1. Riverbend\n2. Lakeshore Hospital (Family Medicine)\n- Pine Ridge\n")
    assert "Two cards will be added; one name is on your list already" in texts(dialog)
    found = named(dialog, "Cards that will be added")
    assert isinstance(found, QListWidget)
    assert [found.item(row).text() for row in range(found.count())] == [
        "Lakeshore Hospital · Family Medicine",
        "Pine Ridge",
    ]
    assert [card.program for card in cards(services)] == ["Riverbend"]
    with qtbot.waitSignal(page.cards_changed):
        button(dialog, "Add 2").click()
    assert [card.program for card in cards(services)] == ["Lakeshore Hospital", "Pine Ridge", "Riverbend"]
    assert names(page) == ["Lakeshore Hospital", "Pine Ridge", "Riverbend"]


def test_a_pasted_list_can_be_put_away(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    button(page, "Paste a list of names…").click()
    dialog = paste_dialog(page)
    entry = named(dialog, "Names of programs, one on each line")
    assert isinstance(entry, QPlainTextEdit)
    entry.setPlainText("Lakeshore")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert cards(services) == []


def test_what_cannot_be_written_is_said_and_not_forgotten(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    other = sqlite3.connect(services.history.file, isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        write(page, "Tie", "My family lives there.", qtbot)
        page.keep()
        assert "is in use by another program" in texts(page)
    finally:
        other.close()
    page.keep()
    assert cards(services)[0].tie == "My family lives there."
    assert "is in use by another program" not in texts(page)


def test_every_control_is_named_and_tab_follows_the_form(services: Services, qtbot: QtBot) -> None:
    services.history.cards.save(WHOLE)
    page = open_page(services, qtbot)
    assert nameless(page) == []
    field(page, "Name").setFocus()
    path = []
    for _ in FIELDS:
        focused = page.focusWidget()
        path.append(focused.accessibleName() or (focused.text() if isinstance(focused, QAbstractButton) else ""))
        page.focusNextChild()
    assert path == [entry.title for entry in FIELDS]

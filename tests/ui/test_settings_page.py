from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QListWidget, QRadioButton, QTreeWidget, QWidget

from rehearse import bands
from rehearse.audio.devices import Device
from rehearse.errors import KnownError, Trouble
from rehearse.measures.values import Band
from rehearse.programs.card import Card
from rehearse.settings import CallPolicy, Profile, Settings, Theme, VoicemailStyle, load
from rehearse.ui import logs
from rehearse.ui.pages.advice import DISAGREEMENTS
from rehearse.ui.pages.choose_rules import ChooseRules
from rehearse.ui.pages.settings import SettingsPage
from rehearse.ui.pages.settings_sections.keeping import in_words
from tests.ui.history_builder import Figures, add_take
from tests.ui.page_stage import answer, button, named, nameless, question, services_in, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services

BUILT_IN = Device(0, "Built-in microphone", 48_000, is_default=True)
HEADSET = Device(1, "USB headset", 48_000, is_default=False)


@pytest.fixture
def services(rehearse_home: Path) -> Iterator[Services]:
    with services_in(rehearse_home, microphones=lambda: (BUILT_IN, HEADSET), loudspeakers=lambda: (HEADSET,)) as made:
        yield made


@pytest.fixture
def log_file(services: Services) -> Iterator[Path]:
    yield logs.start(services.paths.log)
    logs.stop()


def open_page(services: Services, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(services)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not services.tasks.busy)
    return page


def kept(services: Services) -> Settings:
    """The settings as they stand on the disk."""
    return load(services.paths.settings_file)


def choose(page: QWidget, name: str, words: str) -> None:
    """Choose as the user does."""
    box = named(page, name)
    assert isinstance(box, QComboBox)
    assert box.findText(words) >= 0, f"{words} cannot be chosen among {choices(page, name)}"
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def choices(page: QWidget, name: str) -> list[str]:
    box = named(page, name)
    assert isinstance(box, QComboBox)
    return [box.itemText(index) for index in range(box.count())]


def write(page: QWidget, name: str, text: str, qtbot: QtBot) -> None:
    line = named(page, name)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def type_number(page: QWidget, name: str, text: str, qtbot: QtBot) -> None:
    field = named(page, name)
    assert isinstance(field, QDoubleSpinBox)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_change_is_kept_at_once_and_told(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.settings_changed):
        choose(page, "Colours", "Dark")
    assert services.settings.theme is Theme.DARK
    choose(page, "Text size", "150%")
    choose(page, "Motion that tells nothing", "Leave it out")
    stored = kept(services)
    assert (stored.theme, stored.text_scale, stored.reduced_motion) == (Theme.DARK, 1.5, True)


def test_what_is_set_is_shown_when_the_page_is_opened(services: Services, qtbot: QtBot) -> None:
    services.update_settings(replace(services.settings, theme=Theme.LIGHT, text_scale=1.25))
    page = open_page(services, qtbot)
    for name, words in (("Colours", "Light"), ("Text size", "125%")):
        box = named(page, name)
        assert isinstance(box, QComboBox)
        assert box.currentText() == words


def test_devices_are_not_looked_for_before_the_page_is_shown(rehearse_home: Path, qtbot: QtBot) -> None:
    looked: list[str] = []

    def look() -> tuple[Device, ...]:
        looked.append("looked")
        return ()

    with services_in(rehearse_home, microphones=look) as services:
        page = SettingsPage(services)
        qtbot.addWidget(page)
        assert not services.tasks.busy
        assert looked == []


def test_devices_are_chosen_by_name_and_the_default_is_followed(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert choices(page, "Microphone") == [
        "System default (Built-in microphone)",
        "Built-in microphone",
        "USB headset",
    ]
    choose(page, "Microphone", "USB headset")
    choose(page, "Loudspeaker", "USB headset")
    assert (kept(services).microphone, kept(services).loudspeaker) == ("USB headset", "USB headset")
    choose(page, "Microphone", "System default (Built-in microphone)")
    assert kept(services).microphone is None


def test_a_chosen_microphone_that_is_gone_is_still_shown(services: Services, qtbot: QtBot) -> None:
    services.update_settings(replace(services.settings, microphone="Old headset"))
    page = open_page(services, qtbot)
    box = named(page, "Microphone")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Old headset (not connected)"
    assert kept(services).microphone == "Old headset"


def test_without_a_sound_system_the_page_says_what_to_do_and_looks_again(rehearse_home: Path, qtbot: QtBot) -> None:
    broken = [True]

    def look() -> tuple[Device, ...]:
        if broken[0]:
            raise KnownError(Trouble.PORTAUDIO_MISSING, command="apt install libportaudio2")
        return (HEADSET,)

    with services_in(rehearse_home, microphones=look) as services:
        page = open_page(services, qtbot)
        assert "apt install libportaudio2" in texts(page)
        broken[0] = False
        button(page, "Look again").click()
        qtbot.waitUntil(lambda: not services.tasks.busy)
        assert "apt install libportaudio2" not in texts(page)
        assert "USB headset" in choices(page, "Microphone")
        assert "No loudspeaker was found" in texts(page)


def test_the_level_test_and_the_first_steps_are_one_press_away(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    for label in ("Test the microphone…", "Show the first steps again"):
        with qtbot.waitSignal(page.first_start_requested):
            button(page, label).click()


def test_who_you_are_is_kept_field_by_field(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    write(page, "Your name", "Maya Okafor", qtbot)
    write(page, "AAMC ID", "1487 2093", qtbot)
    write(page, "Specialty", "internal medicine", qtbot)
    assert kept(services).profile == Profile(name="Maya Okafor", applicant_id="14872093", specialty="internal medicine")


def test_what_was_being_written_is_kept_when_the_page_is_left(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    line = named(page, "School")
    line.setFocus()
    qtbot.keyClicks(line, "Lakeshore")
    page.hide()
    assert kept(services).profile.school == "Lakeshore"


def test_an_id_of_seven_digits_is_kept_and_remarked_on(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    write(page, "AAMC ID", "1487209", qtbot)
    assert "An AAMC ID has eight digits; this has seven digits." in texts(page)
    assert kept(services).profile.applicant_id == "1487209"
    write(page, "AAMC ID", "14872093", qtbot)
    assert "An AAMC ID has eight digits" not in texts(page)


def test_where_the_articles_disagree_every_side_is_shown_with_its_source(services: Services, qtbot: QtBot) -> None:
    shown = texts(open_page(services, qtbot))
    for question_ in DISAGREEMENTS:
        assert question_.question in shown
        assert len({position.source for position in question_.positions}) >= 2
        for position in question_.positions:
            assert position.says in shown
            assert position.source in shown


def test_the_users_own_choice_between_them_is_kept(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    for label, checked in (("A few well-chosen programs", True), ("Only programs that invite calls", False)):
        choice = button(page, label)
        assert isinstance(choice, QRadioButton)
        assert choice.isChecked() is checked
    button(page, "Only programs that invite calls").click()
    button(page, "With contact").click()
    assert kept(services).call_policy is CallPolicy.INVITED_ONLY
    assert kept(services).voicemail_style is VoicemailStyle.WITH_CONTACT


def test_a_band_can_be_changed_and_reset(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert "Ours: the articles give no figure." in texts(page)
    type_number(page, "Pace: to", "150", qtbot)
    assert kept(services).bands == {"speaking_rate_wpm": Band(low=120, high=150, far_low=100, far_high=180)}
    assert "Yours." in texts(page)
    named(page, "Reset the band of Pace").click()  # type: ignore[attr-defined]
    assert kept(services).bands == {}
    assert named(page, "Pace: to").value() == 160  # type: ignore[attr-defined]


def test_edges_that_do_not_rise_are_not_kept_and_said_so(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    type_number(page, "Pace: to", "90", qtbot)
    assert "Not kept: each number must be as large as the one before it" in texts(page)
    assert kept(services).bands == {}
    type_number(page, "Pace: to", "170", qtbot)
    assert "Not kept" not in texts(page)
    assert kept(services).bands["speaking_rate_wpm"].high == 170


def test_the_length_of_one_call_can_be_changed_for_itself(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    choose(page, "Length of a call", services.scenarios["voicemail"].title)
    assert "From the articles." in texts(page)
    type_number(page, "Length: to", "25", qtbot)
    own = kept(services).bands
    voicemail = bands.band(bands.LENGTH, services.scenarios["voicemail"], own)
    assert voicemail is not None
    assert (voicemail.low, voicemail.high) == (15, 25)
    assert bands.whose(bands.LENGTH, services.scenarios["voicemail"], own) is bands.Whose.YOURS
    other = services.scenarios["practice-intro"]
    assert bands.band(bands.LENGTH, other, own) == bands.band(bands.LENGTH, other)


def test_rules_are_silenced_and_heard_again(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert "None is silenced." in texts(page)
    button(page, "Choose rules…").click()
    (dialog,) = page.findChildren(ChooseRules)
    named(dialog, "Search the rules").setText("anything")  # type: ignore[attr-defined]
    tree = named(dialog, "Rules; a ticked one is silenced")
    assert isinstance(tree, QTreeWidget)
    shown = [
        tree.topLevelItem(family).child(rule).text(0)
        for family in range(tree.topLevelItemCount())
        for rule in range(tree.topLevelItem(family).childCount())
        if not tree.topLevelItem(family).child(rule).isHidden()
    ]
    assert any(text.endswith("” · do-anything") for text in shown)
    assert not any(text.endswith("begging") for text in shown)
    dialog.tick("do-anything")
    button(dialog, "Keep").click()
    assert kept(services).silenced_rules == ("do-anything",)
    assert "” · do-anything" in texts(page)
    button(page, "Silence none").click()
    assert kept(services).silenced_rules == ()


def test_the_data_folder_is_named_with_its_size(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    take.audio_path.write_bytes(b"x" * 3_000_000)
    page = open_page(services, qtbot)
    assert str(services.paths.data) in texts(page)
    assert "one recording." in texts(page)
    used = sum(file.stat().st_size for file in services.paths.data.rglob("*") if file.is_file())
    assert 3_000_000 < used < 4_000_000
    assert f"{in_words(used)} in use" in texts(page)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 kB"), (12_400_000, "12 MB"), (2e9, "2.0 GB")]
)
def test_a_size_is_told_as_people_say_it(size: int, words: str) -> None:
    assert in_words(size) == words


def test_deleting_everything_asks_twice_in_words(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    services.history.save_card(Card(program="Riverbend"))
    page = open_page(services, qtbot)
    button(page, "Delete everything…").click()
    assert "One take with recording and report, one program's card" in question(page).informativeText()
    answer(page, "Delete everything")
    assert question(page).text() == "Really delete everything now?"
    answer(page, "Keep everything")
    assert take.audio_path.exists()
    assert len(services.history.rows()) == 1
    assert len(services.history.cards()) == 1


def test_escape_keeps_everything(services: Services, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    page = open_page(services, qtbot)
    button(page, "Delete everything…").click()
    qtbot.keyClick(question(page), Qt.Key.Key_Escape)
    assert take.audio_path.exists()


def test_everything_is_really_deleted(services: Services, log_file: Path, qtbot: QtBot) -> None:
    take = add_take(services.history, datetime.now(UTC), Figures())
    services.history.save_card(Card(program="Riverbend Medical Center"))
    services.update_settings(replace(services.settings, profile=Profile(name="Maya Okafor")))
    log_file.with_suffix(".1.log").write_text("an older log")
    logging.getLogger("rehearse").info("the program did something")
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.everything_deleted):
        button(page, "Delete everything…").click()
        answer(page, "Delete everything")
        answer(page, "Yes, delete it all now")
    assert not take.audio_path.exists()
    assert services.history.rows() == ()
    assert services.history.cards() == ()
    assert kept(services).profile == Profile()
    assert named(page, "Your name").text() == ""  # type: ignore[attr-defined]
    left = b"".join(file.read_bytes() for file in services.paths.data.parent.rglob("*") if file.is_file())
    assert b"Riverbend" not in left
    assert b"Okafor" not in left
    assert b"did something" not in left
    assert b"older log" not in left


def test_settings_that_cannot_be_written_are_said_so(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    services.paths.config.rmdir()
    services.paths.config.write_text("a file stands where the folder should be")
    choose(page, "Colours", "Dark")
    assert "Nothing can be written to" in texts(page)


def test_the_list_of_sections_leads_to_each_and_follows(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    contents = named(page, "Sections of the settings")
    assert isinstance(contents, QListWidget)
    assert [contents.item(row).text() for row in range(contents.count())] == [one.title for one in page.sections]
    contents.setFocus()
    for _ in range(4):
        qtbot.keyClick(contents, Qt.Key.Key_Down)
    section = page.sections[4]
    assert section.visibleRegion().boundingRect().top() == 0
    page._scroll.verticalScrollBar().setValue(0)
    assert contents.currentRow() == 0


def test_every_control_is_named(services: Services, qtbot: QtBot) -> None:
    services.update_settings(replace(services.settings, bands={"fillers_per_min": Band(high=2, far_high=5)}))
    page = open_page(services, qtbot)
    assert nameless(page) == []


def test_turning_the_wheel_over_a_choice_changes_nothing(services: Services, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    page = open_page(services, qtbot)
    box = named(page, "Text size")
    centre = QPointF(box.rect().center())
    event = QWheelEvent(
        centre,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 # Qt's signature
    )
    QApplication.sendEvent(box, event)
    assert kept(services).text_scale == 1.0
    assert box.currentText() == "100%"  # type: ignore[attr-defined]


def test_own_words_are_kept_when_their_field_is_left(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    field = named(page, "Words and phrases")
    field.setPlainText("literally\n\n to be honest \nliterally\nbasically (")  # type: ignore[attr-defined]
    field.left.emit()  # type: ignore[attr-defined]
    assert kept(services).own_words == ("literally", "to be honest", "basically (")
    qtbot.waitUntil(lambda: "“basically (” is left out: “(” has no “)”." in texts(page))

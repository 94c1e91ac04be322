"""The settings page: what is changed is kept at once, and everything on it is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QWidget,
)

from rehearse.measures.values import Band
from rehearse.settings import Profile, Theme
from rehearse.ui.pages.settings import SettingsPage
from rehearse.ui.pages.settings_sections.voice_model import VoiceModelSection
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.text_area import TextArea
from tests.ui.page_stage import named, nameless, scroll_area, texts
from tests.ui.settings_stage import choose, kept, open_page, write

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def test_a_change_is_kept_at_once_and_told(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    with qtbot.waitSignal(page.settings_changed):
        choose(page, "Colours", "Dark")
    assert services.settings.theme is Theme.DARK
    choose(page, "Text size", "150%")
    choose(page, "Decorative motion", "Leave it out")
    stored = kept(services)
    assert (stored.theme, stored.text_scale, stored.reduced_motion) == (Theme.DARK, 1.5, True)


def test_what_is_set_is_shown_when_the_page_is_opened(services: Services, qtbot: QtBot) -> None:
    services.update_settings(replace(services.settings, theme=Theme.LIGHT, text_scale=1.25))
    page = open_page(services, qtbot)
    for name, words in (("Colours", "Light"), ("Text size", "125%")):
        box = named(page, name)
        assert isinstance(box, QComboBox)
        assert box.currentText() == words


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
    scroll_area(page.sections[0]).verticalScrollBar().setValue(0)
    assert contents.currentRow() == 0


def test_tab_goes_from_the_list_of_sections_into_the_chosen_one(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    contents = named(page, "Sections of the settings")
    assert isinstance(contents, QListWidget)
    contents.setFocus()
    contents.setCurrentRow(next(row for row, one in enumerate(page.sections) if one.title == "Mock calls"))
    qtbot.keyClick(contents, Qt.Key.Key_Tab)
    assert page.focusWidget().accessibleName() == "The other side"


def test_looking_for_devices_again_keeps_the_keyboard_where_it_was(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    qtbot.waitUntil(lambda: not services.tasks.busy)
    again = next(one for one in page.findChildren(QPushButton) if one.text() == "Look again")
    again.setFocus()
    qtbot.keyClick(again, Qt.Key.Key_Space)
    assert again.hasFocus()
    qtbot.waitUntil(lambda: not services.tasks.busy)
    assert again.hasFocus()


def test_the_settings_fill_a_window_and_stand_in_the_middle_of_a_wide_one(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)

    def margins() -> tuple[int, int]:
        left = named(page, "Sections of the settings").mapTo(page, QPoint()).x()
        card = page.sections[0]
        return left, page.width() - card.mapTo(page, QPoint()).x() - card.width()

    page.resize(1160, 776)
    qtbot.waitUntil(lambda: max(margins()) <= 6 * GRID)
    page.resize(2400, 900)
    qtbot.waitUntil(lambda: min(margins()) > 300)
    left, right = margins()
    assert abs(left - right) <= 4 * GRID


def test_tab_comes_by_the_voice_models_where_they_stand(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    page.refresh()
    named(page, "Loudspeaker").setFocus()
    path = []
    while (name := page.focusWidget().accessibleName() or page.focusWidget().text()) != "Your name":
        path.append(name)
        page.focusNextChild()
    rows = page.findChild(VoiceModelSection).findChildren(QRadioButton)
    models = [row.text() for row in rows if row.isVisible() and row.isEnabled()]
    assert models
    assert path[0] == "Loudspeaker"
    assert path[-1] == "A model of your own"
    assert [name for name in path if name in models] == models


def test_every_control_is_named(services: Services, qtbot: QtBot) -> None:
    services.update_settings(replace(services.settings, bands={"fillers_per_min": Band(high=2, far_high=5)}))
    page = open_page(services, qtbot)
    assert nameless(page) == []


def test_every_setting_says_in_a_sentence_what_it_means(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    kinds = QComboBox | QLineEdit | QDoubleSpinBox | QRadioButton | TextArea
    set_here = [one for one in page.findChildren(QWidget) if isinstance(one, kinds) and one.isVisibleTo(page)]
    own = [one for one in set_here if not one.objectName().startswith("qt_")]
    assert len(own) > 20
    mute = [one.accessibleName() for one in own if not one.accessibleDescription().endswith((".", "difficult"))]
    assert mute == []


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


def test_each_section_can_be_brought_to_the_top_also_the_last_ones(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    contents = named(page, "Sections of the settings")
    assert isinstance(contents, QListWidget)
    viewport = scroll_area(page.sections[0]).viewport()
    for number in (len(page.sections) - 1, 2, len(page.sections) - 2):
        contents.setCurrentRow(number)
        assert page.sections[number].mapTo(viewport, QPoint(0, 0)).y() == 0
        assert contents.currentRow() == number


def test_a_section_stays_at_the_top_while_devices_and_models_are_looked_up_above_it(
    services: Services, qtbot: QtBot
) -> None:
    services.settings = replace(services.settings, microphone="Old headset")
    page = SettingsPage(services)
    qtbot.addWidget(page)
    page.resize(900, 640)
    with qtbot.waitExposed(page):
        page.show()
    area = scroll_area(page.sections[0])
    viewport = area.viewport()
    for number in (4, len(page.sections) - 1):
        page.show_section(number)
        before = page.sections[number].y()
        page.sections[0].setMinimumHeight(page.sections[0].height() + 40)
        qtbot.waitUntil(lambda number=number, before=before: page.sections[number].y() > before)
        qtbot.waitUntil(lambda: not services.tasks.busy, timeout=20_000)
        qtbot.waitUntil(lambda number=number: page.sections[number].mapTo(viewport, QPoint(0, 0)).y() == 0)
    area.verticalScrollBar().setValue(10)
    page.sections[0].setMinimumHeight(page.sections[0].height() + 40)
    column = area.widget()
    qtbot.waitUntil(lambda: column.heightForWidth(column.width()) <= column.height())
    assert area.verticalScrollBar().value() == 10, "where one has scrolled to, nothing brings one back"


def test_what_was_left_empty_below_the_last_section_goes_away_on_scrolling_up(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    bar = scroll_area(page.sections[0]).verticalScrollBar()
    before = bar.maximum()
    page.show_section(len(page.sections) - 1)
    assert bar.maximum() > before
    bar.setValue(bar.value() - 120)
    bar.setValue(0)
    QApplication.processEvents()
    assert bar.maximum() == before

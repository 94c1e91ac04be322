"""The window: from page to page, what may not happen while recording, and the room it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from rehearse.practice import PracticePhase
from rehearse.settings import load
from rehearse.ui.keys_dialog import KeysDialog
from rehearse.ui.main_window import MainWindow
from rehearse.ui.rail import Place
from tests.ui.page_stage import nameless
from tests.ui.window_stage import begin_take, press, shown

if TYPE_CHECKING:
    from tests.ui.practice_stage import PracticeStage


class Appearing(QObject):
    """Notes every window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_the_window_flashes_up_on_its_own(stage: PracticeStage) -> None:
    appearing = Appearing()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(appearing)
    try:
        window = MainWindow(stage.services, stage.controller, stage.calls)
        stage.qtbot.addWidget(window)
        window.show()
        for place in Place:
            window.show_place(place)
        window.show_first_start()
        stage.settle()
        window.show_place(Place.PRACTICE)
        begin_take(stage, window)
        stage.speak()
        stage.controller.stop()
        stage.wait_for(PracticePhase.REPORTED)
        stage.settle()
        window.pages.close()
    finally:
        app.removeEventFilter(appearing)
    assert appearing.seen == ["MainWindow"]


def test_it_opens_on_the_practice_page_with_record_under_the_keyboard(window: MainWindow) -> None:
    assert shown(window) == [Place.PRACTICE]
    assert window.windowTitle() == "Practice – Rehearse"
    assert QApplication.focusWidget() is window.pages.practice.home.bar.record


@pytest.mark.parametrize("place", Place)
def test_each_page_is_one_key_and_one_press_away(window: MainWindow, stage: PracticeStage, place: Place) -> None:
    press(window, Qt.Key(Qt.Key.Key_1 + list(Place).index(place)), Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == [place]
    assert window.pages.page(place).isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.pages.page(place).isAncestorOf(focused) or focused is window.rail.buttons[place]
    window.rail.buttons[Place.PRACTICE].click()
    assert shown(window) == [Place.PRACTICE]
    window.rail.buttons[place].click()
    assert shown(window) == [place]
    stage.settle()


@pytest.mark.parametrize("place", Place)
def test_every_control_of_every_page_has_a_name(window: MainWindow, stage: PracticeStage, place: Place) -> None:
    window.show_place(place)
    stage.settle()
    assert nameless(window) == []


def test_every_shortcut_stands_in_a_menu(window: MainWindow) -> None:
    menus = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert menus == ["Go", "File", "Practice", "Report", "Help"]
    listed = {action.text() for menu in window.menuBar().actions() for action in menu.menu().actions()}
    assert {place.label for place in Place} <= listed
    assert {"Record or stop", "Discard or go back", "Keys"} <= listed


def test_f1_lists_the_keys(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    names = {label.accessibleName() for label in dialog.findChildren(QLabel)}
    assert {
        "Ctrl+1: Practice",
        "Space: Record or stop",
        "Esc: Discard or go back",
        "R: Record again",
        "F1: Keys",
    } <= names
    assert {"Ctrl+F: Search what was said; Esc empties the field", "Del: Delete the chosen takes"} <= names
    dialog.reject()


def test_the_report_opens_as_soon_as_it_is_ready(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    stage.speak()
    stage.controller.stop()
    stage.wait_for(PracticePhase.REPORTED)
    stage.settle()
    assert shown(window) == [Place.REPORT]
    assert stage.recogniser.text in " ".join(window.pages.report.body.transcript.toPlainText().split())


def test_r_on_the_report_records_the_same_call_again_at_once(window: MainWindow, stage: PracticeStage) -> None:
    window.pages.practice.choose_call("voicemail")
    begin_take(stage, window)
    stage.speak()
    stage.controller.stop()
    stage.wait_for(PracticePhase.REPORTED)
    stage.settle()
    press(window, Qt.Key.Key_R)
    assert stage.wait_for(PracticePhase.RECORDING).scenario == "voicemail"
    assert shown(window) == [Place.PRACTICE]


def test_while_recording_the_window_stays_where_it_is(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    press(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == [Place.PRACTICE]
    assert window.pages.practice.recording.isVisible()
    assert not window.rail.buttons[Place.PROGRESS].isEnabled()
    stage.speak()
    stage.controller.stop()
    stage.wait_for(PracticePhase.REPORTED)
    assert window.rail.buttons[Place.PROGRESS].isEnabled()


def test_the_window_comes_back_where_it_was(window: MainWindow, stage: PracticeStage) -> None:
    window.resize(733, 607)
    window.close()
    settings = load(stage.services.paths.settings_file)
    assert settings.window_geometry
    stage.services.settings = settings
    again = MainWindow(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(again)
    assert (again.width(), again.height()) == (733, 607)


def test_a_geometry_that_makes_no_sense_is_left_aside(stage: PracticeStage) -> None:
    stage.services.settings = replace(stage.services.settings, window_geometry="no geometry")
    window = MainWindow(stage.services, stage.controller, stage.calls)
    stage.qtbot.addWidget(window)
    assert window.width() >= 640


def test_it_can_be_used_at_1024_by_640(window: MainWindow) -> None:
    window.resize(1024, 640)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1024, 640)
    bar = window.pages.practice.home.bar
    corner = bar.record.mapTo(window, bar.record.rect().bottomRight())
    assert window.rect().contains(corner)


def test_a_narrow_window_carries_the_rail_on_top(window: MainWindow) -> None:
    rail, practice = window.rail, window.pages.practice
    assert rail.mapTo(window, rail.rect().bottomLeft()).y() > practice.mapTo(window, practice.rect().topLeft()).y()
    window.resize(640, 640)
    QApplication.processEvents()
    assert rail.mapTo(window, rail.rect().bottomLeft()).y() <= practice.mapTo(window, practice.rect().topLeft()).y()


def test_a_second_start_brings_a_minimised_window_back(window: MainWindow) -> None:
    window.showMinimized()
    window.raise_up()
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_program_added_from_the_practice_page_is_written_on_the_programs_page(window: MainWindow) -> None:
    window.pages.practice.programs_wanted.emit()
    assert shown(window) == [Place.PROGRAMS]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.pages.programs.isAncestorOf(focused)


def test_the_page_for_the_report_is_got_ready_while_the_take_is_recorded(
    window: MainWindow, stage: PracticeStage
) -> None:
    assert not window.pages.has_report_page
    stage.begin()
    stage.qtbot.waitUntil(lambda: window.pages.has_report_page, timeout=20_000)
    assert stage.state.phase is PracticePhase.RECORDING
    assert shown(window) == [Place.PRACTICE]
    stage.speak()
    stage.controller.stop()
    stage.wait_for(PracticePhase.REPORTED)
    assert shown(window) == [Place.REPORT]


def test_the_first_steps_are_gone_through_with_enter_alone(stage: PracticeStage, window: MainWindow) -> None:
    window.show_first_start()
    stage.settle()
    steps = window.pages.first_start
    for title in ("Your microphone", "Your voice model", "Who is calling"):
        assert steps.title.text() == title
        assert steps.next.hasFocus()
        press(window, Qt.Key.Key_Return)
        stage.settle()
    assert shown(window) == [Place.PRACTICE]
    assert window.pages.practice.isVisible()

"""The window: from page to page, what may not happen while recording, and how it ends."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from rehearse import phrases
from rehearse.call import Ending
from rehearse.calling.conductor import Phase as LinePhase
from rehearse.errors import KnownError, Trouble
from rehearse.history.recovery import Recovery
from rehearse.history.values import TakeState
from rehearse.phrases import loader
from rehearse.practice import Phase
from rehearse.settings import load
from rehearse.transcription import speeds
from rehearse.ui.call_phase import CallPhase, CallWish
from rehearse.ui.keys_dialog import KeysDialog
from rehearse.ui.main_window import MainWindow
from rehearse.ui.rail import Place
from rehearse.ui.recovered import tell_of, tell_of_settings
from tests.ui.page_stage import answer, button, nameless, question
from tests.ui.practice_stage import PracticeStage, connected, practice_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.unit.calling.line import Line


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[PracticeStage]:
    with practice_in(rehearse_home, qtbot) as made:
        yield made


@pytest.fixture
def window(stage: PracticeStage) -> Iterator[MainWindow]:
    # Not handed to qtbot, which deletes its widgets before the fixtures end.
    made = MainWindow(stage.services, stage.controller, stage.calls)
    made.resize(1180, 760)
    with stage.qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    stage.recogniser.may_finish.set()
    made.hide()
    stage.settle()
    made.pages.close()
    made.deleteLater()


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def shown(window: MainWindow) -> list[Place]:
    return [place for place, nav in window.rail.buttons.items() if nav.isChecked()]


class Appearing(QObject):
    """Notes every window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def begin_take(stage: PracticeStage, window: MainWindow) -> None:
    window.pages.practice.record()
    stage.wait_for(Phase.RECORDING)


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
        stage.wait_for(Phase.REPORTED)
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
    assert {"Ctrl+1: Practice", "Space: Record or stop", "Esc: Discard or go back", "R: Again", "F1: Keys"} <= names
    assert {"Ctrl+F: Search what was said; Esc empties the field", "Del: Delete the chosen takes"} <= names
    dialog.reject()


def test_the_report_opens_as_soon_as_it_is_ready(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    stage.speak()
    stage.controller.stop()
    stage.wait_for(Phase.REPORTED)
    stage.settle()
    assert shown(window) == [Place.REPORT]
    assert stage.recogniser.text in " ".join(window.pages.report.body.transcript.toPlainText().split())


def test_r_on_the_report_records_the_same_call_again_at_once(window: MainWindow, stage: PracticeStage) -> None:
    window.pages.practice.choose_call("voicemail")
    begin_take(stage, window)
    stage.speak()
    stage.controller.stop()
    stage.wait_for(Phase.REPORTED)
    stage.settle()
    press(window, Qt.Key.Key_R)
    assert stage.wait_for(Phase.RECORDING).scenario == "voicemail"
    assert shown(window) == [Place.PRACTICE]


def test_while_recording_the_window_stays_where_it_is(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    press(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == [Place.PRACTICE]
    assert window.pages.practice.recording.isVisible()
    assert not window.rail.buttons[Place.PROGRESS].isEnabled()
    stage.speak()
    stage.controller.stop()
    stage.wait_for(Phase.REPORTED)
    assert window.rail.buttons[Place.PROGRESS].isEnabled()


def test_what_ended_the_recording_is_said_above_the_report(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    stage.speak()
    stage.microphone.vanish()
    stage.wait_for(Phase.REPORTED)
    assert window.notice.words.text() == KnownError(Trouble.MICROPHONE_LOST, device="Fake microphone").message
    assert shown(window) == [Place.REPORT]
    stage.settle()


def test_closing_while_recording_asks_and_goes_on_if_so_wanted(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    window.close()
    assert question(window).text() == "A take is being recorded. Close anyway?"
    answer(window, "Go on recording")
    assert window.isVisible()
    assert stage.state.phase is Phase.RECORDING


def test_closing_while_recording_keeps_the_take(window: MainWindow, stage: PracticeStage) -> None:
    begin_take(stage, window)
    stage.speak(2.0)
    window.close()
    with stage.qtbot.waitSignal(window.closed):
        answer(window, "Keep the take and close")
    stage.controller.close()
    (row,) = stage.services.history.lists.rows()
    assert (row.take.state, row.take.duration_s) == (TakeState.RECORDED, pytest.approx(2.0))


def test_closing_while_saving_waits_until_the_take_is_safe(window: MainWindow, stage: PracticeStage) -> None:
    stage.recogniser.may_finish.clear()
    begin_take(stage, window)
    stage.speak(2.0)
    stage.controller.stop()
    with stage.qtbot.waitSignal(window.closed):
        window.close()
        assert window.isVisible()
    assert stage.services.history.lists.rows()[0].take.state is TakeState.RECORDED


def call_in(window: MainWindow, stage: PracticeStage) -> Line:
    """A mock call in which the applicant has answered once."""
    line = connected(stage)
    window.make_call(CallWish("opening-call"))
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    line.until(LinePhase.YOURS)
    line.pass_time(2.0, voice=True)
    line.until(LinePhase.THEIRS)
    return line


def test_closing_during_a_mock_call_asks_and_goes_on_if_so_wanted(window: MainWindow, stage: PracticeStage) -> None:
    line = call_in(window, stage)
    window.close()
    assert question(window).text() == "You are in a mock call. Close anyway?"
    answer(window, "Go on with the call")
    assert window.isVisible()
    assert line.recorder.is_recording


def test_closing_during_a_mock_call_hangs_up_and_keeps_the_take_with_its_turns(
    window: MainWindow, stage: PracticeStage
) -> None:
    line = call_in(window, stage)
    window.close()
    with stage.qtbot.waitSignal(window.closed):
        answer(window, "Hang up and close")
    (row,) = stage.services.history.lists.rows()
    kept = stage.services.history.calls.report(row.take.id)
    assert row.take.state is TakeState.RECORDED
    assert kept is not None
    assert kept.closing.ended is Ending.YOU_HUNG_UP
    assert not line.microphone.is_open


def test_closing_when_a_call_has_just_ended_waits_until_it_is_safe(window: MainWindow, stage: PracticeStage) -> None:
    call_in(window, stage)
    stage.calls.hang_up()
    assert stage.calls.now.phase is CallPhase.ENDING
    with stage.qtbot.waitSignal(window.closed):
        window.close()
        assert window.isVisible()
    assert stage.services.history.lists.rows()[0].take.state is TakeState.RECORDED


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


def test_a_recovered_take_is_named_and_can_be_analysed(window: MainWindow, stage: PracticeStage) -> None:
    take_id = stage.take()
    take = replace(stage.services.history.take(take_id), recovered=True, duration_s=12.0)
    tell_of(Recovery(adopted=(take,)), window)
    # The second one at midnight.
    said = ("The take of 12 seconds from today", "The take of 12 seconds from yesterday")
    assert window.notice.words.text().startswith(said)
    button(window, "Analyse it now").click()
    stage.wait_for(Phase.REPORTED)
    assert not window.notice.isVisible()
    stage.settle()


def test_takes_that_could_not_be_recovered_are_named(window: MainWindow) -> None:
    lost = KnownError(Trouble.TAKE_LOST, started="2026-03-16 14:05")
    tell_of(Recovery(troubles=(lost,)), window)
    assert window.notice.words.text() == lost.message


def test_takes_that_were_recovered_and_those_that_were_not_are_both_named(
    window: MainWindow, stage: PracticeStage
) -> None:
    take = replace(stage.services.history.take(stage.take()), recovered=True, duration_s=12.0)
    lost = KnownError(Trouble.TAKE_LOST, started="2026-03-16 14:05")
    tell_of(Recovery(adopted=(take,), troubles=(lost,)), window)
    assert window.notice.words.text().startswith("The take of 12 seconds from")
    assert window.notice.words.text().endswith(lost.message)
    assert button(window, "Analyse it now").isVisible()


def test_settings_that_could_not_be_read_are_named(window: MainWindow, stage: PracticeStage) -> None:
    stage.services.paths.settings_file.write_text("{")
    settings = load(stage.services.paths.settings_file)
    tell_of_settings(settings, window)
    assert settings.trouble is not None
    assert window.notice.words.text() == settings.trouble.message


def test_a_program_added_from_the_practice_page_is_written_on_the_programs_page(window: MainWindow) -> None:
    window.pages.practice.programs_wanted.emit()
    assert shown(window) == [Place.PROGRAMS]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.pages.programs.isAncestorOf(focused)


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


def test_the_page_for_the_report_is_got_ready_while_the_take_is_recorded(
    window: MainWindow, stage: PracticeStage
) -> None:
    assert not window.pages.has_report_page
    stage.begin()
    stage.qtbot.waitUntil(lambda: window.pages.has_report_page, timeout=20_000)
    assert stage.state.phase is Phase.RECORDING
    assert shown(window) == [Place.PRACTICE]
    stage.speak()
    stage.controller.stop()
    stage.wait_for(Phase.REPORTED)
    assert shown(window) == [Place.REPORT]


def test_a_fault_in_a_rule_file_is_said_before_anything_is_recorded(
    window: MainWindow, stage: PracticeStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "phrases"
    shutil.copytree(Path(phrases.__file__).parent, library, ignore=shutil.ignore_patterns("__pycache__"))
    broken = library / "rules" / "desperation.toml"
    broken.write_text(broken.read_text("utf-8").replace('severity = "stop"', 'severity = "grave"', 1), "utf-8")
    monkeypatch.setattr(loader, "files", lambda _package: library)
    loader.load.cache_clear()
    try:
        stage.found.clear()
        window.pages.practice.desk.prepare()
        stage.settle()
    finally:
        loader.load.cache_clear()
    said = window.notice.findChildren(QLabel)
    assert any("desperation.toml, rule do-anything, severity" in label.text() for label in said)
    assert window.notice.isVisible()


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

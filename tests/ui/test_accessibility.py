"""The window as assistive technology sees it, in Qt's own accessibility tree, and walked with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rehearse.audio.player import Player
from rehearse.practice import PracticePhase
from rehearse.programs.card import Card
from rehearse.ui.main_window import MainWindow
from rehearse.ui.rail import Place
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.ui.text_size import text_scaled
from tests.ui.window_stage import window_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage

MEANINGLESS = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Whitespace}
"""Roles that tell nobody what a control is for."""
DEEPEST = 40


@pytest.fixture
def window(stage: PracticeStage) -> Iterator[MainWindow]:
    """With a program to call, calls to choose from, and a loudspeaker."""
    clock = Clock()
    stage.services.make_player = lambda: Player(opener=FakeLoudspeaker(clock), clock=clock)
    stage.services.history.cards.save(Card(program="Riverbend Medical Center"))
    with window_on(stage) as window:
        window.pages.practice.desk.prepare()
        stage.settle()
        yield window


def tree(of: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """Everything that is shown below an element, itself included."""
    yield of
    if depth < DEEPEST:
        for number in range(of.childCount()):
            child = of.child(number)
            if child is not None and child.isValid() and not child.state().invisible:
                yield from tree(child, depth + 1)


def described(element: QAccessibleInterface) -> str:
    item = element.object()
    kind = type(item).__name__ if item is not None else "element"
    return f"{kind} {item.objectName() if item is not None else ''}: {element.role()}"


def unclear(window: QWidget) -> list[str]:
    """Elements that the keyboard reaches but that have no name, or no role that says what they are."""
    found = []
    for element in tree(QAccessible.queryAccessibleInterface(window)):
        if not element.state().focusable or element.state().disabled:
            continue
        item = element.object()
        if isinstance(item, QWidget) and not item.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if not element.text(QAccessible.Text.Name).strip() or element.role() in MEANINGLESS:
            found.append(described(element))
    return found


@pytest.mark.parametrize("place", Place)
def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    place: Place, window: MainWindow, stage: PracticeStage
) -> None:
    stage.take()
    stage.settle()
    window.show_place(place)
    stage.settle()
    QApplication.processEvents()
    assert unclear(window) == []


def test_the_first_steps_have_names_and_roles_too(window: MainWindow, stage: PracticeStage) -> None:
    window.show_first_start()
    stage.settle()
    assert unclear(window) == []


def test_a_recording_has_names_and_roles_too(window: MainWindow, stage: PracticeStage) -> None:
    window.pages.practice.record()
    stage.wait_for(PracticePhase.RECORDING)
    assert unclear(window) == []
    stage.controller.discard()


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)
    QApplication.processEvents()


def test_record_stop_report_replay_and_again_need_the_keyboard_only(window: MainWindow, stage: PracticeStage) -> None:
    press(window, Qt.Key.Key_Space)
    stage.wait_for(PracticePhase.RECORDING)
    stage.speak(3.0)
    press(window, Qt.Key.Key_Space)
    stage.wait_for(PracticePhase.REPORTED)
    stage.settle()
    assert window.rail.buttons[Place.REPORT].isChecked()
    assert window.pages.report.isAncestorOf(QApplication.focusWidget())
    press(window, Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: window.pages.report.replay.playing)
    press(window, Qt.Key.Key_Space)
    assert not window.pages.report.replay.playing
    press(window, Qt.Key.Key_R)
    stage.wait_for(PracticePhase.RECORDING)
    assert window.rail.buttons[Place.PRACTICE].isChecked()
    stage.speak(3.0)
    press(window, Qt.Key.Key_Space)
    stage.wait_for(PracticePhase.REPORTED)
    stage.settle()
    assert stage.services.history.lists.count() == 2


@pytest.mark.parametrize("place", Place)
def test_tab_goes_round_every_page_and_never_gets_stuck(place: Place, window: MainWindow, stage: PracticeStage) -> None:
    stage.take()
    stage.settle()
    window.show_place(place)
    stage.settle()
    first = QApplication.focusWidget()
    assert first is not None
    seen = {first}
    for _ in range(400):
        window.focusNextChild()
        focused = QApplication.focusWidget()
        if focused is first:
            break
        assert focused is not None
        assert focused.isVisibleTo(window), described(QAccessible.queryAccessibleInterface(focused))
        seen.add(focused)
    else:
        pytest.fail("Tab never comes back to where it began")
    assert len(seen) > 5


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["Tab", "Shift+Tab"])
@pytest.mark.parametrize("place", Place)
def test_what_tab_reaches_is_in_view_however_far_the_page_was_scrolled(
    place: Place, key: Qt.Key, window: MainWindow, stage: PracticeStage
) -> None:
    stage.take()
    stage.settle()
    window.resize(1024, 640)
    window.show_place(place)
    stage.settle()
    seen: list[QWidget] = []
    unseen = []
    while len(seen) < 400 and seen.count(QApplication.focusWidget()) < 2:  # type: ignore[arg-type]
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        if focused.visibleRegion().isEmpty():
            unseen.append(described(QAccessible.queryAccessibleInterface(focused)))
        QTest.keyClick(focused, key)
        QApplication.processEvents()
    assert len(seen) > 5
    assert unseen == []


@pytest.mark.parametrize("place", Place)
def test_every_stop_of_tab_shows_that_it_has_the_keyboard(
    place: Place, window: MainWindow, stage: PracticeStage
) -> None:
    stage.take()
    stage.settle()
    window.show_place(place)
    stage.settle()
    seen: list[QWidget] = []
    unmarked = []
    with text_scaled(1.0):
        stage.settle()
        while (stop := QApplication.focusWidget()) is not None and stop not in seen:
            seen.append(stop)
            marked = stop.grab().toImage()
            window.focusNextChild()
            if stop.grab().toImage() == marked:
                unmarked.append(described(QAccessible.queryAccessibleInterface(stop)))
    assert len(seen) > 5
    assert unmarked == []

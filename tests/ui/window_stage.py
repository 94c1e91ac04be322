"""The main window on a stage, and the hands and eyes of whoever uses it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rehearse.practice import PracticePhase
from rehearse.ui.letting_go import let_go
from rehearse.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.ui.rail import Place
    from tests.ui.practice_stage import PracticeStage


@contextmanager
def window_on(stage: PracticeStage) -> Iterator[MainWindow]:
    """The window, visible and in front."""
    # Not handed to qtbot, which deletes its widgets before the fixtures end.
    window = MainWindow(stage.services, stage.controller, stage.calls)
    window.resize(1180, 760)
    with stage.qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    stage.recogniser.may_finish.set()
    stage.calls.close()
    window.incoming.cancel()
    window.hide()
    stage.settle()
    window.pages.close()
    let_go(window)
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard stands."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def shown(window: MainWindow) -> list[Place]:
    """The pages that the rail says are shown."""
    return [place for place, nav in window.rail.buttons.items() if nav.isChecked()]


def begin_take(stage: PracticeStage, window: MainWindow) -> None:
    window.pages.practice.record()
    stage.wait_for(PracticePhase.RECORDING)

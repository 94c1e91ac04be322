"""The program running in this process with real parts, and what a person does with it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget

from rehearse.history.store import HistoryStore
from rehearse.paths import paths
from rehearse.ui.single_instance import SingleInstance
from rehearse.ui.start import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@contextmanager
def rehearse_running(qtbot: QtBot) -> Iterator[Window]:
    """The program as `rehearse` starts it, in this process."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    places = paths()
    instance = SingleInstance(places.data)
    assert instance.claim()
    window = Window(app, places, HistoryStore.open(places.history_file, places.recordings), instance)
    try:
        window.show(quit_when_ready=False)
        # What follows the first picture begins with it, and ends on the worker.
        qtbot.waitUntil(lambda: window._awake is not None and not window.services.tasks.busy)
        yield window
    finally:
        window.main.close()
        window.close()
        instance.release()
        window.main.deleteLater()


def press(qtbot: QtBot, window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press a key wherever the focus is; without a window manager, nobody else gives the window the keyboard."""
    window.main.activateWindow()
    qtbot.waitUntil(window.main.isActiveWindow)
    qtbot.keyClick(window.main.focusWidget() or window.main, key, modifier)


def words_on(page: QWidget) -> str:
    """Everything that can be read on a page."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() or button.accessibleName() for button in page.findChildren(QAbstractButton)]
    return "\n".join([*labels, *buttons, *(text.toPlainText() for text in page.findChildren(QTextEdit))])

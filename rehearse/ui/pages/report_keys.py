"""The keys of the report page: single letters and signs that act while the keyboard stands anywhere on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def add_key(page: QWidget, words: str, do: Callable[[], None], *keys: Qt.Key) -> QAction:
    """An action that one of these keys triggers wherever the keyboard stands on a page."""
    action = QAction(words, page)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: do())
    page.addAction(action)
    return action


def is_for_a_button(event: QEvent) -> bool:
    """Whether a key that would be a shortcut is Space, and a button or a choice that has the keyboard wants it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Space
        and isinstance(QApplication.focusWidget(), QAbstractButton | QComboBox)
    )

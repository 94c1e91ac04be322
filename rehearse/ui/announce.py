"""Words for screen readers about what changed without the focus moving."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `words`; nothing happens where none is running.

    Args:
        widget: The visible widget that the words are about.
        words: One short sentence.
        urgent: Whether it may interrupt what is being read (a microphone that went away).
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)

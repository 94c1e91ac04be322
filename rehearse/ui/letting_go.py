"""Widgets that are shown no more."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def let_go(widget: QWidget) -> None:
    """Hide a widget and have Qt delete it, once nothing is under way.

    Python holds all that it is made of until that is done. What only Qt holds dies while Qt deletes its parent, and
    PySide (6.11.3) may then look at it once more: now and then the program crashed when a list got new rows, in
    `Shiboken::BindingManager::releaseWrapper`.
    """
    parts = (widget, *widget.findChildren(QWidget), *widget.findChildren(QLayout))
    widget.destroyed.connect(lambda: parts)
    widget.hide()
    widget.deleteLater()

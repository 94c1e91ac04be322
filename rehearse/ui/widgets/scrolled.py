"""A page whose middle column scrolls when the window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget


def scrolled(inside: QWidget) -> QScrollArea:
    """An area in which a widget stands in the middle, as wide as it may be, and scrolls up and down.

    The keyboard moves it through what has the focus inside; the area itself is no stop for Tab.
    """
    centred = QWidget()
    row = QHBoxLayout(centred)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inside, 1000)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(centred)
    return area

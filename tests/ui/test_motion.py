"""Decorative motion can be left out, and comes back as the system had it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QScrollBar, QStyle, QWidget

from rehearse.settings import Settings
from rehearse.ui import motion
from rehearse.ui.appearance import Appearance
from rehearse.ui.pages.waiting_views import AnalysingView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def appearance(qtbot: QtBot) -> Iterator[Appearance]:  # noqa: ARG001 # makes the application
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Appearance(app, Settings())
    made.apply(Settings())
    yield made
    made.apply(Settings())
    made.deleteLater()


def animation_ms(widget: QWidget) -> int:
    widget.ensurePolished()
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)


def saving(qtbot: QtBot) -> AnalysingView:
    view = AnalysingView()
    qtbot.addWidget(view)
    view.show_saving()
    return view


def test_left_out_nothing_blinks_fades_or_slides(appearance: Appearance, qtbot: QtBot) -> None:
    blinking_ms = QApplication.cursorFlashTime()
    bar = QScrollBar()
    qtbot.addWidget(bar)
    assert animation_ms(bar) > 0
    assert saving(qtbot).bar.maximum() == 0  # runs to and fro

    appearance.apply(Settings(reduced_motion=True))

    still = QScrollBar()
    qtbot.addWidget(still)
    assert animation_ms(still) == 0
    assert QApplication.cursorFlashTime() == 0
    assert saving(qtbot).bar.maximum() > 0

    appearance.apply(Settings(reduced_motion=False))
    assert QApplication.cursorFlashTime() == blinking_ms
    assert saving(qtbot).bar.maximum() == 0


def test_the_choice_counts_and_the_system_only_where_qt_can_tell(appearance: Appearance) -> None:
    for choice in (None, True, False, True, None):
        appearance.apply(Settings(reduced_motion=choice))
        assert motion.is_reduced() is (choice is True)

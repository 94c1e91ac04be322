"""A name that is too long for its box is shortened so that it can still be told from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from rehearse.ui.widgets.choice_box import ChoiceBox
from tests.ui.practice_stage import practice_in
from tests.ui.text_size import text_scaled
from tests.ui.window_stage import window_on

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

VALLEY = "University of Southern Wisconsin Fox River Valley Regional Medical Center"


def drawn(box: QComboBox) -> str:
    """What stands in a closed box."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return option.currentText


def room(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return (
        box.style()
        .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
        .width()
    )


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_name_keeps_its_beginning_and_its_end_and_fits(scale: float, qtbot: QtBot) -> None:
    with text_scaled(scale):
        box = ChoiceBox()
        qtbot.addWidget(box)
        box.addItems([VALLEY, "Lakeshore"])
        box.resize(300, box.sizeHint().height())
        box.show()
        before, sign, after = drawn(box).partition("…")
        assert sign
        assert VALLEY.startswith(before)
        assert VALLEY.endswith(after)
        assert min(len(before), len(after)) > 3
        assert box.fontMetrics().horizontalAdvance(drawn(box)) <= room(box)
        box.setCurrentIndex(1)
        assert drawn(box) == "Lakeshore"


def test_the_name_itself_stays_whole(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem(VALLEY)
    box.resize(200, 30)
    assert box.currentText() == VALLEY
    box.resize(1200, 30)
    assert drawn(box) == VALLEY


def test_the_open_list_shortens_names_in_the_same_way(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem(VALLEY)
    box.show()
    box.showPopup()
    assert box.view().textElideMode() == Qt.TextElideMode.ElideMiddle
    box.hidePopup()


def test_no_box_that_names_programs_devices_or_calls_breaks_a_name_off(rehearse_home: Path, qtbot: QtBot) -> None:
    with practice_in(rehearse_home, qtbot) as stage, window_on(stage) as window:
        for page in ("practice", "progress", "settings"):
            for box in getattr(window.pages, page).findChildren(QComboBox):
                if box.sizeAdjustPolicy() == QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon:
                    box.blockSignals(True)  # noqa: FBT003 # Qt's signature
                    box.addItem(VALLEY)
                    box.setCurrentIndex(box.count() - 1)
                    box.resize(200, box.height())
                    assert "…" in drawn(box), box.accessibleName()

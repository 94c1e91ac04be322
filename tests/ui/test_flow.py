"""Buttons that go on in the next row where one has no more room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from rehearse.ui.theme import GRID
from rehearse.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = ("Once more", "Hear both", "Hear the new one", "Keep it")


def a_flow(qtbot: QtBot, width: int) -> tuple[QWidget, list[QPushButton]]:
    """A widget of a width with four buttons."""
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = Flow(widget)
    buttons = [QPushButton(words) for words in WORDS]
    for button in buttons:
        flow.addWidget(button)
    widget.resize(width, max(1, flow.heightForWidth(width)))
    with qtbot.waitExposed(widget):
        widget.show()
    return widget, buttons


def wanted(buttons: list[QPushButton]) -> int:
    """Width of these beside each other."""
    return sum(button.sizeHint().width() for button in buttons) + GRID * (len(buttons) - 1)


def test_all_stand_in_one_row_where_there_is_room(qtbot: QtBot) -> None:
    _, buttons = a_flow(qtbot, 2000)
    assert {button.y() for button in buttons} == {0}
    ends = [button.geometry().right() + 1 for button in buttons[:-1]]
    assert [button.x() for button in buttons[1:]] == [end + GRID for end in ends]


def test_what_has_no_more_room_begins_the_next_row(qtbot: QtBot) -> None:
    _, made = a_flow(qtbot, 2000)
    widget, buttons = a_flow(qtbot, wanted(made[:2]))
    assert [button.y() for button in buttons[:2]] == [0, 0]
    assert buttons[2].x() == 0
    assert buttons[2].y() == buttons[0].height() + GRID
    assert all(button.geometry().right() < widget.width() for button in buttons)
    assert buttons[-1].geometry().bottom() < widget.height()


def test_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    _, buttons = a_flow(qtbot, 2000)
    buttons[1].hide()
    qtbot.waitUntil(lambda: buttons[2].x() == buttons[0].width() + GRID)

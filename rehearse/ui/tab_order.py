"""Where Tab goes: through a page as it is read, whatever was put into it last, and to what can be seen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def follow_the_eye(page: QWidget, first: QWidget | None = None) -> None:
    """Let Tab go through a page in the order of its layouts, left before right and column after column.

    Qt goes by the order in which widgets were made, so that rows which came later would come last.

    Args:
        page: The page.
        first: What comes before all others, wherever it stands.
    """
    order = [widget for widget in _reached(page) if widget is not first]
    if first is not None:
        order.insert(0, first)
    for one, following in pairwise(order):
        if one.nextInFocusChain() is not following:
            QWidget.setTabOrder(one, following)


def first_control(page: QWidget) -> QWidget | None:
    """What Tab reaches first on a page; None where nothing on it takes the keyboard."""
    control = page.nextInFocusChain()
    while control is not None and control is not page:
        takes = control.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and page.isAncestorOf(control) and control.isVisibleTo(page) and control.isEnabled():
            return control
        control = control.nextInFocusChain()
    return None


def bring_into_view(control: QWidget | None) -> None:
    """Scroll whatever a control stands in until it is seen.

    Qt does so only where Tab goes from one control of a scroll area to another, and not where it comes from outside.
    """
    around = control
    while control is not None and around is not None:
        around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(control)


def _reached(widget: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in a widget, itself included."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _reached(inside)
    elif layout is not None:
        yield from _reached_in(layout)


def _reached_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _reached(widget)
        elif inner is not None:
            yield from _reached_in(inner)

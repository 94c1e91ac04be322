"""The whole program in text of another size, as when the system's text is scaled."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from rehearse.ui import theme

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def text_scaled(scale: float) -> Iterator[None]:
    """Text so many times its usual size, in the light theme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    usual, sheet = app.font(), app.styleSheet()
    font = QFont(usual)
    font.setPointSizeF(usual.pointSizeF() * scale)
    app.setFont(font)
    theme.apply(theme.LIGHT, app)
    try:
        yield
    finally:
        app.setFont(usual)
        app.setStyleSheet(sheet)

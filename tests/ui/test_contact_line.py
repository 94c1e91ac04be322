from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from rehearse.ui import theme
from rehearse.ui.pages.contact_line import ContactLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_link_to_the_agreement_wears_the_colour_of_the_theme_in_force(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(theme.LIGHT, app)
    line = ContactLine()
    qtbot.addWidget(line)
    assert theme.LIGHT.accent in line.link.text()

    theme.apply(theme.DARK, app)

    assert theme.DARK.accent in line.link.text()
    theme.apply(theme.LIGHT, app)

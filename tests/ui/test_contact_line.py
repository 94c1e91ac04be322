from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QDesktopServices

from rehearse.ui.pages.contact_line import ContactLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl
    from pytestqt.qtbot import QtBot

import pytest


class Browser(QObject):
    """Takes what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot("QUrl")
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("https")


def test_the_agreement_is_opened_from_the_one_place_where_tab_stops(qtbot: QtBot, browser: Browser) -> None:
    line = ContactLine()
    qtbot.addWidget(line)
    qtbot.keyClick(line.link, Qt.Key.Key_Space)
    assert browser.opened == ["https://www.nrmp.org"]

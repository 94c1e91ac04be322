"""What the tests of the settings share: the page, and a hand that chooses and writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from rehearse.audio.devices import Device
from rehearse.settings import Settings, load
from rehearse.ui.pages.settings import SettingsPage
from tests.ui.page_stage import named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services

BUILT_IN = Device(0, "Built-in microphone", 48_000, is_default=True)


HEADSET = Device(1, "USB headset", 48_000, is_default=False)


def open_page(services: Services, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(services)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: not services.tasks.busy, timeout=20_000)
    return page


def kept(services: Services) -> Settings:
    """The settings as they stand on the disk."""
    return load(services.paths.settings_file)


def choose(page: QWidget, name: str, words: str) -> None:
    """Choose as the user does."""
    box = named(page, name)
    assert isinstance(box, QComboBox)
    assert box.findText(words) >= 0, f"{words} cannot be chosen among {choices(page, name)}"
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def choices(page: QWidget, name: str) -> list[str]:
    box = named(page, name)
    assert isinstance(box, QComboBox)
    return [box.itemText(index) for index in range(box.count())]


def write(page: QWidget, name: str, text: str, qtbot: QtBot) -> None:
    line = named(page, name)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def type_number(page: QWidget, name: str, text: str, qtbot: QtBot) -> None:
    field = named(page, name)
    assert isinstance(field, QDoubleSpinBox)
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)

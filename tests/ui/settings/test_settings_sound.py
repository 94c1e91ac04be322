"""Settings: microphone and loudspeaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from rehearse.errors import KnownError, Trouble
from rehearse.ui.pages.settings import SettingsPage
from tests.ui.page_stage import button, named, services_in, texts
from tests.ui.settings_stage import HEADSET, choices, choose, kept, open_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.audio.devices import Device
    from rehearse.ui.services import Services


def test_devices_are_not_looked_for_before_the_page_is_shown(rehearse_home: Path, qtbot: QtBot) -> None:
    looked: list[str] = []

    def look() -> tuple[Device, ...]:
        looked.append("looked")
        return ()

    with services_in(rehearse_home, microphones=look) as services:
        page = SettingsPage(services)
        qtbot.addWidget(page)
        assert not services.tasks.busy
        assert looked == []


def test_devices_are_chosen_by_name_and_the_default_is_followed(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert choices(page, "Microphone") == [
        "System default (Built-in microphone)",
        "Built-in microphone",
        "USB headset",
    ]
    choose(page, "Microphone", "USB headset")
    choose(page, "Loudspeaker", "USB headset")
    assert (kept(services).microphone, kept(services).loudspeaker) == ("USB headset", "USB headset")
    choose(page, "Microphone", "System default (Built-in microphone)")
    assert kept(services).microphone is None


def test_a_chosen_microphone_that_is_gone_is_still_shown(services: Services, qtbot: QtBot) -> None:
    services.update_settings(replace(services.settings, microphone="Old headset"))
    page = open_page(services, qtbot)
    box = named(page, "Microphone")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Old headset (not connected)"
    assert "Old headset is not connected. Connect it and press Look again" in texts(page)
    assert kept(services).microphone == "Old headset"


def test_without_a_sound_system_the_page_says_what_to_do_and_looks_again(rehearse_home: Path, qtbot: QtBot) -> None:
    broken = [True]

    def look() -> tuple[Device, ...]:
        if broken[0]:
            raise KnownError(Trouble.PORTAUDIO_MISSING, command="apt install libportaudio2")
        return (HEADSET,)

    with services_in(rehearse_home, microphones=look) as services:
        page = open_page(services, qtbot)
        assert "apt install libportaudio2" in texts(page)
        broken[0] = False
        button(page, "Look again").click()
        qtbot.waitUntil(lambda: not services.tasks.busy)
        assert "apt install libportaudio2" not in texts(page)
        assert "USB headset" in choices(page, "Microphone")
        assert "No loudspeaker was found" in texts(page)


def test_the_level_test_and_the_first_steps_are_one_press_away(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    for label in ("Test the microphone…", "Show the first steps again"):
        with qtbot.waitSignal(page.first_start_requested):
            button(page, label).click()

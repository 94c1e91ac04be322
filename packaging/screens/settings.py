"""The sections of the Settings page, and the dialog of the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from rehearse import phrases
from rehearse.audio.devices import Device
from rehearse.errors import KnownError, Trouble
from rehearse.measures.values import Band
from rehearse.settings import Profile
from rehearse.ui.pages.choose_rules import ChooseRules
from rehearse.ui.pages.settings import SettingsPage
from rehearse.ui.pages.settings_sections.voice_model import VoiceModelSection
from rehearse.ui.tasks import Task
from screens.stage import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from rehearse.ui.services import Services
    from screens.stage import Stage

MICROPHONES = (
    Device(0, "Built-in microphone", 48_000, is_default=True),
    Device(1, "USB headset", 48_000, is_default=False),
)
LOUDSPEAKERS = (Device(2, "USB headset", 48_000, is_default=True),)
LARGER = "small.en"
BROKEN = KnownError(Trouble.DOWNLOAD_BROKEN, host="huggingface.co", reason="timed out").message
PROFILE = Profile(name="Maya Okafor", school="Lakeshore", applicant_id="1487209", specialty="internal medicine")


def dressed(services: Services) -> Services:
    """Services with devices to choose from and settings that are not the defaults."""
    services.find_microphones = lambda: MICROPHONES
    services.find_loudspeakers = lambda: LOUDSPEAKERS
    services.settings = replace(
        services.settings,
        microphone="Old headset",
        profile=PROFILE,
        bands={"speaking_rate_wpm": Band(low=110, high=150, far_low=100, far_high=180)},
        silenced_rules=("hedging", "casual-slang"),
    )
    return services


def models(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """A voice model while it is fetched, and one that could not be."""
    for name in ("downloading", "download-failed"):
        page = SettingsPage(dressed(stage.services(filled=False)))
        (section,) = page.findChildren(VoiceModelSection)
        if name == "downloading":
            section._working = (LARGER, Task(refuse, refuse, refuse, None))
            section._on_progress(0.4)
        else:
            section._not_done = (LARGER, BROKEN)
        number = page.titles().index(section.title)
        QTimer.singleShot(0, lambda page=page, number=number: page.show_section(number))
        yield f"settings-model-{name}", page


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The page scrolled to each of its sections, and the dialog."""
    for number, title in enumerate(SettingsPage(stage.services(filled=False)).titles()):
        page = SettingsPage(dressed(stage.services()))
        QTimer.singleShot(0, lambda page=page, number=number: page.show_section(number))
        yield f"settings-{title.lower().replace(' ', '-')}", page
    yield from models(stage)
    yield "settings-choose-rules", ChooseRules(phrases.load(), ("hedging", "casual-slang"))

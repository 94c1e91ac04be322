"""Microphone and loudspeaker. The lists are read on the worker when the page is first shown, and on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.ui.pages.settings_sections.section import Choice, Section
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from rehearse.audio.devices import Device
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

NAME_LENGTH = 28
"""How many letters of a device's name can be seen at least."""

Devices = tuple["Device", ...]


def choices(devices: Devices, chosen: str | None) -> tuple[tuple[str, str | None], ...]:
    """What can be chosen: the system's default by its name, each device, and the chosen one even where it is gone."""
    default = next((device.name for device in devices if device.is_default), None)
    first = f"System default ({default})" if default else "System default"
    names = [device.name for device in devices]
    gone = [(f"{chosen} (not connected)", chosen)] if chosen is not None and chosen not in names else []
    return ((first, None), *((name, name) for name in names), *gone)


def missing(kind: str, devices: Devices, chosen: str | None) -> str:
    """What to do where no device of a kind is there, or the chosen one is not; empty where all is well."""
    if not devices:
        return f"No {kind} was found; connect one and press Look again."
    if chosen is not None and chosen not in [device.name for device in devices]:
        return f"{chosen} is not connected. Connect it and press Look again, or choose another."
    return ""


class SoundSection(Section):
    """Which microphone and loudspeaker are used.

    Signals:
        level_test_requested: The microphone is to be tried out.
    """

    level_test_requested = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__("Sound", services)
        self._devices: tuple[Devices, Devices] | None = None
        self._looking: Task | None = None
        self._microphone = Choice((), lambda value: self.keep(microphone=value))
        self._loudspeaker = Choice((), lambda value: self.keep(loudspeaker=value))
        for control in (self._microphone, self._loudspeaker):
            control.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            control.setMinimumContentsLength(NAME_LENGTH)
        test, again = QPushButton("Test the microphone…"), QPushButton("Look again")
        test.clicked.connect(self.level_test_requested)
        again.clicked.connect(self.look)
        self._row = self.add_row(
            "Microphone",
            "Takes are recorded with it. The system's default is followed when it changes.",
            self._with_buttons(self._microphone, test, again),
            main=self._microphone,
        )
        self._other = self.add_row("Loudspeaker", "Where takes are played; headphones are best.", self._loudspeaker)
        self.refresh()

    def refresh(self) -> None:
        """Show the devices in the settings, with what is known of the others."""
        microphones, loudspeakers = self._devices or ((), ())
        pairs = (
            (self._microphone, microphones, self.settings.microphone),
            (self._loudspeaker, loudspeakers, self.settings.loudspeaker),
        )
        for control, devices, chosen in pairs:
            control.offer(choices(devices, chosen) if self._devices else self._unlisted(chosen))
            control.choose(chosen)

    def look(self) -> None:
        """Read the lists again, on the worker."""
        if self._looking is not None:
            return
        self._row.note("Looking for devices…")
        find_microphones, find_loudspeakers = self._services.find_microphones, self._services.find_loudspeakers
        self._looking = self._services.tasks.run(
            lambda _task: (find_microphones(), find_loudspeakers()), self._on_listed, self._on_failed
        )

    def look_once(self) -> None:
        """Read the lists if that was not done yet."""
        if self._devices is None:
            self.look()

    def _on_listed(self, found: tuple[Devices, Devices]) -> None:
        self._looking = None
        self._devices = found
        microphones, loudspeakers = found
        self._row.note(missing("microphone", microphones, self.settings.microphone))
        self._other.note(missing("loudspeaker", loudspeakers, self.settings.loudspeaker))
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._looking = None
        if not isinstance(error, KnownError):
            raise error
        self._row.note(error.message)

    @staticmethod
    def _unlisted(chosen: str | None) -> tuple[tuple[str, str | None], ...]:
        """Before the devices are known: the chosen one as it stands in the settings."""
        return (("System default", None),) if chosen is None else (("System default", None), (chosen, chosen))

    @staticmethod
    def _with_buttons(control: QWidget, *buttons: QPushButton) -> QWidget:
        together = QWidget()
        layout = QVBoxLayout(together)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(control)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        layout.addLayout(line)
        return together

"""What the window works with, put together once by `rehearse.ui.start` and handed to every page.

Tests build the same with a fake at two doors only: the sound device and the recogniser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rehearse.ui.aside import Aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.devices import Device
    from rehearse.audio.player import Player
    from rehearse.audio.recorder import Recorder
    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.hearing.listener import Listener
    from rehearse.history.store import HistoryStore
    from rehearse.paths import Paths
    from rehearse.scenarios.scenario import Scenario
    from rehearse.settings import Settings
    from rehearse.ui.tasks import TaskRunner


def find_microphones() -> tuple[Device, ...]:
    """Look for microphones anew; may take two seconds where the sound system hangs.

    Raises:
        KnownError: PORTAUDIO_MISSING or SOUND_SYSTEM_BROKEN.
    """
    from rehearse.audio import devices

    devices.refresh()
    return devices.microphones()


def find_loudspeakers() -> tuple[Device, ...]:
    """List the loudspeakers and headphones, as they were when microphones were last looked for.

    Raises:
        KnownError: PORTAUDIO_MISSING or SOUND_SYSTEM_BROKEN.
    """
    from rehearse.audio import devices

    return devices.loudspeakers()


class Telephone(Protocol):
    """Makes mock calls; see `rehearse.calling.assembling.Operator`."""

    def load(self) -> None:
        """Load what every call needs; called on the worker."""

    def connect(self, plan: CallPlan) -> PhoneCall:
        """Put a call together, its microphone open; called on the worker."""

    def close(self) -> None:
        """Let go of what was loaded for calls; no call is under way any more."""


@dataclass(slots=True)
class Services:
    """The parts behind the window.

    Attributes:
        paths: Where things are kept.
        settings: The settings in force; replaced as a whole by `update_settings`.
        save_settings: Writes settings to disk.
        history: Takes, reports and cards.
        scenarios: The calls that can be rehearsed, by id.
        tasks: Work off the GUI thread: microphone, analysis, what a page shows.
        file_tasks: Reading and writing the user's files, which may take minutes; nothing else waits for it.
        make_recorder: Makes a recorder for the microphone with this name (None: the system's default).
        make_player: Makes a player for the default loudspeaker.
        make_listener: Begins to load the recogniser for a model's name; called on the worker.
        telephone: Makes mock calls.
        find_microphones: Looks for microphones anew; called on the worker.
        find_loudspeakers: Lists the loudspeakers; called on the worker.
        letting_go: Gives back devices that may hang; whoever opens one waits for it first.
        late_disk: Waits for a disk that has not answered for half a minute.
    """

    paths: Paths
    settings: Settings
    save_settings: Callable[[Settings], None]
    history: HistoryStore
    scenarios: dict[str, Scenario]
    tasks: TaskRunner
    file_tasks: TaskRunner
    make_recorder: Callable[[str | None], Recorder]
    make_player: Callable[[], Player]
    make_listener: Callable[[str], Listener]
    telephone: Telephone
    find_microphones: Callable[[], tuple[Device, ...]] = find_microphones
    find_loudspeakers: Callable[[], tuple[Device, ...]] = find_loudspeakers
    letting_go: Aside = field(default_factory=Aside)
    late_disk: Aside = field(default_factory=Aside)

    def update_settings(self, settings: Settings) -> None:
        """Put settings in force and keep them."""
        self.settings = settings
        self.save_settings(settings)

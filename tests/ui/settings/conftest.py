"""Settings on a computer with two microphones, one of them with a loudspeaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.ui import logs
from tests.ui.page_stage import services_in
from tests.ui.settings_stage import BUILT_IN, HEADSET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rehearse.ui.services import Services


@pytest.fixture
def services(rehearse_home: Path) -> Iterator[Services]:
    """An empty history and the settings as they come, with devices to choose from."""
    both, headset = (BUILT_IN, HEADSET), (HEADSET,)
    with services_in(rehearse_home, microphones=lambda: both, loudspeakers=lambda: headset) as services:
        yield services


@pytest.fixture
def log_file(services: Services) -> Iterator[Path]:
    """The log, which is written from now on."""
    yield logs.start(services.paths.log)
    logs.stop()

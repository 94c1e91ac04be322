"""Where the program keeps things: the platform's own folders, or all below `REHEARSE_HOME` where that is set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rehearse.files import make_private_folder

HOME_VARIABLE = "REHEARSE_HOME"
"""Environment variable that moves everything below one folder (tests, a USB stick, a second profile)."""

MODELS_VARIABLE = "REHEARSE_MODELS"
"""Environment variable that keeps voice models in a folder of their own (several profiles, one copy)."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's folders.

    Attributes:
        data: Recordings and history.
        config: Settings.
        cache: What can be made again at any time.
        log: Log files.
    """

    data: Path
    config: Path
    cache: Path
    log: Path

    @property
    def recordings(self) -> Path:
        """Folder of the recordings, one folder per day below it."""
        return self.data / "recordings"

    @property
    def models(self) -> Path:
        """Folder of the voice models that had to be put together, one folder per model below it."""
        chosen = os.environ.get(MODELS_VARIABLE, "")
        return Path(chosen).expanduser().absolute() if chosen else self.cache / "models"

    @property
    def history_file(self) -> Path:
        """The database of takes, reports and cards."""
        return self.data / "history.db"

    @property
    def settings_file(self) -> Path:
        """The settings, as JSON."""
        return self.config / "settings.json"

    def make(self) -> Paths:
        """Make the folders that are missing and keep all of them to their owner; returns itself.

        Raises:
            KnownError: DISK_FULL or FOLDER_READ_ONLY.
        """
        for folder in self.all():
            make_private_folder(folder)
        return self

    def all(self) -> tuple[Path, ...]:
        """Every folder that the program writes to."""
        return self.data, self.recordings, self.config, self.cache, self.log


def where() -> Paths:
    """The folders' places, without making them."""
    home = os.environ.get(HOME_VARIABLE, "")
    if home:
        root = Path(home).expanduser().absolute()
        return Paths(root / "data", root / "config", root / "cache", root / "log")
    from platformdirs import PlatformDirs

    places = PlatformDirs("rehearse", appauthor=False)
    return Paths(places.user_data_path, places.user_config_path, places.user_cache_path, places.user_log_path)


def paths() -> Paths:
    """The program's folders, made where missing, for their owner alone (0700).

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    return where().make()

"""`rehearse doctor`: looks at devices, model, disk, folders, history and settings, and says what to do."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rehearse import paths, settings
from rehearse.errors import KnownError, Trouble
from rehearse.files import others_may_use, try_to_write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from rehearse.audio.devices import Direction
    from rehearse.paths import Paths
    from rehearse.settings import Settings

SCHEMA = "rehearse.doctor/1"

FREE_SPACE_BYTES = 500_000_000
"""Less free space than this is a problem. A minute at 48 kHz takes 5.8 MB, so this is some 85 minutes; ours."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one thing.

    Attributes:
        about: What was looked at.
        ok: Whether all is well.
        text: What was found; where it is not well, what to do.
    """

    about: str
    ok: bool
    text: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `--format`."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="lines for people, or one JSON object"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; status 0 where all is well, else 1."""
    checks = examine(paths.where())
    ok = all(check.ok for check in checks)
    if arguments.format == "json":
        found = {"schema": SCHEMA, "ok": ok, "checks": [asdict(check) for check in checks]}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        width = max(len(check.about) for check in checks)
        for check in checks:
            sys.stdout.write(f"{'ok' if check.ok else 'problem':<7}  {check.about:<{width}}  {check.text}\n")
    return 0 if ok else 1


def examine(places: Paths) -> tuple[Check, ...]:
    """Look at everything, in the order in which it is needed."""
    chosen = settings.load(places.settings_file)
    looks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("microphone", lambda: _device("input", chosen.microphone)),
        ("loudspeaker", lambda: _device("output", chosen.loudspeaker)),
        ("voice model", lambda: _model(chosen.model)),
        ("folders", lambda: _folders(places)),
        ("free space", lambda: _free_space(places.recordings)),
        ("history", lambda: _history(places)),
        ("settings", lambda: _settings(places.settings_file, chosen)),
    )
    return tuple(_check(about, look) for about, look in looks)


def _check(about: str, look: Callable[[], str]) -> Check:
    try:
        return Check(about, ok=True, text=look())
    except KnownError as error:
        return Check(about, ok=False, text=error.message)


def _device(direction: Direction, name: str | None) -> str:
    from rehearse.audio.devices import choose

    device = choose(direction, name)
    return f"{device.name}, {device.sample_rate_hz} Hz"


def _model(name: str) -> str:
    from rehearse.transcription.models import locate

    model = locate(name)
    return f"{model.name}, {model.size_bytes / 1e6:.0f} MB, in {model.folder}"


def _folders(places: Paths) -> str:
    places.make()
    for folder in places.all():
        try_to_write(folder)
        if others_may_use(folder):
            raise KnownError(Trouble.FOLDER_NOT_PRIVATE, path=folder)
    return f"private and writable, in {places.data}"


def _free_space(folder: Path) -> str:
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(standing).free
    if free < FREE_SPACE_BYTES:
        raise KnownError(Trouble.DISK_NEARLY_FULL, path=standing, free_mb=round(free / 1e6))
    return f"{free / 1e9:.1f} GB where the recordings are kept"


def _history(places: Paths) -> str:
    from rehearse.history.store import FORMAT, HistoryStore

    found = HistoryStore.examine(places.history_file, places.recordings)
    if found is None:
        return "none yet; it begins with the first take"
    if found < FORMAT:
        return f"format {found}, brought up to {FORMAT} when the window is next opened"
    return f"format {found}, the newest"


def _settings(file: Path, chosen: Settings) -> str:
    if chosen.trouble is not None:
        raise chosen.trouble
    return f"in {file}" if file.exists() else "none saved yet; the defaults apply"

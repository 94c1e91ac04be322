"""How fast each voice model is on this machine: measured when it is first used, and kept."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rehearse.files import make_private_folder, write_private_file
from rehearse.paths import where

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "model-speeds.json"

LEAST_S = 10.0
"""A shorter recording tells little: the start of the recogniser weighs too much."""

NOT_MEASURED = "speed on this computer not measured"


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a model took for a recording.

    Attributes:
        sound_s: How long the recording was.
        took_s: How long it took to write down what is said in it.
    """

    sound_s: float
    took_s: float

    @property
    def times(self) -> float:
        """How many times as fast as speaking it is."""
        return self.sound_s / self.took_s


def of(name: str) -> Speed | None:
    """The speed of a model; None where it was not measured yet."""
    found = _read().get(name)
    try:
        speed = Speed(float(found["sound_s"]), float(found["took_s"])) if isinstance(found, dict) else None
    except (KeyError, TypeError, ValueError):
        return None
    return speed if speed is not None and speed.sound_s > 0 and speed.took_s > 0 else None


def keep(name: str, sound_s: float, took_s: float) -> None:
    """Keep how long a model took; a recording that is too short tells nothing and is left out.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    if sound_s < LEAST_S or took_s <= 0:
        return
    place = _place()
    make_private_folder(place.parent)
    found = _read() | {name: asdict(Speed(round(sound_s, 2), round(took_s, 3)))}
    write_private_file(place, json.dumps(found, indent=2) + "\n")


def words(speed: Speed | None) -> str:
    """A speed for people: "about 12 times as fast as speaking, on this computer"."""
    if speed is None:
        return NOT_MEASURED
    times = speed.times
    amount = f"{times:.0f}" if times >= 3 else f"{times:.1f}"
    return f"about {amount} times as fast as speaking, on this computer"


def _place() -> Path:
    return where().cache / FILE_NAME


def _read() -> dict[str, object]:
    try:
        found = json.loads(_place().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

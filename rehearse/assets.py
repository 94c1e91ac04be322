"""Where the bundled files are: the demo takes that show a full report before anything was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TITLES = {"first-attempt": "A first attempt", "calm-take": "A calm take"}
"""File name of each demo take, without its suffix, and what the program calls it; in the order to listen to."""


@dataclass(frozen=True, slots=True)
class DemoTake:
    """A recording that comes with the program.

    Attributes:
        name: Stable name, also the file's.
        title: What the program calls it.
        path: The recording.
        said: The words that are said in it.
    """

    name: str
    title: str
    path: Path
    said: str


@cache
def folder() -> Path:
    """The folder of the bundled files: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def demo_card() -> Path:
    """The card (JSON) of the invented program that both demo takes call."""
    return folder() / "demo" / "card.json"


def demo_takes() -> tuple[DemoTake, ...]:
    """The demo takes: first one with the usual trouble, then a calm one."""
    takes = []
    for name, title in TITLES.items():
        path = folder() / "demo" / f"{name}.ogg"
        said = path.with_suffix(".txt").read_text(encoding="utf-8")
        takes.append(DemoTake(name, title, path, " ".join(said.split())))
    return tuple(takes)

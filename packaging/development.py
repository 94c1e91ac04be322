"""What a developer does: set up, run, test."""

from __future__ import annotations

import os
import sys
import time
from typing import NamedTuple

import private_pulseaudio
import system_packages
import wheels
from console import ROOT, run, step

ON_LINUX = sys.platform.startswith("linux")
SCREEN = ("xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x800x24")
DEMO = ROOT / "assets" / "demo"


class Stage(NamedTuple):
    """One part of the tests.

    Attributes:
        title: What it shows, in a few words.
        arguments: Of the environment's Python.
        platform: Qt's platform; `xcb` gets an X server of its own.
    """

    title: str
    arguments: tuple[str, ...]
    platform: str = "offscreen"


STAGES = (
    Stage("style", ("ruff", "check", ".")),
    Stage("format", ("ruff", "format", "--check", ".")),
    Stage("types", ("mypy", "rehearse", "packaging")),
    Stage("architecture, units and window", ("pytest", "--ignore=tests/e2e")),
    Stage(
        "end to end: real window, microphone and recogniser",
        ("pytest", "tests/e2e"),
        "xcb" if ON_LINUX else "offscreen",
    ),
)


def set_up(group: str) -> None:
    """Provide the system packages first (making the virtual environment may need one), then the Python packages."""
    system_packages.provide(for_tests=group == "dev")
    wheels.install(group)
    wheels.compile_program()


def set_up_everything() -> int:
    """Set up for running and for testing."""
    set_up("dev")
    step("Everything is set up: packaging/dev.py run opens the window, packaging/dev.py test runs the tests")
    return 0


def has_screen() -> bool:
    """Whether a window can be shown."""
    return not ON_LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_program() -> int:
    """Open the window; without a screen, print the report of the first demo take."""
    set_up("run")
    python = wheels.python_of(wheels.ENVIRONMENT)
    if has_screen():
        return run(python, "-m", "rehearse")
    step("There is no screen here, so this is the report of the demo take assets/demo/first-attempt.ogg")
    return run(python, "-m", "rehearse", "analyze", "--target", DEMO / "card.json", DEMO / "first-attempt.ogg")


def test() -> int:
    """Run every stage and stop at the first that fails, with its status."""
    set_up("dev")
    if not ON_LINUX:
        step("The tests with a virtual microphone need PulseAudio and run on Linux only; they are left out here")
    for number, stage in enumerate(STAGES, start=1):
        place = f"[{number}/{len(STAGES)}] {stage.title}"
        step(place)
        started = time.monotonic()
        status = run_stage(stage)
        if status != 0:
            step(f"{place}: failed with status {status}")
            return status
        step(f"{place}: passed in {time.monotonic() - started:.0f} s")
    return 0


def run_stage(stage: Stage) -> int:
    """Run one stage with the environment's Python, on its own X server if it needs one."""
    screen = SCREEN if stage.platform == "xcb" else ()
    path = os.pathsep.join((str(private_pulseaudio.BIN), os.environ.get("PATH", os.defpath)))
    python = wheels.python_of(wheels.ENVIRONMENT)
    return run(*screen, python, "-m", *stage.arguments, PATH=path, QT_QPA_PLATFORM=stage.platform)

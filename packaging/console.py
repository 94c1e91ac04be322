"""What the developer reads, and how other programs are started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

DISTURBING = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONSTARTUP",
    "VIRTUAL_ENV",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
)
"""Variables that would let other Python code in or send packages elsewhere."""
QT_DISTURBING = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QML2_IMPORT_PATH", "QML_IMPORT_PATH")
"""Variables that would let another Qt's plugins in."""


class SetupError(Exception):
    """The set-up needs something that only the developer can do; the text says what to type."""


def step(text: str) -> None:
    """Say in one line what is being done."""
    print(f"· {text}", flush=True)


def clean_environment(**extra: str) -> dict[str, str]:
    """This process's environment without what could disturb the project's own, and with `extra`."""
    kept = {name: value for name, value in os.environ.items() if name not in DISTURBING + QT_DISTURBING}
    return {**kept, "PYTHONNOUSERSITE": "1", **extra}


def run(*command: str | Path, **extra: str) -> int:
    """Run a program from the checkout, its output in view, and return its exit status, 128 and more for a signal."""
    status = subprocess.run(list(command), cwd=ROOT, env=clean_environment(**extra), check=False).returncode
    return status if status >= 0 else 128 - status


def run_quietly(doing: str, *command: str | Path, folder: Path = ROOT) -> None:
    """Run a program and show what it said only when it failed.

    Raises:
        SetupError: It ended with another status than 0.
    """
    done = subprocess.run(
        list(command),
        cwd=folder,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        sys.stderr.write("\n".join(done.stdout.splitlines()[-25:]) + "\n")
        reason = f"{doing} did not work; what it said stands above."
        raise SetupError(reason)


def answer(*command: str | Path, good: tuple[int, ...] = (0,)) -> str | None:
    """What a program prints, or None where it is missing or ends with a status that is not a good one."""
    try:
        asked = subprocess.run(
            list(command),
            env=clean_environment(LC_ALL="C"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError:
        return None
    return asked.stdout if asked.returncode in good else None

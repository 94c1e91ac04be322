"""PulseAudio for the tests on a machine whose sound is PipeWire's.

Debian's `pulseaudio` package and PipeWire's ALSA package exclude each other, and a developer's sound must not be
touched. So the package is unpacked into `.venv` without being installed, and only what it depends on is installed.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from console import SetupError, answer, run_quietly, step
from wheels import ENVIRONMENT

FOLDER = ENVIRONMENT / "pulseaudio"
BIN = FOLDER / "bin"
"""To be put before PATH by the tests; empty or absent where PulseAudio itself is installed."""


def is_there() -> bool:
    """Whether the private copy stands."""
    return (BIN / "pulseaudio").exists()


def unpack(install: tuple[str, ...]) -> None:
    """Put PulseAudio into `.venv/pulseaudio`, and what it needs on the system.

    Args:
        install: The beginning of an apt command that installs what is appended, without removing anything.

    Raises:
        SetupError: apt could not, for example because that would remove a package.
    """
    step("Unpacking PulseAudio into .venv for the tests (PipeWire stays as it is)")
    dependencies = depends()
    run_quietly("Installing what PulseAudio needs", *with_satisfy(install), ", ".join(dependencies))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # apt may fetch as another user
        fetched = subprocess.run(("apt-get", "-qq", "download", "pulseaudio"), cwd=folder, check=False)
        archives = list(Path(folder).glob("pulseaudio_*.deb"))
        if fetched.returncode != 0 or not archives:
            raise SetupError("PulseAudio could not be downloaded by apt.")
        FOLDER.mkdir(parents=True, exist_ok=True)
        run_quietly("Unpacking PulseAudio", "dpkg-deb", "-x", archives[0], FOLDER)
    write_starter()


def with_satisfy(install: tuple[str, ...]) -> tuple[str, ...]:
    """The same apt command, for a line of dependencies instead of names."""
    return tuple("satisfy" if word == "install" else word for word in install)


def depends() -> list[str]:
    """What the package depends on, but for what only an installed service needs."""
    record = answer("apt-cache", "show", "--no-all-versions", "pulseaudio") or ""
    line = re.search(r"^Depends: (.*)$", record, re.MULTILINE)
    if line is None:
        raise SetupError("apt knows no pulseaudio package; the tests need one.")
    return [entry for entry in line[1].split(", ") if not entry.startswith(("adduser", "lsb-base"))]


def write_starter() -> None:
    """Make the command `pulseaudio` that starts the unpacked program with its own libraries and modules."""
    program = FOLDER / "usr/bin/pulseaudio"
    core = next(FOLDER.rglob("libpulsecore-*.so"))
    modules = next(FOLDER.rglob("module-null-sink.so")).parent
    BIN.mkdir(exist_ok=True)
    starter = BIN / "pulseaudio"
    starter.write_text(
        f'#!/bin/sh\nLD_LIBRARY_PATH="{core.parent}:{modules}" exec "{program}" --dl-search-path="{modules}" "$@"\n',
        encoding="utf-8",
    )
    starter.chmod(0o755)

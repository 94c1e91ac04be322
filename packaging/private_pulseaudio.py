"""PulseAudio for the tests on a machine whose sound is PipeWire's.

Debian's `pulseaudio` package and PipeWire's ALSA package exclude each other, and a developer's sound must not be
touched. So the package is unpacked into `build/` without being installed, and only what it depends on is installed.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from console import ROOT, answer, run_quietly, step

FOLDER = ROOT / "build" / "pulseaudio"
BIN = FOLDER / "bin"
"""To be put before PATH by the tests; empty or absent where PulseAudio itself is installed."""


def is_there() -> bool:
    """Whether the private copy stands and finds its libraries."""
    return (BIN / "pulseaudio").exists() and answer(BIN / "pulseaudio", "--version") is not None


def unpack() -> None:
    """Put PulseAudio into `build/pulseaudio`; what it needs on the system is another matter.

    Raises:
        SetupError: apt could not fetch it.
    """
    step("Unpacking PulseAudio into build/ for the tests (PipeWire stays as it is)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # apt may fetch as another user
        run_quietly("Downloading PulseAudio", "apt-get", "-qq", "download", "pulseaudio", folder=folder)
        FOLDER.mkdir(parents=True, exist_ok=True)
        run_quietly("Unpacking PulseAudio", "dpkg-deb", "-x", next(folder.glob("pulseaudio_*.deb")), FOLDER)
    write_starter()


def depends() -> str:
    """What the package depends on, but for what only an installed service needs; empty where apt has no list yet."""
    record = answer("apt-cache", "show", "--no-all-versions", "pulseaudio") or ""
    line = re.search(r"^Depends: (.*)$", record, re.MULTILINE)
    entries = line[1].split(", ") if line else []
    return ", ".join(entry for entry in entries if not entry.startswith(("adduser", "lsb-base")))


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

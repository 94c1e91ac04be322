"""`rehearse devices`: the microphones and loudspeakers, by the names that Settings shows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rehearse.audio.devices import Device


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing needs to be said to list the devices."""
    parser.epilog = "An asterisk marks the device that is used when none is chosen. Exit status 1 when one is missing."


def run(_arguments: argparse.Namespace) -> int:
    """List the devices on stdout; what is missing is said on stderr, with status 1."""
    from rehearse.audio import devices

    found = {Trouble.NO_MICROPHONE: devices.microphones(), Trouble.NO_LOUDSPEAKER: devices.loudspeakers()}
    for title, listed in zip(("Microphones", "Loudspeakers"), found.values(), strict=True):
        if listed:
            sys.stdout.write(f"{title}\n{_table(listed)}")
    missing = [trouble for trouble, listed in found.items() if not listed]
    for trouble in missing:
        sys.stderr.write(f"rehearse: {KnownError(trouble).message}\n")
    return 1 if missing else 0


def _table(listed: Sequence[Device]) -> str:
    width = max(len(device.name) for device in listed)
    return "".join(
        f"{'*' if device.is_default else ' '} {device.name:<{width}}  {device.sample_rate_hz} Hz\n" for device in listed
    )

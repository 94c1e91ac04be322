"""The names that PulseAudio or PipeWire know the devices by.

On a Linux desktop PortAudio sees one device called `pulse` that stands for all microphones, whatever is plugged
in; the sound server knows their names, rates and which one is the default. It is asked through `pactl`, whose plain
output has kept its form for many versions (its JSON loses names that are not ASCII before version 17). Where there
is no `pactl` or no server, there is nothing to know and PortAudio's own list is used.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

_environment = threading.Lock()

ANSWER_WITHIN_S = 2.0
"""A sound server answers within milliseconds; one that takes this long hangs, and opening a stream would too."""

_FIELD = re.compile(r"^\t(Name|Description|Sample Specification|Monitor of Sink): (.*)$", re.MULTILINE)
_ENTRY = re.compile(r"^(?:Source|Sink) #\d+$", re.MULTILINE)
_RATE = re.compile(r"(\d+)Hz")


@dataclass(frozen=True, slots=True)
class PulseDevice:
    """A microphone (source) or loudspeaker (sink) of the sound server.

    Attributes:
        name: The name the server knows it by.
        description: The name that people know it by.
        sample_rate_hz: Its own rate.
        is_default: Whether it is what a program gets that asks for none.
    """

    name: str
    description: str
    sample_rate_hz: int
    is_default: bool


def check_answering() -> None:
    """Find out whether a sound server hangs; that there is none is fine.

    Raises:
        KnownError: SOUND_SYSTEM_BROKEN when it does not answer.
    """
    _ask("info")


def sources() -> tuple[PulseDevice, ...] | None:
    """Return the microphones, or None where there is no sound server to ask.

    The monitor of a loudspeaker is no microphone, unless it was made the default source.

    Raises:
        KnownError: SOUND_SYSTEM_BROKEN when the server does not answer.
    """
    return _devices("source")


def sinks() -> tuple[PulseDevice, ...] | None:
    """Return the loudspeakers, as `sources` does the microphones."""
    return _devices("sink")


def _devices(kind: str) -> tuple[PulseDevice, ...] | None:
    default = _ask("info")
    listing = None if default is None else _ask("list", f"{kind}s")
    if default is None or listing is None:
        return None
    match = re.search(rf"^Default {kind.capitalize()}: (.*)$", default, re.MULTILINE)
    return parse(listing, match[1] if match else "")


@contextlib.contextmanager
def routed(variable: str, name: str | None) -> Iterator[None]:
    """Lead the streams that are opened meanwhile to one of the server's devices.

    The server's library reads the variable each time that a stream is opened.

    Args:
        variable: `PULSE_SOURCE` or `PULSE_SINK`.
        name: The server's name of the device; None leaves the choice to the server.
    """
    if name is None:
        yield
        return
    with _environment:
        before = os.environ.get(variable)
        os.environ[variable] = name
        try:
            yield
        finally:
            del os.environ[variable]
            if before is not None:
                os.environ[variable] = before


def parse(listing: str, default_name: str) -> tuple[PulseDevice, ...]:
    """Read the output of `pactl list sources` or `pactl list sinks`.

    Args:
        listing: What pactl printed, in the C locale.
        default_name: The server's name of the default device.

    Returns:
        The devices in the order of the listing, without monitors and without the silent stand-in that the server
        offers where there is no hardware.
    """
    devices = []
    for block in _ENTRY.split(listing):
        fields = dict(_FIELD.findall(block))
        rate = _RATE.search(fields.get("Sample Specification", ""))
        name = fields.get("Name", "")
        if not name or rate is None or name.startswith("auto_null"):
            continue
        is_default = name == default_name
        if fields.get("Monitor of Sink", "n/a") != "n/a" and not is_default:
            continue
        devices.append(PulseDevice(name, fields.get("Description") or name, int(rate[1]), is_default))
    return tuple(devices)


def _ask(*question: str) -> str | None:
    if sys.platform != "linux" or shutil.which("pactl") is None:
        return None
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        answer = subprocess.run(  # noqa: S603 - fixed words only
            ["pactl", *question],  # noqa: S607 - wherever the system keeps it
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=ANSWER_WITHIN_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise KnownError(Trouble.SOUND_SYSTEM_BROKEN, reason="the sound server does not answer") from error
    except OSError:
        return None
    return answer.stdout.decode(errors="replace") if answer.returncode == 0 else None

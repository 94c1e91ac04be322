"""Microphones and loudspeakers by the names that people know, and the one that a choice stands for.

The sound server's list is used where there is one (see `rehearse.audio.pulse`), else PortAudio's own, from one
host API and without ALSA's many names for the same card.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rehearse.audio import pulse
from rehearse.audio.portaudio import listing, refresh, sounddevice
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Device", "choose", "loudspeakers", "microphones", "portaudio_devices", "refresh", "sounddevice"]

Direction = Literal["input", "output"]

_PREFERRED_HOST_APIS = ("Windows WASAPI", "Core Audio", "ALSA")
"""Windows shows each device once per API, with names cut at 31 letters in the oldest; one API is enough."""

_ALSA_ALIASES = frozenset(
    [
        "sysdefault",
        "front",
        "rear",
        "side",
        "center_lfe",
        "iec958",
        "spdif",
        "dmix",
        "dsnoop",
        "null",
        "jack",
        "oss",
        "modem",
        "phoneline",
        "usbstream",
        "lavrate",
        "samplerate",
        "speexrate",
        "speex",
        "upmix",
        "vdownmix",
        "hdmi",
    ]
)
_ALSA_NAMES = {"default": "System default", "pulse": "PulseAudio", "pipewire": "PipeWire"}


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a loudspeaker.

    Attributes:
        index: PortAudio's number for it, valid until the next `refresh`.
        name: What to show and to store as the user's choice.
        sample_rate_hz: Its own rate.
        is_default: Whether it is the one used when none is chosen.
        route: What the sound server calls it, where PortAudio's device stands for all of the server's.
    """

    index: int | None
    name: str
    sample_rate_hz: int
    is_default: bool
    route: str | None = None


def microphones() -> tuple[Device, ...]:
    """Return the microphones; none is an empty tuple.

    Raises:
        KnownError: PORTAUDIO_MISSING or SOUND_SYSTEM_BROKEN.
    """
    return _devices("input")


def loudspeakers() -> tuple[Device, ...]:
    """Return the loudspeakers and headphones; none is an empty tuple.

    Raises:
        KnownError: As `microphones`.
    """
    return _devices("output")


def choose(direction: Direction, name: str | None) -> Device:
    """Return the device of this name, or the default one for None.

    Raises:
        KnownError: NO_MICROPHONE or NO_LOUDSPEAKER when there is none at all, DEVICE_MISSING when the chosen one is
            not there, or as `microphones`.
    """
    found = _devices(direction)
    if not found:
        raise KnownError(Trouble.NO_MICROPHONE if direction == "input" else Trouble.NO_LOUDSPEAKER)
    if name is None:
        return next((device for device in found if device.is_default), found[0])
    for device in found:
        if device.name == name:
            return device
    raise KnownError(Trouble.DEVICE_MISSING, device=name)


def _devices(direction: Direction) -> tuple[Device, ...]:
    # The server first: where it hangs, so would PortAudio.
    served = pulse.sources() if direction == "input" else pulse.sinks()
    listed, host_apis = listing()
    if served is not None:
        bridge = _bridge(listed, direction)
        if bridge is None and refresh():
            # The server came after PortAudio had looked.
            listed, host_apis = listing()
            bridge = _bridge(listed, direction)
        if bridge is not None:
            return _served_devices(served, bridge)
    return portaudio_devices(listed, host_apis, direction)


def _served_devices(served: Sequence[pulse.PulseDevice], bridge: int) -> tuple[Device, ...]:
    names = _distinct([(device.description, device.name) for device in served])
    return tuple(
        Device(bridge, name, device.sample_rate_hz, device.is_default, device.name)
        for name, device in zip(names, served, strict=True)
    )


def portaudio_devices(
    devices: Sequence[Mapping[str, Any]], host_apis: Sequence[Mapping[str, Any]], direction: Direction
) -> tuple[Device, ...]:
    """Return PortAudio's devices of one direction, each once, with names to show.

    Args:
        devices: As `sounddevice.query_devices()` gives them.
        host_apis: As `sounddevice.query_hostapis()` gives them.
        direction: Microphones or loudspeakers.
    """
    filled = [api for api in host_apis if api["devices"]]
    preferred = [api for name in _PREFERRED_HOST_APIS for api in filled if api["name"] == name]
    for api in (*preferred, *filled):
        shown = [devices[index] for index in api["devices"] if devices[index][f"max_{direction}_channels"] > 0]
        usable = [device for device in shown if api["name"] != "ALSA" or not _is_alias(device["name"])]
        if usable:
            default = api[f"default_{direction}_device"]
            names = _distinct([(_shown(device["name"]), device["name"]) for device in usable])
            return tuple(
                Device(device["index"], name, round(device["default_samplerate"]), device["index"] == default)
                for name, device in zip(names, usable, strict=True)
            )
    return ()


def _bridge(devices: Sequence[Mapping[str, Any]], direction: Direction) -> int | None:
    """Find PortAudio's device that leads to whatever the sound server is asked for."""
    for device in devices:
        if device["name"] == "pulse" and device[f"max_{direction}_channels"] > 0:
            return int(device["index"])
    return None


def _is_alias(alsa_name: str) -> bool:
    return alsa_name in _ALSA_ALIASES or alsa_name.startswith("surround")


def _shown(name: str) -> str:
    """Turn ALSA's `HDA Intel PCH: ALC295 Analog (hw:0,0)` into `HDA Intel PCH, ALC295 Analog`."""
    return _ALSA_NAMES.get(name, name.partition(" (hw:")[0].replace(": ", ", "))


def _distinct(named: Sequence[tuple[str, str]]) -> list[str]:
    """Return the first name of each pair, with the second beside it where the first stands for several."""
    shown = [first for first, _ in named]
    return [first if shown.count(first) == 1 else f"{first} ({second})" for first, second in named]

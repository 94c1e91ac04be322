from __future__ import annotations

from typing import Any

from rehearse.audio.devices import Device, portaudio_devices


def device(index: int, name: str, api: int = 0, inputs: int = 2, outputs: int = 2) -> dict[str, Any]:
    return {
        "index": index,
        "name": name,
        "hostapi": api,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": 48000.0,
    }


def host_api(name: str, devices: list[int], default_input: int = -1, default_output: int = -1) -> dict[str, Any]:
    return {
        "name": name,
        "devices": devices,
        "default_input_device": default_input,
        "default_output_device": default_output,
    }


def names(listed: tuple[Device, ...]) -> list[str]:
    return [found.name for found in listed]


def test_windows_shows_each_device_once_with_its_whole_name() -> None:
    devices = [
        device(0, "Microsoft Sound Mapper - Input", 0, outputs=0),
        device(1, "Microphone Array (Realtek High ", 0, outputs=0),
        device(2, "Microphone Array (Realtek High Definition Audio)", 1, outputs=0),
        device(3, "Speakers (Realtek High Definition Audio)", 1, inputs=0),
    ]
    apis = [host_api("MME", [0, 1], 0), host_api("Windows WASAPI", [2, 3], 2, 3)]

    found = portaudio_devices(devices, apis, "input")

    assert found == (Device(2, "Microphone Array (Realtek High Definition Audio)", 48000, is_default=True),)
    assert names(portaudio_devices(devices, apis, "output")) == ["Speakers (Realtek High Definition Audio)"]


def test_alsa_shows_each_card_once() -> None:
    devices = [
        device(0, "HDA Intel PCH: ALC295 Analog (hw:0,0)"),
        device(1, "HDA Intel PCH: HDMI 0 (hw:0,3)", inputs=0),
        device(2, "sysdefault"),
        device(3, "front", inputs=0),
        device(4, "surround51", inputs=0),
        device(5, "dmix", inputs=0),
        device(6, "default"),
    ]
    apis = [host_api("ALSA", list(range(7)), 6, 6), host_api("OSS", [])]

    assert names(portaudio_devices(devices, apis, "input")) == ["HDA Intel PCH, ALC295 Analog", "System default"]
    assert names(portaudio_devices(devices, apis, "output")) == [
        "HDA Intel PCH, ALC295 Analog",
        "HDA Intel PCH, HDMI 0",
        "System default",
    ]


def test_two_devices_of_the_same_make_can_be_told_apart() -> None:
    devices = [device(0, "Headset: USB Audio (hw:1,0)"), device(1, "Headset: USB Audio (hw:2,0)")]

    assert names(portaudio_devices(devices, [host_api("ALSA", [0, 1])], "input")) == [
        "Headset, USB Audio (Headset: USB Audio (hw:1,0))",
        "Headset, USB Audio (Headset: USB Audio (hw:2,0))",
    ]


def test_a_host_api_that_only_plays_does_not_hide_the_microphones_of_another() -> None:
    devices = [device(0, "Speakers", 0, inputs=0), device(1, "Microphone", 1, outputs=0)]
    apis = [host_api("Windows WASAPI", [0], -1, 0), host_api("MME", [1], 1)]

    assert names(portaudio_devices(devices, apis, "input")) == ["Microphone"]


def test_a_machine_without_devices_has_none() -> None:
    assert portaudio_devices([], [host_api("ALSA", [])], "input") == ()

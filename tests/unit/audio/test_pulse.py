from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rehearse.audio.pulse import PulseDevice, parse, routed

if TYPE_CHECKING:
    import pytest

SOURCES = """Source #0
\tState: SUSPENDED
\tName: alsa_output.pci-0000_00_1f.3.analog-stereo.monitor
\tDescription: Monitor of Built-in Audio
\tSample Specification: s16le 2ch 44100Hz
\tMonitor of Sink: alsa_output.pci-0000_00_1f.3.analog-stereo
\tProperties:
\t\tdevice.description = "Monitor of Built-in Audio"

Source #1
\tState: SUSPENDED
\tName: alsa_input.pci-0000_00_1f.3.analog-stereo
\tDescription: Micro intégré
\tSample Specification: s32le 2ch 48000Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tdevice.description = "Micro intégré"
\tPorts:
\t\tanalog-input-mic: Microphone (type: Mic, priority: 8700)

Source #7
\tState: RUNNING
\tName: bluez_input.headset
\tDescription: Headset
\tSample Specification: s16le 1ch 16000Hz
\tMonitor of Sink: n/a
"""

BUILT_IN = PulseDevice("alsa_input.pci-0000_00_1f.3.analog-stereo", "Micro intégré", 48000, is_default=False)
HEADSET = PulseDevice("bluez_input.headset", "Headset", 16000, is_default=True)


def test_microphones_have_the_names_and_rates_that_the_server_gives_them() -> None:
    assert parse(SOURCES, "bluez_input.headset") == (BUILT_IN, HEADSET)


def test_the_monitor_of_a_loudspeaker_is_a_microphone_only_where_it_was_made_the_default() -> None:
    monitor = "alsa_output.pci-0000_00_1f.3.analog-stereo.monitor"

    assert [device.name for device in parse(SOURCES, monitor)] == [monitor, BUILT_IN.name, HEADSET.name]


def test_the_silent_stand_in_of_a_machine_without_hardware_is_no_device() -> None:
    listing = "Sink #0\n\tName: auto_null\n\tDescription: Dummy Output\n\tSample Specification: s16le 2ch 44100Hz\n"

    assert parse(listing, "auto_null") == ()


def test_a_device_without_a_description_goes_by_its_name() -> None:
    listing = "Sink #0\n\tName: speaker\n\tDescription: \n\tSample Specification: s16le 2ch 44100Hz\n"

    assert parse(listing, "") == (PulseDevice("speaker", "speaker", 44100, is_default=False),)


def test_a_stream_is_led_to_a_device_only_while_it_is_opened() -> None:
    before = os.environ.get("PULSE_SOURCE")

    with routed("PULSE_SOURCE", "bluez_input.headset"):
        during = os.environ["PULSE_SOURCE"]

    assert (during, os.environ.get("PULSE_SOURCE")) == ("bluez_input.headset", before)


def test_a_choice_that_the_user_made_for_all_programs_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SINK", "the user's own")

    with routed("PULSE_SINK", "headphones"):
        during = os.environ["PULSE_SINK"]

    assert (during, os.environ["PULSE_SINK"]) == ("headphones", "the user's own")

"""How the program meets a sound system in every state that it is found in; each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.virtual_sound import VirtualSound

LISTS_DEVICES = "import sys; from rehearse.app import main; sys.exit(main(['devices']))"
WITHOUT_THE_LIBRARY = "import ctypes.util; ctypes.util.find_library = lambda _name: None; " + LISTS_DEVICES

# What ALSA and its configuration do is a matter of Linux only.
pytestmark = pytest.mark.virtual_sound


def list_devices(program: str = LISTS_DEVICES, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_machine_without_devices_is_told_so_in_sentences() -> None:
    done = list_devices()

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "rehearse: No microphone was found; connect one and press Look again.",
        "rehearse: No loudspeaker or headphones were found; connect one to hear the take.",
    ]


def test_a_missing_portaudio_is_named_with_the_command_that_installs_it() -> None:
    done = list_devices(WITHOUT_THE_LIBRARY)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("rehearse: The sound library PortAudio is missing; install it with: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [None, "", "pcm.own { type null }\n", "pcm.{{{"])
def test_an_alsa_configuration_that_is_missing_or_broken_is_named_and_does_not_end_the_program(
    tmp_path: Path, content: str | None
) -> None:
    configuration = tmp_path / "alsa.conf"
    if content is not None:
        configuration.write_text(content)

    done = list_devices(ALSA_CONFIG_PATH=str(configuration))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("rehearse: The system's sound settings can't be used (the ALSA configuration ")
    assert done.stderr.count("\n") == 1


def test_a_machine_without_pactl_lists_what_portaudio_knows(virtual_sound: VirtualSound) -> None:
    assert virtual_sound.is_running

    done = list_devices(PATH="")

    assert done.returncode == 0
    assert "* System default  44100 Hz" in done.stdout.splitlines()
    assert done.stdout.count("System default") == 2


SLOW_TO_IMPORT = """
import threading
from rehearse.audio.portaudio import sounddevice

found = []
second = threading.Thread(target=lambda: found.append(hasattr(sounddevice(), "query_devices")))
second.start()
second.join(0.5)

def query_devices():
    return ()
"""
"""A library that is asked for on a second thread while the first one is still in the midst of importing it."""

ASKS_FOR_IT = """
from rehearse.audio.portaudio import sounddevice
module = sounddevice()
module.second.join()
print(module.found)
"""


def test_a_second_thread_waits_until_the_library_is_there_whole(tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text(SLOW_TO_IMPORT)
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    asked = list_devices(ASKS_FOR_IT, PYTHONPATH=paths)
    assert (asked.stdout, asked.stderr) == ("[True]\n", "")

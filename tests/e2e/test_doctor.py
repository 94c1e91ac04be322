"""`rehearse doctor` as a person types it, on a machine with a microphone and on one without."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.virtual_sound import VirtualSound


def doctor() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rehearse", "doctor"], capture_output=True, text=True, check=False, timeout=60
    )


def test_on_a_machine_with_all_it_takes_everything_is_well(virtual_sound: VirtualSound) -> None:
    assert virtual_sound.is_running

    done = doctor()

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Desk microphone" in done.stdout
    assert "Desk loudspeaker" in done.stdout
    assert all(line.startswith("ok ") for line in done.stdout.splitlines())
    assert done.stderr == ""


def test_once_the_sound_server_is_gone_the_microphone_is_missed(virtual_sound: VirtualSound) -> None:
    virtual_sound.stop()

    done = doctor()

    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "microphone" in line.split()[:2]]
    assert line.startswith("problem")
    assert "connect one" in line

"""Two real processes on the same data folder, and one that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

import pytest

REHEARSE = (sys.executable, "-m", "rehearse")
ANSWERS_WITHIN_S = 60


class Started:
    """A running window."""

    def __init__(self, home: Path) -> None:
        self.log = home / "log" / "rehearse.log"
        before = self.lines("ready after")
        self.process = subprocess.Popen(REHEARSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        wait_until(lambda: self.lines("ready after") > before, "the window", ANSWERS_WITHIN_S)

    def lines(self, words: str) -> int:
        return self.log.read_text().count(words) if self.log.exists() else 0

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.communicate(timeout=ANSWERS_WITHIN_S)


@pytest.fixture
def window(rehearse_home: Path) -> Iterator[Started]:
    started = Started(rehearse_home)
    yield started
    if started.process.poll() is None:
        started.end()


def start_again() -> subprocess.CompletedProcess[str]:
    return subprocess.run(REHEARSE, capture_output=True, text=True, timeout=ANSWERS_WITHIN_S, check=False)


def test_a_second_start_raises_the_first_window_and_ends(window: Started) -> None:
    again = start_again()
    assert again.returncode == 0, again.stderr
    assert window.process.poll() is None
    wait_until(lambda: window.lines("raised by a second start") == 1, "the first window to come to the front")


def test_a_start_after_a_crash_opens_a_window(window: Started, rehearse_home: Path) -> None:
    window.end(signal.SIGKILL)
    again = Started(rehearse_home)
    try:
        assert start_again().returncode == 0
        wait_until(lambda: again.lines("raised by a second start") == 1, "the new window to come to the front")
    finally:
        again.end()


def test_the_smoke_test_says_when_a_window_is_open_already(window: Started) -> None:
    smoke = subprocess.run((*REHEARSE, "--quit-when-ready"), capture_output=True, text=True, timeout=60, check=False)
    assert (smoke.returncode, smoke.stdout) == (1, "")
    assert "already open" in smoke.stderr
    assert window.process.poll() is None


def test_another_data_folder_has_a_window_of_its_own(window: Started, tmp_path: Path) -> None:
    other = os.environ | {"REHEARSE_HOME": str(tmp_path / "other")}
    smoke = subprocess.run(
        (*REHEARSE, "--quit-when-ready"), env=other, capture_output=True, text=True, timeout=60, check=False
    )
    assert smoke.returncode == 0, smoke.stderr
    assert "ready_s" in smoke.stdout
    assert window.lines("raised by a second start") == 0

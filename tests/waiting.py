"""Waiting for what another thread or process does: for the thing itself, with a bound, never for a while."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def wait_until(condition: Callable[[], object], what: str, seconds: float = 20.0) -> None:
    """Return as soon as a condition holds; fail, saying what was waited for, when it does not."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:g} s in vain for {what}"
        pause.wait(0.01)

"""How long this process has been running: what a person waits between starting the program and using it."""

from __future__ import annotations

import os
import time
from pathlib import Path

_IMPORTED_AT = time.monotonic()

PROCESS_FACTS = Path("/proc/self/stat")
START_TIME_FIELD = 19
"""Index of `starttime` in it, counted behind the program's name in parentheses (proc(5), field 22)."""


def seconds_since_start() -> float:
    """Seconds since the operating system started this process.

    Linux tells to a hundredth of a second; elsewhere it is counted from the import of this module, which leaves out
    the start of Python itself.
    """
    if PROCESS_FACTS.exists():
        fields = PROCESS_FACTS.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        started_s = int(fields[START_TIME_FIELD]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s
    return time.monotonic() - _IMPORTED_AT

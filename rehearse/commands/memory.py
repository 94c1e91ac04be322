"""How much memory the program and the processes that it started have held at once.

What two of them share, such as the code of a library, counts once. To tell that is slow, so it is asked only when they
hold more than ever, the shared pages counted twice.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from pathlib import Path

MEGABYTE = 1_000_000
LOOK_S = 0.05
PROCESSES = Path("/proc")


class MemoryWatch:
    """Watches this process and its children from a thread, as a context.

    Where the system does not tell it moment by moment, the peaks of all processes are added up, which is a little more
    than was ever held at once.
    """

    def __init__(self) -> None:
        self._highest = 0
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory-watch", daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def peak_mb(self) -> float | None:
        """The most that was held, in megabytes; None where nobody tells. Children must have ended by then."""
        peak = self._peak or _sum_of_peaks()
        return round(peak / MEGABYTE, 1) if peak else None

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            family = _family()
            held = sum(_held(process) for process in family)
            if held > self._highest:
                self._highest = held
                self._peak = max(self._peak, sum(_own(process) for process in family))


def _family() -> list[str]:
    """This process and its children; nobody where the system has no such list."""
    own = str(os.getpid())
    family = [own]
    try:
        for thread in (PROCESSES / own / "task").iterdir():
            family += (thread / "children").read_text("ascii").split()
    except OSError:
        # A thread has ended meanwhile, or there is no list; the next look, or the peaks, will tell.
        return []
    return family


def _held(process: str) -> int:
    """Resident bytes of a process; 0 where it is gone, or the system has no such list."""
    try:
        pages = int((PROCESSES / process / "statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _own(process: str) -> int:
    """The same with each page that others hold too divided among them."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", (PROCESSES / process / "smaps_rollup").read_text("ascii"), re.MULTILINE)
    except OSError:
        found = None
    return int(found[1]) * 1024 if found else _held(process)


def _sum_of_peaks() -> int:
    try:
        import resource
    except ImportError:
        return 0
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak if sys.platform == "darwin" else peak * 1024

"""Memory that is free goes back to the system."""

from __future__ import annotations

import subprocess
import sys

LET_GO_OF = 80_000_000
"""Bytes, in blocks of eight million, with small ones between them that stay."""

PROGRAM = """
import sys
from pathlib import Path
from rehearse import heap

def held():
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) * 1024

if sys.argv[1] == "at once":
    heap.give_back_at_once()
larger = bytearray(30_000_000)
del larger
before = held()
blocks, kept = [], []
for _ in range(10):
    blocks.append(bytearray(8_000_000))
    kept.append(bytearray(10_000))
del blocks
if sys.argv[1] == "when asked":
    heap.give_back()
print(held() - before)
"""


def held_after(how: str) -> int:
    """Bytes that a process still holds."""
    return int(subprocess.run([sys.executable, "-c", PROGRAM, how], check=True, capture_output=True, text=True).stdout)


def test_what_is_free_is_given_back_when_asked() -> None:
    assert held_after("when asked") < LET_GO_OF / 10


def test_large_blocks_are_given_back_as_soon_as_they_are_free() -> None:
    assert held_after("at once") < LET_GO_OF / 10

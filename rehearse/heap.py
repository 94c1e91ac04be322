"""Memory that is free but still held: the C library of Linux keeps it for later, other systems keep little."""

from __future__ import annotations

import ctypes
import sys

LARGE = 2 * 1024 * 1024
"""Blocks from this size on are taken from the system and given back alone, in bytes."""

SPARE = 8 * 1024 * 1024
"""The most that is kept at the end of the heap, in bytes."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Names of the three settings in the C library (malloc.h)."""


def give_back() -> None:
    """Return what is free now to the system: up to 80 MB after a model was loaded or used."""
    _call("malloc_trim", 0)


def give_back_at_once() -> None:
    """From now on return large blocks to the system as soon as they are free, and have one heap for all threads.

    Otherwise the library, having seen one large block, takes the next ones of up to 32 MB from its heap, where a small
    one behind them keeps them. And it gives each thread a heap, up to eight for each core, where what one thread freed
    is of no use to the others; so this must be told before there are threads.
    """
    _call("mallopt", _ARENA_MAX, 1)
    _call("mallopt", _MMAP_THRESHOLD, LARGE)
    _call("mallopt", _TRIM_THRESHOLD, SPARE)


def _call(name: str, *numbers: int) -> None:
    """Call a function of the C library, where there is such a function: not all of Linux have it."""
    if sys.platform == "linux" and (function := getattr(ctypes.CDLL(None), name, None)) is not None:
        function(*numbers)

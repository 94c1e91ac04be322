"""Chance that can be repeated: every draw follows from the seed and from what is drawn, never from earlier draws."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def number(seed: int, about: str, below: int) -> int:
    """A number from 0 to `below` - 1 that depends on the seed and on what it is for, and on nothing else."""
    digest = hashlib.sha256(f"{seed}:{about}".encode()).digest()
    return int.from_bytes(digest[:8]) % below


def weighted(seed: int, about: str, weights: Sequence[int]) -> int:
    """The index of one entry, each as likely as its weight says."""
    left = number(seed, about, sum(weights))
    for index, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return index
    msg = "weights are positive"
    raise ValueError(msg)

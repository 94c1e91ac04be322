"""How the other side of a mock call behaves."""

from __future__ import annotations

from enum import StrEnum


class Difficulty(StrEnum):
    """How the other side behaves."""

    KIND = "kind"
    BUSY = "busy"
    HARD = "hard"

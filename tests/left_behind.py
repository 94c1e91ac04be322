"""What a program that was killed leaves on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.paths import Paths


def leave_behind(places: Paths) -> tuple[Path, ...]:
    """Recordings that were to pass: a sentence said again, one for trying the microphone, a demo, half a backup."""
    left = (
        places.cache / "again-x7c2" / "again.wav",
        places.cache / "microphone-test.wav",
        places.cache / "microphone-9ab1" / "sentence.wav",
        places.cache / "demo-k2_f" / "recordings" / "2026-07-27" / "20260727-091500-aa00bb.wav",
        places.recordings / ".incoming-p0q1" / "20260727-091500-aa00bb.wav",
    )
    for file in left:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"what was said")
    return left

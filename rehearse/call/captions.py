"""What the other side says and what sounds on the line, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.values import Sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.values import Line

SOUNDS = {
    Sound.RING: "Ringing.",
    Sound.PICK_UP: "Somebody picks up.",
    Sound.BEEP: "The mailbox beeps. Leave your message.",
    Sound.HOLD: "You are on hold.",
    Sound.TRANSFER: "You are being put through.",
    Sound.HANG_UP: "They hung up.",
}
NOTHING = "They said nothing."
"""What stands where the other side kept silent."""


def caption(lines: Sequence[Line]) -> str:
    """What is heard, one line below the other: words in quotes, sounds in words."""
    return "\n".join(filter(None, map(_heard, lines)))


def _heard(line: Line) -> str:
    if line.text:
        return f"“{line.text}”"
    return SOUNDS[line.sound] if line.sound is not None else ""

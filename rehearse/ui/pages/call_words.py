"""What is said on screen about a mock call that is under way. Pure; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.captions import SOUNDS
from rehearse.ui.call_phase import CallPhase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.values import Line
    from rehearse.ui.call_phase import CallNow

ROLES = {
    "coordinator": "residency coordinator",
    "doctor": "associate program director",
    "mentor": "your own program director",
    "operator": "hospital operator",
    "clerk": "education office",
    "machine": "recorded announcement",
}


def who(lines: Sequence[Line]) -> tuple[str, str]:
    """Name and role of whoever spoke last; empty where only sounds were heard."""
    spoken = [line for line in lines if line.text]
    if not spoken:
        return "", ""
    last = spoken[-1]
    name = last.name[:1].upper() + last.name[1:]
    return name, ROLES.get(last.person, "")


STATUS = {
    CallPhase.CONNECTING: "Connecting",
    CallPhase.YOURS: "Your turn",
    CallPhase.ENDING: "The call has ended",
}
"""What is said of a step whatever the lines are."""


def status(now: CallNow) -> str:
    """Whose turn it is, in a few words."""
    if now.on_hold and now.phase in {CallPhase.THEIRS, CallPhase.YOURS}:
        return "On hold"
    if now.phase in STATUS:
        return STATUS[now.phase]
    if now.phase is CallPhase.THEIRS:
        if not any(line.text for line in now.lines):
            sounds = [line.sound for line in now.lines if line.sound is not None]
            return SOUNDS[sounds[-1]].rstrip(".") if sounds else "They say nothing"
        name, _ = who(now.lines)
        return f"{name} is speaking"
    return ""

"""Where a mock call stands, as the window shows it. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.call.values import Difficulty, Line


class CallPhase(StrEnum):
    """The step at which a mock call stands."""

    IDLE = "idle"
    CONNECTING = "connecting"
    THEIRS = "theirs"
    YOURS = "yours"
    ENDING = "ending"
    ANALYSING = "analysing"
    FAILED = "failed"


ON_THE_LINE = frozenset({CallPhase.CONNECTING, CallPhase.THEIRS, CallPhase.YOURS, CallPhase.ENDING})
"""The steps that the call's own view shows."""

TALKING = frozenset({CallPhase.THEIRS, CallPhase.YOURS})
"""The steps in which one can hang up."""


@dataclass(frozen=True, slots=True)
class CallWish:
    """Which call is to be made; what is None is chosen anew, or by the settings.

    Attributes:
        script: Id of the call.
        seed: What chance is drawn from.
        state: Id of the state to begin in; None for the beginning.
        difficulty: How the other side behaves.
        card_id: Whose program is called; a card that is gone leaves the one that is chosen.
        is_incoming: They call: it has rung already, and the applicant answered.
    """

    script: str
    seed: int | None = None
    state: str | None = None
    difficulty: Difficulty | None = None
    card_id: str | None = None
    is_incoming: bool = False


@dataclass(frozen=True, slots=True)
class CallNow:
    """What the window shows of a call.

    Attributes:
        phase: The step.
        scenario: Id of the call.
        seed: What chance was drawn from; the same seed makes the same call.
        lines: What the other side says now, or said last.
        message: What the user has to know, such as a microphone that went away.
        take_id: The take that is being made; None before it rings.
        on_hold: The microphone is gone, and the call waits for it.
        must_be_read: They can't be heard, so what they say is shown whether captions are wanted or not.
    """

    phase: CallPhase = CallPhase.IDLE
    scenario: str = ""
    seed: int = 0
    lines: tuple[Line, ...] = ()
    message: str | None = None
    take_id: str | None = None
    on_hold: bool = False
    must_be_read: bool = False

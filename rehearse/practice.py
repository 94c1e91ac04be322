"""One practice from Record to its report: which step may follow which.

    idle -> countdown -> recording -> saving -> analysing -> reported
                                         |          |
                                         +----------+---> failed (the take is kept; analyse again)

Nothing here knows Qt, sound or disk: every method takes the state of now and returns the state of next, so that the
window can never show two steps at once and every path can be tested without a microphone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

COUNTDOWN_S: Final = 3
"""Seconds between Record and the first word; the stream is open meanwhile. Ours."""


class PracticePhase(StrEnum):
    """The step at which a practice stands."""

    IDLE = "idle"
    COUNTDOWN = "countdown"
    RECORDING = "recording"
    SAVING = "saving"
    ANALYSING = "analysing"
    REPORTED = "reported"
    FAILED = "failed"


RESTING: Final = frozenset({PracticePhase.IDLE, PracticePhase.REPORTED, PracticePhase.FAILED})
"""The steps in which nothing runs, so that something new may begin."""

LISTENING: Final = frozenset({PracticePhase.COUNTDOWN, PracticePhase.RECORDING, PracticePhase.SAVING})
"""The steps in which the microphone is in use or its sound is being put away."""


class OutOfTurnError(RuntimeError):
    """A step was taken from a state that does not lead there: our mistake, never the user's."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The state of one practice.

    Attributes:
        phase: The step.
        scenario: Id of the call being practised; empty before the first.
        seconds_left: What is left of the countdown.
        take_id: The take that is being made or judged; None before the recording begins.
        message: What the user has to know about this state (a device that went away, why an analysis failed).
    """

    phase: PracticePhase = PracticePhase.IDLE
    scenario: str = ""
    seconds_left: int = 0
    take_id: str | None = None
    message: str | None = None

    def begin(self, scenario: str) -> Practice:
        """Start the countdown of a new take."""
        self._only_from("begin", *RESTING)
        return Practice(PracticePhase.COUNTDOWN, scenario, seconds_left=COUNTDOWN_S)

    def tick(self) -> Practice:
        """One second of the countdown has passed; at zero the recording may start."""
        self._only_from("tick", PracticePhase.COUNTDOWN)
        return replace(self, seconds_left=max(0, self.seconds_left - 1))

    def record(self, take_id: str) -> Practice:
        """The countdown is over and the take is being written."""
        self._only_from("record", PracticePhase.COUNTDOWN)
        if self.seconds_left:
            msg = f"recording may not start with {self.seconds_left} s of the countdown left"
            raise OutOfTurnError(msg)
        return replace(self, phase=PracticePhase.RECORDING, take_id=take_id, message=None)

    def warn(self, message: str | None) -> Practice:
        """Say something about the running recording, or take it back with None."""
        self._only_from("warn", PracticePhase.RECORDING)
        return replace(self, message=message)

    def refuse(self, message: str) -> Practice:
        """The recording could not start; nothing was recorded."""
        self._only_from("refuse", PracticePhase.COUNTDOWN)
        return Practice(scenario=self.scenario, message=message)

    def stop(self, message: str | None = None) -> Practice:
        """End the recording: the user stopped it, or `message` says what did. What was said is kept."""
        self._only_from("stop", PracticePhase.RECORDING)
        return replace(self, phase=PracticePhase.SAVING, message=message)

    def saved(self, message: str | None = None) -> Practice:
        """The take is safe on disk; its analysis begins. `message` says what went wrong only at the very end."""
        self._only_from("saved", PracticePhase.SAVING)
        return replace(self, phase=PracticePhase.ANALYSING, message=self.message or message)

    def analyse(self, take_id: str, scenario: str) -> Practice:
        """Analyse a take that was recorded before."""
        self._only_from("analyse", *RESTING)
        return Practice(PracticePhase.ANALYSING, scenario, take_id=take_id)

    def report(self) -> Practice:
        """The report is there. What went wrong while recording stays said."""
        self._only_from("report", PracticePhase.ANALYSING)
        return replace(self, phase=PracticePhase.REPORTED)

    def fail(self, message: str) -> Practice:
        """Saving or analysing failed, or the user stopped the analysis; the take is kept."""
        self._only_from("fail", PracticePhase.SAVING, PracticePhase.ANALYSING)
        return replace(self, phase=PracticePhase.FAILED, message=message)

    def retry(self) -> Practice:
        """Analyse the kept take again."""
        self._only_from("retry", PracticePhase.FAILED)
        return replace(self, phase=PracticePhase.ANALYSING, message=None)

    def discard(self) -> Practice:
        """Throw the take away, or break off the countdown."""
        self._only_from("discard", PracticePhase.COUNTDOWN, PracticePhase.RECORDING, PracticePhase.FAILED)
        return Practice(scenario=self.scenario)

    def leave(self) -> Practice:
        """Go back to choosing a call; a kept take stays in the history."""
        self._only_from("leave", *RESTING)
        return Practice(scenario=self.scenario)

    def _only_from(self, step: str, *allowed: PracticePhase) -> None:
        if self.phase not in allowed:
            msg = f"{step} is not possible while {self.phase}"
            raise OutOfTurnError(msg)

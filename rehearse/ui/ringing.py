"""A program that calls: when it rings, how long, and what became of it. The waiting and the ringing, no widgets."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.player import Player

INCOMING = "program-call"
"""The call that comes in."""

RETURNED = "missed-call-return"
"""What is practised after a call that was missed."""

MINUTES = (1, 2, 3, 5, 10)
"""After how many minutes it may ring; ours."""

LONGEST = 10
MINUTE_MS = 60_000
RINGS_MS = 30_000
"""Nobody answers for so long: the call is missed; ours."""

BUSY_MS = 3_000
"""Where the microphone is in use as it should ring, it is tried again this often."""

RING_S = 6.0
"""One tone and the rest after it."""

CHANCE = random.SystemRandom()

log = logging.getLogger(__name__)


class RingPhase(StrEnum):
    """What the telephone does."""

    NONE = "none"
    WAITING = "waiting"
    RINGING = "ringing"


@dataclass(frozen=True, slots=True)
class RingWish:
    """When it is to ring.

    Attributes:
        minutes: After so many minutes.
        within: At some moment before that instead, after the first minute.
    """

    minutes: int
    within: bool = False

    def wait_minutes(self, share: float) -> float:
        """How long until it rings; `share` from 0 to 1 is chance."""
        return 1 + share * (self.minutes - 1) if self.within else float(self.minutes)

    @property
    def words(self) -> str:
        """When, in words."""
        minutes = "1 minute" if self.minutes == 1 else f"{self.minutes} minutes"
        return f"at some moment within {minutes}" if self.within else f"in {minutes}"


WISHES = (RingWish(LONGEST, within=True), *(RingWish(minutes) for minutes in MINUTES))
"""What is offered."""


class Ringing(QObject):
    """The telephone on the desk.

    Attributes:
        minute_ms: Length of a minute.
        rings_ms: How long it rings.
        busy_ms: How long it waits where the microphone is in use.
        put_off: How often the call that is expected had to wait for the microphone.

    Signals:
        changed(RingPhase): It waits, it rings, or it does neither.
        missed(): Nobody answered.
    """

    changed = Signal(object)
    missed = Signal()

    def __init__(
        self, make_player: Callable[[], Player], may_ring: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """Make a telephone that is silent.

        Args:
            make_player: Makes what it rings through.
            may_ring: Whether the microphone is free; where it is not, it rings later.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self.minute_ms, self.rings_ms, self.busy_ms = MINUTE_MS, RINGS_MS, BUSY_MS
        self.put_off = 0
        self._make_player, self._may_ring = make_player, may_ring
        self._player: Player | None = None
        self._phase = RingPhase.NONE
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @property
    def phase(self) -> RingPhase:
        """What it does now."""
        return self._phase

    def expect(self, wish: RingWish) -> None:
        """Ring at the moment that was wished for; an earlier wish is forgotten."""
        self.stop()
        self.put_off = 0
        self._timer.start(round(wish.wait_minutes(CHANCE.random()) * self.minute_ms))
        self._set(RingPhase.WAITING)

    def stop(self) -> None:
        """Neither wait nor ring any more: it was answered, declined or cancelled."""
        self._timer.stop()
        if self._player is not None:
            self._player.close()
            self._player = None
        if self._phase is not RingPhase.NONE:
            self._set(RingPhase.NONE)

    def _on_time(self) -> None:
        if self._phase is RingPhase.RINGING:
            self.stop()
            self.missed.emit()
        elif self._may_ring():
            self._timer.start(self.rings_ms)
            self._sound()
            self._set(RingPhase.RINGING)
        else:
            self.put_off += 1
            self._timer.start(self.busy_ms)

    def _sound(self) -> None:
        """Ring through the loudspeaker; where there is none, the window alone rings."""
        from rehearse.audio.decode import Recording
        from rehearse.voice import tones
        from rehearse.voice.phone import RATE_HZ

        try:
            self._player = self._make_player()
            self._player.load(Recording(tones.ring(RING_S), RATE_HZ, ""))
            self._player.play(0.0, repeat=True)
        except KnownError as error:
            log.warning("%s: it rings in the window only", error.trouble)

    def _set(self, phase: RingPhase) -> None:
        self._phase = phase
        self.changed.emit(phase)

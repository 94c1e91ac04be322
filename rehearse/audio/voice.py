"""The player's side towards the device: what the device's thread reads, and what it tells of when it will be heard.

Before the first sample comes a little silence and after the last a little more, because sound servers swallow the very
beginning and cut off the end (the last 0.1 s, measured on PulseAudio through ALSA). Where a stretch begins or ends
within a recording, and where one is left for another, the sound fades within five milliseconds: nothing clicks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rehearse.audio.output_stream import STALLED_AFTER_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

TAIL_S = 0.2
"""The silence after the last sample."""

FADE_S = 0.005
"""Shorter than any sound of speech, longer than a click."""

REST_S = 0.4
"""The silence between a phrase and the same phrase again, to breathe in and say it along."""

DRIFT_S = 0.001
"""How much later than the call before a call may move the sound: room for a device whose clock is not ours."""

FIRST_CALL_WITHIN_S = 4.0
"""Waking a device may take this long."""


@dataclass(frozen=True, slots=True, eq=False)
class PlayCue:
    """A stretch to play, in frames of the stream; each is told from all others by being another object.

    Attributes:
        samples: What it is a stretch of, at the stream's rate.
        start: Its first frame.
        end: The frame after its last.
        lead: How many frames of silence come before it.
        repeats: Whether it will be played again, so that the stream goes on after its end.
        fade: Over how many frames it fades where it begins or ends within the samples.
    """

    samples: NDArray[np.float32]
    start: int
    end: int
    lead: int = 0
    repeats: bool = False
    fade: int = 1

    def write(self, out: NDArray[np.float32], first: int) -> None:
        """Put what is heard from the frame `first` on into `out`, silence outside the stretch."""
        out[:] = 0.0
        start = max(first, self.start)
        heard = self.samples[start : max(start, min(first + len(out), self.end))]
        out[start - first :][: len(heard)] = heard
        if self.start > 0 and first < self.start + self.fade:
            out *= self._rising(first - self.start, len(out))
        if self.end < len(self.samples) and first + len(out) > self.end - self.fade:
            out *= self._rising(self.end - first - len(out), len(out))[::-1]

    def fade_out(self, out: NDArray[np.float32], first: int) -> None:
        """Add what would have been heard from the frame `first` on, fading, to what is heard in its place."""
        rest = np.empty(min(self.fade, len(out)), np.float32)
        self.write(rest, first)
        out[: len(rest)] += rest * self._rising(0, len(rest))[::-1]

    def _rising(self, first: int, length: int) -> NDArray[np.float32]:
        """From 0 at frame 0 to 1 at the end of the fade, seen from a frame on."""
        return ((np.arange(length, dtype=np.float32) + first) / self.fade).clip(0.0, 1.0)


class Anchor(NamedTuple):
    """When, on the player's clock, the recording's first sample would be heard, and how far it was handed over."""

    cue: PlayCue
    origin_s: float
    handed_over: int


class Voice:
    """What the device's thread reads and the caller's thread directs.

    Each attribute is written by one thread only: the cue by the caller's, all else, once the stream runs, by the
    device's.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._rate_hz = 1
        self._opened_s = clock()
        self._called_s: float | None = None
        self._has_ended = False
        self._cue = self._playing = PlayCue(np.zeros(0, np.float32), 0, 0)
        self._finished: PlayCue | None = None
        self._next = 0
        self._anchor: Anchor | None = None

    def agree(self, rate_hz: int) -> None:
        """Take up the rate that the device agreed to; before the stream starts."""
        self._rate_hz = rate_hz

    def play(self, samples: NDArray[np.float32], start_s: float, end_s: float, lead_s: float, *, repeats: bool) -> None:
        """Play another stretch from the device's next call on.

        Args:
            samples: What it is a stretch of, at the device's rate.
            start_s: Where it begins.
            end_s: Where it ends.
            lead_s: How much silence comes before it.
            repeats: Whether it will be played again, so that the stream goes on after its end.
        """
        rate_hz = self._rate_hz
        start, end, lead = (round(seconds * rate_hz) for seconds in (start_s, end_s, lead_s))
        self._cue = PlayCue(samples, start, end, lead, repeats, max(1, round(FADE_S * rate_hz)))

    def fill(self, out: NDArray[np.float32], heard_in_s: float) -> bool:
        """Give the device what comes next; see `OutputOpener`."""
        cue, left, left_at = self._cue, self._playing, self._next
        if cue is not left:
            self._playing = cue
            self._next = cue.start - cue.lead
        first, self._next = self._next, self._next + len(out)
        cue.write(out, first)
        if cue is not left:
            left.fade_out(out, left_at)
        self._called_s = self._clock()
        self._anchor = self._anchored(cue, self._called_s + heard_in_s - first / self._rate_hz)
        if cue.repeats or self._next < cue.end + TAIL_S * self._rate_hz or cue is not self._cue:
            return True
        self._finished = cue
        return False

    def _anchored(self, cue: PlayCue, origin_s: float) -> Anchor:
        """Believe the earliest of the last calls: one that had to wait for its turn takes its block for later."""
        if self._anchor is not None and self._anchor.cue is cue:
            origin_s = min(origin_s, self._anchor.origin_s + DRIFT_S)
        return Anchor(cue, origin_s, self._next)

    def ended(self) -> None:
        """Note that the stream ended, for whatever reason."""
        self._has_ended = True

    def heard_s(self) -> float:
        """Return the place in the recording that is heard now, in seconds."""
        cue, anchor = self._cue, self._anchor
        if anchor is None or anchor.cue is not cue:
            return cue.start / self._rate_hz
        frame = (self._clock() - anchor.origin_s) * self._rate_hz
        return max(cue.start, min(frame, anchor.handed_over, cue.end)) / self._rate_hz

    def is_over(self) -> bool:
        """Whether all of the cue has left the device.

        The stream ends when it has played the silence after the last sample; one that forgets to say so is given
        that time once more. Ending it when the last sample should be heard would cut off the end on devices that
        take longer than they say.
        """
        anchor = self._anchor
        if anchor is None or anchor.cue is not self._cue or self._finished is not self._cue:
            return False
        last_heard_s = anchor.origin_s + anchor.handed_over / self._rate_hz
        return self._has_ended or self._clock() > last_heard_s + TAIL_S

    def has_rested(self) -> bool:
        """Whether a stretch that is to be heard again was heard, and the rest after it is over."""
        cue, anchor = self._cue, self._anchor
        if not cue.repeats or anchor is None or anchor.cue is not cue or self._next < cue.end:
            return False
        return self._clock() >= anchor.origin_s + cue.end / self._rate_hz + REST_S

    def was_too_late(self) -> bool:
        """Whether a cue came just when the device had been told that there is no more."""
        return self._finished is not None and self._finished is not self._cue

    def is_lost(self) -> bool:
        """Whether the device stopped asking before it had all."""
        if self._finished is not None:
            return False
        if self._called_s is None:
            return self._has_ended or self._clock() - self._opened_s > FIRST_CALL_WITHIN_S
        return self._has_ended or self._clock() - self._called_s > STALLED_AFTER_S

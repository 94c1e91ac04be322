"""What the blocks of a running stream tell of its health: sound that went missing, and exact silence."""

from __future__ import annotations

from collections import deque
from math import inf
from typing import NamedTuple

LOST_AT_LEAST_S = 0.25
"""A hole shorter than this can't be told from a block that was held up."""

WINDOW_S = 3.0
"""How much sound is looked at together; a sound server that delivers in bursts does so every two seconds."""

RECENT_BLOCKS = 25
"""How many blocks (half a second) stand for the end of a take, where no full window is left."""


class _Arrival(NamedTuple):
    """When a block came, how many frames had come with it, and how late that is."""

    frames: int
    arrived_s: float
    late_s: float


class Flow:
    """Follows the blocks of one stream in the order in which they came.

    PortAudio flags an overflow without saying how much was lost, and a suspended device loses sound without any
    flag. So the time at which blocks arrive is held against the sound they bring: a block may be late for many
    reasons, but where even the most punctual one of some seconds is later than before, sound is missing. Every
    window is held against the one before it, so that a device whose clock is a little slow loses nothing.

    Attributes:
        lost_frames: How many frames went missing, as far as can be told.
        zero_frames: How many frames of exact zeros came last.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        self.lost_frames = 0
        self.zero_frames = 0
        self._sample_rate_hz = sample_rate_hz
        self._frames = 0
        self._first_s: float | None = None
        self._punctual_s: float | None = None
        self._window_best_s = inf
        self._window_end = round(WINDOW_S * sample_rate_hz)
        self._recent: deque[_Arrival] = deque(maxlen=RECENT_BLOCKS)
        self._flagged = 0
        self._counted_by_flag = 0
        self._missing = 0

    def add(self, frames: int, peak: int, arrived_s: float, *, overflowed: bool) -> None:
        """Take in a block.

        Args:
            frames: How many frames it holds.
            peak: Its largest magnitude.
            arrived_s: When it came, on any clock that only goes forward.
            overflowed: Whether the device said that sound was lost before it; one block's length is assumed.
        """
        self.zero_frames = self.zero_frames + frames if peak == 0 else 0
        if overflowed:
            self._flagged += frames
        self._frames += frames
        if self._first_s is None:
            self._first_s = arrived_s
        late_s = arrived_s - self._first_s - self._frames / self._sample_rate_hz
        self._recent.append(_Arrival(self._frames, arrived_s, late_s))
        self._window_best_s = min(self._window_best_s, late_s)
        if self._frames >= self._window_end:
            self._judge(self._window_best_s)

    def settle(self) -> int:
        """Judge what came since the last full window, and return how many frames went missing in all."""
        if self._recent:
            first, last = self._recent[0], self._recent[-1]
            # Blocks that came all at once were held up together, and say nothing of how punctual they were.
            came_in_time = last.arrived_s - first.arrived_s >= 0.5 * (last.frames - first.frames) / self._sample_rate_hz
            self._judge(min(block.late_s for block in self._recent) if came_in_time else self._before_s())
            self._recent.clear()
        return self.lost_frames

    def _before_s(self) -> float:
        return self._window_best_s if self._punctual_s is None else self._punctual_s

    def _judge(self, best_s: float) -> None:
        later_s = best_s - self._before_s()
        missing = round(later_s * self._sample_rate_hz) if abs(later_s) >= LOST_AT_LEAST_S else 0
        # What was taken for lost and came after all, long held up, is not lost.
        missing = max(missing, -self._missing)
        self._missing += missing
        # A hole that was flagged too, in this window or the one before, is counted once.
        self.lost_frames += max(missing - self._counted_by_flag, self._flagged) if missing >= 0 else missing
        self._counted_by_flag, self._flagged = self._flagged, 0
        self._punctual_s = best_s
        self._window_best_s = inf
        self._window_end = self._frames + round(WINDOW_S * self._sample_rate_hz)

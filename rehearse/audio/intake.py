"""What the device's own thread touches: where the sound comes in, and where a muted microphone falls silent.

What is said while the microphone is muted must not be on the disk at any moment, not even after a crash. So it is
silenced here, before anything else of the program has seen it.
"""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.keeper import Block, BlockQueue

if TYPE_CHECKING:
    from collections.abc import Callable

ON_ITS_WAY_S = 0.12
"""So much later at most does the program get what is said (the device's buffer of 0.1 s, and one block); so much longer
is a microphone silent that was muted."""


class Mute:
    """Whether the microphone is muted; turned on one thread, asked on another."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.is_on = False
        self._clock = clock
        self._silent_until_s = -float("inf")

    def turn(self, *, on: bool) -> None:
        """Mute, or let hear again."""
        if self.is_on and not on:
            self._silent_until_s = self._clock() + ON_ITS_WAY_S
        self.is_on = on

    def silences(self, arrived_s: float) -> bool:
        """Whether what arrives at this moment may hold something that was said while the microphone was muted."""
        return self.is_on or arrived_s < self._silent_until_s


class Intake:
    """Takes in blocks; one per opened stream, so that a late block of an old one does no harm.

    Attributes:
        blocks: What came, for the writer's thread.
        opened_s: When the stream was opened.
        last_block_s: When the last block came; None before the first.
        has_ended: The device is gone.
    """

    def __init__(self, clock: Callable[[], float], mute: Mute) -> None:
        self.blocks: BlockQueue = queue.SimpleQueue()
        self.opened_s = clock()
        self.last_block_s: float | None = None
        self.has_ended = False
        self._clock = clock
        self._mute = mute
        self._peak = -1

    def block(self, samples: bytes, overflowed: bool) -> None:  # noqa: FBT001 - the device door's signature
        """Take in a block of interleaved 16-bit samples; its peak is that of what was said, muted or not."""
        values = np.frombuffer(samples, np.int16)
        if not len(values):
            return
        peak = max(int(values.max()), -int(values.min()))
        now_s = self._clock()
        if self._mute.silences(now_s):
            samples = bytes(len(samples))
        self.blocks.put(Block(samples, peak, now_s, overflowed))
        self.last_block_s = now_s
        self._peak = max(self._peak, peak)

    def ended(self) -> None:
        """The device has no more sound."""
        self.has_ended = True

    def take_peak(self) -> int:
        """Return the largest peak since the last call, -1 if no block came.

        A block that comes between reading and resetting is missed by the meter, not by the file.
        """
        peak, self._peak = self._peak, -1
        return peak

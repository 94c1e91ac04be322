"""The other side's end of the line: one stream from the beginning of a call to its end, silent between the lines.

The device's thread calls `_Outlet.fill` and never waits; all else belongs to the caller's thread. Where no loudspeaker
can be had, or one is lost in mid-call, lines take the time that they would have taken, so that captions can stand in.
"""

from __future__ import annotations

import logging
import queue
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rehearse.audio.decode import Recording
from rehearse.audio.output_stream import STALLED_AFTER_S
from rehearse.errors import KnownError, Trouble
from rehearse.voice.phone import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rehearse.audio.output_stream import OutputOpener, OutputStream

FADE_S = 0.03
"""A line that is cut off fades this fast, so that it doesn't click."""

log = logging.getLogger(__name__)


class Sounded(NamedTuple):
    """A stretch of sound as it was heard: when, on the caller's clock, and what, at `RATE_HZ` of the stream."""

    from_s: float
    samples: NDArray[np.float32]


class _Outlet:
    """What the device's thread reads; each attribute is written by one thread only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.lines: queue.SimpleQueue[tuple[int, NDArray[np.float32]]] = queue.SimpleQueue()
        self.sounded: list[Sounded] = []
        self.begun = 0
        self.asked_s = clock()
        self.heard_until_s = 0.0
        self.finished = 0
        self.cut_before = 0
        self.has_ended = False
        self.rate_hz = RATE_HZ
        self._clock = clock
        self._line: NDArray[np.float32] | None = None
        self._number = 0
        self._at = 0

    def fill(self, out: NDArray[np.float32], heard_in_s: float) -> bool:
        """Give the device what comes next; see `OutputOpener`."""
        out[:] = 0.0
        self.asked_s = self._clock()
        filled = 0
        while filled < len(out) and (line := self._next_line()) is not None:
            part = line[self._at : self._at + len(out) - filled]
            from_s = self.asked_s + heard_in_s + filled / self.rate_hz
            out[filled : filled + len(part)] = part
            self.sounded.append(Sounded(from_s, part))
            self.heard_until_s = from_s + len(part) / self.rate_hz
            filled += len(part)
            self._at += len(part)
            if self._at >= len(line):
                self._line, self.finished = None, self._number
        return True

    def _next_line(self) -> NDArray[np.float32] | None:
        """The line to play, None where there is none; one that was cut off is faded out, or left out altogether."""
        if self._line is not None and self._number <= self.cut_before and len(self._line) > self._at:
            rest = self._line[self._at : self._at + round(FADE_S * self.rate_hz)]
            if self._at + len(rest) < len(self._line):
                faded = rest * np.linspace(1.0, 0.0, len(rest), dtype=np.float32)
                self._line = np.concatenate([self._line[: self._at], faded])
        while self._line is None:
            try:
                self._number, self._line = self.lines.get_nowait()
            except queue.Empty:
                return None
            self._at = 0
            self.begun += self._number > self.cut_before
            if self._number <= self.cut_before or not len(self._line):
                self._line, self.finished = None, self._number
        return self._line

    def ended(self) -> None:
        self.has_ended = True


class CallLoudspeaker:
    """Speaks lines one after another; all methods belong to one thread."""

    def __init__(
        self,
        device_name: str | None = None,
        opener: OutputOpener | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare for a loudspeaker by name, None for the system's default; `open` opens it."""
        self._device_name = device_name
        self._opener = opener
        self._clock = clock
        self._outlet = _Outlet(clock)
        self._stream: OutputStream | None = None
        self._said = 0
        self._silent_until_s = 0.0
        self._silent_began_s: list[float] = []
        self._trouble: KnownError | None = None

    def open(self) -> None:
        """Open the loudspeaker; a failure is kept as `trouble`, and lines then pass in silence."""
        opener = self._opener or _portaudio()
        try:
            self._stream = opener(self._device_name, RATE_HZ, self._outlet.fill, self._outlet.ended)
            self._outlet.rate_hz = self._stream.sample_rate_hz
            self._outlet.asked_s = self._clock()
            self._stream.start()
        except KnownError as error:
            self._trouble = error
            self._let_go()

    def say(self, samples: NDArray[np.float32]) -> None:
        """Speak a line behind those that wait; samples at `RATE_HZ`."""
        if self.trouble() is None and self._stream is not None:
            self._said += 1
            line = Recording(samples, RATE_HZ, "").at(self._outlet.rate_hz)
            self._outlet.lines.put((self._said, line))
        else:
            began_s = max(self._clock(), self._silent_until_s)
            self._silent_began_s.append(began_s)
            self._silent_until_s = began_s + len(samples) / RATE_HZ

    def cut(self) -> None:
        """Stop speaking at once, and leave out what waits."""
        self._outlet.cut_before = self._said
        self._silent_until_s = 0.0
        now_s = self._clock()
        self._silent_began_s = [began_s for began_s in self._silent_began_s if began_s <= now_s]

    @property
    def begun(self) -> int:
        """How many lines have begun to be heard, or to pass in silence, since it was opened."""
        now_s = self._clock()
        return self._outlet.begun + sum(began_s <= now_s for began_s in self._silent_began_s)

    @property
    def is_sounding(self) -> bool:
        """Whether anything that was said is still to be heard."""
        if self.trouble() is not None or self._stream is None:
            return self._clock() < self._silent_until_s
        waiting = max(self._outlet.finished, self._outlet.cut_before) < self._said
        return waiting or self._clock() < self._outlet.heard_until_s

    def trouble(self) -> KnownError | None:
        """Why nothing is heard; None when all is well."""
        if self._stream is not None and self._trouble is None:
            is_stalled = self._clock() - self._outlet.asked_s > STALLED_AFTER_S
            if self._outlet.has_ended or is_stalled:
                log.warning("the loudspeaker was lost in a call")
                self._trouble = KnownError(Trouble.LOUDSPEAKER_LOST, device=self._stream.device_name)
                self._let_go()
        return self._trouble

    def track(self, from_s: float, duration_s: float) -> NDArray[np.float32]:
        """All that was heard in a stretch of the caller's clock, at `RATE_HZ`, silence between."""
        mixed = np.zeros(round(duration_s * self._outlet.rate_hz), np.float32)
        for sounded in list(self._outlet.sounded):
            at = round((sounded.from_s - from_s) * self._outlet.rate_hz)
            first, last = max(0, at), min(len(mixed), at + len(sounded.samples))
            if first < last:
                mixed[first:last] = sounded.samples[first - at : last - at]
        return Recording(mixed, self._outlet.rate_hz, "").at(RATE_HZ)

    def close(self) -> None:
        """Give the loudspeaker back."""
        self._let_go()

    def _let_go(self) -> None:
        if self._stream is not None:
            stream, self._stream = self._stream, None
            stream.close()


def _portaudio() -> OutputOpener:
    from rehearse.audio.output_stream import open_loudspeaker

    return open_loudspeaker

"""Devices made of nothing, for the two device doors: a microphone that says what it is told, a loudspeaker, a clock."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rehearse.errors import KnownError


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s

    def advance(self, seconds: float) -> None:
        self.now_s += seconds


class FakeMicrophone:
    """A microphone that sends when a test speaks; pass it as the opener of a `Recorder`.

    Attributes:
        is_open: Whether it was opened and not closed since.
        wanted: The name it was last opened by.
        may_close: Cleared, it hangs when it is given back.
    """

    def __init__(self, rate_hz: int = 16000, channels: int = 1, clock: Clock | None = None) -> None:
        self.device_name = "Fake microphone"
        self.sample_rate_hz = rate_hz
        self.channels = channels
        self.clock = clock or Clock()
        self.is_open = False
        self.may_close = threading.Event()
        self.may_close.set()
        self.wanted: str | None = None
        self._refusal: KnownError | None = None
        self._on_block: Callable[[bytes, bool], None] | None = None
        self._on_ended: Callable[[], None] | None = None

    def __call__(
        self, device_name: str | None, on_block: Callable[[bytes, bool], None], on_ended: Callable[[], None]
    ) -> FakeMicrophone:
        if self._refusal is not None:
            raise self._refusal
        self._on_block, self._on_ended = on_block, on_ended
        # Last: a test on another thread may speak, or pull it out, as soon as it is open.
        self.wanted, self.is_open = device_name, True
        return self

    def close(self) -> None:
        self.may_close.wait(20)
        self.is_open = False
        self.vanish()

    def refuse(self, error: KnownError | None) -> None:
        """Refuse to be opened from now on, or no longer."""
        self._refusal = error

    def say(self, samples: NDArray[np.int16], *, overflowed: bool = False, block_s: float = 0.02) -> None:
        """Send samples, shape (frames,) or (frames, channels), block by block while the clock goes on."""
        assert self._on_block is not None
        size = round(self.sample_rate_hz * block_s)
        for start in range(0, len(samples), size):
            block = samples[start : start + size]
            self.clock.advance(len(block) / self.sample_rate_hz)
            self._on_block(block.tobytes(), overflowed)

    def vanish(self) -> None:
        """End as a device does that was pulled out."""
        assert self._on_ended is not None
        self._on_ended()


class FakeLoudspeaker:
    """A loudspeaker that asks for sound when a test cranks it; pass it as the opener of a `Player`.

    Attributes:
        heard: All samples that it was given since it was opened last.
        latency_s: How long after being handed over a sample is heard.
        held_up_s: How long each call waits for its turn after the device has said when it will be heard.
        says_when_it_ended: Whether it tells that it has played all.
    """

    def __init__(self, clock: Clock, only_rate_hz: int | None = None) -> None:
        self.device_name = "Fake loudspeaker"
        self.sample_rate_hz = 0
        self.clock = clock
        self.latency_s = 0.1
        self.says_when_it_ended = True
        self.held_up_s = 0.0
        self.is_open = self.is_running = False
        self.heard: NDArray[np.float32] = np.zeros(0, np.float32)
        self._only_rate_hz = only_rate_hz
        self._refusal: KnownError | None = None
        self._fill: Callable[[NDArray[np.float32], float], bool] | None = None
        self._on_ended: Callable[[], None] | None = None

    def __call__(
        self,
        _device_name: str | None,
        sample_rate_hz: int,
        fill: Callable[[NDArray[np.float32], float], bool],
        on_ended: Callable[[], None],
    ) -> FakeLoudspeaker:
        if self._refusal is not None:
            raise self._refusal
        self.sample_rate_hz = self._only_rate_hz or sample_rate_hz
        self._fill, self._on_ended = fill, on_ended
        self.heard = np.zeros(0, np.float32)
        self.is_open = True
        return self

    def start(self) -> None:
        self.is_running = True

    def close(self) -> None:
        self.is_open = self.is_running = False

    def refuse(self, error: KnownError | None) -> None:
        """Refuse to be opened from now on, or no longer."""
        self._refusal = error

    def crank(self, seconds: float) -> None:
        """Let it ask for as much sound as is due in this time, 10 ms at once, while the clock goes on."""
        assert self._fill is not None
        assert self._on_ended is not None
        for _ in range(round(seconds * 100)):
            self.clock.advance(0.01)
            if not self.is_running:
                continue
            self.clock.advance(self.held_up_s)
            block = np.ones(self.sample_rate_hz // 100, np.float32)
            goes_on = self._fill(block, self.latency_s)
            self.heard = np.concatenate([self.heard, block])
            if not goes_on:
                self.is_running = False
                if self.says_when_it_ended:
                    self._on_ended()

    def vanish(self) -> None:
        """End as a device does that was pulled out."""
        assert self._on_ended is not None
        self.is_running = False
        self._on_ended()

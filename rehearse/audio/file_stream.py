"""A recording in a microphone's place: the same blocks, in the same queue, at the same pace.

The benchmark measures the whole way from the device's callback to the report with it, on any machine.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from rehearse.audio.input_stream import BLOCK_S
from rehearse.audio.pcm import to_int16

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.decode import Recording


class FileMicrophone:
    """Plays a recording as a microphone would, from the moment in which it is opened; a `StreamOpener`.

    A recorder that is started within its pre-roll (a second) of being opened keeps the recording from its first
    sample to its last.

    Attributes:
        played: Set when the last block was delivered.
    """

    def __init__(self, recording: Recording, device_name: str = "File") -> None:
        self.played = threading.Event()
        self._recording = recording
        self._device_name = device_name

    def __call__(
        self,
        device_name: str | None,
        on_block: Callable[[bytes, bool], None],
        on_ended: Callable[[], None],
    ) -> FileStream:
        """Begin to play; see `StreamOpener`. A recording never ends by itself: a room falls silent, it stays open."""
        self.played.clear()
        return FileStream(self._recording, device_name or self._device_name, on_block, on_ended, self.played)


class FileStream:
    """A recording that is being played."""

    channels = 1

    def __init__(
        self,
        recording: Recording,
        device_name: str,
        on_block: Callable[[bytes, bool], None],
        on_ended: Callable[[], None],
        played: threading.Event,
    ) -> None:
        self.device_name = device_name
        self.sample_rate_hz = recording.sample_rate_hz
        self._samples = to_int16(recording.samples)
        self._on_block = on_block
        self._on_ended = on_ended
        self._played = played
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._play, name="file-microphone", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop playing, wait for the thread, and tell that the stream has ended."""
        self._closing.set()
        self._thread.join()
        self._on_ended()

    def _play(self) -> None:
        size = round(self.sample_rate_hz * BLOCK_S)
        begun_s = time.monotonic()
        for start in range(0, len(self._samples), size):
            block = self._samples[start : start + size]
            # A block is there once its last sample has been heard; the clock is absolute, so that no delay adds up.
            due_s = begun_s + (start + len(block)) / self.sample_rate_hz
            if self._closing.wait(max(0.0, due_s - time.monotonic())):
                return
            self._on_block(block.tobytes(), False)  # noqa: FBT003 - the device door's signature
        self._played.set()

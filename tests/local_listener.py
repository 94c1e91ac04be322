"""A listener over a recogniser in the tests' own process, where the program has one in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.hearing.local import hear
from rehearse.speech import NOTHING_EXPECTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.decode import Recording
    from rehearse.hearing.values import HeardTake
    from rehearse.speech import Expected
    from rehearse.transcription.transcriber import Transcriber


class LocalListener:
    """A `Listener` over a `Transcriber` in this process; it hears takes from their files only."""

    def __init__(self, transcriber: Transcriber) -> None:
        self._transcriber = transcriber

    @property
    def model(self) -> str:
        """Name of the voice model."""
        return self._transcriber.model

    def begin(self, sample_rate_hz: int, expected: Expected = NOTHING_EXPECTED, told: object = None) -> NotLive:
        """See `Listener`."""
        del sample_rate_hz, expected, told
        return NotLive()

    def hear(
        self,
        recording: Recording,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,
    ) -> HeardTake:
        """See `Listener`."""
        return hear(recording, self._transcriber, progress, cancelled, expected)

    def close(self) -> None:
        """See `Listener`."""


class NotLive:
    """A `LiveTake` that leaves everything to the file."""

    def add(self, samples: bytes) -> None:
        """See `LiveTake`."""

    def finish(self, frames: int, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        """See `LiveTake`."""

    def drop(self) -> None:
        """See `LiveTake`."""

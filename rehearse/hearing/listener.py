"""What hears takes, whatever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rehearse.speech import NOTHING_EXPECTED

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.audio.decode import Recording
    from rehearse.hearing.values import HeardTake
    from rehearse.speech import Expected, Word
    from rehearse.transcription.chunks import Chunk


class ChunkHearer(Protocol):
    """A recogniser that hears one chunk of a take; see `rehearse.transcription.whisper.WhisperTranscriber`."""

    @property
    def model(self) -> str:
        """Name of the voice model."""

    def hear_chunk(
        self,
        chunk: Chunk,
        samples_16k: NDArray[np.float32],
        *,
        begins_s: float = 0.0,
        told: Callable[[float], None] = ...,
        stopped: Callable[[], bool] = ...,
        expected: Expected = NOTHING_EXPECTED,
    ) -> tuple[Word, ...]:
        """Write down one chunk."""


class LiveTake(Protocol):
    """A take that is heard while it is spoken. Nothing here fails: what can't be heard now is heard from the file."""

    def add(self, samples: bytes) -> None:
        """Hear the next samples: 16 bits, one channel, the machine's byte order. It never waits."""

    def finish(self, frames: int, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> HeardTake | None:
        """Hear the rest, and return what was heard; None where the file must be heard instead.

        Args:
            frames: How many samples the take holds; if other samples were heard, they count for nothing.
            progress: Told the share of the rest that is done, 0 to 1, never falling.
            cancelled: Asked now and then; once true, `Cancelled` is raised.

        Raises:
            Cancelled: `cancelled()` was true.
        """

    def drop(self) -> None:
        """What was heard is not wanted; nothing happens after `finish`. It never waits."""


class Listener(Protocol):
    """Hears takes, one at a time."""

    @property
    def model(self) -> str:
        """Name of the voice model, as it stands in reports."""

    def begin(
        self,
        sample_rate_hz: int,
        expected: Expected = NOTHING_EXPECTED,
        told: Callable[[tuple[Word, ...]], None] = ...,
    ) -> LiveTake:
        """Hear a take while it is spoken. It never waits; an earlier take that was not finished is dropped.

        Args:
            sample_rate_hz: Of its samples.
            expected: Names that its sound is compared with; no word depends on them.
            told: Told its words while it goes on, each time those that follow, as soon as nothing can change them any
                more. It is called on another thread and must not wait.
        """

    def hear(
        self,
        recording: Recording,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,
    ) -> HeardTake:
        """Hear a whole recording; see `rehearse.hearing.local.hear`."""

    def close(self) -> None:
        """End it; nothing may be asked of it after that."""

"""What every recogniser offers, whatever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rehearse.speech import NOTHING_EXPECTED

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.speech import Expected, Span, Transcript

RATE_HZ = 16_000
"""The sampling rate that voice activity and recogniser work at."""


class Cancelled(Exception):  # noqa: N818 # not an error: somebody asked for it
    """The user stopped the work; nothing was lost and nothing was made."""


class Transcriber(Protocol):
    """Writes down what was said, with the time of each word."""

    @property
    def model(self) -> str:
        """Name of the voice model, as it stands in reports."""

    def transcribe(
        self,
        samples_16k: NDArray[np.float32],
        voiced: tuple[Span, ...],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,
    ) -> Transcript:
        """Write down what was said.

        Args:
            samples_16k: One channel at `RATE_HZ`, -1 to 1.
            voiced: Where somebody speaks; the rest is never listened to.
            progress: Told the share that is done, 0 to 1, never falling.
            cancelled: Asked between steps; once true, `Cancelled` is raised.
            expected: Names that the sound is compared with once all is written; no word depends on them.

        Raises:
            Cancelled: `cancelled()` was true.
            KnownError: RECOGNISER_FAILED.
        """

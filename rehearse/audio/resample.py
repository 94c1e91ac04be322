"""Another sampling rate for sound that comes in portions: the very samples that a whole recording gives at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Resampler:
    """One channel to another rate, by soxr's high-quality recipe."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._stream: Any = None
        if from_hz != to_hz:
            import soxr

            self._stream = soxr.ResampleStream(from_hz, to_hz, 1, dtype="float32", quality="HQ")

    def add(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take the next samples, and return what they give; that may be nothing yet."""
        return samples if self._stream is None else self._resampled(samples, last=False)

    def finish(self) -> NDArray[np.float32]:
        """Return the rest: the sound is over."""
        nothing = np.zeros(0, np.float32)
        return nothing if self._stream is None else self._resampled(nothing, last=True)

    def _resampled(self, samples: NDArray[np.float32], *, last: bool) -> NDArray[np.float32]:
        return np.asarray(self._stream.resample_chunk(samples, last=last), dtype=np.float32)

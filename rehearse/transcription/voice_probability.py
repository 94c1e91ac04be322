"""Silero's probability of voice for sound that comes bit by bit, with its level evened out on the way.

Silero remembers what it heard, so it can go on where it stopped; a window's probability depends on the sound up to its
block's end alone. It misses very quiet voices, so each block is amplified to the level of the loudest that came lately.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse.transcription import runtime
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW = 512
"""Samples per Silero window, 32 ms."""

CONTEXT = 64
"""Samples before a window that Silero hears with it."""

MEMORY = 128
"""Size of each of Silero's two memories."""

LEVEL = 0.1
"""Root mean square to which the loudest part is brought."""

MOST_GAIN = 300.0
"""The most that quiet sound is amplified (50 dB); digital silence stays silence."""

RELEASE_DB_PER_S = 0.3
"""How fast the loudest level is forgotten: a pause of ten seconds is amplified by 3 dB more than the voice before."""

KNOCK_WINDOWS = 1
"""So many windows of a block may be louder than the rest without counting, so that a knock does not count."""

MOST_OVER = 4.0
"""Sound that begins at once is brought to this many times `LEVEL` at most."""


class VoiceProbability:
    """Silero over one take.

    Raises:
        KnownError: RECOGNISER_FAILED, from every method.
    """

    def __init__(self) -> None:
        with runtime.failures_known():
            self._session: Any = runtime.faster_whisper().vad.get_vad_model().session
        self._memories = np.zeros((2, 1, 1, MEMORY), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._loudest = 0.0

    def of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probability of voice per window of the next samples, the last window filled up with silence."""
        windows = np.pad(samples, (0, -len(samples) % WINDOW)).astype(np.float32).reshape(-1, WINDOW)
        before = np.concatenate([self._context[None, :], windows[:-1, -CONTEXT:]])
        gain = self._gain(windows)
        heard = np.concatenate([before, windows], axis=1) * np.float32(gain)
        with runtime.failures_known():
            found, *memories = self._session.run(None, {"input": heard, "h": self._memories[0], "c": self._memories[1]})
        self._memories = np.stack(memories)
        self._context = windows[-1, -CONTEXT:]
        return np.asarray(found, dtype=np.float32).reshape(-1)

    def _gain(self, windows: NDArray[np.float32]) -> float:
        levels = np.sort(np.sqrt(np.mean(np.square(windows), axis=1)))
        steady = float(levels[max(0, len(levels) - 1 - KNOCK_WINDOWS)])
        forgotten = 10 ** (-RELEASE_DB_PER_S * windows.size / RATE_HZ / 20)
        self._loudest = max(steady, self._loudest * forgotten)
        reference = max(self._loudest, float(levels[-1]) / MOST_OVER)
        return min(LEVEL / reference, MOST_GAIN) if reference > 0 else 1.0

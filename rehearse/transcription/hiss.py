"""The last consonant of a word, apart from its vowel: a hiss or a click that Silero and the level of the sound miss.

After the voice nothing in the sound rises: an echo, a breath out, a vowel that dies away only fall. Where the high part
of the sound rises again a moment after the voice, the lips or the tongue have let go ("lot", "hope", "this"), and the
word goes on until that falls. Echo and noise lie lower in frequency than a hiss, so it is seen in the second difference
of the samples, in rooms too where its level is below the vowel's echo.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehearse.transcription.levels import FRAME, FRAME_S, Levels
from rehearse.transcription.voice_probability import WINDOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MARGIN = 2
"""Frames before the next voice that are left alone."""


@dataclass(frozen=True, slots=True)
class HissOptions:
    """What counts as a consonant after the voice; chosen by the sum over synthesised takes.

    Attributes:
        rise_db: It is so much louder than the quietest moment before it.
        held: It lasts as long as this share of the rise is left.
        fall_db: And no more than so much below its loudest.
        apart_s: It comes no later than so long after the voice or another one.
        reach_s: And ends no later than so long after the voice.
        possible: Silero must think a voice so probable where it begins.
    """

    rise_db: float = 3.5
    held: float = 0.7
    fall_db: float = 8.0
    apart_s: float = 0.12
    reach_s: float = 0.3
    possible: float = 0.03


class Hiss:
    """Follows the high part of one take's sound as it comes."""

    def __init__(self, options: HissOptions) -> None:
        self._options = options
        self._levels = Levels()
        self._last: NDArray[np.float32] = np.zeros(0, np.float32)

    def add(self, samples: NDArray[np.float32]) -> None:
        """Take in the next samples."""
        if not len(samples):
            return
        before = self._last if len(self._last) else np.full(2, samples[0], np.float32)
        around = np.concatenate([before, samples])
        self._levels.add((around[2:] - 2 * around[1:-1] + around[:-2]) / 2)
        self._last = around[-2:]

    def finish(self) -> None:
        """The sound is over."""
        self._levels.finish()

    def end_of(self, end_s: float, until_s: float, probabilities: Sequence[float]) -> float:
        """Where a voice ends with its last consonant, in seconds.

        Args:
            end_s: Where it ends without.
            until_s: Where the next voice begins, or as far as levels are known.
            probabilities: Silero's, per window from the take's beginning.
        """
        first, last = round(end_s / FRAME_S), round(until_s / FRAME_S) - MARGIN
        levels = self._levels[first : min(last, first + round(self._options.reach_s / FRAME_S))]
        windows = ((np.arange(len(levels)) + first) * FRAME + FRAME // 2) // WINDOW
        possible = [probabilities[at] >= self._options.possible for at in np.minimum(windows, len(probabilities) - 1)]
        return end_s + reach(levels, possible, self._options) * FRAME_S


def reach(levels: NDArray[np.float64], possible: Sequence[bool], options: HissOptions) -> int:
    """How many frames after a voice its last consonant ends; 0 without one.

    Args:
        levels: Of the high part, from the voice's end on.
        possible: Per frame whether a voice may be there.
        options: What counts.
    """
    apart = round(options.apart_s / FRAME_S)
    low, loudest, end = np.inf, None, 0
    for at, level in enumerate(levels.tolist()):
        if loudest is not None:
            loudest = max(loudest, level)
            if level >= max(low + options.held * options.rise_db, loudest - options.fall_db):
                end = at + 1
                continue
            low, loudest = level, None
        elif level >= low + options.rise_db and possible[at]:
            loudest, end = level, at + 1
        elif at - end > apart:
            break
        low = min(low, level)
    return end

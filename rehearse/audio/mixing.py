"""Two recordings of the same length of time as one sound, such as the two sides of a telephone call."""

from __future__ import annotations

import numpy as np

from rehearse.audio.decode import Recording


def mixed(one: Recording, other: Recording) -> Recording:
    """Both at once, at the rate of the first and as long as the longer; what would be too loud is clipped."""
    theirs = other.at(one.sample_rate_hz)
    length = max(len(one.samples), len(theirs))
    both = np.zeros(length, np.float32)
    both[: len(one.samples)] += one.samples
    both[: len(theirs)] += theirs
    return Recording(np.clip(both, -1.0, 1.0), one.sample_rate_hz, one.path)

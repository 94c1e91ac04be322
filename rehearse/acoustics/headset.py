"""Trouble that a headset or its software makes and that can be seen in the signal; each with its threshold.

All thresholds are ours, set on made signals so that an untouched recording stays well clear of them.
"""

from __future__ import annotations

import itertools
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.measures.track import LevelTrack

LEAST_S = 3.0
"""The least voice from which anything is said."""

NARROW_DB = 50.0
"""In wide-band speech the loudest sounds above 4 kHz (s, f, t) lie 5 to 30 dB below the vowels; in sound that came
through a telephone's band and was stretched to a higher rate, 60 dB and more."""

LOUD = 95.0
"""The loudest sounds are taken at this percentile, so that a click does not decide."""

EDGE_S = 0.1
"""Sound this close to voice is neither voice nor room."""

LONG_S = 0.9
"""A pause has to be this long to show how the noise moves in it."""

END_S = 0.3
"""So much at the beginning and at the end of such a pause is compared."""

FLOOR = 25.0
"""The noise is taken at this percentile, below knocks and breaths."""

RISE_DB = 6.0
"""An automatic gain lifts the noise by this much within a pause, and lets it fall when one speaks."""

LEAST_PAUSES = 3
MOST_SHARE = 0.75
"""In this share of the long pauses the noise must rise, or it is a car that passes."""

SUPPRESSED_DB = 70.0
"""The quietest room reaches 60 dB below a voice close to the microphone; only software makes it more silent."""

LEAST_GAP_S = 1.0


class HeadsetTrouble(StrEnum):
    """What a headset or its software does to the sound."""

    NARROW_BAND = "narrow-band"
    PUMPING = "pumping"
    SUPPRESSED = "suppressed"


SENTENCES: dict[HeadsetTrouble, str] = {
    HeadsetTrouble.NARROW_BAND: (
        "The sound ends at about 4 kHz, as on an old telephone, so s and f are hard to tell apart. A Bluetooth headset "
        "does this in its hands-free mode; a cable or the built-in microphone keeps the whole voice."
    ),
    HeadsetTrouble.PUMPING: (
        "The noise of the room rises whenever you pause: an automatic level control is at work. Switch off automatic "
        "gain or automatic level in the system's microphone settings."
    ),
    HeadsetTrouble.SUPPRESSED: (
        "The sound between the words is cut out, which can swallow soft beginnings and ends of words. Switch off noise "
        "suppression in the headset's or the system's settings."
    ),
}
"""What is said of each, and what to do."""


def find_trouble(track: LevelTrack, voiced: Sequence[Span]) -> tuple[HeadsetTrouble, ...]:
    """What can be seen in a recording's levels.

    Args:
        track: The levels.
        voiced: Where somebody speaks, in order and apart from each other.
    """
    levels, high = np.array(track.level_db), np.array(track.high_db)
    spoken = _steps(track, voiced)
    if len(spoken) * track.step_s < LEAST_S:
        return ()
    found = {
        HeadsetTrouble.NARROW_BAND: len(high) > 0 and _is_narrow(levels[spoken], high[spoken]),
        HeadsetTrouble.PUMPING: _is_pumping(levels, track, voiced),
        HeadsetTrouble.SUPPRESSED: _is_suppressed(levels, track, voiced, spoken),
    }
    return tuple(trouble for trouble, is_there in found.items() if is_there)


def _is_narrow(levels: NDArray[np.float64], high: NDArray[np.float64]) -> bool:
    return bool(np.percentile(levels, LOUD) - np.percentile(high, LOUD) > NARROW_DB)


def _is_pumping(levels: NDArray[np.float64], track: LevelTrack, voiced: Sequence[Span]) -> bool:
    rises = []
    for gap in _gaps(voiced, LONG_S):
        first = _floor(levels, track, Span(gap.start_s, gap.start_s + END_S))
        last = _floor(levels, track, Span(gap.end_s - END_S, gap.end_s))
        rises.append(last - first)
    if len(rises) < LEAST_PAUSES:
        return False
    rising = sum(rise >= RISE_DB for rise in rises)
    return rising >= MOST_SHARE * len(rises)


def _is_suppressed(
    levels: NDArray[np.float64], track: LevelTrack, voiced: Sequence[Span], spoken: Sequence[int]
) -> bool:
    between = _steps(track, _gaps(voiced, 0.0))
    if len(between) * track.step_s < LEAST_GAP_S:
        return False
    voice = 10 * np.log10(np.mean(10 ** (levels[spoken] / 10)))
    return bool(voice - np.median(levels[between]) > SUPPRESSED_DB)


def _gaps(voiced: Sequence[Span], least_s: float) -> list[Span]:
    """The stretches between voice, without their edges, that are long enough."""
    pairs = itertools.pairwise(voiced)
    found = ((before.end_s + EDGE_S, after.start_s - EDGE_S) for before, after in pairs)
    return [Span(start_s, end_s) for start_s, end_s in found if end_s - start_s > max(least_s - 2 * EDGE_S, 0.0)]


def _steps(track: LevelTrack, spans: Sequence[Span]) -> list[int]:
    return [step for span in spans for step in track.steps(span)]


def _floor(levels: NDArray[np.float64], track: LevelTrack, span: Span) -> float:
    steps = track.steps(span)
    return float(np.percentile(levels[steps.start : steps.stop], FLOOR)) if steps else 0.0

"""Whether the voice stayed as it was after an annoyed line: pace and loudness before and after it."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from rehearse.call.report import STEADY, Steadiness
from rehearse.call.values import Mood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.report import TurnReport


def steadiness(turns: Sequence[TurnReport]) -> Steadiness | None:
    """Compare the turns before the first annoyed line with those after; None where there is none, or no turn after."""
    annoyed = [i for i, turn in enumerate(turns) if any(line.mood is Mood.ANNOYED for line in turn.lines)]
    if not annoyed or not any(turn.text for turn in turns[annoyed[0] :]):
        return None
    before, after = turns[: annoyed[0]], turns[annoyed[0] :]
    paces, levels = (_pace(before), _pace(after)), (_loudness(before), _loudness(after))
    pace_change = _share(paces[0], paces[1])
    loudness_change = None
    if levels[0] is not None and levels[1] is not None:
        loudness_change = round(10 ** ((levels[1] - levels[0]) / 20) - 1, 3)
    known = [abs(change) < STEADY for change in (pace_change, loudness_change) if change is not None]
    return Steadiness(
        turn=turns[annoyed[0]].number,
        pace_before_wpm=paces[0],
        pace_after_wpm=paces[1],
        loudness_before_lufs=levels[0],
        loudness_after_lufs=levels[1],
        pace_change=pace_change,
        loudness_change=loudness_change,
        steady=all(known) if known else None,
    )


def _pace(turns: Sequence[TurnReport]) -> float | None:
    """The pace over some turns, each weighing as long as it lasted."""
    timed = [turn for turn in turns if turn.pace_wpm is not None]
    seconds = sum(turn.duration_s for turn in timed)
    return round(sum((turn.pace_wpm or 0.0) * turn.duration_s for turn in timed) / seconds, 1) if seconds else None


def _loudness(turns: Sequence[TurnReport]) -> float | None:
    levels = [turn.loudness_lufs for turn in turns if turn.loudness_lufs is not None]
    return round(fmean(levels), 1) if levels else None


def _share(before: float | None, after: float | None) -> float | None:
    return round(after / before - 1, 3) if before and after else None

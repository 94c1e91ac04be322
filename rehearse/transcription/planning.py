"""A take cut into chunks that the recogniser hears one by one.

Where a chunk ends is decided by what comes before its end and a few seconds after it, so the same chunks come out
whether the whole take is known or more of it is still being spoken.

What is still to be heard when a take ends is what the user waits for. So the last chunk is heard in parts, each of them
as soon as it is over; where the take goes on for a while, they are dropped, for a whole chunk is heard better.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span
from rehearse.transcription.chunks import OUTER_PAD_S, PAD_S, Chunk, of_voice
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

LONGEST_S = 16.0
"""No chunk is longer to hear. Whisper hears up to 30 seconds at once, but longer chunks are certain later."""

EARLIEST_S = 8.0
"""Where no silence was long enough to cut at, the chunk ends at the longest after this much."""

CUTS = ((6.0, 1.0), (8.0, 0.7), (10.0, 0.45), (12.0, 0.25))
"""A chunk of so many seconds ends at the first silence of so many; the longer it is, the shorter a silence will do."""

PART_CUTS = ((5.0, 0.5), (6.0, 0.3), (7.0, 0.2), (11.0, 0.1))
"""The silences that end a part of the last chunk, as in `CUTS`. With shorter parts more words are wrong, and ums are
lost."""

SHORTEST_PART_S = 1.0
"""A last part with less voice belongs to the one before: a few words alone are heard badly."""

LONG_S = 0.3
"""A silence after a part that is longer than this is not kept, but where only a longer one ends the part."""

GOES_ON_S = 3.0
"""After a chunk that is followed by so much voice the take goes on: it is heard as a whole, and mostly was by then."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be heard of a recording that may go on.

    Attributes:
        certain: Chunks that nothing can change any more, in order.
        ending: The chunks after them, if the recording ends here.
        over: Parts of chunks that are over, as far as can be told, whether the recording ends here or not.
        whole: Chunks that are over, as far as can be told, and take the place of such parts where the recording goes
            on.
    """

    certain: tuple[Chunk, ...]
    ending: tuple[Chunk, ...]
    over: tuple[Chunk, ...]
    whole: tuple[Chunk, ...]


def plan(
    voiced: Sequence[Span], recording_16k: NDArray[np.float32], *, begins_s: float = 0.0, planned_s: float | None = None
) -> tuple[Chunk, ...]:
    """Cut a recording, or the end of one, into chunks; see `plan_ahead`."""
    planned = plan_ahead(voiced, recording_16k, begins_s=begins_s, planned_s=planned_s)
    return (*planned.certain, *planned.ending)


def plan_ahead(
    voiced: Sequence[Span],
    recording_16k: NDArray[np.float32],
    *,
    begins_s: float = 0.0,
    planned_s: float | None = None,
    known_s: float = math.inf,
    likely_s: float = math.inf,
) -> Plan:
    """Cut what has come of a recording into chunks.

    Args:
        voiced: Where somebody speaks, in order, after `planned_s`.
        recording_16k: The recording; looked at only where somebody speaks on and on without a silence.
        begins_s: The time of its first sample.
        planned_s: The end of the voice that is in earlier chunks already, if there are any.
        known_s: From when on more voice may follow.
        likely_s: From when on more voice probably follows; `Plan.over` believes it.
    """
    ends_s = begins_s + len(recording_16k) / RATE_HZ
    rest = [part for span in voiced for part in _without_silence(span, recording_16k, begins_s)]
    certain: list[Chunk] = []
    ending: list[Chunk] = []
    over: list[Chunk] = []
    whole: list[Chunk] = []
    is_certain = True
    while rest:
        silence_s = min(ends_s, known_s) - rest[-1].end_s
        count = _chunk_end(rest, silence_s)
        is_cut, count = count > 0, count or len(rest)
        before_s = rest[0].start_s - planned_s if planned_s is not None else 2 * rest[0].start_s
        after_s = rest[count].start_s - rest[count - 1].end_s if count < len(rest) else 2 * (ends_s - rest[-1].end_s)
        taken, rest = tuple(rest[:count]), rest[count:]
        planned_s = taken[-1].end_s
        is_certain = is_certain and is_cut and sum(span.duration_s for span in rest) >= GOES_ON_S
        if is_certain:
            certain.append(of_voice(taken, before_s, after_s))
            continue
        parts = _parts(taken)
        enough_s = _enough_s(_heard_to_end_s(taken), CUTS)
        likely_gap_s = after_s if rest else min(ends_s, likely_s) - taken[-1].end_s
        if is_cut or likely_gap_s >= max(enough_s, 2 * OUTER_PAD_S):
            whole.append(of_voice(taken, before_s, after_s))
        chunks = _as_chunks(parts, before_s, _kept_s(likely_gap_s, parts[-1], enough_s))
        is_over = is_cut or likely_gap_s >= min(enough_s, _part_ends_s(parts[-1]))
        over += chunks if is_over else chunks[:-1]
        parts = _without_shortest(parts)
        ending += _as_chunks(parts, before_s, _kept_s(after_s, parts[-1], enough_s))
    return Plan(tuple(certain), tuple(ending), tuple(over), tuple(whole))


def _chunk_end(voiced: Sequence[Span], silence_s: float) -> int:
    """How many stretches of voice the first chunk holds; 0 while it may grow.

    Args:
        voiced: Where somebody speaks.
        silence_s: How long surely nobody has spoken since the last stretch.
    """
    best, longest_s = 0, -1.0
    for index, heard_s in enumerate(_heard_s(voiced)):
        if heard_s + OUTER_PAD_S > LONGEST_S and index > 0:
            return best or index
        is_last = index == len(voiced) - 1
        after_s = silence_s if is_last else voiced[index + 1].start_s - voiced[index].end_s
        enough_s = _enough_s(heard_s, CUTS)
        if after_s >= max(enough_s, 2 * OUTER_PAD_S if is_last else 0.0):
            return index + 1
        if heard_s >= EARLIEST_S and after_s >= longest_s:
            best, longest_s = index + 1, after_s
    return 0


def _parts(voiced: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """The voice of a chunk, in parts."""
    parts: list[tuple[Span, ...]] = []
    while voiced:
        ends = (at for at in range(1, len(voiced)) if _gap_s(voiced, at) >= _part_ends_s(voiced[:at]))
        count = next(ends, len(voiced))
        parts.append(voiced[:count])
        voiced = voiced[count:]
    return parts


def _without_shortest(parts: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """The same with a very short last part in the one before."""
    if len(parts) > 1 and sum(span.duration_s for span in parts[-1]) < SHORTEST_PART_S:
        return [*parts[:-2], (*parts[-2], *parts[-1])]
    return parts


def _as_chunks(parts: Sequence[tuple[Span, ...]], before_s: float, after_s: float) -> list[Chunk]:
    """Parts with a little sound around each.

    Args:
        parts: Their voice.
        before_s: The silence before the first.
        after_s: The silence after the last, as far as it is kept.
    """
    between = [_kept_s(after[0].start_s - before[-1].end_s, before) for before, after in pairwise(parts)]
    silences = pairwise([before_s, *between, after_s])
    return [of_voice(part, *around) for part, around in zip(parts, silences, strict=True)]


def _kept_s(gap_s: float, part: Sequence[Span], enough_s: float = math.inf) -> float:
    """How long the silence after a part is taken for: for `LONG_S`, or a short one for the shortest that ends it.

    So a part is known as soon as it is over, however uncertain it still is where the next voice begins, and it is the
    same where the take ends there.

    Args:
        gap_s: The silence.
        part: The voice before it.
        enough_s: The silence at which the chunk ends there, too.
    """
    enough_s = min(enough_s, _part_ends_s(part))
    long_s = max(enough_s, LONG_S)
    return long_s if gap_s >= long_s else min(gap_s, enough_s)


def _part_ends_s(part: Sequence[Span]) -> float:
    """The silence at which a part ends."""
    return _enough_s(_heard_to_end_s(part), PART_CUTS)


def _heard_to_end_s(voiced: Sequence[Span]) -> float:
    *_, heard_s = _heard_s(voiced)
    return heard_s


def _heard_s(voiced: Sequence[Span]) -> Iterator[float]:
    """For each stretch of voice, how long the chunk to its end is to hear."""
    heard_s = OUTER_PAD_S
    for index, span in enumerate(voiced):
        heard_s += min(2 * PAD_S, _gap_s(voiced, index) if index else 0.0) + span.duration_s
        yield heard_s


def _gap_s(voiced: Sequence[Span], index: int) -> float:
    """The silence before a stretch of voice."""
    return voiced[index].start_s - voiced[index - 1].end_s


def _enough_s(heard_s: float, cuts: tuple[tuple[float, float], ...]) -> float:
    """The silence at which a chunk of this length ends."""
    return min((silence_s for from_s, silence_s in cuts if heard_s >= from_s), default=math.inf)


def _without_silence(span: Span, recording_16k: NDArray[np.float32], begins_s: float) -> Iterator[Span]:
    """A stretch that is too long for one chunk, cut at its quietest moments; any other as it is."""
    while span.duration_s > LONGEST_S - 2 * PAD_S:
        from_s = span.start_s - begins_s
        first, last = (round((from_s + at_s) * RATE_HZ) for at_s in (EARLIEST_S, LONGEST_S - 2 * PAD_S))
        frame = RATE_HZ // 50
        frames = recording_16k[first:last][: (last - first) // frame * frame].reshape(-1, frame)
        quietest = int(np.argmin(np.square(frames).mean(axis=1)))
        cut_s = round(begins_s + (first + quietest * frame + frame // 2) / RATE_HZ, 7)
        yield Span(span.start_s, cut_s)
        span = Span(cut_s, span.end_s)
    yield span

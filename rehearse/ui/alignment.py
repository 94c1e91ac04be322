"""Two takes of the same call side by side, aligned by what was said in them. Pure, no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.phrases.finding import Status, quoted
from rehearse.ui import selection as selecting
from rehearse.ui.widgets.must_say_list import must_says

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rehearse.phrases.finding import ElementResult
    from rehearse.report import Report
    from rehearse.speech import Span


@dataclass(frozen=True, slots=True)
class Said:
    """How one take says a must-say.

    Attributes:
        status: Whether it was heard.
        words: The sentence in which it was said; empty where it is missing.
        span: When that sentence was said; None where it can't be heard.
        heard_as: See `ElementResult`.
    """

    status: Status
    words: str = ""
    span: Span | None = None
    heard_as: str | None = None

    @property
    def quote(self) -> str:
        """The sentence, see `finding.quoted`; empty where there is none."""
        return quoted(self.words, self.heard_as) if self.words else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One must-say in two takes."""

    title: str
    one: Said
    other: Said


def aligned(one: Report, other: Report, titles: Mapping[str, str]) -> tuple[Pair, ...]:
    """The must-says of a call, each with what both takes say there, in the call's order.

    Args:
        one: A take's report.
        other: The report of another take, of the same call.
        titles: Names of the must-says, by id.
    """
    others = {_key(line.result): line.result for line in must_says(other.elements, titles, required=True)}
    pairs = []
    for line in must_says(one.elements, titles, required=True):
        theirs = others.get(_key(line.result))
        there = _said(other, theirs) if theirs is not None else Said(Status.MISSING)
        pairs.append(Pair(line.title, _said(one, line.result), there))
    return tuple(pairs)


def _key(result: ElementResult) -> tuple[str, ...]:
    """Alternatives of which one suffices stand on one row, whichever was said."""
    return tuple(sorted(result.alternatives))


def _said(report: Report, result: ElementResult) -> Said:
    if result.start_char is None or result.end_char is None:
        return Said(result.status, result.text or "", result.span, result.heard_as)
    transcript = report.transcript
    words = transcript.words_in_chars(result.start_char, result.end_char)
    if not words:
        return Said(result.status, result.text or "", result.span, result.heard_as)
    first, last = selecting.sentence_at(transcript, words[0]), selecting.sentence_at(transcript, words[-1])
    whole = range(first.start, last.stop)
    found = selecting.of_words(transcript, whole)
    text = " ".join(word.text for word in transcript.words[whole.start : whole.stop])
    return Said(result.status, text.rstrip(","), found.span if found is not None else result.span, result.heard_as)


def counterpart_s(one: Report, other: Report, position_s: float) -> float:
    """The place in another take that says what one take says at a place.

    Between must-says that were heard in both, and in the same order, time is stretched evenly.

    Args:
        one: The take that is heard.
        other: The take to go on with.
        position_s: The place in `one`.
    """
    anchors = _anchors(one, other)
    here = [anchor[0] for anchor in anchors]
    after = bisect_right(here, position_s)
    if after == 0:
        return min(position_s, anchors[0][1]) if anchors else min(position_s, other.audio.duration_s)
    if after == len(anchors):
        return min(other.audio.duration_s, anchors[-1][1] + position_s - anchors[-1][0])
    (from_s, there_s), (to_s, then_s) = anchors[after - 1], anchors[after]
    return there_s + (position_s - from_s) / (to_s - from_s) * (then_s - there_s)


def _anchors(one: Report, other: Report) -> list[tuple[float, float]]:
    """Places that say the same, rising in both takes: beginning and end of speech, and must-says between them."""
    theirs = {result.element: result.span for result in other.elements if result.status is Status.HEARD}
    pairs = []
    for result in one.elements:
        span = theirs.get(result.element)
        if result.status is Status.HEARD and result.span is not None and span is not None:
            pairs.append((result.span.start_s, span.start_s))
    speech, there = one.transcript.speech, other.transcript.speech
    if speech is not None and there is not None:
        pairs += [(speech.start_s, there.start_s), (speech.end_s, there.end_s)]
    return _rising(sorted(pairs))


def _rising(pairs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """As many of the pairs, which rise in their first, as rise in their second too."""
    tails: list[float] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, (here, there) in enumerate(pairs):
        place = bisect_left(tails, there)
        previous = at[place - 1] if place else None
        before.append(previous)
        if previous is not None and pairs[previous][0] == here:
            # Two must-says in one breath: the first stands for both.
            continue
        tails[place : place + 1] = [there]
        at[place : place + 1] = [index]
    chosen: list[tuple[float, float]] = []
    index_: int | None = at[-1] if at else None
    while index_ is not None:
        chosen.append(pairs[index_])
        index_ = before[index_]
    return chosen[::-1]

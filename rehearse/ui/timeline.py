"""A take on one time axis: speech and silences, fillers, findings, must-says and the length band. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.bands import LENGTH
from rehearse.phrases.finding import Status
from rehearse.speech import Span
from rehearse.speech.span import gaps
from rehearse.ui import formatting
from rehearse.ui import selection as selecting
from rehearse.ui.marks import SHOWN_PAUSE_S, Mark, MarkKind, long_pause_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.phrases.finding import Finding
    from rehearse.report import Report
    from rehearse.ui.widgets.must_say_list import MustSay

LISTENING_S = 1.0
"""In a mock call at least so long lies between two answers; ours."""


class Lane(StrEnum):
    """What stands in a row of the timeline, from top to bottom."""

    SPEECH = "Speech and pauses"
    FILLERS = "Fillers"
    FINDINGS = "Findings"
    MUST_SAYS = "Must-says"


class ItemKind(StrEnum):
    """How an item is drawn."""

    SPEECH = "speech"
    PAUSE = "pause"
    LONG_PAUSE = "long pause"
    FILLER = "filler"
    FINDING = "finding"
    HEARD = "heard"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the timeline.

    Attributes:
        lane: The row in which it stands.
        kind: How it is drawn.
        span: When it was.
        label: What it is, in words.
        words: Indices of its words; empty for a silence.
        mark: The kind of mark that it is, for findings.
        finding: The finding behind it.
    """

    lane: Lane
    kind: ItemKind
    span: Span
    label: str
    words: range
    mark: MarkKind | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the timeline of a take shows.

    Attributes:
        duration_s: Length of the recording.
        items: Everything on it, by time within each lane, lane after lane.
        band: When speech would have to end to be within the length band; None where none is set.
        band_words: The band in words.
    """

    duration_s: float = 0.0
    items: tuple[Item, ...] = ()
    band: Span | None = None
    band_words: str = ""

    def in_lane(self, lane: Lane) -> tuple[Item, ...]:
        """The items of one row, by time."""
        return tuple(item for item in self.items if item.lane is lane)


def timeline_of(report: Report, marks: Sequence[Mark], must_says: Sequence[MustSay]) -> Timeline:
    """Put a report on a time axis.

    Args:
        report: The report.
        marks: What is marked in it.
        must_says: The must-says, as the page lists them.
    """
    items = [*_speech(report), *_marked(marks), *_must_says(report, must_says)]
    order = list(Lane)
    items.sort(key=lambda item: (order.index(item.lane), item.span.start_s))
    band, words = _band(report)
    return Timeline(report.audio.duration_s, tuple(items), band, words)


def in_words(timeline: Timeline) -> str:
    """The timeline for those who can't see it: lane by lane, each thing with its place."""
    if not timeline.items:
        return "Nothing was said."
    parts = [_lane_words(lane, timeline.in_lane(lane)) for lane in Lane]
    return " ".join([*parts, timeline.band_words]).strip()


def item_words(item: Item) -> str:
    """One thing with its place: "Filler: “um” at 0:04"."""
    return f"{item.label} at {formatting.clock(item.span.start_s)}"


def _lane_words(lane: Lane, items: Sequence[Item]) -> str:
    shown = items
    lead = str(lane)
    if lane is Lane.SPEECH:
        shown = [item for item in items if item.kind is not ItemKind.SPEECH]
        lead = f"Speech in {formatting.count(len(items) - len(shown), 'stretch', 'stretches')}, pauses"
    return f"{lead}: {'; '.join(map(item_words, shown)) or 'none'}."


def _speech(report: Report) -> list[Item]:
    """Speech as stretches between the silences that are shown, and these silences."""
    transcript = report.transcript
    speech = transcript.speech
    if speech is None:
        return []
    limit = long_pause_s(report)
    pauses = [pause.span for pause in report.pauses if pause.span.duration_s >= SHOWN_PAUSE_S]
    items = []
    for pause in pauses:
        kind = ItemKind.LONG_PAUSE if pause.duration_s > limit else ItemKind.PAUSE
        label = f"Pause of {formatting.with_unit(pause.duration_s, 'seconds', 1)}"
        items.append(Item(Lane.SPEECH, kind, pause, label, range(0)))
    silences = sorted((*pauses, *_listening(report)), key=lambda silence: silence.start_s)
    edges = [speech.start_s, *(edge for silence in silences for edge in (silence.start_s, silence.end_s)), speech.end_s]
    for start_s, end_s in zip(edges[::2], edges[1::2], strict=True):
        if end_s > start_s:
            span = Span(start_s, end_s)
            words = selecting.of_span(transcript, span).words
            label = f"Speech of {formatting.with_unit(span.duration_s, 'seconds', 1)}"
            items.append(Item(Lane.SPEECH, ItemKind.SPEECH, span, label, words))
    return items


def _listening(report: Report) -> list[Span]:
    """In a mock call where the other side speaks: no words of one's own and no pause of one's own either."""
    if not any(note.about == LENGTH for note in report.notes):
        return []
    pauses = [pause.span for pause in report.pauses]
    silences = gaps(word.span for word in report.transcript.words)
    return [
        silence
        for silence in silences
        if silence.duration_s >= LISTENING_S and not any(silence.overlap_s(pause) > 0 for pause in pauses)
    ]


def _marked(marks: Sequence[Mark]) -> list[Item]:
    items = []
    for mark in marks:
        if mark.kind is MarkKind.PAUSE:
            continue
        is_filler = mark.kind in (MarkKind.FILLER, MarkKind.REPETITION)
        lane, kind = (Lane.FILLERS, ItemKind.FILLER) if is_filler else (Lane.FINDINGS, ItemKind.FINDING)
        items.append(Item(lane, kind, mark.span, mark.label, mark.words, mark.kind, mark.finding))
    return items


def _must_says(report: Report, must_says: Sequence[MustSay]) -> list[Item]:
    items = []
    for line in must_says:
        span = line.result.span
        if span is not None and line.result.status is not Status.MISSING:
            kind = ItemKind.HEARD if line.result.status is Status.HEARD else ItemKind.UNCLEAR
            words = selecting.of_span(report.transcript, span).words
            label = f"{line.title}: {line.result.quote}"
            items.append(Item(Lane.MUST_SAYS, kind, span, label, words))
    return items


def _band(report: Report) -> tuple[Span | None, str]:
    speech = report.transcript.speech
    judged = next((j for j in report.judgements if j.measure == "speech_duration_s"), None)
    if speech is None or judged is None:
        return None, ""
    low, high = judged.band.low or 0.0, judged.band.high
    end_s = speech.start_s + high if high is not None else max(report.audio.duration_s, speech.start_s + low)
    words = formatting.band_words(judged.band, "seconds")
    return Span(speech.start_s + low, end_s), f"The length band: {words}."

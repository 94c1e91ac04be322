"""The report page's linking: what is selected anywhere is selected everywhere, and can be heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from rehearse.ui import selection as selecting
from rehearse.ui.alignment import counterpart_s
from rehearse.ui.announce import announce
from rehearse.ui.marks import Mark, covering
from rehearse.ui.pages.word_follower import WordFollower, word_heard
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea, QWidget

    from rehearse.phrases.finding import Finding
    from rehearse.report import Report
    from rehearse.speech import Span
    from rehearse.ui.pages.report_body import ReportBody
    from rehearse.ui.replay import Replay, Track
    from rehearse.ui.selection import Selection
    from rehearse.ui.timeline import Item
    from rehearse.ui.widgets.replay_bar import ReplayBar
    from rehearse.ui.widgets.waveform import Shape


@dataclass(frozen=True, slots=True)
class Other:
    """Another take of the same call, to be heard in the place of the one that is shown."""

    report: Report
    marks: tuple[Mark, ...]
    track: Track
    shape: Shape
    title: str = ""


class Hearing(QObject):
    """Joins replay, bar and report: one selection, one play head.

    Signals:
        selection_changed: What is selected (`Selection`), or None.
        switched: Whether the other take is heard now.

    Attributes:
        replay: What is heard.
        selection: What is selected; None for nothing.
        on_other: Whether the other take is heard.
    """

    selection_changed = Signal(object)
    switched = Signal(bool)

    def __init__(self, replay: Replay, bar: ReplayBar, body: ReportBody, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.replay, self._bar, self._body = replay, bar, body
        self.selection: Selection | None = None
        self._report: Report | None = None
        self._marks: tuple[Mark, ...] = ()
        self._own: tuple[Track, Shape] | None = None
        self._other: Other | None = None
        self.on_other = False
        self._follower = WordFollower(body.transcript, body, area)
        self._connect()

    def _connect(self) -> None:
        bar, body, replay = self._bar, self._body, self.replay
        bar.play_clicked.connect(self.toggle)
        bar.seek_requested.connect(self._on_seek)
        bar.mark_reached.connect(self._on_mark)
        bar.listening.manner_chosen.connect(replay.hear)
        bar.listening.loop_toggled.connect(self._on_loop)
        replay.manner_changed.connect(bar.listening.show_manner)
        replay.moved.connect(self._on_moved)
        replay.playing_changed.connect(self._on_playing)
        replay.failed.connect(self._on_silent_device)
        body.span_requested.connect(self._on_span)
        body.word_activated.connect(self._on_word)
        body.words_selected.connect(self._on_words)
        body.finding_chosen.connect(self._on_finding)
        body.timeline.chosen.connect(self._on_item)
        body.timeline.activated.connect(self._on_item_heard)

    def show_report(self, report: Report | None, marks: tuple[Mark, ...]) -> None:
        """Take up another take, or the same one with other marks; nothing of it is selected yet."""
        self._report, self._marks = report, marks
        self._other, self.on_other = None, False
        self._bar.show_whose("")
        if report is None:
            self._own = None
        if self._own is not None:
            self._body.timeline.show_shape(self._own[1])
            self._body.timeline.set_position(self.replay.position_s)
        self._select(None)

    def show_sound(self, track: Track, shape: Shape) -> None:
        """The take can be heard now."""
        self._own = (track, shape)
        self.replay.load(track)
        self._bar.show_recording(shape, self._marks)
        self._body.timeline.show_shape(shape)
        self._select(self.selection)

    def show_other(self, other: Other | None) -> None:
        """Take up another take to switch to; None for none."""
        if self.on_other:
            self.switch()
        self._other = other

    def switch(self) -> None:
        """Go on at the same words of the other take, or of this one; nothing happens where there is no other."""
        if self._other is None or self._own is None or self._report is None:
            return
        here, there = self._report, self._other.report
        if self.on_other:
            position_s = counterpart_s(there, here, self.replay.position_s)
            (track, shape), marks = self._own, self._marks
        else:
            position_s = counterpart_s(here, there, self.replay.position_s)
            track, shape, marks = self._other.track, self._other.shape, self._other.marks
        self.on_other = not self.on_other
        self._bar.show_whose(self._other.title if self.on_other else "")
        self._bar.show_recording(shape, marks)
        self._bar.waveform.show_selection(None)
        self.replay.exchange(track, position_s)
        self.switched.emit(self.on_other)

    def _return(self) -> None:
        """What is asked for stands in the take that is shown."""
        if self.on_other:
            self.switch()

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll so far that a part of the report can be seen, once it has found its place."""
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        """No further than needed; of what is higher than the page, the beginning."""
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        top = part.mapTo(self._body, QPoint()).y() - GRID
        bottom = top + part.height() + 2 * GRID
        if top < bar.value() or bottom - top > room:
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def toggle(self) -> None:
        """Pause, or play on from the play head; the selected words again and again where that is wanted."""
        if not self.replay.playing and self._bar.listening.loop.isChecked() and self._report is not None:
            self._repeat()
        else:
            self.replay.toggle()

    def _select(self, selection: Selection | None, *, move: bool = True) -> None:
        """Select a stretch everywhere; while nothing plays, the play head goes to its beginning."""
        self.selection = selection
        self._show_selection()
        self.selection_changed.emit(selection)
        if selection is None:
            return
        if selection.finding is not None:
            self._body.show_finding(selection.finding, playable=self.replay.ready)
        if move and not self.replay.playing and self.replay.ready:
            self.replay.seek(selection.span.start_s)
            self._bar.show_position(selection.span.start_s, moving=False)

    def _show_selection(self) -> None:
        words = self.selection.words if self.selection is not None else range(0)
        self._body.transcript.show_selected(words)
        span = self.selection.span if self.selection is not None else None
        self._bar.waveform.show_selection(span)
        self._body.timeline.show_selection(span)

    def _on_words(self, words: range) -> None:
        self._return()
        if self._report is None:
            return
        found = selecting.of_words(self._report.transcript, words)
        mark = covering(self._marks).get(words.start) if len(words) == 1 else None
        if found is not None:
            finding = mark.finding if mark is not None else None
            self._select(selecting.Selection(found.span, found.words, finding))

    def _on_item(self, item: Item) -> None:
        self._return()
        self._select(selecting.Selection(item.span, item.words, item.finding))
        if self.replay.playing:
            self.replay.seek(item.span.start_s)
        if item.words:
            self._body.transcript.stand_at(item.words[0])

    def _on_item_heard(self, item: Item) -> None:
        self._on_item(item)
        self.replay.play_span(item.span, repeat=self._bar.listening.loop.isChecked())

    def _on_mark(self, mark: Mark) -> None:
        if self.on_other:
            self.replay.seek(mark.span.start_s)
            announce(self._bar, mark.label)
            return
        self._select(selecting.Selection(mark.span, mark.words, mark.finding))
        if self.replay.playing:
            self.replay.seek(mark.span.start_s)
        announce(self._bar, mark.label)
        if mark.words:
            self._body.transcript.stand_at(mark.words[0])
            self._follower.bring_into_view(mark.words[0])

    def _on_seek(self, position_s: float) -> None:
        self.replay.seek(position_s)

    def _on_span(self, span: Span) -> None:
        self._return()
        if self._report is not None:
            self._select(selecting.of_span(self._report.transcript, span), move=False)
        self.replay.play_span(span, repeat=self._bar.listening.loop.isChecked())

    def _on_word(self, index: int) -> None:
        self._return()
        if self._report is None:
            return
        self._on_words(range(index, index + 1))
        if self._bar.listening.loop.isChecked():
            self._repeat()
        else:
            self.replay.play_from(self._report.transcript.words[index].start_s)

    def _on_finding(self, finding: Finding) -> None:
        self._return()
        if finding.span is None or self._report is None:
            self._body.show_finding(finding, playable=self.replay.ready)
            return
        self._select(selecting.of_span(self._report.transcript, finding.span, finding), move=False)
        self.replay.play_span(finding.span, repeat=self._bar.listening.loop.isChecked())

    def _on_loop(self, on: bool) -> None:  # noqa: FBT001 # a Qt slot
        if on:
            self._repeat()
        elif self.replay.repeating:
            self.replay.play_from(self.replay.position_s)

    def _repeat(self) -> None:
        report = self._other.report if self.on_other and self._other is not None else self._report
        if report is None:
            return
        selection = None if self.on_other else self.selection
        span = selecting.to_repeat(report.transcript, selection, self.replay.position_s)
        if span is not None and self.on_other:
            self.replay.play_span(span, repeat=True)
        elif span is not None and self._report is not None:
            self._select(selecting.of_span(self._report.transcript, span), move=False)
            self.replay.play_span(span, repeat=True)

    def _on_moved(self, position_s: float) -> None:
        self._bar.show_position(position_s, moving=self.replay.playing)
        if self._report is not None:
            heard = None if self.on_other else word_heard(self._report.transcript, position_s)
            self._follower.follow(heard)
            if not self.on_other:
                self._body.timeline.set_position(position_s)

    def _on_playing(self, playing: bool) -> None:  # noqa: FBT001 # a Qt slot
        self._bar.show_playing(playing=playing)
        if not playing:
            self._body.transcript.light(None)
            self._bar.show_position(self._bar.waveform.position_s, moving=False)

    def _on_silent_device(self, message: str) -> None:
        self._bar.say(message)
        announce(self._bar, message, urgent=True)

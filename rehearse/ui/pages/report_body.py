"""What the report page shows of one report: from the one sentence at the top to the small print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehearse import advice
from rehearse.ui import theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.marks import covering, shown_pauses
from rehearse.ui.pages.report_side import ReportSide
from rehearse.ui.theme import GRID
from rehearse.ui.timeline import timeline_of
from rehearse.ui.widgets.call_turns import CallTurns
from rehearse.ui.widgets.compare_panel import ComparePanel
from rehearse.ui.widgets.finding_card import FindingCard
from rehearse.ui.widgets.fold import Fold
from rehearse.ui.widgets.glyphs import SignButton, SignLabel
from rehearse.ui.widgets.mark_legend import MarkLegend
from rehearse.ui.widgets.measure_table import MeasureTable
from rehearse.ui.widgets.measure_tile import MeasureTile
from rehearse.ui.widgets.model_button import ModelButton
from rehearse.ui.widgets.take_note import TakeNote
from rehearse.ui.widgets.timeline_chart import TimelineChart
from rehearse.ui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.phrases.finding import Finding
    from rehearse.ui.marks import Mark
    from rehearse.ui.pages.report_view import ReportView

WIDEST = 140 * GRID
"""Longer lines are hard to read; the rest of a wide window stays empty."""
COLUMNS_FROM_EM = 46
"""From this width, in line heights of the text, the must-says stand beside the transcript."""
TILES_FROM_EM = 34
"""From this width, in line heights of the text, the three tiles stand beside each other, and so does what ends it."""


class ReportBody(QWidget):
    """Lays out one report; knows nothing of player or history.

    Signals:
        again_clicked: Practise the same call again.
        analyse_clicked: Make this report again.
        model_chosen(str): Make it again with the voice model of this name.
        span_requested: These words (`Span`) are to be heard.
        word_activated: Play from the word with this index.
        words_selected: The words with these indices (`range`) were selected.
        finding_chosen: The details of this finding (`Finding`) are to be shown.
        disputed: The user says that this finding (`Finding`) is wrong.
        call_requested(str): The mock call is to be made again from this state on; empty for all of it.
        unsilence_clicked: What was removed from this report as wrong is to be shown again.
    """

    again_clicked = Signal()
    analyse_clicked = Signal()
    model_chosen = Signal(str)
    span_requested = Signal(object)
    word_activated = Signal(int)
    words_selected = Signal(object)
    finding_chosen = Signal(object)
    disputed = Signal(object)
    call_requested = Signal(str)
    unsilence_clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, whole: bool = True) -> None:
        """Make a body that shows nothing yet.

        Args:
            parent: The widget that it belongs to.
            whole: Make all of it at once; else `making` has to be gone through before it is used.
        """
        super().__init__(parent)
        self.making = self._make()
        if whole:
            tuple(self.making)

    def _make(self) -> Iterator[None]:
        """Make the body, a few milliseconds of work between one `yield` and the next."""
        # Parents first: what is put into another is styled once more, with all that it holds.
        holder = self._holder = QWidget(self)
        left = self._left_side = QWidget(holder)
        # What the keyboard comes to first: Qt begins with what was made first.
        self.again = SignButton("again", "Record again", holder, kind="primary")
        self.heading, self.sentence, self.changed, self.small_print = (QLabel(holder) for _ in range(4))
        self.analyse = SignButton("again", "Analyse again", kind="quiet")
        self.analyse_with = ModelButton()
        theme.mark(self.analyse_with, kind="quiet")
        self.compare = QPushButton("Compare with…", holder)
        self.compared = ComparePanel(holder)
        yield
        self.star = SignButton("star", "Best take")
        self.keepsake = TakeNote(left)
        self.advice = FindingCard("", surface="accent", flat=True)
        self.tiles = {
            "speech_duration_s": MeasureTile("Length", holder),
            "speaking_rate_wpm": MeasureTile("Pace", holder),
            "fillers_per_min": MeasureTile("Fillers", holder),
        }
        yield
        self.transcript, self.legend = TranscriptView(), MarkLegend()
        self.timeline = TimelineChart()
        yield
        self.side = ReportSide(holder)
        yield
        self.call = CallTurns(holder)
        self.table = MeasureTable()
        self.more = Fold("More measures", self.table, holder)
        self._notices = QVBoxLayout()
        yield
        self._arrange()
        yield
        self._connect()

    def _arrange(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        holder = self._holder
        holder.setMaximumWidth(WIDEST)
        outer.addStretch(1)
        outer.addWidget(holder, 100)
        outer.addStretch(1)
        column = self._column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(self._header())
        self._notices.setSpacing(GRID)
        column.addLayout(self._notices)
        column.addWidget(self.advice)
        self._tiles = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tiles.setSpacing(2 * GRID)
        for tile in self.tiles.values():
            self._tiles.addWidget(tile, 1)
        column.addLayout(self._tiles)
        theme.mark(self.changed, text="muted")
        compare = QHBoxLayout()
        compare.setSpacing(2 * GRID)
        compare.addWidget(self.changed, 1)
        compare.addStretch(0)
        compare.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(compare)
        column.addWidget(self.compared)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(2 * GRID)
        self._said = self._words()
        self._columns.addWidget(self._left_column(), 5, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self.side, 3, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._columns)
        column.addWidget(self.call)
        column.addWidget(self.more)
        column.addLayout(self._footer())
        column.addStretch(1)
        for label in (self.sentence, self.changed, self.small_print):
            label.setWordWrap(True)

    def _header(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        theme.mark(self.heading, text="muted")
        theme.mark(self.sentence, text="title")
        self.heading.setWordWrap(True)
        words.addWidget(self.heading)
        words.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addLayout(words, 1)
        self.again.setToolTip("Practise the same call again (R)")
        self.star.setCheckable(True)
        self.star.setAccessibleName("Best take of this call")
        self.star.setToolTip("Marks this take as the best one of its call, to compare others with (B)")
        self.compare.setToolTip("Puts another take of this call beside this one (C)")
        row.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _words(self) -> QFrame:
        card = QFrame(self._left_side)
        theme.mark(card, surface="card")
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        title = QLabel("What you said")
        theme.mark(title, text="strong")
        column.addWidget(title)
        column.addWidget(self.transcript)
        column.addWidget(self.legend)
        column.addStretch(1)
        return card

    def _left_column(self) -> QWidget:
        """The words, the same along the time, and the user's note."""
        left = self._left_side
        column = self._left = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self._times = self._along_time()
        for part in (self._said, self._times, self.keepsake):
            column.addWidget(part)
        return left

    def _along_time(self) -> QFrame:
        card = QFrame(self._left_side)
        theme.mark(card, surface="card")
        column = QVBoxLayout(card)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID)
        column.setSpacing(GRID)
        title = QLabel("Timeline")
        theme.mark(title, text="strong")
        column.addWidget(title)
        column.addWidget(self.timeline)
        return card

    def _footer(self) -> QBoxLayout:
        theme.mark(self.small_print, text="small")
        self.analyse.setToolTip("Make this report again from the recording")
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self.analyse)
        buttons.addWidget(self.analyse_with)
        buttons.addStretch(0)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(2 * GRID)
        self._foot.addWidget(self.small_print, 1)
        self._foot.addLayout(buttons)
        return self._foot

    def _connect(self) -> None:
        self.again.clicked.connect(self.again_clicked)
        self.analyse.clicked.connect(self.analyse_clicked)
        self.analyse_with.model_chosen.connect(self.model_chosen)
        self.advice.play_requested.connect(self.span_requested)
        self.call.span_requested.connect(self.span_requested)
        self.call.call_requested.connect(self.call_requested)
        self.transcript.word_activated.connect(self.word_activated)
        self.transcript.words_selected.connect(self.words_selected)
        self.side.span_requested.connect(self.span_requested)
        self.side.finding_chosen.connect(self.finding_chosen)
        self.side.disputed.connect(self.disputed)
        self.side.unsilence_clicked.connect(self.unsilence_clicked)

    def show_report(self, view: ReportView, marks: tuple[Mark, ...]) -> None:
        """Show a report."""
        self.heading.setText(view.heading)
        self.sentence.setText(view.sentence)
        self._show_notices(view.notices)
        self.advice.setVisible(view.advice is not None)
        for tile in view.tiles:
            self.tiles[tile.measure].show_measure(tile)
        self.changed.setText(view.changed)
        self.changed.setVisible(bool(view.changed))
        has_words = bool(view.report.transcript.words)
        for widget in (*self.tiles.values(), self._said, self.side, self._times):
            widget.setVisible(has_words)
        self.transcript.show_transcript(view.report.transcript, covering(marks), shown_pauses(view.report))
        self.timeline.show_timeline(timeline_of(view.report, marks, (*view.must_says, *view.extras)))
        self.legend.show_kinds({mark.kind for mark in marks})
        self.table.show_rows(view.more)
        self.more.set_open(is_open=False)
        self.small_print.setText(view.small_print)
        self.show_playable(view, playable=False)

    def show_playable(self, view: ReportView, *, playable: bool) -> None:
        """Offer, or withdraw, everything that lets words be heard."""
        if view.advice is not None:
            self.advice.show_caption(advice.caption(view.report))
            self.advice.show_remark(view.advice, playable=playable)
        self.analyse.setEnabled(playable)
        self.analyse_with.setEnabled(playable)
        self.side.show_report(view, playable=playable)

    def show_finding(self, finding: Finding, *, playable: bool) -> None:
        """Show the details of a finding beside the transcript."""
        self.side.show_finding(finding, playable=playable)

    def _show_notices(self, sentences: tuple[str, ...]) -> None:
        while (item := self._notices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        for sentence in sentences:
            self._notices.addWidget(_notice(sentence))

    def click_star(self) -> None:
        """Make this take the best one of its call, or no longer, where that is offered."""
        if self.star.isVisible():
            self.star.click()

    def keep_nothing(self) -> None:
        """Offer nothing that would be kept: a demo is no take of the user's."""
        for widget in (self.star, self.keepsake):
            widget.hide()
        self.side.again.can_keep = False

    def fit(self, width: int) -> None:
        """Put side by side only what has room within `width` pixels; the page never scrolls sideways."""
        em = self.fontMetrics().height()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        has_columns = width >= COLUMNS_FROM_EM * em
        self._columns.setDirection(beside if has_columns else below)
        if has_columns:
            # The must-says and what they open make the right column the longer one.
            self._left.addWidget(self.more)
        else:
            self._column.insertWidget(self._column.indexOf(self.call) + 1, self.more)
        for row in (self._tiles, self._foot):
            row.setDirection(beside if width >= TILES_FROM_EM * em else below)


def _notice(sentence: str) -> QFrame:
    frame = QFrame()
    theme.mark(frame, surface="notice")
    row = QHBoxLayout(frame)
    row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
    row.setSpacing(GRID + GRID // 2)
    label = QLabel(sentence)
    label.setWordWrap(True)
    row.addWidget(SignLabel("note", "fix"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return frame

"""Beside the transcript: the details of a finding, the must-says, and all findings when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.phrases import OWN_WORDS
from rehearse.phrases.finding import Certainty, Finding, Status
from rehearse.ui import formatting, theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.tab_order import bring_into_view
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.finding_card import FindingCard, finding_row
from rehearse.ui.widgets.fold import Fold
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.must_say_list import MustSayList
from rehearse.ui.widgets.say_again_panel import SayAgainPanel
from rehearse.ui.widgets.spoken_list import SpokenList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.ui.pages.report_view import ReportView
    from rehearse.ui.widgets.must_say_list import MustSay


class FindingList(QWidget):
    """Findings as rows, in the order in which they were said.

    Signals:
        chosen: The finding (`Finding`) that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, leads: str = "play") -> None:
        super().__init__(parent)
        self._leads = leads
        self._rows: dict[Finding, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        self._rows.clear()
        for finding in findings:
            row = self._rows[finding] = finding_row(finding, self._leads)
            row.clicked.connect(lambda _checked=False, finding=finding: self.chosen.emit(finding))
            self._column.addWidget(row)

    def row_of(self, finding: Finding | None) -> QWidget | None:
        """The row that shows a finding."""
        return None if finding is None else self._rows.get(finding)


class ReportSide(QWidget):
    """Must-says and findings.

    Signals:
        span_requested: These words (`Span`) are to be heard.
        finding_chosen: The details of this finding (`Finding`) are to be shown.
        disputed: The user says that this finding (`Finding`) is wrong.
        unsilence_clicked: What was removed from this report as wrong is to be shown again.
    """

    span_requested = Signal(object)
    finding_chosen = Signal(object)
    disputed = Signal(object)
    unsilence_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.details = FindingCard("Details", closable=True)
        self.again = SayAgainPanel()
        self.must_says, self.extras = MustSayList(), MustSayList()
        self.tally = QLabel()
        self.certain, self.own_words, self.possible = FindingList(), FindingList(), FindingList()
        self.extras_fold = Fold("Welcome extras", self.extras)
        self.spoken = SpokenList()
        self.spoken_fold = Fold("How name, ID and program were said", self.spoken)
        self.certain_fold = Fold("All findings", self.certain)
        self.own_words_fold = Fold("Your own words", self.own_words)
        self.possible_fold = Fold("Possible findings", self.possible)
        self.taken_out = QLabel()
        self.taken_out.setWordWrap(True)
        theme.mark(self.taken_out, text="small")
        self.unsilence = SignButton("again", "Show it again", kind="quiet")
        self.unsilence.clicked.connect(self.unsilence_clicked)
        self._chosen: Finding | None = None
        self._arrange()
        self.details.hide()
        self.details.disputed.connect(self.disputed)
        self.details.closed.connect(self._on_details_closed)
        for source in (self.details, self.must_says, self.extras, self.spoken):
            source.play_requested.connect(self.span_requested)
        for findings in (self.certain, self.own_words, self.possible):
            findings.chosen.connect(self._on_chosen)

    def _arrange(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.details)
        column.addWidget(self.again)
        self.card = QFrame()
        theme.mark(self.card, surface="card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(GRID, GRID + GRID // 2, GRID, GRID)
        inner.setSpacing(GRID)
        title = QLabel("Must-says")
        title.setContentsMargins(GRID, 0, GRID, 0)
        theme.mark(title, text="strong")
        self.tally.setContentsMargins(GRID, 0, GRID, 0)
        self.tally.setWordWrap(True)
        theme.mark(self.tally, text="small")
        for widget in (title, self.tally, self.must_says, self.extras_fold, self.spoken_fold):
            inner.addWidget(widget)
        column.addWidget(self.card)
        column.addWidget(self.certain_fold)
        column.addWidget(self.own_words_fold)
        column.addWidget(self.possible_fold)
        column.addWidget(self.taken_out)
        column.addWidget(self.unsilence, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_report(self, view: ReportView, *, playable: bool) -> None:
        """Show the must-says and the findings of a report."""
        self.details.hide()
        self.must_says.show_lines(view.must_says, playable=playable)
        self.extras.show_lines(view.extras, playable=playable)
        self.extras_fold.setVisible(bool(view.extras))
        self.spoken.show_parts(view.report.spoken, playable=playable)
        self.spoken_fold.setVisible(bool(view.report.spoken))
        self.tally.setText(tally(view.must_says, playable=playable))
        self.card.setVisible(bool(view.report.transcript.words and view.must_says))
        self._show_findings(view.report.findings)
        self._show_silenced(len(view.silenced))

    def _show_silenced(self, count: int) -> None:
        rules = formatting.count(
            count, "rule says nothing here: you marked it", "rules say nothing here: you marked them"
        )
        self.taken_out.setText(f"{rules[:1].upper()}{rules[1:]} as wrong in this report.")
        self.unsilence.show_sign("again", "Show it again" if count == 1 else "Show them again")
        self.taken_out.setVisible(count > 0)
        self.unsilence.setVisible(count > 0)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        own = [finding for finding in findings if finding.family == OWN_WORDS]
        others = [finding for finding in findings if finding.family != OWN_WORDS]
        certain = [finding for finding in others if finding.certainty is Certainty.CERTAIN]
        possible = [finding for finding in others if finding.certainty is Certainty.POSSIBLE]
        for rows, fold, title, shown in (
            (self.certain, self.certain_fold, "All findings", certain),
            (self.own_words, self.own_words_fold, "Your own words, not counted", own),
            (self.possible, self.possible_fold, "Possible, not counted", possible),
        ):
            rows.show_findings(shown)
            fold.set_title(f"{title} ({len(shown)})")
            fold.setVisible(bool(shown))

    def _row_of(self, finding: Finding | None) -> QWidget | None:
        rows = (findings.row_of(finding) for findings in (self.certain, self.own_words, self.possible))
        return next((row for row in rows if row is not None), None)

    def _on_chosen(self, finding: Finding) -> None:
        """The details push the list down: the keyboard goes to them, and not out of sight with the row."""
        row = self._row_of(finding)
        had_keyboard = row is not None and row.hasFocus()
        self.finding_chosen.emit(finding)
        self._chosen = finding if had_keyboard else None
        if had_keyboard:
            (self.details.play if self.details.play.isEnabled() else self.details.close_button).setFocus()
        QTimer.singleShot(0, self.details, lambda: bring_into_view(self.details))

    def _on_details_closed(self) -> None:
        """The keyboard goes back to the row from which it came."""
        row, self._chosen = self._row_of(self._chosen), None
        had_keyboard = self.details.isAncestorOf(self.window().focusWidget())
        self.details.hide()
        if row is not None and had_keyboard:
            row.setFocus()
            self._column.activate()
            bring_into_view(row)

    def show_finding(self, finding: Finding, *, playable: bool) -> None:
        """Show the details of a finding."""
        self.details.show_finding(finding, playable=playable)
        self.details.show()


def tally(lines: Sequence[MustSay], *, playable: bool) -> str:
    """How many of the must-says were heard, in words, and that they can be heard again where there is a recording."""
    heard = sum(line.result.status is Status.HEARD for line in lines)
    unclear = sum(line.result.status is Status.UNCLEAR for line in lines)
    words = f"{heard} of {len(lines)} heard"
    if unclear:
        words += f", {formatting.count(unclear, 'one', 'ones').split()[0]} could not be made out"
    return f"{words}. Press one to hear it." if playable and heard + unclear else f"{words}."

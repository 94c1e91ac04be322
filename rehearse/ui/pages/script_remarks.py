"""What the phrase rules say to a script: the findings with their advice, and the must-says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from rehearse.phrases.finding import Certainty, Finding
from rehearse.ui import formatting
from rehearse.ui.marks import kind_of
from rehearse.ui.pages.report_side import FindingList
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting
from rehearse.ui.widgets.finding_card import FindingCard
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.must_say_list import MustSayList, must_says
from rehearse.ui.widgets.waveform import TOKENS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.phrases.finding import CheckResult

FINE = "Nothing in it works against you."


def underlined(finding: Finding, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    """The words at a cursor, underlined as the finding is grave; dotted where it is only possible."""
    marked = QTextEdit.ExtraSelection()
    marked.cursor = cursor
    style = QTextCharFormat()
    line = QTextCharFormat.UnderlineStyle
    style.setUnderlineStyle(line.WaveUnderline if finding.certainty is Certainty.CERTAIN else line.DotLine)
    style.setUnderlineColor(painting.colour(TOKENS.get(kind_of(finding), "muted")))
    marked.format = style
    return marked


class ScriptRemarks(QWidget):
    """Everything below the field.

    Signals:
        chosen: The finding (`Finding`) that was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = label("")
        self.findings, self.possible = FindingList(leads="closed"), FindingList(leads="closed")
        self.possible_title = label("Possible, not certain", "small")
        self.details = FindingCard("Details", surface="sunken", closable=True, said="You wrote")
        self.must_says_title = label("Must-says", "small")
        self.must_says = MustSayList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (
            self.verdict,
            self.findings,
            self.possible_title,
            self.possible,
            self.details,
            self.must_says_title,
            self.must_says,
        ):
            column.addWidget(widget)
        self.details.closed.connect(self.details.hide)
        for rows in (self.findings, self.possible):
            rows.chosen.connect(self._on_finding)

    def show_result(self, result: CheckResult, titles: Mapping[str, str]) -> None:
        """Show what the rules say."""
        certain = [finding for finding in result.findings if finding.certainty is Certainty.CERTAIN]
        possible = [finding for finding in result.findings if finding.certainty is Certainty.POSSIBLE]
        self.verdict.setText(f"{_count(certain)} to change:" if certain else FINE)
        self.findings.show_findings(certain)
        self.possible.show_findings(possible)
        self.must_says.show_lines(must_says(result.elements, titles, required=True), playable=False)
        self.details.hide()
        shown: tuple[tuple[QWidget, object], ...] = (
            (self.findings, certain),
            (self.possible_title, possible),
            (self.possible, possible),
            (self.must_says_title, self.must_says.rows),
            (self.must_says, self.must_says.rows),
        )
        for widget, lines in shown:
            widget.setVisible(bool(lines))

    def _on_finding(self, finding: Finding) -> None:
        self.details.show_finding(finding, playable=False)
        self.details.dispute.hide()
        self.details.show()
        self.chosen.emit(finding)


def _count(findings: list[Finding]) -> str:
    words = formatting.count(len(findings), "thing", "things")
    return words[:1].upper() + words[1:]

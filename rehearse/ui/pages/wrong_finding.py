"""“This is wrong”: a finding is removed from a take, its rule perhaps for good, and a bug report may be copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from rehearse.ui import formatting, theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rehearse.phrases.finding import Finding
    from rehearse.report import Report

REACH_WORDS = 20
"""Words on either side that are quoted where no full stop shows how long the sentence is."""

_END = re.compile(r"[.?!…]+[\"”')\]]*\s+")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, in which some characters of a text stand; at most twenty words more on either side.

    Args:
        text: The text.
        start: Offset of the first character.
        end: Offset behind the last.
    """
    begins = max((stop.end() for stop in _END.finditer(text, 0, start)), default=0)
    closing = _END.search(text, end - 1)
    before, behind = text[begins:start], text[end : closing.end() if closing else len(text)]
    before = before[_words(before)[-REACH_WORDS] :] if len(_words(before)) > REACH_WORDS else before
    behind = behind[: _words(behind)[REACH_WORDS]] if len(_words(behind)) > REACH_WORDS else behind
    return f"{before}{text[start:end]}{behind}".strip()


def _words(text: str) -> list[int]:
    return [word.start() for word in re.finditer(r"\S+", text)]


def bug_report(finding: Finding, report: Report) -> str:
    """What a report of a wrong finding needs: the rule, the one sentence and the versions, nothing else of the take."""
    versions = report.versions
    return "\n".join(
        (
            "A phrase was marked that is fine.",
            "",
            f"Rule: {finding.rule} ({finding.severity}, {finding.certainty})",
            f"Call: {report.scenario}",
            f"Marked words: {finding.text}",
            f"The sentence: {sentence_around(report.transcript.text, finding.start_char, finding.end_char)}",
            f"The message: {finding.message}",
            f"Versions: Rehearse {versions.app}, rules {versions.rules}, voice model {versions.model}",
        )
    )


class WrongFinding(QDialog):
    """Says what happens, and asks whether for good and whether to copy."""

    def __init__(self, finding: Finding, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("This is wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = bug_report(finding, report)
        words = label(
            f"{formatting.quoted(finding.text)} and everything else that this rule marks will be removed from this "
            "report. The recording stays as it is."
        )
        theme.mark(words, text="strong")
        self.for_good = QCheckBox("Do not use this rule in any report from now on")
        self.for_good.setToolTip("It can be used again: in Settings under Silenced rules")
        self.copies = QCheckBox("Copy a bug report with this one sentence")
        self.copied = QPlainTextEdit(self._text)
        self.copied.setReadOnly(True)
        self.copied.setAccessibleName("What is copied")
        self.copied.setTabChangesFocus(True)
        self.copied.setMinimumHeight(10 * self.copied.fontMetrics().lineSpacing())
        self.copied.hide()
        self._remark = label("It goes to the clipboard and nowhere else. Change names and numbers before you send it.")
        theme.mark(self._remark, text="small")
        self._remark.hide()
        self.copies.toggled.connect(self._on_copies)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        agree = buttons.addButton("Remove it", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(agree, kind="primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID + GRID // 2)
        for widget in (words, self.for_good, self.copies, self.copied, self._remark, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(60 * GRID)

    def accept(self) -> None:
        """Copy what was asked for, and be done."""
        if self.copies.isChecked():
            QGuiApplication.clipboard().setText(self._text)
        super().accept()

    def _on_copies(self, wanted: bool) -> None:  # noqa: FBT001 # a Qt slot
        self.copied.setVisible(wanted)
        self._remark.setVisible(wanted)

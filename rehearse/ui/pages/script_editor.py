"""A field for what one means to say, with what the phrase rules say to it while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from rehearse.ui import formatting, theme
from rehearse.ui.pacing import target_words
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHideEvent

    from rehearse.phrases.finding import CheckResult, Finding
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.pages.script_remarks import ScriptRemarks

WORDS_PER_MINUTE = 140
"""The middle of the band for pace: what a script's length is reckoned by."""
EMPTY = "Write what you mean to say. It is checked by the same rules as a take, and kept for this call."


def length_words(text: str, scenario: Scenario) -> str:
    """How long a script will take to say, against the call's target."""
    count = len(text.split())
    seconds = round(count / WORDS_PER_MINUTE * 60)
    said = f"{formatting.count(count, 'word', 'words')}, about {seconds} seconds at an easy pace"
    said = said[:1].upper() + said[1:]
    return f"{said}." if scenario.length is None else f"{said}; the target is {target_words(scenario.length)}."


class ScriptEditor(QFrame):
    """The field with its findings underlined; the advice and the must-says below it are made when they are needed.

    Signals:
        edited(): The user wrote something.
        left(): The keyboard went elsewhere.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self._remarks: ScriptRemarks | None = None
        self.heading, self.words = label("Your script", "strong"), label(EMPTY, "small")
        self.field = TextArea(least=3, most=14)
        self.field.setPlaceholderText("Good morning, my name is …")
        self.field.setAccessibleName("Your script for this call")
        self.field.setAccessibleDescription(EMPTY)
        self.heading.setBuddy(self.field)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID)
        for widget in (self.heading, self.field, self.words):
            self._column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.field.textChanged.connect(self.edited)
        self.field.left.connect(self.left)

    @property
    def text(self) -> str:
        """The script."""
        return self.field.toPlainText()

    @property
    def remarks(self) -> ScriptRemarks:
        """What stands below the field."""
        if self._remarks is None:
            from rehearse.ui.pages.script_remarks import ScriptRemarks

            self._remarks = ScriptRemarks()
            self._remarks.chosen.connect(self._on_finding)
            self._remarks.hide()
            self._column.addWidget(self._remarks)
        return self._remarks

    def show_text(self, text: str) -> None:
        """Show another script; nobody is told that it was written."""
        self.field.blockSignals(True)  # noqa: FBT003 # Qt's signature
        self.field.setPlainText(text)
        self.field.blockSignals(False)  # noqa: FBT003 # Qt's signature
        self.field.updateGeometry()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say nothing of the script: it is empty, or was not looked at yet."""
        self.field.setExtraSelections([])
        self.words.setText(EMPTY)
        if self._remarks is not None:
            self._remarks.hide()

    def show_check(self, text: str, result: CheckResult, scenario: Scenario, titles: Mapping[str, str]) -> None:
        """Show what the rules say to a script; nothing where the field holds another one by now."""
        if text != self.text:
            return
        from rehearse.ui.pages.script_remarks import underlined

        self.field.setExtraSelections([underlined(finding, self._cursor(finding)) for finding in result.findings])
        self.words.setText(length_words(text, scenario))
        self.remarks.show_result(result, titles)
        self.remarks.show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 # Qt's name
        """What was written is kept when the page is left."""
        super().hideEvent(event)
        self.left.emit()

    def _cursor(self, finding: Finding) -> QTextCursor:
        """The words of a finding in the field; Qt counts UTF-16 units where Python counts characters."""
        before = len(self.text[: finding.start_char].encode("utf-16-le")) // 2
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(before)
        length = len(finding.text.encode("utf-16-le")) // 2
        cursor.setPosition(before + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _on_finding(self, finding: Finding) -> None:
        self.field.setTextCursor(self._cursor(finding))

"""The transcript: marks that differ in more than colour, pauses among the words, words under pointer and keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat

from rehearse.measures.values import Pause, PausePlace
from rehearse.phrases.finding import Severity
from rehearse.speech import Span
from rehearse.ui.marks import MarkKind, covering, marks_of, shown_pauses
from rehearse.ui.widgets.transcript_layout import UNDERLINES
from rehearse.ui.widgets.transcript_view import TranscriptView
from tests.ui.report_stage import TEXT, finding, usual_report

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.report import Report

REPORT = replace(
    usual_report(),
    findings=(
        finding("so sorry", Severity.STOP),
        finding("bother you", Severity.FIX),
        finding("Thank you", Severity.POLISH),
    ),
    pauses=(
        Pause(Span(1.5, 2.2), PausePlace.BETWEEN_CLAUSES),
        Pause(Span(4.9, 7.4), PausePlace.BETWEEN_CLAUSES),
    ),
)


def fill(view: TranscriptView, report: Report) -> None:
    view.show_transcript(report.transcript, covering(marks_of(report)), shown_pauses(report))


@pytest.fixture
def view(qtbot: QtBot) -> TranscriptView:
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(420, 200)
    fill(view, REPORT)
    with qtbot.waitExposed(view):
        view.show()
    return view


def underline(view: TranscriptView, words: str) -> QTextCharFormat.UnderlineStyle:
    """How the first letter of these words is underlined."""
    cursor = view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor.charFormat().underlineStyle()


def test_each_kind_of_finding_has_an_underline_of_its_own(view: TranscriptView) -> None:
    shown = {words: underline(view, words) for words in ("sorry", "bother", "Thank", "good")}
    assert shown["sorry"] is QTextCharFormat.UnderlineStyle.WaveUnderline
    assert shown["good"] is QTextCharFormat.UnderlineStyle.NoUnderline
    assert len(set(shown.values())) == 4


def test_no_two_severities_share_a_line() -> None:
    findings = (MarkKind.STOP, MarkKind.FIX, MarkKind.POLISH, MarkKind.POSSIBLE)
    assert len({UNDERLINES[kind] for kind in findings}) == len(findings)


def test_pauses_stand_among_the_words_and_long_ones_with_their_length(view: TranscriptView) -> None:
    text = view.toPlainText()
    assert "·" in text
    assert "2.5 s pause" in text


def test_every_word_is_shown_once_in_order(view: TranscriptView) -> None:
    text = view.toPlainText().replace("2.5 s pause", "").replace("·", "")
    assert text.split() == TEXT.split()


def test_the_word_under_the_pointer_is_found_wherever_it_stands(view: TranscriptView) -> None:
    words = range(len(REPORT.transcript.words))
    assert [view.word_under(view.word_rect(word).center().toPoint()) for word in words] == list(words)
    assert view.word_under(QPoint(view.width() - 1, view.height() - 1)) is None


def test_up_and_down_go_from_line_to_line(view: TranscriptView, qtbot: QtBot) -> None:
    view.setFocus()
    top = view.word_rect(0).top()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.chosen is not None
    assert view.word_rect(view.chosen).top() > top
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.word_rect(view.chosen).top() == top
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.chosen == len(REPORT.transcript.words) - 1


def test_keys_that_are_not_its_own_are_left_to_the_page(view: TranscriptView, qtbot: QtBot) -> None:
    view.setFocus()
    with qtbot.assertNotEmitted(view.word_activated):
        qtbot.keyClick(view, Qt.Key.Key_Space)
        qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.chosen == 0


def test_the_lit_word_stays_lit_when_the_theme_changes(view: TranscriptView) -> None:
    view.light(3)
    view.setPalette(view.style().standardPalette())
    assert view.lit == 3
    assert view.extraSelections()[0].cursor.selectedText() == "I"


def test_it_is_as_high_as_its_text(view: TranscriptView) -> None:
    narrow = view.height()
    view.resize(900, view.height())
    assert view.height() < narrow

"""Findings that the user calls wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from rehearse.ui.pages.wrong_finding import WrongFinding
from tests.ui import report_stage
from tests.ui.page_stage import texts
from tests.ui.report_stage import row, usual_finding

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from tests.ui.report_stage import ReportStage


def test_a_finding_that_is_wrong_is_taken_out_of_this_take_only(usual: ReportStage) -> None:
    (take,) = [row.take for row in usual.services.history.lists.rows()]
    other = usual.add(report_stage.usual_report(), minutes_ago=9)
    row(usual, "All findings (1)").click()
    row(usual, "Fix: “so sorry to bother you”").click()
    row(usual, "This is wrong").click()
    dialog = usual.page.findChild(WrongFinding)
    assert "“so sorry to bother you”" in texts(dialog)
    dialog.accept()

    assert not usual.page.body.side.certain_fold.isVisible()
    assert "One rule says nothing here" in texts(usual.page)
    assert usual.services.history.lists.row(take.id).fixes == 0
    assert usual.services.history.lists.row(other.id).fixes == 1
    assert usual.services.settings.silenced_rules == ()

    row(usual, "Show it again").click()
    assert usual.page.body.side.certain_fold.isVisible()
    assert usual.services.history.lists.row(take.id).fixes == 1


def test_the_sound_stays_on_the_timeline_when_a_finding_is_taken_out(usual: ReportStage) -> None:
    chart = usual.page.body.timeline
    usual.page.replay.seek(3.0)

    def sound() -> QImage:
        return chart.grab(QRect(0, 0, chart.width(), chart.height() // 4)).toImage()

    before = sound()
    usual.page.disputes.dispute(usual_finding()).accept()
    usual.settle()
    assert sound() == before


def test_a_rule_can_be_silenced_for_good_from_a_finding_that_is_wrong(usual: ReportStage) -> None:
    dialog = usual.page.disputes.dispute(usual_finding())
    dialog.for_good.click()
    dialog.accept()
    assert usual.services.settings.silenced_rules == (usual_finding().rule,)


def test_a_bug_report_holds_the_one_sentence_and_is_copied_only_where_asked_for(usual: ReportStage) -> None:
    QGuiApplication.clipboard().setText("before")
    usual.page.disputes.dispute(usual_finding()).accept()
    assert QGuiApplication.clipboard().text() == "before"

    dialog = usual.page.disputes.dispute(usual_finding())
    assert not dialog.copied.isVisible()
    dialog.copies.click()
    assert dialog.copied.isVisible()
    dialog.accept()
    copied = QGuiApplication.clipboard().text()
    assert "The sentence: I am so sorry to bother you." in copied
    assert "Rule: rule-so-sorry-to-bother-you (fix, certain)" in copied
    assert "whatever" not in copied


def test_a_finding_that_is_wrong_stays_where_the_question_is_refused(usual: ReportStage) -> None:
    usual.page.disputes.dispute(usual_finding()).reject()
    assert usual.page.body.side.certain_fold.isVisible()
    (shown,) = usual.services.history.lists.rows()
    assert usual.services.history.silenced.of(shown.take.id) == frozenset()

"""The script on the Practice page: checked while it is written, kept for its call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest

from rehearse import scenarios
from rehearse.practice import PracticePhase
from rehearse.programs.card import Card
from rehearse.ui.pages.script_editor import EMPTY, length_words
from rehearse.ui.pages.script_remarks import FINE
from tests.ui.page_stage import texts
from tests.ui.practice_page import open_page

if TYPE_CHECKING:
    from rehearse.ui.pages.practice import PracticePage
    from rehearse.ui.pages.script_editor import ScriptEditor
    from tests.ui.practice_stage import PracticeStage

RIVERBEND = Card(program="Riverbend Medical Center")
PLEADING = "Good morning. I would do anything for a spot. Thank you."


@pytest.fixture
def page(stage: PracticeStage) -> PracticePage:
    stage.services.history.cards.save(RIVERBEND)
    page = open_page(stage)
    page.resize(1100, 1400)
    return page


def write(stage: PracticeStage, page: PracticePage, text: str) -> ScriptEditor:
    """Write a script and wait until it was checked."""
    editor = page.home.details.script
    editor.field.setFocus()
    editor.field.setPlainText(text)
    stage.qtbot.waitUntil(editor.remarks.isVisible, timeout=20_000)
    return editor


def underlined(editor: ScriptEditor) -> list[str]:
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        marked.cursor.selectedText()
        for marked in editor.field.extraSelections()
        if marked.format.underlineStyle() == wave
    ]


def test_what_works_against_the_speaker_is_underlined_with_the_advice_below(
    stage: PracticeStage, page: PracticePage
) -> None:
    editor = write(stage, page, f"😀 {PLEADING}")
    assert underlined(editor) == ["I would do anything for a spot"]
    assert "One thing to change:" in texts(editor)
    assert "“I would do anything for a spot”" in texts(editor)


def test_the_advice_of_a_finding_is_shown_when_it_is_pressed(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, PLEADING)
    editor.remarks.findings.layout().itemAt(0).widget().click()
    assert editor.remarks.details.isVisible()
    assert editor.remarks.details.instead.text().startswith("Name one concrete thing")
    assert editor.field.textCursor().selectedText() == "I would do anything for a spot"
    assert not editor.remarks.details.dispute.isVisible()


def test_the_must_says_are_ticked_while_they_are_written(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, PLEADING)
    states = {row.accessibleName().partition(":")[0]: row.accessibleName() for row in editor.remarks.must_says.rows}
    assert "heard" in states["Greeting"]
    assert "missing" in states["Your AAMC ID"]


def test_a_script_that_is_well_says_so(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, "Good morning. Thank you.")
    assert editor.remarks.verdict.text() == FINE
    assert underlined(editor) == []


def test_an_empty_script_says_what_the_field_is_for(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, PLEADING)
    editor.field.clear()
    stage.qtbot.waitUntil(lambda: not editor.remarks.isVisible())
    assert editor.words.text() == EMPTY


def test_silenced_rules_and_own_words_hold_for_scripts_too(stage: PracticeStage, page: PracticePage) -> None:
    settings = replace(stage.services.settings, silenced_rules=("do-anything",), own_words=("morning",))
    stage.services.update_settings(settings)
    editor = write(stage, page, PLEADING)
    assert underlined(editor) == ["morning"]


def test_a_script_is_kept_for_its_call_and_its_program(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, PLEADING)
    page.choose_call("voicemail")
    assert editor.text == ""
    page.choose_call("practice-intro")
    assert editor.text == PLEADING
    programs = page.home.details.programs
    programs.activated.emit(programs.findData(RIVERBEND.id))
    assert editor.text == ""
    assert stage.services.history.scripts.text("practice-intro", None) == PLEADING


def test_a_script_is_kept_when_its_field_is_left(stage: PracticeStage, page: PracticePage) -> None:
    write(stage, page, PLEADING)
    page.home.bar.record.setFocus()
    assert stage.services.history.scripts.text("practice-intro", None) == PLEADING


def test_a_script_that_came_from_elsewhere_is_shown(stage: PracticeStage, page: PracticePage) -> None:
    """As from a backup, for the call that is being shown."""
    stage.services.history.scripts.save("practice-intro", None, PLEADING)
    page.desk.refresh()
    assert page.home.details.script.text == PLEADING


def test_a_script_that_was_deleted_elsewhere_is_shown_no_more(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, PLEADING)
    page.home.calls.setFocus()
    stage.services.history.delete_all(with_cards=True)
    page.desk.refresh()
    assert editor.text == ""
    assert stage.services.history.scripts.everything() == []


def test_what_is_being_written_stays_whatever_came_from_elsewhere(stage: PracticeStage, page: PracticePage) -> None:
    editor = write(stage, page, PLEADING)
    stage.services.history.scripts.save("practice-intro", None, "Good evening.")
    page.desk.refresh()
    assert editor.text == PLEADING


def test_a_space_in_the_script_is_a_space_and_records_nothing(stage: PracticeStage, page: PracticePage) -> None:
    editor = page.home.details.script
    editor.field.setFocus()
    QTest.keyClicks(editor.field, "Good morning")
    QTest.keyClick(editor.field, Qt.Key.Key_Space)
    assert editor.text == "Good morning "
    assert stage.state.phase is PracticePhase.IDLE


def test_the_length_of_a_script_is_told_in_seconds_against_the_target() -> None:
    calls = scenarios.load()
    intro = calls["practice-intro"]
    assert length_words("word " * 70, intro) == (
        "70 words, about 30 seconds at an easy pace; the target is 30 to 90 seconds."
    )

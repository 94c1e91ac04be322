"""Help, Rules: looking a rule up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QTreeWidget

from rehearse import phrases
from rehearse.ui.pages.choose_rules import title_of
from rehearse.ui.rules_dialog import ENTRY_ROLE, RulesDialog, entries
from tests.ui.page_stage import named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PAGE = """\
# Rules

Intro.

## Blame

### `one`

First.

- Why: x

### `two`

Second.

## Must-says

### `three`

Third.
"""


@pytest.fixture
def dialog(qtbot: QtBot) -> RulesDialog:
    made = RulesDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: RulesDialog) -> list[str]:
    """The names that can be seen in the list."""
    tree = named(dialog, "Rules and must-says")
    assert isinstance(tree, QTreeWidget)
    branches = [tree.topLevelItem(index) for index in range(tree.topLevelItemCount())]
    items = [branch.child(row) for branch in branches for row in range(branch.childCount()) if not branch.isHidden()]
    return [item.text(0) for item in items if not item.isHidden() and item.data(0, ENTRY_ROLE) is not None]


def test_the_page_of_rules_is_read_by_family_and_name() -> None:
    assert [(entry.family, entry.name, entry.text.split()[0]) for entry in entries(PAGE)] == [
        ("Blame", "one", "First."),
        ("Blame", "two", "Second."),
        ("Must-says", "three", "Third."),
    ]


def test_every_rule_and_must_say_can_be_looked_up_by_the_name_that_it_has_elsewhere(dialog: RulesDialog) -> None:
    book = phrases.load()
    rules = [title_of(book, rule.id) for rule in book.rules]
    assert shown(dialog) == [*rules, *(element.title for element in book.elements)]


def test_a_rule_is_found_by_any_of_its_words_and_shown_with_reason_examples_and_source(dialog: RulesDialog) -> None:
    search = named(dialog, "Search the rules")
    assert isinstance(search, QLineEdit)
    search.setText("whatever it takes")
    assert "“I would do anything to train”" in shown(dialog)
    search.setText("do-anything")
    text = dialog.text.toPlainText()
    for part in (
        "do-anything",
        "Severity: stop",
        "Instead:",
        "Why:",
        "Whatever it takes, just tell me.",
        "Not marked:",
        "Source:",
    ):
        assert part in text


def test_a_search_without_a_result_leaves_the_list_empty(dialog: RulesDialog) -> None:
    named(dialog, "Search the rules").setText("zzz")  # type: ignore[attr-defined]
    assert shown(dialog) == []

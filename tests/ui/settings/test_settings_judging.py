"""Settings by which takes are judged: bands, rules, one's own words, and where the articles differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton, QTreeWidget

from rehearse import bands, phrases
from rehearse.measures.values import Band
from rehearse.settings import CallPolicy, VoicemailStyle
from rehearse.ui.pages.advice import DISAGREEMENTS
from rehearse.ui.pages.choose_rules import ChooseRules, title_of
from tests.ui.page_stage import button, named, texts
from tests.ui.settings_stage import choose, kept, open_page, type_number

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services


def test_where_the_articles_disagree_every_side_is_shown_with_its_source(services: Services, qtbot: QtBot) -> None:
    shown = texts(open_page(services, qtbot))
    for question_ in DISAGREEMENTS:
        assert question_.question in shown
        assert len({position.source for position in question_.positions}) >= 2
        for position in question_.positions:
            assert position.says in shown
            assert position.source in shown


def test_the_users_own_choice_between_them_is_kept(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    for label, checked in (("A few well-chosen programs", True), ("Only programs that invite calls", False)):
        choice = button(page, label)
        assert isinstance(choice, QRadioButton)
        assert choice.isChecked() is checked
    button(page, "Only programs that invite calls").click()
    button(page, "With contact").click()
    assert kept(services).call_policy is CallPolicy.INVITED_ONLY
    assert kept(services).voicemail_style is VoicemailStyle.WITH_CONTACT


def test_a_band_can_be_changed_and_reset(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert "Our own choice: published advice gives no figure." in texts(page)
    type_number(page, "Pace: to", "150", qtbot)
    assert kept(services).bands == {"speaking_rate_wpm": Band(low=120, high=150, far_low=100, far_high=180)}
    assert "Your own choice." in texts(page)
    named(page, "Reset the band of Pace").click()  # type: ignore[attr-defined]
    assert kept(services).bands == {}
    assert named(page, "Pace: to").value() == 160  # type: ignore[attr-defined]


def test_edges_that_do_not_rise_are_not_kept_and_said_so(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    type_number(page, "Pace: to", "90", qtbot)
    assert "Not kept: each number must be as large as the one before it" in texts(page)
    assert kept(services).bands == {}
    type_number(page, "Pace: to", "170", qtbot)
    assert "Not kept" not in texts(page)
    assert kept(services).bands["speaking_rate_wpm"].high == 170


def test_the_length_of_one_call_can_be_changed_for_itself(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    choose(page, "Length of a call", services.scenarios["voicemail"].title)
    assert "Voicemail: from published advice." in texts(page)
    type_number(page, "Length: to", "25", qtbot)
    own = kept(services).bands
    voicemail = bands.band(bands.LENGTH, services.scenarios["voicemail"], own)
    assert voicemail is not None
    assert (voicemail.low, voicemail.high) == (15, 25)
    assert bands.whose(bands.LENGTH, services.scenarios["voicemail"], own) is bands.Whose.YOURS
    other = services.scenarios["practice-intro"]
    assert bands.band(bands.LENGTH, other, own) == bands.band(bands.LENGTH, other)


def test_rules_are_silenced_and_heard_again(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    assert "None is silenced." in texts(page)
    button(page, "Choose rules…").click()
    (dialog,) = page.findChildren(ChooseRules)
    named(dialog, "Search the rules").setText("anything")  # type: ignore[attr-defined]
    tree = named(dialog, "Rules; a ticked one is silenced")
    assert isinstance(tree, QTreeWidget)
    shown = [
        tree.topLevelItem(family).child(rule).text(0)
        for family in range(tree.topLevelItemCount())
        for rule in range(tree.topLevelItem(family).childCount())
        if not tree.topLevelItem(family).child(rule).isHidden()
    ]
    anything, begging = (title_of(phrases.load(), rule) for rule in ("do-anything", "begging"))
    assert anything in shown
    assert begging not in shown
    dialog.tick("do-anything")
    button(dialog, "Keep").click()
    assert kept(services).silenced_rules == ("do-anything",)
    assert anything in texts(page)
    button(page, "Use all rules").click()
    assert kept(services).silenced_rules == ()


def test_own_words_are_kept_when_their_field_is_left(services: Services, qtbot: QtBot) -> None:
    page = open_page(services, qtbot)
    field = named(page, "Words and phrases")
    field.setPlainText("literally\n\n to be honest \nliterally\nbasically (")  # type: ignore[attr-defined]
    field.left.emit()  # type: ignore[attr-defined]
    assert kept(services).own_words == ("literally", "to be honest", "basically (")
    qtbot.waitUntil(lambda: "“basically (” is left out: “(” has no “)”." in texts(page))

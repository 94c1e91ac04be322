"""What the user says to a take, and what they mean to say in a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.history.store import HistoryStore
from rehearse.phrases.finding import Severity
from rehearse.programs.card import Card
from tests.reports import a_finding, a_report
from tests.unit.history.conftest import record

if TYPE_CHECKING:
    from pathlib import Path

TWO_STOPS = a_report(findings=(a_finding("begging", Severity.STOP), a_finding("do-anything", Severity.STOP)))


def test_a_rule_that_was_wrong_in_a_take_is_counted_there_no_more(store: HistoryStore) -> None:
    here, there = record(store), record(store, minute=1)
    store.save_report(here.id, TWO_STOPS)
    store.save_report(there.id, TWO_STOPS)

    store.silenced.add(here.id, "begging")

    assert store.silenced.of(here.id) == {"begging"}
    assert store.lists.row(here.id).stops == 1
    assert store.lists.row(there.id).stops == 2
    assert store.report(here.id) == TWO_STOPS


def test_a_rule_stays_silent_when_the_report_is_made_again(store: HistoryStore) -> None:
    take = record(store)
    store.save_report(take.id, TWO_STOPS)
    store.silenced.add(take.id, "begging")
    store.silenced.add(take.id, "begging")

    store.save_report(take.id, TWO_STOPS)

    assert store.lists.row(take.id).stops == 1


def test_silenced_rules_can_speak_again(store: HistoryStore) -> None:
    take = record(store)
    store.save_report(take.id, TWO_STOPS)
    store.silenced.add(take.id, "begging")
    store.silenced.remove_all(take.id)
    assert store.silenced.of(take.id) == frozenset()
    assert store.lists.row(take.id).stops == 2


def test_only_a_known_take_has_silenced_rules(store: HistoryStore) -> None:
    with pytest.raises(KeyError):
        store.silenced.add("no-take", "begging")


def test_what_is_silenced_goes_with_the_take(store: HistoryStore) -> None:
    take = record(store)
    store.silenced.add(take.id, "begging")
    store.delete(take.id)
    assert store.silenced.of(take.id) == frozenset()


def test_a_script_is_kept_for_each_call_and_card(store: HistoryStore) -> None:
    card = Card(program="Riverbend Medical Center")
    store.cards.save(card)
    store.scripts.save("opening-call", None, "Good morning.")
    store.scripts.save("opening-call", card.id, "Good morning, Riverbend.")
    store.scripts.save("opening-call", None, "Good afternoon.")
    assert store.scripts.text("opening-call", None) == "Good afternoon."
    assert store.scripts.text("opening-call", card.id) == "Good morning, Riverbend."
    assert store.scripts.text("voicemail", None) == ""


def test_a_script_outlives_the_program_and_goes_when_it_is_emptied_or_its_card_deleted(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    card = Card(program="Riverbend Medical Center")
    store.cards.save(card)
    for card_id in (None, card.id):
        store.scripts.save("opening-call", card_id, "Good morning.")
    store.close()
    with_scripts = HistoryStore.open(history_file, recordings)
    assert with_scripts.scripts.text("opening-call", None) == "Good morning."
    with_scripts.scripts.save("opening-call", None, "  ")
    with_scripts.cards.delete(card.id)
    assert with_scripts.scripts.text("opening-call", None) == ""
    assert with_scripts.scripts.text("opening-call", card.id) == ""
    with_scripts.close()


def test_deleting_everything_deletes_the_scripts_too(store: HistoryStore) -> None:
    store.scripts.save("opening-call", None, "Good morning.")
    store.delete_all()
    assert store.scripts.text("opening-call", None) == "Good morning."
    store.delete_all(with_cards=True)
    assert store.scripts.text("opening-call", None) == ""

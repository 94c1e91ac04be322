from __future__ import annotations

import pytest

from rehearse.programs.card import Card
from rehearse.programs.hints import card_hints, count_sentences, list_hint


def hint(card: Card, field: str) -> str:
    return next((found.text for found in card_hints(card) if found.field == field), "")


WHOLE = Card(
    program="Riverbend", reasons=("a",), strengths=("b",), concern="One sentence.", applied=True, would_go=True
)


def test_a_card_as_the_articles_advise_it_gets_no_hint() -> None:
    assert card_hints(WHOLE) == ()


@pytest.mark.parametrize(("amount", "says"), [(0, "No reason"), (1, ""), (2, ""), (3, "3 reasons"), (5, "5 reasons")])
def test_one_or_two_reasons_are_enough(amount: int, says: str) -> None:
    found = hint(Card(program="x", reasons=("r",) * amount), "reasons")
    assert found.startswith(says)
    assert bool(found) == bool(says)


@pytest.mark.parametrize(("amount", "says"), [(0, "No strength yet"), (1, ""), (2, ""), (3, "3 strengths")])
def test_one_or_two_strengths_are_enough(amount: int, says: str) -> None:
    found = hint(Card(program="x", strengths=("s",) * amount), "strengths")
    assert found.startswith(says)
    assert bool(found) == bool(says)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 0),
        ("I failed Step 1 once", 1),
        ("I failed Step 1 once.", 1),
        ("I failed once. I passed with 238.", 2),
        ("Dr. Ortiz of St. Mary knows it.", 1),
        ("I took leave in the U.S. for family.", 1),
        ("Why? Illness! It is over.", 3),
    ],
)
def test_sentences_are_counted_without_abbreviations(text: str, sentences: int) -> None:
    assert count_sentences(text) == sentences


def test_a_concern_of_one_sentence_is_what_the_articles_ask_for() -> None:
    assert hint(Card(program="x", concern="One."), "concern") == ""
    assert hint(Card(program="x", concern="One. Two."), "concern").startswith(
        "2 sentences. One published article asks for one"
    )
    assert "instead of calling" in hint(Card(program="x", concern="One. Two. Three."), "concern")


def test_what_was_not_said_is_not_held_against_the_card() -> None:
    assert hint(Card(program="x"), "applied") == ""
    assert hint(Card(program="x", applied=False), "applied").startswith("Not applied yet.")
    assert hint(Card(program="x"), "would_go") == ""
    assert hint(Card(program="x", would_go=False), "would_go").startswith("You would not go there.")


@pytest.mark.parametrize(
    ("count", "says"),
    [(0, ""), (1, "1 program"), (4, "5 to 15"), (5, ""), (15, ""), (16, "with an adviser"), (21, "mass mailing")],
)
def test_a_list_of_five_to_fifteen_programs_needs_no_hint(count: int, says: str) -> None:
    assert says in list_hint(count)
    assert bool(list_hint(count)) == bool(says)

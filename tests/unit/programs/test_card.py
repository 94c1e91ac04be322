from __future__ import annotations

from rehearse.programs.card import Card
from rehearse.target import Target

CALLER = Target(applicant="Maya Okafor", applicant_id="14872093", specialty="internal medicine")


def test_a_card_and_the_profile_say_whom_to_check_against() -> None:
    card = Card(program="Riverbend Medical Center", aliases=("Riverbend",), specialty="family medicine")

    assert card.target(CALLER) == Target(
        applicant="Maya Okafor",
        applicant_id="14872093",
        program="Riverbend Medical Center",
        aliases=("Riverbend",),
        specialty="family medicine",
    )


def test_without_a_specialty_of_its_own_a_card_takes_the_profiles() -> None:
    assert Card(program="Riverbend").target(CALLER).specialty == "internal medicine"


def test_each_new_card_has_an_id_of_its_own() -> None:
    assert Card(program="Riverbend").id != Card(program="Riverbend").id


def test_what_was_not_said_is_neither_yes_nor_no() -> None:
    card = Card(program="Riverbend")

    assert (card.applied, card.would_go, card.no_contact) == (None, None, False)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.programs.names import SPECIALTIES, cards_from_names, specialty_in


def test_each_line_names_a_program() -> None:
    cards = cards_from_names("Riverbend Medical Center\nLakeshore Community Hospital\n")

    assert [card.program for card in cards] == ["Riverbend Medical Center", "Lakeshore Community Hospital"]


@pytest.mark.parametrize(
    "line",
    [
        "Riverbend Medical Center",
        "  Riverbend   ".strip() + " Medical Center  ",
        "1. Riverbend Medical Center",
        "12) Riverbend Medical Center",
        "(3) Riverbend Medical Center",
        "#4 Riverbend Medical Center",
        "- Riverbend Medical Center",
        "• Riverbend Medical Center",
        "– Riverbend Medical Center",
        "* [ ] Riverbend Medical Center",
        "- [x] Riverbend Medical Center",
        "☐ Riverbend Medical Center",
        "\ufeffRiverbend Medical Center",
        "7.\tRiverbend Medical Center\t1401234567",
        "Riverbend Medical Center,",
    ],
)
def test_what_stands_before_a_name_in_lists_is_left_out(line: str) -> None:
    (card,) = cards_from_names(line)

    assert card.program == "Riverbend Medical Center"
    assert (card.specialty, card.place, card.aliases) == ("", "", ())


@pytest.mark.parametrize(
    ("line", "specialty"),
    [
        ("Riverbend Medical Center, Internal Medicine", "Internal Medicine"),
        ("Riverbend Medical Center - internal medicine", "internal medicine"),
        ("Riverbend Medical Center – IM", "internal medicine"),
        ("Riverbend Medical Center — Psych", "psychiatry"),
        ("Riverbend Medical Center (OB/GYN)", "obstetrics and gynecology"),
        ("Riverbend Medical Center\tFamily Medicine Residency Program", "Family Medicine"),
        ("Riverbend Medical Center, General Surgery (categorical)", "General Surgery"),
        ("Riverbend Medical Center, prelim surgery", "preliminary surgery"),
        ("Riverbend Medical Center, PM&R", "physical medicine and rehabilitation"),
    ],
)
def test_a_specialty_behind_the_name_is_kept_as_such(line: str, specialty: str) -> None:
    (card,) = cards_from_names(line)

    assert (card.program, card.specialty) == ("Riverbend Medical Center", specialty)


def test_a_place_behind_a_comma_is_kept_as_such() -> None:
    (card,) = cards_from_names("Lakeshore Community Hospital (LCH), Boise, ID - Family Medicine")

    assert card.program == "Lakeshore Community Hospital"
    assert card.aliases == ("LCH",)
    assert card.place == "Boise, ID"
    assert card.specialty == "Family Medicine"


@pytest.mark.parametrize(
    "name",
    [
        "University of Example - North Campus",
        "St. Mary's-Hill Hospital",
        "3 Rivers Hospital",
        "Children's Hospital 2.0",
    ],
)
def test_what_belongs_to_the_name_stays_in_it(name: str) -> None:
    (card,) = cards_from_names(name)

    assert card.program == name


def test_a_program_that_is_named_twice_gives_one_card() -> None:
    cards = cards_from_names(
        "1. Riverbend Medical Center\n2. RIVERBEND  medical center.\n3. Lakeshore\nRiverbend Medical Center"
    )

    assert [card.program for card in cards] == ["Riverbend Medical Center", "Lakeshore"]


def test_two_specialties_of_one_hospital_are_two_programs() -> None:
    cards = cards_from_names("Riverbend, Internal Medicine\nRiverbend, Family Medicine")

    assert [card.specialty for card in cards] == ["Internal Medicine", "Family Medicine"]


@pytest.mark.parametrize("text", ["", "\n \n", "1401234567", "---", "1.\n2.\n", "• , ()"])
def test_lines_without_a_name_give_no_card(text: str) -> None:
    assert cards_from_names(text) == ()


@given(st.text())
def test_any_text_gives_cards_with_names_and_each_once(text: str) -> None:
    cards = cards_from_names(text)

    assert all(any(letter.isalpha() for letter in card.program) for card in cards)
    assert all(card.program == card.program.strip() for card in cards)
    assert len({(card.program.casefold(), card.specialty.casefold()) for card in cards}) == len(cards)


@pytest.mark.parametrize("specialty", sorted(SPECIALTIES))
def test_every_specialty_is_known_in_capitals_too(specialty: str) -> None:
    assert specialty_in(specialty.title()) == specialty.title()


def test_a_name_that_only_holds_a_specialty_is_none() -> None:
    assert specialty_in("Institute of Internal Medicine") == ""

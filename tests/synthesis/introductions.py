"""Invented callers who introduce themselves, and what is right to say of their name, number and program.

`FIRST` are those that the comparison of names and numbers was made with. `SECOND` were written before it was changed
and never looked at while it was: other names from other places, other programs, other ways to say a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = (
    Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend",), "internal medicine"),
    Target("Daniel Reyes", "13900456", "Saint Brigid Hospital", ("Saint Brigid",), "family medicine"),
    Target("Priya Raman", "15567120", "Lakeshore University Hospital", ("Lakeshore",), "pediatrics"),
    Target("Lena Fischer", "16120458", "Ashford Valley Medical Center", ("Ashford Valley",), "psychiatry"),
    Target("Wei Chen", "12244871", "Clearwater Regional Hospital", ("Clearwater",), "neurology"),
    Target("Ahmed Hassan", "17303965", "Northgate Community Hospital", ("Northgate",), "internal medicine"),
    Target("Sofia Petrova", "14098812", "Mercy General Hospital", ("Mercy General",), "general surgery"),
    Target("Grace Mensah", "15841177", "Pine Hill Medical Center", ("Pine Hill",), "family medicine"),
    Target("Carlos Mendoza", "16650934", "Oakdale Health System", ("Oakdale",), "pediatrics"),
    Target("Hannah Goldberg", "13427809", "Stonebridge Medical Center", ("Stonebridge",), "pathology"),
)
SECOND = (
    Target("Thandi Nkosi", "15238064", "Tidewater Regional Medical Center", ("Tidewater",), "internal medicine"),
    Target("Mateusz Kowalski", "16601947", "Wolf Creek Medical Center", ("Wolf Creek",), "psychiatry"),
    Target("Camila Delgado", "14475308", "Holy Family Hospital", ("Holy Family",), "pediatrics"),
    Target("Bao Nguyen", "13050722", "Desert Springs Hospital", ("Desert Springs",), "family medicine"),
    Target("Yuki Tanaka", "17720019", "Twin Lakes Health System", ("Twin Lakes",), "neurology"),
    Target("Arjun Krishnan", "12983356", "Blue Ridge University Hospital", ("Blue Ridge",), "internal medicine"),
    Target("Fatima Rahman", "15514470", "Marshfield Community Hospital", ("Marshfield",), "pediatrics"),
    Target("Dmitri Volkov", "16808125", "Eastgate Medical Center", ("Eastgate",), "general surgery"),
    Target("Elif Yildiz", "14136695", "Kenwood Hospital", ("Kenwood",), "pathology"),
    Target("Kwame Boateng", "17442086", "Good Shepherd Hospital", ("Good Shepherd",), "internal medicine"),
    Target("Ingrid Larsen", "13311958", "Saint Raphael Medical Center", ("Saint Raphael",), "family medicine"),
    Target("Giovanni Esposito", "15900743", "Sycamore Hospital", ("Sycamore",), "anesthesiology"),
    Target("Chloe Moreau", "16277701", "Palmetto Health System", ("Palmetto",), "psychiatry"),
    Target("Levon Petrosyan", "12064459", "Fox Hollow Medical Center", ("Fox Hollow",), "internal medicine"),
    Target("Jin Kang", "14830016", "Highland Park Medical Center", ("Highland Park",), "emergency medicine"),
    Target("Zainab Bello", "17155823", "Cypress Grove Hospital", ("Cypress Grove",), "family medicine"),
    Target("Rahul Desai", "13668840", "Queensbury General Hospital", ("Queensbury",), "neurology"),
    Target("Joshua Whitman", "15029937", "Cascade Memorial Hospital", ("Cascade",), "pediatrics"),
    Target("Rania Haidar", "16394412", "Bellevue Heights Hospital", ("Bellevue Heights",), "internal medicine"),
    Target("Samuel Bekele", "12517780", "Union Square Hospital", ("Union Square",), "general surgery"),
)
UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def one_by_one(digits: str) -> str:
    """Digit by digit, in two groups."""
    said = [UNITS[int(digit)] for digit in digits]
    return f"{' '.join(said[:4])}, {' '.join(said[4:])}"


def with_oh(digits: str) -> str:
    """The same with "oh" for zero."""
    return one_by_one(digits).replace("zero", "oh")


def in_pairs(digits: str) -> str:
    """Two digits at a time where that can be said."""
    return ", ".join(_pair(digits[at : at + 2]) for at in range(0, len(digits), 2))


def _pair(pair: str) -> str:
    if len(pair) < 2 or pair[0] == "0":
        return " ".join(UNITS[int(digit)] for digit in pair)
    if pair[0] == "1":
        return TEENS[int(pair[1])]
    return TENS[int(pair[0])] + (f" {UNITS[int(pair[1])]}" if pair[1] != "0" else "")


def doubled(digits: str) -> str:
    """ "Double" where a digit is said twice."""
    said: list[str] = []
    at = 0
    while at < len(digits):
        twice = digits[at : at + 2] == digits[at] * 2
        said.append(("double " if twice else "") + UNITS[int(digits[at])])
        at += 2 if twice else 1
    return " ".join(said)


def in_threes(digits: str) -> str:
    """Three, three and two."""
    return ", ".join(" ".join(UNITS[int(digit)] for digit in digits[at : at + 3]) for at in (0, 3, 6))


def in_twos(digits: str) -> str:
    """Digit by digit in four groups of two, with "oh" for zero."""
    groups = (digits[at : at + 2] for at in range(0, len(digits), 2))
    return ", ".join(" ".join(UNITS[int(digit)] for digit in group) for group in groups).replace("zero", "oh")


def in_one_go(digits: str) -> str:
    """Digit by digit without a break."""
    return one_by_one(digits).replace(",", "")


def pairs_with_oh(digits: str) -> str:
    """Two digits at a time with "oh" for zero."""
    return in_pairs(digits).replace("zero", "oh")


def doubled_with_oh(digits: str) -> str:
    """ "Double" where a digit is said twice, and "oh" for zero."""
    return doubled(digits).replace("zero", "oh")


def a_dash_between(digits: str) -> str:
    """Two groups of four with a dash between them."""
    return one_by_one(digits).replace(",", ", dash,")


@dataclass(frozen=True, slots=True)
class Introduction:
    """One introduction.

    Attributes:
        text: What is said.
        target: The card.
        expected: What is right to say of the name, the number and the program; for the number any of several.
    """

    text: str
    target: Target
    expected: dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How the callers of a set speak.

    Attributes:
        frames: What they say around name, program and number, in turn.
        namings: How they give their name.
        forms: How they say a number.
        others: Names and programs that are said where the card's belong.
    """

    frames: tuple[str, ...]
    namings: tuple[str, ...]
    forms: tuple[Callable[[str], str], ...]
    others: tuple[tuple[str, str], ...]


_FIRST = Manner(
    ("Good morning, {name}, and I applied to {program}. {number}Thank you for your time.",),
    ("my name is {}",),
    (one_by_one, with_oh, in_pairs, doubled, in_threes),
    (("Thomas Keller", "Greenfield Medical Center"), ("Julia Martin", "Westbrook Hospital")),
)
_SECOND = Manner(
    (
        "Hello, {name}. I am calling about {program}. {number}I would be glad to hear from you.",
        "Good afternoon, {name}, a senior medical student, and I have just applied to {program}. {number}Thank you.",
        "Hi, good morning. {name}. I hope that this is a good moment. I am very interested in {program}. {number}",
    ),
    ("this is {}", "my name is {}", "I'm {}"),
    (pairs_with_oh, in_twos, doubled_with_oh, in_one_go, with_oh, a_dash_between, in_threes),
    (("Olivia Bennett", "Maple Grove Hospital"), ("Victor Salazar", "Silverton Clinic")),
)
_NUMBER = "My A A M C ID is {}. "


def first() -> list[Introduction]:
    """Six for each card of the first set: one right in every form, and each error in turn."""
    return [_introduction(card, number, turn, _FIRST) for number, card in enumerate(FIRST) for turn in range(6)]


def second() -> list[Introduction]:
    """As many for each card of the second."""
    return [_introduction(card, number, turn, _SECOND) for number, card in enumerate(SECOND) for turn in range(6)]


def _introduction(card: Target, number: int, turn: int, manner: Manner) -> Introduction:
    other_name, other_program = manner.others[number // 2 % len(manner.others)]
    digits, form = card.applicant_id, manner.forms[(number + turn) % len(manner.forms)]
    naming = manner.namings[(number + turn) % len(manner.namings)]
    name = naming.format(card.applicant)
    program = f"the {card.specialty} program at {card.program if turn % 2 else card.aliases[0]}"
    expected = {"full-name": {"heard"}, "applicant-id": {"heard"}, "program-named": {"heard"}}
    if turn == 2:
        at = 2 + number % 6
        digits = digits[:at] + str((int(digits[at]) + 3) % 10) + digits[at + 1 :]
        expected["applicant-id"] = {"wrong", "unclear"}
    elif turn == 3 and number % 2:
        digits, form = digits[:-1], one_by_one
        expected["applicant-id"] = {"wrong", "unclear"}
    elif turn == 3:
        digits = ""
        expected["applicant-id"] = {"missing"}
    elif turn == 4 and number % 2:
        name = naming.format(other_name)
        expected["full-name"] = {"unclear"}
    elif turn == 4:
        name = "I am a fourth year student at State University"
        expected["full-name"] = {"missing"}
    elif turn == 5:
        program = f"the {card.specialty} program at {other_program}" if number % 2 else f"your {card.specialty} program"
        expected["program-named"] = {"missing"}
    said = _NUMBER.format(form(digits)) if digits else ""
    frame = manner.frames[(number // 2 + turn) % len(manner.frames)]
    text = frame.format(name=name, program=program, number=said).strip()
    return Introduction(re.sub(r"([.] )([a-z])", lambda match: match[1] + match[2].upper(), text), card, expected)

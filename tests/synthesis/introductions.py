"""Invented callers who introduce themselves, and what is right to say of their name, number and program.

`FIRST` are those that the comparison of names and numbers was made with. `SECOND` were written before it was changed
and never looked at while it was: other names from other places, other programs, other ways to say a number. `THIRD`
were written before it was changed again, with both others to look at; there somebody also says one of two like digits,
or one digit twice, and gives a telephone number where the other number is left out. `FOURTH` were written before the
last change but one and heard after it; the misses of their first third were looked at then. `FIFTH` were written before
the last change but one of how numbers are read, first heard after it, and looked at since.
`SIXTH` were written once names were compared with the sound itself, and not heard before that stood; a quarter of
them say "I'm called". `SEVENTH` were written once numbers were, too, and heard once by the program that is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.synthesis.callers import FIFTH, FIRST, FOURTH, SECOND, SEVENTH, SIXTH, THIRD
from tests.synthesis.numbers_said import (
    a_dash_between,
    a_stop_between,
    an_um_between,
    and_then,
    commas_between,
    doubled,
    doubled_in_groups,
    doubled_in_pairs,
    doubled_with_oh,
    five_then_three,
    four_then_pairs,
    in_one_go,
    in_pairs,
    in_threes,
    in_twos,
    in_twos_with_stops,
    one_by_one,
    one_pair_then_digits,
    pairs_with_oh,
    three_two_three,
    two_three_three,
    with_nought,
    with_oh,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.target import Target


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
        numbers: What they say around a number that begins with a digit.
        instead: What they say where the number is left out.
    """

    frames: tuple[str, ...]
    namings: tuple[str, ...]
    forms: tuple[Callable[[str], str], ...]
    others: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...] = ("My A A M C ID is {}. ",)
    instead: str = ""


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
_THIRD = Manner(
    (
        "Good morning, {name}, and I have applied to {program}. {number}I would be grateful for your consideration.",
        "Hello. {name}. {number}I am calling because I hope to train in {program}. Thank you for your time.",
        "Hi there, {name}, from State University. {number}I sent my application to {program} this morning.",
        "Good afternoon. {name}, and I wanted to let you know that I applied to {program}. {number}Have a good day.",
    ),
    ("my name is {}", "this is {}", "I'm {}", "my name's {}"),
    (doubled_in_groups, with_oh, in_pairs, commas_between, doubled, two_three_three, and_then),
    (("Rebecca Stone", "Lincoln Park Hospital"), ("Marcus Webb", "Ridgewood Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My A A M C number is {}. ",
        "My applicant ID is {}, and my cell phone is five five five, two one seven, four eight three nine. ",
        "The A A M C ID is {}, if that helps you. ",
    ),
    "You can reach me by phone at five five five, six oh one, seven seven two four. ",
)
_FOURTH = Manner(
    (
        "Good morning. {name}, a graduating student, and I am phoning about {program}. {number}Thank you so much.",
        "Hello, {name}. I have a question about {program}, to which I applied last week. {number}I can wait.",
        "Good afternoon, {name}. {number}I hope to match into {program}, and I want to say why.",
        "Hi, {name}. {number}I am still looking for a position, and {program} is my first choice.",
    ),
    ("my full name is {}", "this is {}", "I am {}", "my name is {}"),
    (four_then_pairs, doubled_in_pairs, three_two_three, with_oh, a_stop_between, doubled, doubled_in_groups),
    (("Patrick Sullivan", "Brookside Hospital"), ("Monica Ferrara", "Hartwell Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My number with the A A M C is {}. ",
        "My phone number is five five five, eight two six, one nine three seven, and my A A M C ID is {}. ",
        "You find me under A A M C ID {}, please. ",
    ),
    "Please call me back at five five five, three nine oh, two eight six one. ",
)
_FIFTH = Manner(
    (
        "Good morning, {name}. {number}I am writing down my questions for {program}, if you have a minute.",
        "Hello. {name}, and I am an applicant to {program}. {number}Is this a good time?",
        "Good afternoon, {name}. I would like to speak about {program}. {number}Thank you for listening.",
        "Hi, {name}, I graduated last year. {number}I was so happy to see an open place at {program}.",
    ),
    ("my name is {}", "this is {} speaking", "I'm {}", "it's {}"),
    (
        five_then_three,
        with_nought,
        one_pair_then_digits,
        an_um_between,
        in_twos_with_stops,
        doubled_with_oh,
        pairs_with_oh,
        in_threes,
        with_oh,
    ),
    (("Edward Lawson", "Fieldcrest Hospital"), ("Teresa Molina", "Castle Rock Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My applicant number is {}. ",
        "My A A M C number is {0}, I repeat, {0}. ",
        "You can look me up, my A A M C ID is {}, and my phone is five five five, four one eight, two two oh six. ",
    ),
    "My phone is five five five, four one eight, two two oh six. ",
)
_SIXTH = Manner(
    (
        "Good morning, {name}, I finished medical school in June. {number}I hope to train in {program}. Thank you.",
        "Hello. {name}. I have applied to {program} today. {number}May I ask you one question?",
        "Good afternoon, {name}. {number}I am interested in {program}, and I can start at any time.",
        "Hi, {name}. I hope that you are well. I am calling about {program}. {number}I appreciate your time.",
    ),
    ("my name is {}", "this is {} calling", "I am {}", "I'm called {}"),
    (
        one_by_one,
        in_threes,
        with_oh,
        three_two_three,
        doubled,
        in_pairs,
        four_then_pairs,
        commas_between,
        with_nought,
    ),
    (("Philip Barnes", "Stonegate Hospital"), ("Laura Jensen", "Riverside Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My A A M C number is {}. ",
        "My telephone number is five five five, seven one two, three nine six eight, and my A A M C ID is {}. ",
        "My applicant number is {}, if you would like to look me up. ",
    ),
    "You can call me at five five five, seven one two, three nine six eight. ",
)
_SEVENTH = Manner(
    (
        "Hello, {name}, and I would like to ask about {program}. {number}I can send you everything again.",
        "Good morning. {name}. {number}I am applying for a position in {program}. Thank you for taking my call.",
        "Good afternoon, {name}, a medical graduate. I have just seen that {program} has a place. {number}",
        "Hi there, {name}. I applied to {program} an hour ago. {number}Have a good day.",
    ),
    ("my name is {}", "this is {}", "I am {}", "it's {} calling"),
    (
        with_oh,
        commas_between,
        in_threes,
        one_by_one,
        doubled_in_groups,
        pairs_with_oh,
        three_two_three,
        five_then_three,
        doubled,
    ),
    (("Andrew Collins", "Foxglove Hospital"), ("Denise Marchetti", "Northgate Medical Center")),
    (
        "My A A M C ID is {}. ",
        "The A A M C number is {}. ",
        "My A A M C ID is {}, and my phone number is five five five, six four three, one one two seven. ",
        "My applicant ID is {}. ",
    ),
    "My phone number is five five five, six four three, one one two seven. ",
)
_OF_THE_MATCH = "My N R M P ID is N, {}. "
"""What they say around a number that begins with a letter."""

_RIGHT = {"full-name": {"heard"}, "applicant-id": {"heard"}, "program-named": {"heard"}}


def first() -> list[Introduction]:
    """Six for each card of the first set: one right in every form, and each error in turn."""
    return [_introduction(card, number, turn, _FIRST) for number, card in enumerate(FIRST) for turn in range(6)]


def second() -> list[Introduction]:
    """As many for each card of the second."""
    return [_introduction(card, number, turn, _SECOND) for number, card in enumerate(SECOND) for turn in range(6)]


def third() -> list[Introduction]:
    """As many for each card of the third, one more that is right, and one with a digit once instead of twice."""
    return _eight(THIRD, _THIRD)


def fourth() -> list[Introduction]:
    """The same of the fourth."""
    return _eight(FOURTH, _FOURTH)


def fifth() -> list[Introduction]:
    """The same of the fifth."""
    return _eight(FIFTH, _FIFTH)


def sixth() -> list[Introduction]:
    """The same of the sixth."""
    return _eight(SIXTH, _SIXTH)


def seventh() -> list[Introduction]:
    """The same of the seventh."""
    return _eight(SEVENTH, _SEVENTH)


def doubles() -> list[Introduction]:
    """For each card of the first two sets a right number and three miscounted ones, to see which are told apart."""
    cards = enumerate(FIRST + SECOND)
    return [_miscounted(card, number, turn, _SECOND) for number, card in cards for turn in range(4)]


def _eight(cards: Sequence[Target], manner: Manner) -> list[Introduction]:
    six = [_introduction(card, number, turn, manner) for number, card in enumerate(cards) for turn in range(6)]
    return six + [_miscounted(card, number, turn, manner) for number, card in enumerate(cards) for turn in range(2)]


def _miscounted(card: Target, number: int, turn: int, manner: Manner) -> Introduction:
    """A number in which one of two like digits is left out (turn 1 and 2) or one is said twice (turn 3)."""
    digits = "".join(char for char in card.applicant_id if char.isdigit())
    again = re.search(r"(.)\1", digits)
    at = again.start() if again else 2 + number % 5
    expected = dict(_RIGHT)
    if turn:
        expected["applicant-id"] = {"wrong", "unclear"}
        digits = digits[:at] + digits[at] * (2 * (turn // 3)) + digits[at + 1 :]
    naming = manner.namings[(number + turn) % len(manner.namings)]
    program = f"the {card.specialty} program at {card.program}"
    form = manner.forms[(2 * number + turn) % len(manner.forms)]
    said = _number(card, form(digits), number + turn, manner)
    return _said(
        card, manner.frames[number % len(manner.frames)], naming.format(card.applicant), program, said, expected
    )


def _introduction(card: Target, number: int, turn: int, manner: Manner) -> Introduction:
    other_name, other_program = manner.others[number // 2 % len(manner.others)]
    digits, form = (
        "".join(char for char in card.applicant_id if char.isdigit()),
        manner.forms[(number + turn) % len(manner.forms)],
    )
    naming = manner.namings[(number + turn) % len(manner.namings)]
    name = naming.format(card.applicant)
    program = f"the {card.specialty} program at {card.program if turn % 2 else card.aliases[0]}"
    expected = dict(_RIGHT)
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
    said = _number(card, form(digits), number + turn, manner) if digits else manner.instead
    frame = manner.frames[(number // 2 + turn) % len(manner.frames)]
    return _said(card, frame, name, program, said, expected)


def _number(card: Target, digits: str, turn: int, manner: Manner) -> str:
    numbers = manner.numbers if card.applicant_id.isdigit() else (_OF_THE_MATCH,)
    return numbers[turn % len(numbers)].format(digits)


def _said(
    card: Target, frame: str, name: str, program: str, number: str, expected: dict[str, set[str]]
) -> Introduction:
    text = frame.format(name=name, program=program, number=number).strip()
    return Introduction(re.sub(r"([.] )([a-z])", lambda match: match[1] + match[2].upper(), text), card, expected)

"""Invented callers who introduce themselves, and what is right to say of their name, number and program.

Each set has its callers in `callers` and its way of speaking in `manners`. `FIRST` are those that the comparison of
names and numbers was made with. `SECOND` were written before it was changed and never looked at while it was: other
names from other places, other programs, other ways to say a number. `THIRD` were written before it was changed again,
with both others to look at; there somebody also says one of two like digits, or one digit twice, and gives a telephone
number where the other number is left out. `FOURTH` were written before the last change but one and heard after it; the
misses of their first third were looked at then. `FIFTH` were written before the last change but one of how numbers are
read, first heard after it, and looked at since. `SIXTH` were written once names were compared with the sound itself,
and not heard before that stood; a quarter of them say "I'm called". `SEVENTH` were written once numbers were, too, and
heard once by the program that was there then. `EIGHTH` were written by somebody who had not read how names and numbers
are compared, and heard once, before anything was changed for them; some begin with the number, or give their name last,
and of the other names and programs a few sound near the card's. `NINTH` were written by somebody who knew nothing of
how names and numbers are compared, before they were heard for the first time; most say "my name is" or "this is", as
people do, some greet a doctor by name, and two of the other names and one of the other programs sound near the card's.
`TENTH` were written by somebody who knew as little of that, and heard once, by the program that was there then; their
numbers were drawn by lot, and again two of the other names and one of the other programs sound near the card's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.synthesis import callers, manners
from tests.synthesis.numbers_said import one_by_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.target import Target
    from tests.synthesis.manners import Manner


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


_OF_THE_MATCH = "My N R M P ID is N, {}. "
"""What they say around a number that begins with a letter."""

_RIGHT = {"full-name": {"heard"}, "applicant-id": {"heard"}, "program-named": {"heard"}}


def first() -> list[Introduction]:
    """Six for each card of the first set: one right in every form, and each error in turn."""
    return _six(callers.FIRST, manners.FIRST)


def second() -> list[Introduction]:
    """As many for each card of the second."""
    return _six(callers.SECOND, manners.SECOND)


def third() -> list[Introduction]:
    """As many for each card of the third, one more that is right, and one with a digit once instead of twice."""
    return _eight(callers.THIRD, manners.THIRD)


def fourth() -> list[Introduction]:
    """The same of the fourth."""
    return _eight(callers.FOURTH, manners.FOURTH)


def fifth() -> list[Introduction]:
    """The same of the fifth."""
    return _eight(callers.FIFTH, manners.FIFTH)


def sixth() -> list[Introduction]:
    """The same of the sixth."""
    return _eight(callers.SIXTH, manners.SIXTH)


def seventh() -> list[Introduction]:
    """The same of the seventh."""
    return _eight(callers.SEVENTH, manners.SEVENTH)


def eighth() -> list[Introduction]:
    """The same of the eighth."""
    return _eight(callers.EIGHTH, manners.EIGHTH)


def ninth() -> list[Introduction]:
    """The same of the ninth."""
    return _eight(callers.NINTH, manners.NINTH)


def tenth() -> list[Introduction]:
    """The same of the tenth."""
    return _eight(callers.TENTH, manners.TENTH)


def doubles() -> list[Introduction]:
    """For each card of the first two sets a right number and three miscounted ones, to see which are told apart."""
    cards = enumerate(callers.FIRST + callers.SECOND)
    return [_miscounted(card, number, turn, manners.SECOND) for number, card in cards for turn in range(4)]


def _six(cards: Sequence[Target], manner: Manner) -> list[Introduction]:
    return [_introduction(card, number, turn, manner) for number, card in enumerate(cards) for turn in range(6)]


def _eight(cards: Sequence[Target], manner: Manner) -> list[Introduction]:
    two_more = [_miscounted(card, number, turn, manner) for number, card in enumerate(cards) for turn in range(2)]
    return _six(cards, manner) + two_more


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
    return Introduction(re.sub(r"([.?] )([a-z])", lambda match: match[1] + match[2].upper(), text), card, expected)

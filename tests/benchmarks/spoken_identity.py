"""Whether the caller's name, number and program are judged rightly from sound: run it by hand, it takes minutes.

    python tests/benchmarks/spoken_identity.py [--takes N] [--model NAME] [--show]

Ten invented callers of several origins introduce themselves in all the ways people do: numbers digit by digit, in
pairs, with "oh" and "double", the program in full or by its alias. In some takes a digit is wrong or missing, another
name or program is said, or one of the three is left out. Each take is spoken by one synthetic voice after the other,
heard and checked; a judgement is right if it says what was put there: heard, missing, unclear, or for the number wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rehearse.settings import DEFAULT_MODEL
from rehearse.target import Target
from rehearse.transcription.whisper import WhisperTranscriber
from tests.synthesis import spoken, voices

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.phrases.finding import CheckResult

CARDS = (
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
STRIDE = 13
"""No divisor of the number of takes, so that fewer than all are spread over callers and errors."""

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
OTHER_NAMES = ("Thomas Keller", "Julia Martin")
OTHER_PROGRAMS = ("Greenfield Medical Center", "Westbrook Hospital")


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


FORMS: tuple[Callable[[str], str], ...] = (one_by_one, with_oh, in_pairs, doubled, in_threes)


@dataclass(frozen=True, slots=True)
class Take:
    """One introduction.

    Attributes:
        text: What is said.
        target: The card.
        expected: What is right to say of the name, the number and the program; for the number any of several.
    """

    text: str
    target: Target
    expected: dict[str, set[str]]


def takes() -> list[Take]:
    """Six for each card: one right in every form, and each error in turn."""
    return [_take(card, number, turn) for number, card in enumerate(CARDS) for turn in range(6)]


def _take(card: Target, number: int, turn: int) -> Take:
    digits, form = card.applicant_id, FORMS[(number + turn) % len(FORMS)]
    name = f"my name is {card.applicant}"
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
        name = f"my name is {OTHER_NAMES[number // 2 % 2]}"
        expected["full-name"] = {"unclear"}
    elif turn == 4:
        name = "I am a fourth year student at State University"
        expected["full-name"] = {"missing"}
    elif turn == 5:
        other = OTHER_PROGRAMS[number // 2 % 2]
        program = f"the {card.specialty} program at {other}" if number % 2 else f"your {card.specialty} program"
        expected["program-named"] = {"missing"}
    said = f" My A A M C ID is {form(digits)}." if digits else ""
    text = f"Good morning, {name}, and I applied to {program}.{said} Thank you for your time."
    return Take(text, card, expected)


def got(result: CheckResult) -> dict[str, str]:
    """What the program says of the three."""
    status = {element.element: str(element.status.value) for element in result.elements}
    said = {name: status[name] for name in ("full-name", "applicant-id", "program-named")}
    if any(finding.rule == "wrong-id" for finding in result.findings):
        said["applicant-id"] = "wrong"
    elif any(note.about == "applicant-id" for note in result.notes):
        said["applicant-id"] = "unclear"
    return said


def main(argv: list[str]) -> int:
    """Print the share judged rightly, in all, by what was judged and by voice, and the wrong accusations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--takes", type=int, default=60, help="how many, spread over all (default: all 60)")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--show", action="store_true", help="print every take that is judged wrongly")
    arguments = parser.parse_args(argv)
    speakers = [voice for voice in spoken.VOICES if voice in voices.available()]
    recogniser = WhisperTranscriber(arguments.model)
    right, judged, mistaken = Counter[str](), Counter[str](), Counter[str]()
    planned = takes()
    for index in sorted(range(len(planned)), key=lambda index: index * STRIDE % len(planned))[: arguments.takes]:
        take, voice = planned[index], speakers[(index + index // 6) % len(speakers)]
        text, result = spoken.heard_and_judged(recogniser, voice, take.text, "opening-call", take.target)
        for what, said in got(result).items():
            is_right = said in take.expected[what]
            for group in ("all", what, str(voice)):
                judged[group] += 1
                right[group] += is_right
            if not is_right:
                mistaken[f"{what}: {said} where {' or '.join(sorted(take.expected[what]))} is right"] += 1
                if arguments.show:
                    sys.stderr.write(f"{voice} {what} {said}\n  said  {take.text}\n  heard {text}\n")
    for group in judged:
        sys.stdout.write(
            f"{group:16} {right[group]:3} of {judged[group]:3} right ({right[group] / judged[group]:.1%})\n"
        )
    for mistake, count in mistaken.most_common():
        sys.stdout.write(f"  {count} x {mistake}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

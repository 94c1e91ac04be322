"""Whether the caller's name, number and program are judged rightly from sound: run it by hand, it takes minutes.

    python tests/benchmarks/spoken_identity.py [--set SET] [--takes N] [--model NAME] [--show]

Invented callers of many origins introduce themselves in all the ways people do: numbers digit by digit, in pairs, with
"oh" and "double", the program in full or by its alias. In some takes a digit is wrong or missing, another name or
program is said, or one of the three is left out. Each take is spoken by one synthetic voice after the other, heard and
checked; a judgement is right if it says what was put there: heard, missing, unclear, or for the number wrong. Which
callers are of which set says `tests/synthesis/introductions.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rehearse.settings import DEFAULT_MODEL
from rehearse.transcription.whisper import WhisperTranscriber
from tests.synthesis import introductions, spoken, voices
from tests.synthesis.voices import Voice

if TYPE_CHECKING:
    from rehearse.phrases.finding import CheckResult
    from tests.synthesis.introductions import Introduction

STRIDE = 13
"""No divisor of the number of takes, so that fewer than all are spread over callers and errors."""

CALLER_TAKES = 6
"""How many takes of one caller follow each other."""

SETS = {
    "first": introductions.first,
    "second": introductions.second,
    "third": introductions.third,
    "fourth": introductions.fourth,
    "fifth": introductions.fifth,
    "sixth": introductions.sixth,
    "seventh": introductions.seventh,
    "eighth": introductions.eighth,
    "ninth": introductions.ninth,
    "tenth": introductions.tenth,
    "doubles": introductions.doubles,
}

MORE_VOICES = (Voice("flite", "awb", "Scottish man"), Voice("hibari", "heart-british", "British sounds"))
WITH_MORE_VOICES = ("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""They speak in these sets too."""


def got(result: CheckResult) -> dict[str, str]:
    """What the program says of the three."""
    status = {element.element: str(element.status.value) for element in result.elements}
    said = {name: status[name] for name in ("full-name", "applicant-id", "program-named")}
    if any(finding.rule == "wrong-id" for finding in result.findings):
        said["applicant-id"] = "wrong"
    elif any(note.about == "applicant-id" for note in result.notes):
        said["applicant-id"] = "unclear"
    return said


class Tally:
    """How often each thing was judged, and rightly."""

    def __init__(self) -> None:
        self.right, self.judged, self.mistaken = Counter[str](), Counter[str](), Counter[str]()

    def add(self, take: Introduction, voice: str, said: dict[str, str]) -> list[str]:
        """Count one take; what was judged wrongly."""
        wrong = []
        for what, status in said.items():
            is_right = status in take.expected[what]
            for group in ("all", what, voice):
                self.judged[group] += 1
                self.right[group] += is_right
            if not is_right:
                wrong.append(f"{what}: {status} where {' or '.join(sorted(take.expected[what]))} is right")
        self.mistaken.update(wrong)
        return wrong

    def show(self) -> None:
        """Print the shares and the mistakes."""
        for group, judged in self.judged.items():
            share = self.right[group] / judged
            sys.stdout.write(f"{group:16} {self.right[group]:3} of {judged:3} right ({share:.1%})\n")
        for mistake, count in self.mistaken.most_common():
            sys.stdout.write(f"  {count} x {mistake}\n")


def _turn(index: int, speakers: int) -> int:
    """Whose turn a take is: so that of the six of a caller each kind falls to every voice."""
    return index if speakers == CALLER_TAKES + 1 else index + index // CALLER_TAKES


def main(argv: list[str]) -> int:
    """Print the share judged rightly, in all, by what was judged and by voice, and the mistakes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=sorted(SETS), default="third")
    parser.add_argument("--takes", type=int, default=160, help="how many, spread over all (default: all)")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--show", action="store_true", help="print every take that is judged wrongly")
    arguments = parser.parse_args(argv)
    speakers = voices.available((*spoken.VOICES, *(MORE_VOICES if arguments.set in WITH_MORE_VOICES else ())))
    recogniser = WhisperTranscriber(arguments.model)
    planned, tally = SETS[arguments.set](), Tally()
    for index in sorted(range(len(planned)), key=lambda index: index * STRIDE % len(planned))[: arguments.takes]:
        take, voice = planned[index], speakers[_turn(index, len(speakers)) % len(speakers)]
        text, result = spoken.heard_and_judged(recogniser, voice, take.text, "opening-call", take.target)
        wrong = tally.add(take, str(voice), got(result))
        if wrong and arguments.show:
            sys.stderr.write(f"{voice} {'; '.join(wrong)}\n  said  {take.text}\n  heard {text}\n")
    tally.show()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

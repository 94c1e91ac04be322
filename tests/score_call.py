"""Score the choice of branches in mock calls against labelled answers.

usage: python tests/score_call.py ANSWERS.jsonl [...] [--show] [--by-script]

Each line holds `id`, `state` ("script/state"), `text` (empty for silence) and `branch`, the label of the branch that
the answer should take there, and perhaps `difficulty`. Every answer is given to a call that begins in that state, with
the card `CARD`. `--show` prints each wrong choice.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse import call, phrases
from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

CARD = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend",), "internal medicine")
WORDS_PER_S = 2.5


def read_answers(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """All answers of some files."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def chosen(item: dict[str, Any]) -> str:
    """The branch that an answer takes."""
    difficulty = call.Difficulty(item.get("difficulty", "busy"))
    setup = call.Setup(call.load(), phrases.load(), seed=1, target=CARD, difficulty=difficulty)
    script, _, state = item["state"].partition("/")
    begun, _ = call.begin(setup, script, state)
    text = item["text"]
    turn = call.Turn(text, len(text.split()) / WORDS_PER_S, silence_s=0.0 if text else 5.0)
    return call.step(begun, turn)[1].branch


def main() -> int:
    """Print the share of answers whose branch was chosen as labelled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print each wrong choice")
    parser.add_argument("--by-script", action="store_true", help="count right choices by script")
    options = parser.parse_args()
    items = read_answers(options.answers)
    right, all_of = Counter[str](), Counter[str]()
    for item in items:
        branch, script = chosen(item), item["state"].partition("/")[0]
        all_of[script] += 1
        right[script] += branch == item["branch"]
        if options.show and branch != item["branch"]:
            sys.stdout.write(f"{item['id']}: {item['branch']} wanted, {branch} taken | {item['text']}\n")
    if options.by_script:
        sys.stdout.write("".join(f"{script:24} {right[script]:3} of {all_of[script]:3}\n" for script in all_of))
    sys.stdout.write(f"answers  {len(items)}\nright    {right.total()}\naccuracy {right.total() / len(items):.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How often a mock call takes the labelled branch after answers that were spoken, not typed.

    python tests/benchmarks/spoken_answers.py [--answers FILE] [--every N] [--show]

The answers of `tests/call/spoken_unseen.jsonl`, which the scripts were never tuned on, are spoken by the voices of
`tests/synthesis` in turn, with a little noise, and written down by the recogniser that is used during calls. Every
fourth one of `tests/call/unseen.jsonl` (`--answers tests/call/unseen.jsonl --every 4`) was looked at since. Printed:
the share of right branches by voice and over all, beside that of the same answers typed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rehearse.calling.assembling import quick_words
from tests.score_call import chosen, read_answers
from tests.synthesis import voices

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

ANSWERS = Path(__file__).resolve().parents[1] / "call" / "spoken_unseen.jsonl"
PACE = 0.95
ROOM = 0.0008
BEFORE_S, AFTER_S = 0.3, 0.25
"""The silence that the recogniser gets in a call around a turn."""


def heard(text: str, voice: voices.Voice, words: Callable[[NDArray[np.float32]], str], number: int) -> str:
    """What the recogniser makes of an answer."""
    silences = (np.zeros(round(seconds * voices.RATE_HZ), np.float32) for seconds in (BEFORE_S, AFTER_S))
    sound = np.concatenate([next(silences), voices.speak(voice, text, PACE), next(silences)])
    noise = np.random.default_rng(number).standard_normal(len(sound)).astype(np.float32)
    return words((sound + ROOM * noise).astype(np.float32)).strip()


def main() -> None:
    """Speak, listen, choose, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=Path, default=ANSWERS)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what was heard where another branch was taken")
    options = parser.parse_args()
    items: list[dict[str, Any]] = [item for item in read_answers([options.answers]) if item["text"]][:: options.every]
    speakers, words = voices.available(), quick_words()
    right, all_of, typed = Counter[str](), Counter[str](), 0
    for number, item in enumerate(items):
        voice = speakers[number % len(speakers)]
        said = heard(item["text"], voice, words, number)
        branch = chosen({**item, "text": said})
        all_of[str(voice)] += 1
        right[str(voice)] += branch == item["branch"]
        typed += chosen(item) == item["branch"]
        if options.show and branch != item["branch"]:
            print(f"{item['id']}: {item['branch']} wanted, {branch} taken | {voice} | {said}", flush=True)
    for name in all_of:
        print(f"{name:20} {right[name]:3} of {all_of[name]:3}")
    print(f"spoken {right.total()} of {len(items)} ({right.total() / len(items):.1%}), typed {typed / len(items):.1%}")


if __name__ == "__main__":
    main()

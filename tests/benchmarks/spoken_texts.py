"""Findings and must-says found from sound, against the same texts typed: run it by hand, it takes minutes.

    python tests/benchmarks/spoken_texts.py [--snippets N] [--calls N] [--seed N] [--model NAME] [--show]

Takes labelled texts of `tests/phrases/unseen` by a fixed seed, has them spoken by one synthetic voice after the other,
heard and checked, and counts what the typed text gives: how much of it is found again, how much less surely (as
possible, or as unclear), and what is found besides.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rehearse.phrases.finding import Certainty, Status  # noqa: E402
from rehearse.settings import DEFAULT_MODEL  # noqa: E402
from rehearse.target_json import target_from_json  # noqa: E402
from rehearse.transcription.whisper import WhisperTranscriber  # noqa: E402
from tests.synthesis import spoken, voices  # noqa: E402

if TYPE_CHECKING:
    from rehearse.phrases.finding import CheckResult

SEED = 20


@dataclass(slots=True)
class Count:
    """What one voice's texts gave."""

    typed: int = 0
    again: int = 0
    less_sure: int = 0
    besides: int = 0

    def line(self) -> str:
        """In words."""
        share = self.again / self.typed if self.typed else 1.0
        return (
            f"typed {self.typed:3}, found again {self.again:3} ({share:.1%}), as possible or unclear {self.less_sure}, "
            f"found besides {self.besides}"
        )


def sample(snippets: int, calls: int, seed: int = SEED) -> list[dict[str, Any]]:
    """Texts in a fixed order; of the snippets, those in which something is found."""
    texts = [
        json.loads(line)
        for file in sorted((ROOT / "tests" / "phrases" / "unseen").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    texts = [text for text in texts if text["scenario"] != "email" and text["text"].isascii()]
    chance = random.Random(seed)  # noqa: S311 # a sample, no secret
    short = [text for text in texts if text["kind"] == "snippet"]
    with_finding = [text for text in short if text["fires"]]
    without = [text for text in short if not text["fires"]]
    long = [text for text in texts if text["kind"] == "call"]
    third = snippets // 3
    chosen = chance.sample(with_finding, min(snippets - third, len(with_finding))) + chance.sample(without, third)
    return chosen + chance.sample(long, min(calls, len(long)))


def findings(result: CheckResult) -> set[str]:
    """The certain ones, by rule."""
    return {finding.rule for finding in result.findings if finding.certainty is Certainty.CERTAIN}


def must_says(result: CheckResult) -> set[str]:
    """Those that were heard."""
    return {element.element for element in result.elements if element.status is Status.HEARD}


def less_sure(result: CheckResult) -> dict[str, set[str]]:
    """Findings that are possible, and must-says that could not be made out."""
    possible = {finding.rule for finding in result.findings if finding.certainty is Certainty.POSSIBLE}
    unclear = {element.element for element in result.elements if element.status is Status.UNCLEAR}
    return {"findings": possible, "must-says": unclear}


def main(argv: list[str]) -> int:
    """Print findings and must-says, in all and by voice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--snippets", type=int, default=60)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--seed", type=int, default=SEED, help="another one takes other texts")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--show", action="store_true", help="print every text in which something differs")
    arguments = parser.parse_args(argv)
    speakers = [voice for voice in spoken.VOICES if voice in voices.available()]
    recogniser = WhisperTranscriber(arguments.model)
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for number, item in enumerate(sample(arguments.snippets, arguments.calls, arguments.seed)):
        voice = speakers[number % len(speakers)]
        target, scenario = target_from_json(item.get("target"), item["id"]), item["scenario"]
        typed = spoken.judged(item["text"], scenario, target)
        text, heard = spoken.heard_and_judged(recogniser, voice, item["text"], scenario, target)
        for what, of in (("findings", findings), ("must-says", must_says)):
            wanted, got = of(typed), of(heard)
            for group in ("all", str(voice)):
                count = counts[what, group]
                count.typed += len(wanted)
                count.again += len(wanted & got)
                count.less_sure += len((wanted - got) & less_sure(heard)[what])
                count.besides += len(got - wanted)
            if arguments.show and wanted != got:
                sys.stderr.write(
                    f"{voice} {item['id']} {what}: lost {sorted(wanted - got)}, besides {sorted(got - wanted)}\n"
                    f"  said  {item['text']}\n  heard {text}\n"
                )
    for (what, group), count in sorted(counts.items()):
        sys.stdout.write(f"{what:10} {group:16} {count.line()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

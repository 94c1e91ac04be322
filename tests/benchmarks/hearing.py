"""How well the program hears, on synthesised takes of which the truth is known: run it by hand, it takes minutes.

    .venv/bin/python tests/benchmarks/hearing.py [--model NAME] [--seeds N] [--pauses] [--json]

The takes are made by `tests/synthesis` (hibari-tts, espeak-ng and flite, as far as they are installed), each voice in
each style and in one condition after the other. Each is analysed by the program, and by faster-whisper as it comes
with the same model in the same run. With `--pauses` only silences are looked for, without a recogniser, in a minute.
The same arguments give the same figures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from rehearse.settings import DEFAULT_MODEL
from rehearse.speech.span import gaps
from rehearse.transcription import models, runtime
from rehearse.transcription.decoder import PLAIN
from rehearse.transcription.voice_activity import voiced_spans
from rehearse.transcription.whisper import WhisperTranscriber
from tests.synthesis import conditions, takes, texts, voices
from tests.synthesis.scoring import Score, score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.speech import Word
    from tests.synthesis.takes import Take


def planned(seeds: int) -> Iterator[Take]:
    """Each voice in each style; the conditions in turn."""
    for seed in range(seeds):
        for number, voice in enumerate(voices.available()):
            for style_number, style in enumerate(takes.STYLES):
                condition = conditions.CONDITIONS[(number + style_number + seed) % len(conditions.CONDITIONS)]
                yield takes.make(voice, style, condition, seed, texts.CALLS if seed % 2 == 0 else texts.EVERYDAY)


class Plain:
    """faster-whisper as it comes."""

    def __init__(self, name: str) -> None:
        self._whisper: Any = runtime.listening_model(str(models.locate(name).folder))

    def words(self, take: Take) -> list[tuple[str, float]]:
        """Each word and its start."""
        segments = self._whisper.transcribe(take.samples, **PLAIN)[0]
        return [(word.word, float(word.start)) for segment in segments for word in segment.words]


def ours(words: tuple[Word, ...]) -> list[tuple[str, float]]:
    """The program's words as pairs."""
    return [(word.text, word.start_s) for word in words]


def pauses(seeds: int) -> int:
    """Print how well silences are found: in all, and by voice, style and condition."""
    scores: dict[str, Score] = defaultdict(Score)
    for take in planned(seeds):
        found = score(take, (), tuple(gaps(voiced_spans(take.samples))))
        for group in ("all", str(take.voice), take.style, take.condition):
            scores[group].add(found)
    for group, one in scores.items():
        counts = f"of {one.pauses} pauses {one.pause_hits} found, {one.pauses_found - one.pause_hits} besides"
        sys.stdout.write(f"{group:20} pause_f1 {one.figures()['pause_f1']}  {counts}\n")
    return 0


def main(argv: list[str]) -> int:
    """Print one line for all takes, and one for each voice, style and condition."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--seeds", type=int, default=1, help="how many takes of each voice and style (default: 1)")
    parser.add_argument("--pauses", action="store_true", help="only silences, without a recogniser")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    if arguments.pauses:
        return pauses(arguments.seeds)
    program, plain = WhisperTranscriber(arguments.model), Plain(arguments.model)
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: {"program": Score(), "plain": Score()})
    seconds = {"program": 0.0, "plain": 0.0}
    for take in planned(arguments.seeds):
        begun_s = time.process_time()
        voiced = voiced_spans(take.samples)
        transcript = program.transcribe(take.samples, voiced, lambda _share: None, lambda: False)
        seconds["program"] += time.process_time() - begun_s
        begun_s = time.process_time()
        as_it_comes = plain.words(take)
        seconds["plain"] += time.process_time() - begun_s
        found = {
            "program": score(take, ours(transcript.words), tuple(gaps(voiced))),
            "plain": score(take, as_it_comes, ()),
        }
        for group in ("all", str(take.voice), take.style, take.condition):
            for who, one in found.items():
                scores[group][who].add(one)
        sys.stderr.write(f"{take.name}: {found['program'].line()}\n")
    figures = {group: {who: one.figures() for who, one in both.items()} for group, both in scores.items()}
    ratio = round(seconds["program"] / seconds["plain"], 2)
    if arguments.json:
        sys.stdout.write(json.dumps({"model": arguments.model, "time_against_plain": ratio, "figures": figures}) + "\n")
        return 0
    sys.stdout.write(f"model {arguments.model}; processor time against plain faster-whisper {ratio}\n")
    for group, both in scores.items():
        for who, one in both.items():
            sys.stdout.write(f"{group:20} {who:8} {one.line()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the verbatim hearing does to the words: run it by hand, it takes minutes.

    .venv/bin/python tests/benchmarks/verbatim.py [--model NAME] [--seeds N] [--every N] [--show]

Each made take of `tests/benchmarks/hearing.py` is heard twice by the program, once as it is, once without the second,
verbatim hearing. Counted are, ums left out: words that were said and that only the hearing without it has (dropped),
those that only the hearing with it has (gained), and words that were not said and that only the hearing with it has,
among them those that stand beside their like (repeated).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from rehearse.settings import DEFAULT_MODEL
from rehearse.transcription import heard, models, planning, runtime
from rehearse.transcription.decoder import ChunkDecoder
from rehearse.transcription.voice_activity import voiced_spans
from tests.benchmarks.hearing import planned
from tests.synthesis.scoring import spoken_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.synthesis.takes import Take


def words_of(whisper: Any, take: Take, *, verbatim: bool) -> list[str]:  # a type of the library
    """The words that the program hears in a take, as they are compared."""
    whisper.hears_verbatim = verbatim
    decoder = ChunkDecoder(whisper, take.samples, lambda: False)
    pieces = [
        piece
        for chunk in planning.plan(voiced_spans(take.samples), take.samples)
        for piece in decoder.hear(chunk, lambda _heard_s: None)
    ]
    return [token for word in heard.whole_words(pieces) for token in spoken_words(word.text)]


def agreeing(said: Sequence[str], words: Sequence[str]) -> tuple[set[int], set[int]]:
    """Indices of the words that were said and heard, and of those that were heard and said."""
    blocks = SequenceMatcher(None, said, words, autojunk=False).get_matching_blocks()
    return (
        {at for block in blocks for at in range(block.a, block.a + block.size)},
        {at for block in blocks for at in range(block.b, block.b + block.size)},
    )


def compare(said: Sequence[str], without: Sequence[str], with_it: Sequence[str]) -> Counter[str]:
    """Words that the verbatim hearing drops, gains, adds and repeats."""
    plainly, _ = agreeing(said, without)
    both, right = agreeing(said, with_it)
    kept = agreeing(without, with_it)[1]
    added = [at for at in range(len(with_it)) if at not in right and at not in kept]
    repeated = [at for at in added if with_it[at] in (*with_it[max(0, at - 1) : at], *with_it[at + 1 : at + 2])]
    return Counter(
        words=len(said),
        dropped=len(plainly - both),
        gained=len(both - plainly),
        added=len(added),
        repeated=len(repeated),
    )


def main(argv: list[str]) -> int:
    """Print the counts, in all and by voice, style and condition."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--seeds", type=int, default=1, help="how many takes of each voice and style (default: 1)")
    parser.add_argument("--every", type=int, default=1, help="only each Nth take, in less time")
    parser.add_argument("--show", action="store_true", help="print the words of every take in which something differs")
    arguments = parser.parse_args(argv)
    whisper = runtime.listening_model(str(models.locate(arguments.model).folder))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for take in islice(planned(arguments.seeds), 0, None, arguments.every):
        without, with_it = (words_of(whisper, take, verbatim=verbatim) for verbatim in (False, True))
        found = compare(spoken_words(take.text), without, with_it)
        for group in ("all", str(take.voice), take.style, take.condition):
            counts[group].update(found)
        if arguments.show and without != with_it:
            sys.stderr.write(f"{take.name}\n  without {' '.join(without)}\n  with    {' '.join(with_it)}\n")
    for group, found in counts.items():
        sys.stdout.write(f"{group:20} " + "  ".join(f"{name} {count}" for name, count in found.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

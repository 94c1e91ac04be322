"""Choose how the second layer's figures are weighed, and from which strength it is believed.

usage: python packaging/fit_limits.py [--model FOLDER] [--precision P] [--possible-precision P]

Reads those texts of `tests/phrases/unseen/author-*.jsonl` whose number is divisible by six; none of them was trained
on, and figures are reported on others. Prints the weights for `rehearse/meaning/encoder.py` (`BLEND`) and the limits
for `rehearse/meaning/limits.py`, which are copied there by hand: for each severity those with the most found among
those with the wanted precision. Needs no more than the program itself, and some five minutes.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import numpy as np  # noqa: E402
from meaning_model.blend import fitted  # noqa: E402
from meaning_model.judged import judged, score, suspicions  # noqa: E402
from meaning_model.texts import examples, read_rows  # noqa: E402

from rehearse import phrases  # noqa: E402
from rehearse.meaning.cues import read_cues  # noqa: E402
from rehearse.meaning.encoder import Encoder  # noqa: E402
from rehearse.meaning.limits import LIMITS  # noqa: E402
from rehearse.phrases.finding import Severity  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from meaning_model.judged import Judged, Score

    from rehearse.meaning.combine import Limits, Suspicion
    from rehearse.phrases.rule import RuleBook

MEANING = ROOT / "rehearse" / "meaning"
SURE = tuple(np.arange(0.5, 0.96, 0.05).round(2).tolist())
DOUBT = tuple(np.arange(0.1, 0.76, 0.1).round(2).tolist())
PERHAPS = tuple(np.arange(0.08, 0.61, 0.04).round(2).tolist())


def main() -> int:
    """Read the texts, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MEANING / "model")
    parser.add_argument("--precision", type=float, default=0.95)
    parser.add_argument("--possible-precision", type=float, default=0.5)
    options = parser.parse_args()
    book, encoder = phrases.load(), Encoder(options.model)
    cues = read_cues(MEANING / "cues.toml", book)
    rows = [row for row in read_rows(sorted((ROOT / "tests/phrases/unseen").glob("author-*.jsonl"))) if _is_ours(row)]
    texts = [judged(row, encoder, cues, book) for row in rows]
    blend = _blend(texts).tolist()
    sys.stdout.write(f"{len(texts)} texts\nBLEND = {tuple(round(weight, 3) for weight in blend)}\n")
    weighed = [(text, suspicions(text, encoder.rules, blend)) for text in texts]
    trial = _Trial(weighed, frozenset(encoder.rules), book)
    limits = dict(LIMITS)
    for severity in Severity:
        limits[severity] = trial.certain(limits, severity, options.precision)
    for severity in Severity:
        limits[severity] = trial.possible(limits, severity, options.possible_precision)
        _print(severity.value, trial.score(limits, [severity]))
        sys.stdout.write(f"    {limits[severity]}\n")
    _print("all", trial.score(limits, Severity))
    return 0


def _is_ours(row: dict[str, str]) -> bool:
    return int(row["id"].rpartition("-")[2]) % 6 == 0


def _blend(texts: list[Judged]) -> np.ndarray:
    kept = [text for text in texts if len(text.passages)]
    highest = []
    for text in kept:
        best = text.figures[:, :, 0].argmax(axis=0)
        highest.append(text.figures[best, np.arange(len(best))])
    return fitted(np.array(highest), examples(dict(text.row) for text in kept))


@dataclass(frozen=True)
class _Trial:
    """Texts to try limits on."""

    texts: Sequence[tuple[Judged, tuple[Suspicion, ...]]]
    known: frozenset[str]
    book: RuleBook

    def score(self, limits: Mapping[Severity, Limits], severities: Iterable[Severity]) -> Score:
        only = frozenset(rule.id for rule in self.book.rules if rule.severity in severities)
        return score(self.texts, limits, self.known, self.book, only)

    def certain(self, limits: Mapping[Severity, Limits], severity: Severity, least: float) -> Limits:
        """The limits of a severity with the most found among those that are precise enough, else the most precise."""
        now, tried = limits[severity], []
        for sure, doubt in product(SURE, DOUBT):
            new = replace(now, sure=sure, doubt=doubt, perhaps=min(now.perhaps, doubt))
            found = self.score({**limits, severity: new}, [severity])
            tried.append((min(found.precision, least), found.recall, new))
        return max(tried, key=lambda each: each[:2])[2]

    def possible(self, limits: Mapping[Severity, Limits], severity: Severity, least: float) -> Limits:
        """The same for what is possible."""
        now, tried = limits[severity], []
        for perhaps in PERHAPS:
            new = replace(now, perhaps=perhaps)
            found = self.score({**limits, severity: new}, [severity])
            tried.append((min(found.possible_precision, least), found.recall_with_possible, new))
        return max(tried, key=lambda each: each[:2])[2]


def _print(name: str, found: Score) -> None:
    sys.stdout.write(
        f"{name}: precision {found.precision:.3f}, recall {found.recall:.3f}, with possible "
        f"{found.recall_with_possible:.3f}, of which right {found.possible_precision:.3f}\n"
    )


if __name__ == "__main__":
    sys.exit(main())

"""Score the phrase rules and must-says against labelled texts.

usage: python tests/score_phrases.py CORPUS.jsonl [...] [--patterns-only] [--show] [--by-rule]

Each line of a corpus holds `id`, `kind` (snippet or call), `scenario`, `text`, `fires` (rules that should fire),
`near_miss_of` (rules that the text tempts but must not fire), `tolerated` (rules that count neither way), `elements`
(must-says that were said; scored on calls only) and perhaps `target`. `--show` prints each miss and false alarm.
`--patterns-only` leaves the second layer out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse import meaning, phrases, scenarios
from rehearse.phrases.finding import Certainty, Severity, Status
from rehearse.target_json import target_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.phrases.finding import CheckResult


def read_corpus(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """All items of some corpora."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def check_item(item: dict[str, Any], *, by_meaning: bool) -> CheckResult:
    """Run the shipped rules on one item, with or without the second layer."""
    target = target_from_json(item.get("target"), item["id"])
    check = meaning.check if by_meaning else phrases.check
    return check(item["text"], scenarios.get(item["scenario"]), target, phrases.load())


class Score:
    """Counts of right and wrong findings and must-says."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.trouble: list[str] = []

    def add(self, item: dict[str, Any], result: CheckResult) -> None:
        """Count one item."""
        certain = {f.rule for f in result.findings if f.certainty is Certainty.CERTAIN}
        possible = {f.rule for f in result.findings} - certain
        wanted, tolerated = set(item["fires"]) & set(phrases.load().by_id), set(item.get("tolerated", ()))
        false, missed = certain - wanted - tolerated, wanted - certain
        self.missed.update(missed)
        self.false.update(false)
        self.count.update(tp=len(certain & wanted), fp=len(false), fn=len(missed))
        self.count.update(maybe_tp=len(possible & wanted), maybe_fp=len(possible - wanted - tolerated))
        rules = phrases.load().by_id
        self.count.update(stop_tp=sum(rules[r].severity is Severity.STOP for r in certain & wanted))
        self.count.update(stop_fn=sum(rules[r].severity is Severity.STOP for r in missed))
        near = set(item.get("near_miss_of", ()))
        self.count.update(near=len(near), near_fired=len(near & certain))
        if not wanted:
            kind = "clean_calls" if item["kind"] == "call" else "clean_snippets"
            self.count.update({kind: 1, f"{kind}_fired": bool(false), "maybe_clean": len(possible), "clean": 1})
        if false or missed:
            said = {f.rule: f.text for f in result.findings}
            why = [f"missed {sorted(missed)}"] * bool(missed) + [
                f"false {[(r, said[r]) for r in sorted(false)]}"
            ] * bool(false)
            self.trouble.append(f"{item['id']} [{item['scenario']}] {'; '.join(why)} | {item['text']}")
        if item["kind"] == "call":
            self._add_elements(item, result)

    def _add_elements(self, item: dict[str, Any], result: CheckResult) -> None:
        scope = {e.element for e in result.elements}
        heard = {e.element for e in result.elements if e.status is Status.HEARD}
        truth = set(item["elements"]) & scope
        self.count.update(e_tp=len(heard & truth), e_fp=len(heard - truth), e_fn=len(truth - heard))
        if heard != truth:
            words = {e.element: e.text for e in result.elements}
            extra = [(e, words[e]) for e in sorted(heard - truth)]
            self.trouble.append(f"{item['id']} elements missed {sorted(truth - heard)} false {extra} | {item['text']}")

    def figures(self) -> dict[str, float | None]:
        """The figures that are reported."""
        c = self.count
        return {
            "precision": _ratio(c["tp"], c["tp"] + c["fp"]),
            "recall": _ratio(c["tp"], c["tp"] + c["fn"]),
            "stop_recall": _ratio(c["stop_tp"], c["stop_tp"] + c["stop_fn"]),
            "recall_with_possible": _ratio(c["tp"] + c["maybe_tp"], c["tp"] + c["fn"]),
            "possible_precision": _ratio(c["maybe_tp"], c["maybe_tp"] + c["maybe_fp"]),
            "possible_per_clean_text": _ratio(c["maybe_clean"], c["clean"]),
            "near_miss_fired": _ratio(c["near_fired"], c["near"]),
            "clean_snippets_fired": _ratio(c["clean_snippets_fired"], c["clean_snippets"]),
            "clean_calls_fired": _ratio(c["clean_calls_fired"], c["clean_calls"]),
            "element_precision": _ratio(c["e_tp"], c["e_tp"] + c["e_fp"]),
            "element_recall": _ratio(c["e_tp"], c["e_tp"] + c["e_fn"]),
            "element_f1": _ratio(2 * c["e_tp"], 2 * c["e_tp"] + c["e_fp"] + c["e_fn"]),
        }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def main() -> int:
    """Print the figures of some corpora."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--patterns-only", action="store_true", help="without the second layer")
    parser.add_argument("--show", action="store_true", help="print each miss and false alarm")
    parser.add_argument("--by-rule", action="store_true", help="count misses and false alarms by rule")
    options = parser.parse_args()
    score = Score()
    items = read_corpus(options.corpus)
    for item in items:
        score.add(item, check_item(item, by_meaning=not options.patterns_only))
    if options.show:
        sys.stdout.write("".join(line + "\n" for line in score.trouble))
    if options.by_rule:
        for rule in sorted(set(score.missed) | set(score.false)):
            sys.stdout.write(f"{rule:28} missed {score.missed[rule]:3}  false {score.false[rule]:3}\n")
    sys.stdout.write(f"{'texts':26} {len(items)}\n")
    sys.stdout.write("".join(f"{name:26} {value}\n" for name, value in score.figures().items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How long the second layer takes beside the phrase rules for a text that neither has seen.

    python tests/benchmarks/meaning.py [WORDS]

Joins the labelled texts of `tests/phrases` into texts of at least WORDS (200) words and checks some of each kind once:
as they are written, and as a recogniser without punctuation writes them. Prints how long the model takes to load, and
in milliseconds median and 95th percentile of the rules alone, of the second layer alone, and of both.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from rehearse import meaning, phrases, scenarios  # noqa: E402
from rehearse.target_json import target_from_json  # noqa: E402
from tests.benchmarks.phrases import texts_of  # noqa: E402

if TYPE_CHECKING:
    from rehearse.phrases.finding import CheckResult

TEXTS = 60


def milliseconds(check: Any, item: dict[str, Any]) -> float:
    """Check one text."""
    target, scenario = target_from_json(item.get("target"), item["id"]), scenarios.get(item["scenario"])
    start = time.perf_counter()
    result: CheckResult = check(item["text"], scenario, target, phrases.load())
    assert result.elements is not None
    return (time.perf_counter() - start) * 1000


def without_punctuation(item: dict[str, Any]) -> dict[str, Any]:
    """The text as a recogniser without punctuation writes it."""
    return {**item, "text": re.sub(r"[^\w\s']", " ", item["text"].lower())}


def main() -> None:
    """Print the figures."""
    texts = texts_of(int(sys.argv[1]) if len(sys.argv) > 1 else 200)[:TEXTS]
    phrases.load()
    print(f"first text with the model to load {milliseconds(meaning.check, texts[0]):.0f} ms")
    for name, items in (("as written", texts[1:]), ("no punctuation", [*map(without_punctuation, texts[1:])])):
        alone = [milliseconds(phrases.check, item) for item in items]
        both = [milliseconds(meaning.check, item) for item in items]
        beside = [one - other for one, other in zip(both, alone, strict=True)]
        for part, values in (("rules", alone), ("second layer", beside), ("both", both)):
            high = statistics.quantiles(values, n=20)[-1]
            print(f"{name:15} {part:13} median {statistics.median(values):.1f} ms  95th percentile {high:.1f} ms")


if __name__ == "__main__":
    main()

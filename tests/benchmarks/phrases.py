"""How long the phrase rules take for a text that they have never seen.

    python tests/benchmarks/phrases.py [WORDS]

Joins the labelled texts of `tests/phrases` into texts of at least WORDS (200) words, each at its own scenario, and
checks each once in one process, as the program does. Prints how long the rule book takes to load, the first text, and
over all others median and 95th percentile, in milliseconds; then the same for texts that were checked before.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from rehearse import phrases, scenarios  # noqa: E402
from rehearse.target_json import target_from_json  # noqa: E402
from tests.score_phrases import read_corpus  # noqa: E402


def texts_of(words: int) -> list[dict[str, Any]]:
    """Texts of at least so many words; calls first, since they hold names and numbers."""
    items = read_corpus(sorted(ROOT.glob("tests/phrases/*/*.jsonl")))
    items.sort(key=lambda item: item["kind"])
    joined: list[dict[str, Any]] = []
    parts: list[str] = []
    for item in items:
        parts.append(item["text"])
        if len(" ".join(parts).split()) >= words:
            joined.append({**item, "text": " ".join(parts)})
            parts = []
    return joined


def milliseconds(item: dict[str, Any]) -> float:
    """Check one text."""
    target, scenario = target_from_json(item.get("target"), item["id"]), scenarios.get(item["scenario"])
    start = time.perf_counter()
    phrases.check(item["text"], scenario, target, phrases.load())
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the figures."""
    texts = texts_of(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    counts = [len(item["text"].split()) for item in texts]
    scenarios.load()
    start = time.perf_counter()
    phrases.load()
    loaded_ms = (time.perf_counter() - start) * 1000
    new, again = [milliseconds(item) for item in texts], [milliseconds(item) for item in texts]
    print(f"{len(texts)} texts of {min(counts)}-{max(counts)} words (median {statistics.median(counts):.0f})")
    print(f"rule book loaded in {loaded_ms:.0f} ms; first text {new[0]:.1f} ms")
    for name, values in (("new texts", new[1:]), ("the same again", again)):
        high = statistics.quantiles(values, n=20)[-1]
        print(f"{name:16} median {statistics.median(values):.1f} ms  95th percentile {high:.1f} ms")


if __name__ == "__main__":
    main()

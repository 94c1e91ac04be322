"""How quick the history stays with many takes.

    python tests/benchmarks/history.py [TAKES]

Fills a history with TAKES (10,000) takes, each with a report of an ordinary minute (150 words, five findings, twelve
must-says), in a folder of its own, and prints one line of JSON: seconds to open it, to list all takes, to list the
takes of one scenario, to find the take before the newest, to read one report, to begin and end a take, to save a
report, to delete a take, and the size of the database. Times are medians of five, the listing's included.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.history.store import HistoryStore
from rehearse.history.trends import running_median
from rehearse.measures.values import Band, Judgement, Measures, Verdict
from rehearse.phrases.finding import Severity, Status
from rehearse.target import Target

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.reports import a_finding, a_report, an_element

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.report import Report

SCENARIOS = ("practice-intro", "opening-call", "voicemail", "program-call")


def an_ordinary_report() -> Report:
    """A minute of speech."""
    measures = Measures(**{name: 3 for name, _ in Measures().items()})
    return a_report(
        " ".join(["residency"] * 150),
        measures,
        findings=tuple(a_finding(f"rule-{number}", Severity.FIX) for number in range(5)),
        elements=tuple(an_element(f"element-{number}", Status.HEARD) for number in range(12)),
        judgements=tuple(
            Judgement(name, Verdict.WITHIN, Band(1, 2)) for name in ("speech_duration_s", "speaking_rate_wpm")
        ),
    )


def fill(store: HistoryStore, takes: int) -> None:
    """Add takes, an hour apart."""
    report = an_ordinary_report()
    start = datetime(2020, 1, 1, tzinfo=UTC)
    for number in range(takes):
        scenario = SCENARIOS[number % len(SCENARIOS)]
        take = store.begin_take(scenario, Target("Maya Okafor"), None, None, start + timedelta(hours=number))
        store.finish_take(take.id, 60.0)
        store.save_report(take.id, report)


def seconds(work: Callable[[], object]) -> float:
    """Median time of five runs."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return round(statistics.median(times), 4)


def main() -> None:
    """Fill, measure, print."""
    takes = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        file, recordings = Path(folder) / "history.db", Path(folder) / "recordings"
        store = HistoryStore.open(file, recordings)
        fill(store, takes)
        store.close()
        found: dict[str, float] = {
            "takes": takes,
            "open_s": seconds(lambda: HistoryStore.open(file, recordings).close()),
        }
        store = HistoryStore.open(file, recordings)
        rows = store.lists.rows()
        newest, oldest, report = rows[0].take, reversed(rows), an_ordinary_report()
        now = datetime.now(UTC)

        def one_take() -> None:
            take = store.begin_take("voicemail", Target(), None, None, now)
            store.finish_take(take.id, 20.0)

        found |= {
            "rows_s": seconds(store.lists.rows),
            "rows_of_one_scenario_s": seconds(lambda: store.lists.rows("voicemail")),
            "previous_s": seconds(lambda: store.lists.previous(newest)),
            "report_s": seconds(lambda: store.report(newest.id)),
            "trend_s": seconds(
                lambda: running_median([row.measures.speaking_rate_wpm or 0.0 for row in rows if row.measures])
            ),
            "begin_and_finish_s": seconds(one_take),
            "save_report_s": seconds(lambda: store.save_report(newest.id, report)),
            "delete_s": seconds(lambda: store.delete(next(oldest).take.id)),
            "size_mb": round(file.stat().st_size / 1e6, 1),
        }
        store.close()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()

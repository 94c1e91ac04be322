"""How quick the Progress page stays with many takes.

    python tests/benchmarks/progress.py [TAKES] [--keep FOLDER]

Fills a history with TAKES (10,000) takes over four calls, each with a report of an ordinary minute, opens the page on
it offscreen and prints one line of JSON, in milliseconds: `open_ms` from asking for the page to its first painted
frame, `rest_ms` the longest step of what follows by itself, `worst_frame_ms` and `median_frame_ms` of 200 frames while
the list is scrolled from end to end, `hover_ms` a frame while the pointer moves over the trend, `filter_ms` narrowing
the list to one call, `outlines_ms` reading all takes, `search_ms` searching every transcript. Opening and filtering
are medians of five. All are the processor time of the window's thread, since a busy machine stretches the clock's time
at will; `open_clock_ms` is the clock's. With `--keep` the history is filled once and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from history import fill  # noqa: E402
from PySide6.QtWidgets import QApplication, QComboBox  # noqa: E402

from rehearse import scenarios  # noqa: E402
from rehearse.history.store import HistoryStore  # noqa: E402
from rehearse.paths import Paths  # noqa: E402
from rehearse.settings import Settings  # noqa: E402
from rehearse.ui import theme  # noqa: E402
from rehearse.ui.collecting import GuiThreadCollector  # noqa: E402
from rehearse.ui.pages.progress import ProgressPage  # noqa: E402
from rehearse.ui.services import Services  # noqa: E402
from rehearse.ui.tasks import TaskRunner  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

FRAMES = 200


def refuse(*_arguments: object) -> None:
    """No device is needed here."""
    raise NotImplementedError


def services_in(root: Path, takes: int) -> Services:
    """Services on a history with so many takes, filled where it is not there yet."""
    paths = Paths(root / "data", root / "config", root / "cache", root / "log").make()
    history = HistoryStore.open(paths.history_file, paths.recordings)
    if history.lists.count() < takes:
        fill(history, takes - history.lists.count())
    return Services(
        paths=paths,
        settings=Settings(),
        save_settings=lambda _settings: None,
        history=history,
        scenarios=scenarios.load(),
        tasks=TaskRunner(),
        file_tasks=TaskRunner(),
        make_recorder=refuse,  # type: ignore[arg-type]
        make_player=refuse,  # type: ignore[arg-type]
        make_listener=refuse,  # type: ignore[arg-type]
        telephone=refuse,  # type: ignore[arg-type]
        find_microphones=lambda: (),
    )


def milliseconds(work: Callable[[], object]) -> float:
    """How much processor time something takes on this thread."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def settle(services: Services) -> float:
    """Let everything that is under way happen; the longest single step, in milliseconds."""
    steps = [milliseconds(QApplication.processEvents)]
    while services.tasks.busy or steps[-1] > 1:
        time.sleep(0.005)
        steps.append(milliseconds(QApplication.processEvents))
    return max(steps)


def opened(services: Services) -> ProgressPage:
    """The page, made and painted once."""
    page = ProgressPage(services)
    page.resize(1280, 800)
    page.show()
    page.grab()
    return page


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("takes", nargs="?", type=int, default=10_000)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    app = QApplication([])
    theme.apply(theme.LIGHT, app)
    collector = GuiThreadCollector()  # as in the program: no garbage is collected in the middle of a frame
    collector.start()
    with tempfile.TemporaryDirectory() as scratch:
        services = services_in(arguments.keep or Path(scratch), arguments.takes)
        found: dict[str, float] = {"takes": services.history.lists.count(), **measure(services)}
        services.tasks.close()
        services.file_tasks.close()
        services.history.close()
    sys.stdout.write(json.dumps({name: round(value, 1) for name, value in found.items()}) + "\n")


def measure(services: Services) -> dict[str, float]:
    """Every figure but the number of takes."""
    opened(services).close()  # what is imported and cached once
    settle(services)
    opening, clock, rest = [], [], []
    for _ in range(5):
        kept: list[ProgressPage] = []
        begun = time.perf_counter()
        opening.append(milliseconds(lambda kept=kept: kept.append(opened(services))))
        clock.append((time.perf_counter() - begun) * 1000)
        rest.append(settle(services))
        page = kept[0]
    table, chart = page._table, page._trend._chart
    bar = table.verticalScrollBar()
    frames = []
    for number in range(FRAMES):
        bar.setValue(bar.maximum() * number // (FRAMES - 1))
        frames.append(milliseconds(table.viewport().grab))
    chart.grab()
    hovering = []
    for number in range(50):
        chart.setValue(number)
        hovering.append(milliseconds(chart.grab))
    call = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Show takes of this call")
    narrowing = []
    for number in range(5):
        call.setCurrentIndex(number % 2)
        narrowing.append(milliseconds(lambda number=number: call.setCurrentIndex(1 - number % 2)))
    return {
        "open_ms": statistics.median(opening),
        "open_clock_ms": statistics.median(clock),
        "rest_ms": max(rest),
        "worst_frame_ms": max(frames),
        "median_frame_ms": statistics.median(frames),
        "hover_ms": statistics.median(hovering),
        "filter_ms": statistics.median(narrowing),
        "outlines_ms": statistics.median(milliseconds(services.history.overview.outlines) for _ in range(5)),
        "search_ms": statistics.median(
            milliseconds(lambda: services.history.overview.with_words("residency zebra")) for _ in range(5)
        ),
    }


if __name__ == "__main__":
    main()

"""Whether the level meter stands still while a take is heard: the real window and recogniser, a file as microphone.

    python tests/benchmarks/meter.py AUDIO [--model NAME]

Without a screen, but everything is painted. Prints the longest time between two steps of the meter while the take was
recorded, each of which waits for the one before to be painted, how many lay more than `STALL_S` apart, the frames that
were lost, and the time from Stop to the report in the window.

Where other programs want the cores too, the meter is late for their sake. So a process that only sleeps for `STEP_S`
again and again tells the same two figures of itself (`machine_…`), and the window's thread how long it was at work
between two steps at most (`meter_busy_s`): that alone does not depend on what else runs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication  # noqa: E402

from rehearse.audio.decode import load  # noqa: E402
from rehearse.audio.file_stream import FileMicrophone  # noqa: E402
from rehearse.audio.recorder import Recorder  # noqa: E402
from rehearse.history.store import HistoryStore  # noqa: E402
from rehearse.paths import Paths  # noqa: E402
from rehearse.practice import PracticePhase  # noqa: E402
from rehearse.settings import DEFAULT_MODEL, Settings  # noqa: E402
from rehearse.ui.call_controller import CallController  # noqa: E402
from rehearse.ui.collecting import GuiThreadCollector  # noqa: E402
from rehearse.ui.main_window import MainWindow  # noqa: E402
from rehearse.ui.practice_controller import PracticeController  # noqa: E402
from rehearse.ui.start import make_services  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.audio.decode import Recording

STALL_S = 0.1
"""A meter that stands still for longer is seen to."""

REPORT_WITHIN_S = 300.0

STEP_S = 0.035
"""About the time between two steps of the meter."""

SLEEPER = """
import select, sys, time
awake = [time.monotonic()]
while not select.select([sys.stdin], [], [], float(sys.argv[1]))[0]:
    awake.append(time.monotonic())
print(*awake)
"""


class Sleeper:
    """A process that does nothing but wake up again and again, as a context.

    Attributes:
        awake: When it was, by the clock of all processes; known in the end.
    """

    def __init__(self) -> None:
        self.awake: list[float] = []

    def __enter__(self) -> Sleeper:
        command = [sys.executable, "-c", SLEEPER, str(STEP_S)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        told, _ = self._process.communicate("\n")
        self.awake = [float(time_s) for time_s in told.split()]


def gaps_within(times: Sequence[float], start_s: float, end_s: float) -> list[float]:
    """The times between those that lie in a stretch of time; one at least."""
    inside = [time_s for time_s in times if start_s <= time_s <= end_s]
    return [after - before for before, after in pairwise([start_s, *inside, end_s])]


def run(recording: Recording, model: str, home: Path) -> dict[str, object]:
    """Record a take in the window, and return the figures."""
    app = QApplication.instance() or QApplication(["rehearse"])
    places = Paths(home / "data", home / "config", home / "cache", home / "log").make()
    history = HistoryStore.open(places.history_file, places.recordings)
    services = make_services(places, replace(Settings(), model=model, first_start_done=True), history)
    microphone = FileMicrophone(recording)
    services.make_recorder = lambda _name: Recorder(opener=microphone)
    controller = PracticeController(services)
    calls = CallController(services, controller.analyst)
    window = MainWindow(services, controller, calls)
    steps: list[float] = []
    busy: list[float] = []
    sleeper = Sleeper()

    def on_level(_level: object) -> None:
        if controller.state.phase is PracticePhase.RECORDING:
            steps.append(time.monotonic())
            busy.append(time.thread_time())

    def wait(over: Callable[[], bool], within_s: float) -> None:
        ends_s = time.monotonic() + within_s
        while not over():
            app.processEvents()
            time.sleep(0.001)
            if time.monotonic() > ends_s:
                raise TimeoutError(controller.state)

    collector = GuiThreadCollector()
    collector.start()
    window.show()
    controller.level_changed.connect(on_level)
    controller.trouble.connect(lambda error: print(error.message, file=sys.stderr))
    controller.record("practice-intro")
    try:
        with sleeper:
            wait(microphone.played.is_set, recording.duration_s + 60)
        if controller.state.phase is PracticePhase.RECORDING:
            controller.stop()
        stopped_s = time.monotonic()
        wait(lambda: controller.state.phase in {PracticePhase.REPORTED, PracticePhase.FAILED}, REPORT_WITHIN_S)
        reported_s = time.monotonic() - stopped_s
        take = history.take(controller.state.take_id or "")
    finally:
        collector.stop()
        window.hide()
        calls.close()
        controller.close()
        services.tasks.close()
        controller.analyst.close()
        services.telephone.close()
        history.close()
    return {
        **lateness(steps, busy, sleeper.awake),
        "window_dropped_frames": take.dropped_frames,
        "window_stop_to_report_s": round(reported_s, 3),
    }


def lateness(steps: list[float], busy: list[float], awake: list[float]) -> dict[str, object]:
    """Figures of the meter and of a process that only sleeps.

    Args:
        steps: When the meter moved.
        busy: How long the window's thread had been at work by then, in all.
        awake: When the process that sleeps was awake.
    """
    gaps, slept = (gaps_within(times, steps[0], steps[-1]) for times in (steps, awake))
    return {
        "meter_longest_s": round(max(gaps), 3),
        "meter_stalls": sum(gap > STALL_S for gap in gaps),
        "meter_steps": len(steps),
        "meter_busy_s": round(max(after - before for before, after in pairwise(busy)), 3),
        "machine_longest_s": round(max(slept), 3),
        "machine_stalls": sum(gap > STALL_S for gap in slept),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("audio")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        print(json.dumps(run(load(arguments.audio), arguments.model, Path(home))))


if __name__ == "__main__":
    main()

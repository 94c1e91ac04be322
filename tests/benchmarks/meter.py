"""Whether the level meter stands still while a take is heard: the real window and recogniser, a file as microphone.

    python tests/benchmarks/meter.py AUDIO [--model NAME]

Without a screen, but everything is painted. Prints the longest time between two steps of the meter while the take was
recorded, each of which waits for the one before to be painted, how many lay more than `STALL_S` apart, the frames that
were lost, and the time from Stop to the report in the window.
"""

from __future__ import annotations

import argparse
import json
import os
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
from rehearse.practice import Phase  # noqa: E402
from rehearse.settings import DEFAULT_MODEL, Settings  # noqa: E402
from rehearse.ui.call_controller import CallController  # noqa: E402
from rehearse.ui.main_window import MainWindow  # noqa: E402
from rehearse.ui.practice_controller import PracticeController  # noqa: E402
from rehearse.ui.start import make_services  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.decode import Recording

STALL_S = 0.1
"""A meter that stands still for longer is seen to."""

REPORT_WITHIN_S = 300.0


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

    def on_level(_level: object) -> None:
        if controller.state.phase is Phase.RECORDING:
            steps.append(time.monotonic())

    def wait(over: Callable[[], bool], within_s: float) -> None:
        ends_s = time.monotonic() + within_s
        while not over():
            app.processEvents()
            time.sleep(0.001)
            if time.monotonic() > ends_s:
                raise TimeoutError(controller.state)

    window.show()
    controller.level_changed.connect(on_level)
    controller.trouble.connect(lambda error: print(error.message, file=sys.stderr))
    controller.record("practice-intro")
    try:
        wait(microphone.played.is_set, recording.duration_s + 60)
        if controller.state.phase is Phase.RECORDING:
            controller.stop()
        stopped_s = time.monotonic()
        wait(lambda: controller.state.phase in {Phase.REPORTED, Phase.FAILED}, REPORT_WITHIN_S)
        reported_s = time.monotonic() - stopped_s
        take = history.take(controller.state.take_id or "")
    finally:
        window.hide()
        calls.close()
        controller.close()
        services.tasks.close()
        controller.analyst.close()
        services.telephone.close()
        history.close()
    gaps = [after - before for before, after in pairwise(steps)]
    return {
        "meter_longest_s": round(max(gaps), 3),
        "meter_stalls": sum(gap > STALL_S for gap in gaps),
        "meter_steps": len(steps),
        "window_dropped_frames": take.dropped_frames,
        "window_stop_to_report_s": round(reported_s, 3),
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

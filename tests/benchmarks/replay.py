"""How quickly a take can be seen and heard again.

    python tests/benchmarks/replay.py [RUNS]

Prints medians and maxima over RUNS (20), by the clock and, for what the window does, by what its thread spent on a
core (`cpu`): on a busy machine only that can be compared. Of:

- `waveform_first_paint_ms`: a waveform of 20 minutes, from the outline on disk to its picture;
- `play_head_frame_ms`: one step of the play head in it, with what has to be painted anew;
- `page_frame_ms`: one step of the play head on the whole report page: bar, lit word and timeline;
- `first_report_ms`: the first report of a session: from the end of the analysis on its worker, over the history, to
  the painted page. Each in a process of its own that records and analyses a take before; see `one_session.py`;
- `warming_step_ms`: one step of getting the page ready in those sessions while the take is recorded, imports included
  (by the core alone: beside it runs the analysis);
- `report_ms`: from a finished report in the history to the painted report page, once it has shown one;
- `seek_to_sound_ms`: from a seek until the loudspeaker of the tests' own sound server is heard with what stands
  there, the way back from the server included (Linux only).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import numpy as np  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from screens.stage import Stage  # noqa: E402

from rehearse.audio import outlines  # noqa: E402
from rehearse.audio.decode import Recording  # noqa: E402
from rehearse.audio.player import Player  # noqa: E402
from rehearse.ui import theme  # noqa: E402
from rehearse.ui.pages.report import ReportPage  # noqa: E402
from tests.sounds import murmur  # noqa: E402
from tests.virtual_sound import VirtualSound, keep_to_ourselves  # noqa: E402
from tests.waiting import wait_until  # noqa: E402

if TYPE_CHECKING:
    from rehearse.ui.marks import Mark

SESSIONS = 5
TWENTY_MINUTES_S = 1200
RATE_HZ = 48000


class Times:
    """Times one thing again and again."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seconds: list[float] = []
        self._cpu: list[float] = []

    def __enter__(self) -> None:
        self._begun = time.perf_counter(), time.thread_time()

    def __exit__(self, *_error: object) -> None:
        self._seconds.append(time.perf_counter() - self._begun[0])
        self._cpu.append(time.thread_time() - self._begun[1])

    def add(self, clock_ms: float, cpu_ms: float) -> None:
        """Take up what was timed elsewhere."""
        self._seconds.append(clock_ms / 1000)
        self._cpu.append(cpu_ms / 1000)

    def say(self, *, cpu: bool = True) -> None:
        """Print the figures."""
        spent = f"  cpu median {statistics.median(self._cpu) * 1000:7.2f}" if cpu else ""
        clock = f"median {statistics.median(self._seconds) * 1000:7.2f}  max {max(self._seconds) * 1000:7.2f}"
        print(f"{self._name:24} {clock}{spent}  n {len(self._seconds)}")


def paint(app: QApplication) -> None:
    """Let everything that is to be painted be painted."""
    app.processEvents()


def shown(widget: QWidget, app: QApplication) -> None:
    """Show a widget as it would be in a window of the usual size."""
    widget.resize(1180, 760)
    widget.show()
    paint(app)


def marks_of_a_long_take() -> tuple[Mark, ...]:
    """About as many marks as twenty minutes have: a filler every six seconds."""
    from rehearse.speech import Span
    from rehearse.ui.marks import Mark, MarkKind

    return tuple(
        Mark(MarkKind.FILLER, Span(6.0 * index, 6.0 * index + 0.4), "Filler: “um”", range(index, index + 1))
        for index in range(TWENTY_MINUTES_S // 6)
    )


def waveform(app: QApplication, folder: Path, runs: int) -> None:
    """Time the waveform of a long take."""
    from rehearse.ui.widgets.replay_bar import ReplayBar
    from rehearse.ui.widgets.waveform import Shape

    place = folder / "long.wav"
    place.write_bytes(b"stands for a long take")
    samples = (murmur(60, 8000).astype(np.float32) / 32768).repeat(20)
    outlines.keep(folder / "outlines", place, outlines.outline_of(Recording(samples, 8000, ""), 0.0))
    marks = marks_of_a_long_take()
    first, frames = Times("waveform_first_paint_ms"), Times("play_head_frame_ms")
    for _ in range(runs):
        bar = ReplayBar()
        bar.resize(1180, bar.sizeHint().height())
        bar.show()
        paint(app)
        with first:
            kept = outlines.read(folder / "outlines", place)
            assert kept is not None
            bar.show_recording(Shape(kept.peaks, TWENTY_MINUTES_S), marks)
            paint(app)
        for step in range(25):
            with frames:
                bar.show_position(600 + 0.04 * step, moving=True)
                paint(app)
        bar.deleteLater()
        paint(app)
    first.say()
    frames.say()


def report(app: QApplication, folder: Path, runs: int) -> None:
    """Time the report page."""
    stage = Stage(folder)
    services = stage.services()
    takes = [stage.take_ids["first"], stage.take_ids["calm"]]
    later = Times("report_ms")
    page = ReportPage(services)
    page.show_take(takes[0])
    shown(page, app)
    stage.settle()
    for run in range(runs):
        with later:
            page.show_take(takes[(run + 1) % 2])
            paint(app)
        stage.settle()
    later.say()
    frames = Times("page_frame_ms")
    for step in range(10 * runs):
        with frames:
            page.replay.moved.emit(10 + 0.04 * step)
            paint(app)
    frames.say()
    page.clear()
    stage.close()


def first_reports(sessions: int) -> None:
    """Time the first report of a session, each session in a process of its own."""
    first, step = Times("first_report_ms"), Times("warming_step_ms")
    for _ in range(sessions):
        command = [sys.executable, str(Path(__file__).with_name("one_session.py"))]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        first.add(told["clock_ms"], told["cpu_ms"])
        for step_ms in told["steps_ms"]:
            step.add(step_ms, step_ms)
    first.say()
    step.say()


def seek(sound: VirtualSound, runs: int) -> None:
    """Time a seek from silence into sound."""
    samples = np.concatenate([np.zeros(20 * RATE_HZ, np.int16), murmur(20, RATE_HZ)])
    recording = Recording((samples / 32768).astype(np.float32), RATE_HZ, "take.wav")
    times = Times("seek_to_sound_ms")
    for _ in range(runs):
        player = Player()
        player.load(recording)
        with sound.listening() as listener:
            player.play(0.0)
            wait_until(lambda player=player: player.position_s > 0.5, "the silence to be played")
            before = len(listener.samples())
            with times:
                player.seek(25.0)
                while not listener.samples()[before:].any():
                    time.sleep(0.001)
        player.close()
    times.say(cpu=False)


def main() -> None:
    """Time everything."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    sound_folder = keep_to_ourselves()
    app = QApplication([])
    theme.apply(theme.LIGHT, app)
    with tempfile.TemporaryDirectory() as folder:
        first_reports(SESSIONS)
        report(app, Path(folder) / "stage", runs)
        waveform(app, Path(folder), runs)
    if sys.platform == "linux":
        sound = VirtualSound(sound_folder)
        sound.start()
        try:
            seek(sound, max(3, runs // 2))
        finally:
            sound.close()


if __name__ == "__main__":
    main()

"""One session in a process of its own: a take is recorded, stopped, analysed, and its report is the first one shown.

    python tests/benchmarks/one_session.py

The window is the real one; microphone and recogniser are the tests' own, everything else is what the program has.
Prints one line of JSON: `clock_ms` from the analysis having ended on its worker to the painted report page, `cpu_ms`
what the window's thread spent on a core meanwhile, and `steps_ms`, how long each step of getting the page ready held
the window up while the take ran.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from screens import demo_reports  # noqa: E402
from screens.stage import Stage  # noqa: E402

from rehearse.audio.recorder import Recorder  # noqa: E402
from rehearse.practice import PracticePhase  # noqa: E402
from rehearse.ui import theme, warming  # noqa: E402
from rehearse.ui.call_controller import CallController  # noqa: E402
from rehearse.ui.collecting import GuiThreadCollector  # noqa: E402
from rehearse.ui.main_window import MainWindow  # noqa: E402
from rehearse.ui.practice_controller import PracticeController  # noqa: E402
from rehearse.ui.start import FirstPaint  # noqa: E402
from tests.fake_recogniser import FakeRecogniser  # noqa: E402
from tests.fake_sound import FakeMicrophone  # noqa: E402
from tests.local_listener import LocalListener  # noqa: E402
from tests.sounds import murmur  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.practice import Practice
    from rehearse.report import Report

SECONDS = 40.0
SIZE = (1180, 760)
SECOND_MS = 50


class Session:
    """The window, and a stopwatch."""

    def __init__(self, stage: Stage) -> None:
        services = stage.services()
        self._microphone = FakeMicrophone()
        words = " ".join(word.text for word in demo_reports.first_attempt().transcript.words)
        recogniser = FakeRecogniser(words)
        services.make_recorder = lambda name: Recorder(name, self._microphone, self._microphone.clock)
        services.make_listener = lambda _model: LocalListener(recogniser)
        self.controller = PracticeController(services, second_ms=SECOND_MS)
        self.window = MainWindow(services, self.controller, CallController(services, self.controller.analyst))
        self._collector = GuiThreadCollector(self.window)
        self._collector.start()
        self._services = services
        self.steps_ms: list[float] = []
        self.times: dict[str, float] = {}
        self._time_the_steps()
        self._time_the_analysis()
        self.controller.state_changed.connect(self._on_state)
        self.window.resize(*SIZE)
        self.window.show()

    def run(self, app: QApplication) -> None:
        """From Record to the painted report."""
        self.controller.record("practice-intro")
        app.exec()
        self._collector.stop()
        self.controller.close()
        self.window.pages.close()

    def _time_the_steps(self) -> None:
        steps = warming.steps

        def timed(*arguments: object) -> Iterator[object]:
            making = steps(*arguments)  # type: ignore[arg-type]
            while True:
                begun = time.thread_time()
                made = next(making, self)
                self.steps_ms.append((time.thread_time() - begun) * 1000)
                if made is self:
                    return
                yield made

        warming.steps = timed  # type: ignore[assignment]

    def _time_the_analysis(self) -> None:
        analyst = self.controller.analyst
        work = analyst._work

        def timed(*arguments: object) -> Report:
            report = work(*arguments)  # type: ignore[arg-type]
            self.times["analysed"] = time.perf_counter()
            return report

        def taken_up(report: Report) -> None:
            self.times["cpu"] = time.thread_time()
            FirstPaint(self.window.pages.report, self._on_painted)
            take_up(report)

        take_up = self.controller._on_report
        analyst._work = timed  # type: ignore[method-assign]
        self.controller._on_report = taken_up  # type: ignore[method-assign]

    def _on_state(self, state: Practice) -> None:
        if state.phase is PracticePhase.RECORDING and "speaking" not in self.times:
            self.times["speaking"] = time.perf_counter()
            self._microphone.say(murmur(SECONDS, self._microphone.sample_rate_hz))
            self._stop_when_ready()
        elif state.phase is PracticePhase.FAILED:
            raise RuntimeError(state.message)

    def _stop_when_ready(self) -> None:
        """A take lasts longer than it takes to get the page ready."""
        warmed = self.window.pages._warming
        if warmed is None or warmed.is_under_way or self._services.tasks.busy:
            QTimer.singleShot(50, self._stop_when_ready)
        else:
            self.controller.stop()

    def _on_painted(self) -> None:
        self.times["painted"] = time.perf_counter()
        self.times["cpu"] = time.thread_time() - self.times["cpu"]
        QApplication.quit()


def main() -> None:
    """Go through one session and print its times."""
    app = QApplication([])
    theme.apply(theme.LIGHT, app)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder))
        session = Session(stage)
        session.run(app)
        stage.settle()
        stage.close()
    times = session.times
    print(
        json.dumps(
            {
                "clock_ms": round((times["painted"] - times["analysed"]) * 1000, 1),
                "cpu_ms": round(times["cpu"] * 1000, 1),
                "steps_ms": [round(step, 1) for step in session.steps_ms],
            }
        )
    )


if __name__ == "__main__":
    main()

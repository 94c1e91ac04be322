"""How long the window takes to open, against an empty PySide6 window in the same run.

    python tests/benchmarks/startup.py [RUNS]

Both programs run in turn, as whole processes, RUNS times (5) after one uncounted run of each. `ready_s` is what
`rehearse --quit-when-ready` says of itself, from process start to a usable window; the empty window is timed the
same way from inside. Prints medians and the median of the ratios pair by pair.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

EMPTY_WINDOW = """
import json, os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1280, 800)
window.show()
def ready():
    fields = open("/proc/self/stat").read().rsplit(")", 1)[1].split()
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    print(json.dumps({"ready_s": time.clock_gettime(time.CLOCK_BOOTTIME) - started}))
    app.quit()
QTimer.singleShot(0, ready)
app.exec()
"""


def ready_s(command: list[str], home: str) -> float:
    """Run a program that prints `{"ready_s": ...}` and return the figure."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "REHEARSE_HOME": home}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout.splitlines()[-1])["ready_s"])


def main() -> None:
    """Run both in turn and print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ours = [sys.executable, "-m", "rehearse", "--quit-when-ready"]
    empty = [sys.executable, "-c", EMPTY_WINDOW]
    with tempfile.TemporaryDirectory() as home:
        pairs = [(ready_s(ours, home), ready_s(empty, home)) for _ in range(runs + 1)][1:]
    for name, values in (
        ("rehearse_ready_s", [ours_s for ours_s, _ in pairs]),
        ("empty_window_ready_s", [empty_s for _, empty_s in pairs]),
        ("ratio", [ours_s / empty_s for ours_s, empty_s in pairs]),
    ):
        print(f"{name:22} min {min(values):.3f}  median {statistics.median(values):.3f}  max {max(values):.3f}")


if __name__ == "__main__":
    main()

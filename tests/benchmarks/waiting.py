"""How long somebody who presses Stop at any moment waits for the words, by a clock that only this program sets.

    python tests/benchmarks/waiting.py [--lengths 20,23.1,...] [--around 30,90,600] [--silence 1.0]

With `--around`, takes of about each of these lengths are compared: eleven ends of each, `STEP_S` apart. The takes are
made of the demo takes as in `live.py`, cut at each length, with so much silence at the end. Voice and
chunks are the program's own; the recogniser is one that takes as long as base does on two cores: `ENCODING_S` for the
encoder, and then `WRITING_S` and `TIMING_S` with a share of the chunk's length each, and stops for nobody within any
of the three. So the figures are the same on any machine, however busy, and tell what comes of the order in which chunks
are heard. Judging comes on top, a tenth of a second for a short take.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from rehearse.hearing.live import LiveHearing  # noqa: E402
from rehearse.transcription.transcriber import RATE_HZ, Cancelled  # noqa: E402
from tests.benchmarks.live import ROOM, take  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rehearse.transcription.chunks import Chunk

ENCODING_S = 0.6
WRITING_S, WRITING_SHARE = 0.25, 0.15
TIMING_S, TIMING_SHARE = 0.05, 0.05
ENDS, STEP_S = 11, 1.1
"""How many ends are looked at around a length, and how far they lie apart."""

PORTION_S = 0.1
TICK_S = 0.01


class Clock(Executor):
    """One worker thread, and a time that goes on only when it is told to.

    Attributes:
        now_s: The time.
    """

    def __init__(self) -> None:
        self.now_s = 0.0
        self._changed = threading.Condition()
        self._waiting: list[Callable[[], object]] = []
        self._awake_s: float | None = None
        self._works = False
        self._is_over = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Do something on the worker, after all else."""
        with self._changed:
            self._waiting.append(lambda: fn(*arguments, **named))
            self._changed.notify_all()
        return Future()

    def sleep(self, seconds: float) -> None:
        """Let the worker be at work for so long."""
        with self._changed:
            self._awake_s = self.now_s + seconds
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._awake_s is not None and self.now_s >= self._awake_s)
            self._awake_s = None

    def go_on(self, until_s: float) -> None:
        """Let the time go on, and the worker do what it does until then."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._awake_s is not None or not (self._works or self._waiting))
                if self._awake_s is None or self._awake_s > until_s:
                    break
                self.now_s = max(self.now_s, self._awake_s)
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._awake_s is None or self._awake_s > self.now_s)
            self.now_s = until_s

    def close(self) -> None:
        """End the worker, which must have nothing to do."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._works = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: bool(self._waiting) or self._is_over)
                if self._is_over:
                    return
                self._works = True
                next_one = self._waiting.pop(0)
            next_one()


class Hearer:
    """A recogniser that hears nothing, but takes its time; a `ChunkHearer`."""

    model = "none"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._encoded: list[tuple[object, ...]] = []

    def hear_chunk(
        self,
        chunk: Chunk,
        _samples_16k: NDArray[np.float32],
        *,
        stopped: Callable[[], bool] = lambda: False,
        **_options: object,
    ) -> tuple[()]:
        """Take as long as base does; what was encoded a moment ago is not encoded again."""
        if chunk.pieces not in self._encoded:
            self._clock.sleep(ENCODING_S)
            self._encoded = [chunk.pieces, *self._encoded[:1]]
        for step_s in (WRITING_S + WRITING_SHARE * chunk.duration_s, TIMING_S + TIMING_SHARE * chunk.duration_s):
            if stopped():
                raise Cancelled
            self._clock.sleep(step_s)
        return ()


def waited_s(samples_16k: NDArray[np.float32], silence_s: float) -> float:
    """From Stop at the end of some sound to its words."""
    samples = samples_16k.copy()
    if silent := round(silence_s * RATE_HZ):
        samples[-silent:] = np.random.default_rng(1).standard_normal(silent) * ROOM
    clock = Clock()
    hearing = LiveHearing(RATE_HZ, Hearer(clock), clock, lambda: None)
    portion = round(PORTION_S * RATE_HZ)
    for start in range(0, len(samples), portion):
        end = min(start + portion, len(samples))
        clock.go_on(end / RATE_HZ)
        hearing.add(samples[start:end])
    stopped_s = len(samples) / RATE_HZ
    clock.go_on(stopped_s)
    hearing.finish()
    while hearing.words.waiting:
        clock.go_on(clock.now_s + TICK_S)
    waited = clock.now_s - stopped_s
    clock.close()
    return waited


def around(length_s: float) -> list[float]:
    """The lengths of takes that end near one."""
    return [length_s + STEP_S * (index - ENDS // 2) for index in range(ENDS)]


def show(waits_s: list[float]) -> float:
    """Print the usual and the longest wait, and return the usual one."""
    ordered, usual_s = sorted(waits_s), statistics.median(waits_s)
    tenth_s = ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]
    print(f"median {usual_s:.2f} s, nine in ten {tenth_s:.2f} s, longest {ordered[-1]:.2f} s", flush=True)
    return usual_s


def main() -> None:
    """Print the shortest, usual and longest waits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lengths", default=",".join(f"{20 + 3.1 * index:.1f}" for index in range(22)))
    parser.add_argument("--around", help="compare takes of about these lengths instead")
    parser.add_argument("--silence", type=float, default=1.0)
    arguments = parser.parse_args()
    asked = [float(length) for length in (arguments.around or arguments.lengths).split(",")]
    groups = [around(length) for length in asked] if arguments.around else [asked]
    samples = take(max(max(group) for group in groups) + 5).at(RATE_HZ)
    usual_s = []
    for group in groups:
        waits_s = [waited_s(samples[: round(length * RATE_HZ)], arguments.silence) for length in group]
        for length, wait_s in zip(group, waits_s, strict=True):
            print(f"{length:6.1f} s  {wait_s:.2f} s")
        usual_s.append(show(waits_s))
    if arguments.around:
        print(f"the longest median is {max(usual_s) / min(usual_s):.2f} times the shortest")


if __name__ == "__main__":
    main()

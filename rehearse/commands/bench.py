"""`rehearse bench`: how long the report takes after Stop, through the real recorder and in real time.

The recording is played into the recorder's queue block by block, as the device's callback does, heard by the
recogniser's process while it is played, as in the window, and stopped after its last block; `stop_to_report_s` runs
from Stop to the finished report. `one_shot_s` is plain faster-whisper on the whole file in the same process. Both begin
with the model loaded and used once, as it is in the window, where it loads during the countdown; and both begin after a
rest, for a processor that was idle starts slower (by a third on the machine that this was written on) and a recording
leaves it idle. They are used on a demo take, since of a sound or a sentence of the recording itself something might be
remembered. With a card its names and its number are compared with the sound, too, as in the window.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.commands.memory import MemoryWatch
from rehearse.target import Target
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    import argparse

    from rehearse.audio.decode import Recording
    from rehearse.audio.recorder import Recorded
    from rehearse.hearing.listener import Listener
    from rehearse.hearing.values import HeardTake
    from rehearse.reading_ahead import ReadingAhead
    from rehearse.report import Report

WARM_UP_S = 5.0
REST_S = 60.0
END_S = 30.0
"""How long after its own length a recording may take to be played, before something is wrong."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is printed, in this order.

    Attributes:
        stop_to_report_s: From Stop to the finished report.
        one_shot_s: Plain faster-whisper on the whole file.
        ratio: The first over the second.
        dropped_frames: How many frames were lost between the device's door and the file.
        peak_rss_mb: The most memory held, the recogniser's process included; None where the system does not tell.
    """

    stop_to_report_s: float
    one_shot_s: float
    ratio: float
    dropped_frames: int
    peak_rss_mb: float | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    from rehearse.settings import DEFAULT_MODEL
    from rehearse.target_json import EXAMPLE

    parser.add_argument("audio", metavar="AUDIO", help="a recording; it is played in real time")
    parser.add_argument("--target", metavar="CARD.json", help=f"the program being called, such as {EXAMPLE}")
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME", help="the voice model (default: %(default)s)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of one run."""
    from rehearse.audio.decode import load
    from rehearse.hearing.process import RecogniserProcess
    from rehearse.reading_ahead import ReadingAhead
    from rehearse.target_json import read_target
    from rehearse.transcription.whisper import PlainWhisper

    target = read_target(arguments.target) if arguments.target else Target()
    recording, other = load(arguments.audio), _another()
    with MemoryWatch() as memory:
        listener, ahead = RecogniserProcess(arguments.model), ReadingAhead()
        try:
            _judged(listener.hear(other, lambda _share: None, lambda: False), other.path, target)
            with tempfile.TemporaryDirectory(prefix="rehearse-bench-") as folder:
                path = Path(folder) / "take.wav"
                stop_to_report_s, dropped_frames = _recorded(recording, path, target, listener, ahead)
        finally:
            listener.close()
            ahead.close()
    peak_rss_mb = memory.peak_mb()
    plain = PlainWhisper(arguments.model)
    plain.transcribe(other.at(RATE_HZ))
    time.sleep(min(REST_S, recording.duration_s))
    begun_s = time.perf_counter()
    plain.transcribe(load(arguments.audio).at(RATE_HZ))
    one_shot_s = time.perf_counter() - begun_s
    figures = asdict(
        Figures(
            stop_to_report_s=round(stop_to_report_s, 3),
            one_shot_s=round(one_shot_s, 3),
            ratio=round(stop_to_report_s / one_shot_s, 3),
            dropped_frames=dropped_frames,
            peak_rss_mb=peak_rss_mb,
        )
    )
    if arguments.format == "json":
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.write("".join(f"{name:17} {value}\n" for name, value in figures.items()))
    return 0


def _another() -> Recording:
    """The first seconds of a demo take, enough for every part to be used once."""
    from rehearse.assets import demo_takes
    from rehearse.audio.decode import load

    demo = load(demo_takes()[0].path)
    return replace(demo, samples=demo.samples[: round(WARM_UP_S * demo.sample_rate_hz)])


def _recorded(
    recording: Recording, path: Path, target: Target, listener: Listener, ahead: ReadingAhead
) -> tuple[float, int]:
    """Record what is played, and return the seconds from Stop to the report, and the frames lost.

    Raises:
        TimeoutError: It was not played in its time, so there is nothing to measure.
    """
    from rehearse import phrases
    from rehearse.audio.decode import load
    from rehearse.audio.file_stream import FileMicrophone
    from rehearse.audio.recorder import Recorder

    microphone, expected = FileMicrophone(recording), phrases.expected(target)
    recorder = Recorder(opener=microphone)
    recorder.open()
    try:
        live = listener.begin(recording.sample_rate_hz, expected, ahead.begin())
        recorder.start(path, live.add)
        if not microphone.played.wait(recording.duration_s + END_S):
            msg = f"the recording was not played within {recording.duration_s + END_S:.0f} s"
            raise TimeoutError(msg)
        begun_s = time.perf_counter()
        recorded = recorder.stop()
        heard = live.finish(recorded.frames, lambda _share: None, lambda: False)
        if heard is None:
            heard = listener.hear(load(recorded.path), lambda _share: None, lambda: False, expected)
        _judged(heard, str(path), target, recorded)
        return time.perf_counter() - begun_s, recorded.dropped_frames
    finally:
        recorder.close()


def _judged(heard: HeardTake, path: str, target: Target, recorded: Recorded | None = None) -> Report:
    from rehearse import phrases, scenarios
    from rehearse.analysis import judge_take

    return judge_take(
        heard,
        path,
        scenarios.get("practice-intro"),
        target,
        rulebook=phrases.load(),
        zero_s=recorded.preroll_s if recorded else None,
        dropped_frames=recorded.dropped_frames if recorded else 0,
    )

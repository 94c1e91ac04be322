"""Takes of 30 s, 90 s and 10 min through `rehearse bench`, and whether live hearing gives the words of the file.

    python tests/benchmarks/live.py [--model NAME] [--lengths 26,30,34/82,90,98/600]

The takes are made of the two demo takes, one after the other, with pauses as between two tries. For each length:
`rehearse bench` in a process of its own, the words heard live against the words of the finished file, and the peak
memory of plain faster-whisper on the same file in a process of its own. Against that stands what the program's process
(recorder, phrase rules and their second layer, no window) and the recogniser's hold together at their highest, pages
that both share counted once. Takes of up to `METER_UP_TO_S` are recorded in the window as well (`meter.py`).

How long one waits after Stop depends on how a take ends: on what was said since the last pause, and when the one before
it was. So several lengths near each other, between slashes, are taken together: their median tells what the length of a
take is worth, and the longest and shortest of all what its end is. The card of the demo takes is given, as it is to
whoever practises a call to a program.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from rehearse import phrases  # noqa: E402
from rehearse.assets import demo_card, demo_takes  # noqa: E402
from rehearse.audio.decode import Recording, load  # noqa: E402
from rehearse.hearing.process import RecogniserProcess  # noqa: E402
from rehearse.settings import DEFAULT_MODEL  # noqa: E402
from rehearse.target_json import read_target  # noqa: E402
from rehearse.transcription.transcriber import RATE_HZ  # noqa: E402
from rehearse.transcription.voice_activity import voiced_spans  # noqa: E402
from tests.speech import write_wav  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

PAUSE_S = 1.2
END_S = 1.0
"""How long after the last word somebody presses Stop; with a longer silence nothing is left to wait for."""

LOOKED_AT_S = 20.0
"""Of its last seconds, the last pause is the end of a take."""

METER_UP_TO_S = 100.0
"""What happens to the level meter in a minute happens in ten."""

ROOM = 0.0008
"""Root mean square of the noise between the takes."""

PLAIN = """
import json, resource, sys
from rehearse.audio.decode import load
from rehearse.transcription import models, runtime
from rehearse.transcription.decoder import PLAIN
folder = str(models.locate(sys.argv[2]).folder)
model = runtime.faster_whisper().WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)
list(model.transcribe(load(sys.argv[1]).at(16000), **PLAIN)[0])
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6))
"""


def take(seconds: float) -> Recording:
    """A take of about this length: it ends `END_S` after the voice before its last pause."""
    spoken = [load(demo.path) for demo in demo_takes()]
    rate_hz = spoken[0].sample_rate_hz
    chance = np.random.default_rng(1)
    parts: list[np.ndarray] = []
    while sum(map(len, parts)) < seconds * rate_hz:
        voice = spoken[len(parts) // 2 % len(spoken)].samples
        parts += [voice, np.zeros(round(PAUSE_S * rate_hz), np.float32)]
    samples = np.concatenate(parts)[: round(seconds * rate_hz)]
    looked_at = Recording(samples[-round(LOOKED_AT_S * rate_hz) :], rate_hz, "end.wav")
    ends = [span.end_s for span in voiced_spans(looked_at.at(RATE_HZ)) if span.end_s <= looked_at.duration_s - END_S]
    silent_s = looked_at.duration_s - ends[-1]
    samples = samples[: len(samples) - round((silent_s - END_S) * rate_hz)]
    samples[-round(END_S * rate_hz) :] = 0.0
    return Recording(samples + chance.standard_normal(len(samples)).astype(np.float32) * ROOM, rate_hz, "take.wav")


def words_differ(path: Path, model: str) -> float:
    """Word error rate of what is heard live, played as fast as it is taken, against the finished file.

    A word beside which another name of the card was heard counts as another word.
    """
    recording, expected = load(path), phrases.expected(read_target(str(demo_card())))
    process = RecogniserProcess(model)
    try:
        live = process.begin(recording.sample_rate_hz, expected)
        samples = np.rint(recording.samples * 32768).astype(np.int16)
        block = recording.sample_rate_hz // 50
        for start in range(0, len(samples), block):
            live.add(samples[start : start + block].tobytes())
        heard = live.finish(len(samples), lambda _share: None, lambda: False)
        file = process.hear(recording, lambda _share: None, lambda: False, expected)
    finally:
        process.close()
    assert heard is not None
    first, second = ([(word.text, word.named) for word in one.transcript.words] for one in (file, heard))
    return distance(first, second) / max(1, len(first))


def distance(first: Sequence[object], second: Sequence[object]) -> int:
    """Words to change, leave out or put in."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (one != other))
    return row[-1]


def ran(*command: str) -> str:
    """What a command of this Python prints."""
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Print one line of figures per length, and one for all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--lengths", default="26,30,34/82,90,98/600")
    arguments = parser.parse_args()
    groups = [[float(length) for length in group.split(",")] for group in arguments.lengths.split("/")]
    with tempfile.TemporaryDirectory() as folder:
        waited_s = [[measured(seconds, arguments.model, Path(folder)) for seconds in group] for group in groups]
    medians_s = [statistics.median(group) for group in waited_s]
    together_s = [one_s for group in waited_s for one_s in group]
    summary = {
        "medians_s": [round(median_s, 2) for median_s in medians_s],
        "longest_to_shortest_median": round(max(medians_s) / min(medians_s), 2),
        "longest_to_shortest": round(max(together_s) / min(together_s), 2),
    }
    print(json.dumps(summary))


def measured(seconds: float, model: str, folder: Path) -> float:
    """Print the figures of a take of about this length, and return how long one waits for its report."""
    recording = take(seconds)
    path = write_wav(folder / f"{seconds:g}.wav", recording.samples, recording.sample_rate_hz)
    options = ("--model", model, "--target", str(demo_card()), "--format", "json")
    bench = json.loads(ran("-m", "rehearse", "bench", *options, str(path)))
    plain_mb = json.loads(ran("-c", PLAIN, str(path), model))
    line = {
        "take_s": round(recording.duration_s, 1),
        **bench,
        "plain_rss_mb": round(plain_mb, 1),
        "memory": round(bench["peak_rss_mb"] / plain_mb, 2),
        "words_changed": round(words_differ(path, model), 4),
    }
    if seconds <= METER_UP_TO_S:
        line |= json.loads(ran("tests/benchmarks/meter.py", "--model", model, str(path)))
    print(json.dumps(line), flush=True)
    waited_s: float = bench["stop_to_report_s"]
    return waited_s


if __name__ == "__main__":
    main()

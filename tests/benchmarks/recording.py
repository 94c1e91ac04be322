"""What recording costs, and whether it loses anything while the recogniser works on all cores. Linux only.

    python tests/benchmarks/recording.py [SECONDS]

Noise is spoken into the virtual microphone and recorded by the real recorder for SECONDS (20), first on an idle
machine, then while the recogniser transcribes a demo take over and over. Prints, for both, the share of one core that
the device's thread and the writer thread took (the kernel's own count), how much the recorder says was dropped,
and whether every sample that was spoken stands in the file.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from rehearse.audio.decode import load  # noqa: E402
from rehearse.audio.input_stream import PortAudioInput, open_microphone  # noqa: E402
from rehearse.audio.recorder import Recorder  # noqa: E402
from tests.sounds import murmur, place_of  # noqa: E402
from tests.virtual_sound import RATE_HZ, VirtualSound, keep_to_ourselves  # noqa: E402
from tests.waiting import wait_until  # noqa: E402

DEMO = ROOT / "assets" / "demo" / "first-attempt.ogg"


def cpu_s(thread_id: int) -> float:
    """How long a thread of this process has been on a core."""
    return int(Path(f"/proc/self/task/{thread_id}/schedstat").read_text().split()[0]) / 1e9


class Watched:
    """The real device door, which remembers the thread that blocks come on."""

    def __init__(self) -> None:
        self.thread_id: int | None = None

    def __call__(
        self, device_name: str | None, on_block: Callable[[bytes, bool], None], on_ended: Callable[[], None]
    ) -> PortAudioInput:
        """Open the microphone; see `StreamOpener`."""

        def block(samples: bytes, overflowed: bool) -> None:  # noqa: FBT001
            if self.thread_id is None:
                self.thread_id = threading.get_native_id()
            on_block(samples, overflowed)

        return open_microphone(device_name, block, on_ended)


def record(sound: VirtualSound, path: Path, seconds: float) -> dict[str, object]:
    """Record what is said for some seconds, and return the figures."""
    door = Watched()
    recorder = Recorder(opener=door)
    recorder.open()
    wait_until(lambda: recorder.level_db() is not None, "the microphone")
    writer = next(thread.native_id for thread in threading.enumerate() if thread.name == "take-writer")
    assert door.thread_id is not None
    assert writer is not None
    said = murmur(seconds, RATE_HZ)
    recorder.start(path)
    begun_s, device_s, writer_s = time.monotonic(), cpu_s(door.thread_id), cpu_s(writer)
    sound.say(said)
    spoken_s = recorder.elapsed_s
    wait_until(lambda: recorder.elapsed_s > spoken_s + 0.5, "the end of what was said")
    took_s = time.monotonic() - begun_s
    shares = [(cpu_s(door.thread_id) - device_s) / took_s, (cpu_s(writer) - writer_s) / took_s]
    recorded = recorder.stop()
    recorder.close()
    heard = np.rint(load(path).samples * 32768).astype(np.int16)
    at = place_of(said[:RATE_HZ], heard)
    return {
        "device_thread_percent": round(100 * shares[0], 2),
        "writer_thread_percent": round(100 * shares[1], 2),
        "dropped_frames": recorded.dropped_frames,
        "every_sample_is_there": bool(np.array_equal(heard[at : at + len(said)], said)),
    }


def transcribe_until(done: threading.Event, counted: list[float]) -> None:
    """Keep the recogniser busy, and count how long each transcription takes."""
    from rehearse.transcription.voice_activity import voiced_spans
    from rehearse.transcription.whisper import WhisperTranscriber

    transcriber, samples = WhisperTranscriber(), load(DEMO).at(16000)
    while not done.is_set():
        begun_s = time.monotonic()
        transcriber.transcribe(samples, voiced_spans(samples), lambda _share: None, lambda: False)
        counted.append(time.monotonic() - begun_s)


def main() -> None:
    """Run both and print the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    sound = VirtualSound(keep_to_ourselves())
    sound.start()
    counted: list[float] = []
    done = threading.Event()
    worker = threading.Thread(target=transcribe_until, args=(done, counted))
    try:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps({"load": "idle", **record(sound, Path(folder) / "idle.wav", seconds)}))
            worker.start()
            wait_until(lambda: counted, "the first transcription", 120.0)
            print(json.dumps({"load": "transcribing", **record(sound, Path(folder) / "busy.wav", seconds)}))
    finally:
        done.set()
        worker.join()
        sound.close()
    print(json.dumps({"transcriptions": len(counted), "seconds_each": round(float(np.median(counted)), 2)}))


if __name__ == "__main__":
    main()

"""Recording a take.

Three activities run at once, and only these:

* The *device's thread* (PortAudio's, or that of any other `StreamOpener`) calls `rehearse.audio.intake.Intake.block`
  fifty times a second. It copies the block into a queue without bounds, silenced where the microphone is muted, puts
  its peak into a slot of size one and notes the time. It never waits, touches no file and calls nothing that could.
* The *writer thread* (`rehearse.audio.keeper`) drains the queue into the ring of the last second or into the take's
  file. It alone touches that file while the take runs, and may wait for the disk as long as that takes.
* The *caller's thread* (the window's) opens, starts, stops and closes, and polls `level_db`, `elapsed_s` and
  `trouble`, which never wait. `start` makes the file and `stop` waits until it is written, which takes milliseconds.

All methods of `Recorder` belong to one thread at a time; it may be opened on one and used on another.
"""

from __future__ import annotations

import contextlib
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.audio.intake import Intake, Mute
from rehearse.audio.keeper import ANSWER_WITHIN_S, Keeper
from rehearse.audio.pcm import FULL_SCALE
from rehearse.audio.wav import WavWriter
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rehearse.audio.input_stream import InputStream, StreamOpener
    from rehearse.audio.keeper import Kept

FIRST_BLOCK_WITHIN_S = 4.0
"""Some devices need this long to wake (a headset that changes to its telephone profile takes two seconds)."""

STALLED_AFTER_S = 3.0
"""A stream that has brought no block for this long has stopped; a Bluetooth headset, or a computer that is busy with
something else, may take two seconds and go on."""

SILENT_AFTER_S = 2.0
"""Even the quietest room gives no exact zeros for this long; a muted or forbidden microphone gives nothing else."""

LOWEST_DB = -100.0
"""What exact silence is shown as; the smallest step of 16 bits lies at -90 dB."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finished take.

    Attributes:
        path: The file, closed.
        sample_rate_hz: The rate of its samples.
        frames: How many samples it holds, pre-roll included; 0 when it was stopped at once.
        dropped_frames: How many samples the device lost meanwhile, as far as can be told.
        preroll_s: How much of its beginning was said before `start`.
        device_name: The microphone.
        trouble: What went wrong before it was stopped, if anything did; what the file holds is good.
    """

    path: Path
    sample_rate_hz: int
    frames: int
    dropped_frames: int
    preroll_s: float
    device_name: str
    trouble: KnownError | None = None

    @property
    def duration_s(self) -> float:
        """How long it is."""
        return self.frames / self.sample_rate_hz


class Recorder:
    """Records takes from one microphone.

    While it is open the microphone runs, the level can be read and the last second is held ready; `start` and
    `stop` cut takes out of that, one after the other.
    """

    def __init__(
        self,
        device_name: str | None = None,
        opener: StreamOpener | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        patience_s: float = ANSWER_WITHIN_S,
    ) -> None:
        """Prepare for a microphone by name, None for the system's default; nothing is opened yet.

        A disk that takes longer than `patience_s` is told of.
        """
        self._wanted = device_name
        self._opener = opener
        self._clock = clock
        self._patience_s = patience_s
        self._intake: Intake | None = None
        self._stream: InputStream | None = None
        self._keeper: Keeper | None = None
        self._path: Path | None = None
        self._mute = Mute(clock)

    def open(self) -> None:
        """Let the microphone run; nothing happens when it does already.

        Raises:
            KnownError: Why there will be no sound (NO_MICROPHONE, DEVICE_MISSING, MICROPHONE_BUSY, ...).
        """
        if self._stream is not None:
            return
        opener = self._opener or _portaudio()
        intake = Intake(self._clock, self._mute)
        self._stream = opener(self._wanted, intake.block, intake.ended)
        self._intake = intake
        stream = self._stream
        self._keeper = Keeper(intake.blocks, stream.sample_rate_hz, stream.channels, patience_s=self._patience_s)

    def start(self, path: Path, on_sound: Callable[[bytes], None] | None = None) -> None:
        """Begin a take in a new file; the second before is kept too.

        Args:
            path: The file.
            on_sound: Told on the writer's thread all that is written: 16-bit samples of one channel in the machine's
                byte order. It must not wait; one that fails is told no more.

        Raises:
            KnownError: DISK_FULL, FOLDER_READ_ONLY or DISK_SLOW; the microphone goes on.
        """
        keeper, stream = self._running()
        if self._path is not None:
            raise RuntimeError("a take is being recorded already")
        with _slowness_named(path):
            keeper.begin(WavWriter(path, stream.sample_rate_hz), on_sound)
        self._path = path

    def stop(self) -> Recorded:
        """End the take and return what was kept of it; the microphone goes on.

        Raises:
            KnownError: DISK_SLOW; stop again once the disk answers.
        """
        keeper, stream, path = self._recording()
        trouble = self.trouble()
        with _slowness_named(path):
            kept = keeper.end()
        self._path = None
        return _recorded(kept, path, stream, keeper.trouble or trouble)

    def late_end(self) -> Callable[[], Recorded]:
        """End the take as `stop` does; what is returned waits for the disk as long as it takes.

        It may be called on any thread, also once the recorder is closed.
        """
        keeper, stream, path = self._recording()
        trouble, ending = self.trouble(), keeper.ending()

        def wait() -> Recorded:
            return _recorded(ending.result(), path, stream, keeper.trouble or trouble)

        return wait

    def throw_away(self) -> None:
        """Give the microphone back, end the take, if there is one, and delete its file.

        The microphone is off first. A disk that does not answer deletes when it does. Nothing happens when the
        recorder is closed.
        """
        if self._stream is None or self._keeper is None:
            return
        self._stream.close()
        if self._path is not None:
            self._keeper.discard(self._path)
        self._keeper.close()
        self._stream = self._keeper = self._intake = self._path = None

    def close(self) -> None:
        """Give the microphone back; a take that still runs is ended and kept. Nothing happens when it is closed."""
        if self._stream is None or self._keeper is None:
            return
        self._stream.close()
        self._keeper.close()
        self._stream = self._keeper = self._intake = self._path = None

    @property
    def muted(self) -> bool:
        """Whether what is said now stays out of the take, and out of memory: it is silent from the device on."""
        return self._mute.is_on

    def mute(self, *, muted: bool) -> None:
        """Let nothing of what is said from now on into the take, or everything again; it holds until it is changed."""
        self._mute.turn(on=muted)

    @property
    def is_open(self) -> bool:
        """Whether the microphone was opened and not closed since."""
        return self._stream is not None

    @property
    def is_recording(self) -> bool:
        """Whether a take was started and not stopped since."""
        return self._path is not None

    @property
    def device_name(self) -> str | None:
        """The name of the open microphone."""
        return None if self._stream is None else self._stream.device_name

    @property
    def sample_rate_hz(self) -> int | None:
        """The rate of the open microphone."""
        return None if self._stream is None else self._stream.sample_rate_hz

    @property
    def elapsed_s(self) -> float:
        """How much sound the take holds since `start`; it stands still when the device does."""
        if self._keeper is None or self._stream is None:
            return 0.0
        return self._keeper.live_frames / self._stream.sample_rate_hz

    def level_db(self) -> float | None:
        """Return the peak since the last call in dB of full scale (0 and below), None when no sound came since."""
        peak = -1 if self._intake is None else self._intake.take_peak()
        if peak < 0:
            return None
        return 20 * math.log10(peak / FULL_SCALE) if peak else LOWEST_DB

    def trouble(self) -> KnownError | None:
        """Return what keeps sound from being recorded now, None when all is well. It never waits.

        DISK_FULL, FOLDER_READ_ONLY and TAKE_TOO_LONG stay until the next `start`, MICROPHONE_LOST until `close`;
        MICROPHONE_STALLED and MICROPHONE_SILENT go when sound comes.
        """
        if self._intake is None or self._keeper is None or self._stream is None:
            return None
        if self._keeper.trouble is not None:
            return self._keeper.trouble
        device = self._stream.device_name
        if self._intake.has_ended:
            return KnownError(Trouble.MICROPHONE_LOST, device=device)
        if self._is_stalled(self._intake):
            return KnownError(Trouble.MICROPHONE_STALLED, device=device)
        if self._keeper.zero_frames >= SILENT_AFTER_S * self._stream.sample_rate_hz:
            return KnownError(Trouble.MICROPHONE_SILENT, device=device)
        return None

    def _is_stalled(self, intake: Intake) -> bool:
        if intake.last_block_s is None:
            return self._clock() - intake.opened_s > FIRST_BLOCK_WITHIN_S
        return self._clock() - intake.last_block_s > STALLED_AFTER_S

    def _recording(self) -> tuple[Keeper, InputStream, Path]:
        keeper, stream = self._running()
        if self._path is None:
            raise RuntimeError("no take is being recorded")
        return keeper, stream, self._path

    def _running(self) -> tuple[Keeper, InputStream]:
        if self._keeper is None or self._stream is None:
            raise RuntimeError("the recorder is not open")
        return self._keeper, self._stream


def _recorded(kept: Kept, path: Path, stream: InputStream, trouble: KnownError | None) -> Recorded:
    return Recorded(
        path=path,
        sample_rate_hz=stream.sample_rate_hz,
        frames=kept.frames,
        dropped_frames=kept.dropped_frames,
        preroll_s=kept.preroll_frames / stream.sample_rate_hz,
        device_name=stream.device_name,
        trouble=trouble,
    )


@contextlib.contextmanager
def _slowness_named(path: Path) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise KnownError(Trouble.DISK_SLOW, path=path) from error


def _portaudio() -> StreamOpener:
    from rehearse.audio.input_stream import open_microphone

    return open_microphone

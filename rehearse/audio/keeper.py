"""The writer thread of a recorder: what becomes of the blocks once they are out of the device's hands."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from rehearse.audio.flow import Flow
from rehearse.audio.wav import SAMPLE_BYTES, WavWriter, longest_s
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from pathlib import Path

PREROLL_S = 1.0
"""How much of what was said before `start` is kept: no first word is lost to a hasty speaker."""

ANSWER_WITHIN_S = 30.0
"""A disk that takes longer than this to write what waits is taken for broken."""

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
Command = Callable[[], None]


class Block(NamedTuple):
    """One callback's worth of sound.

    Attributes:
        samples: Interleaved 16-bit samples in the machine's byte order.
        peak: The largest magnitude among them.
        arrived_s: When it came, on the recorder's clock.
        overflowed: Whether the device lost sound just before it.
    """

    samples: bytes
    peak: int
    arrived_s: float
    overflowed: bool


BlockQueue = queue.SimpleQueue[Block | Command | None]
"""What the device's thread and the caller's send to the writer thread; None ends it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written of a take, in frames; `preroll_frames` are the first of `frames`."""

    frames: int
    preroll_frames: int
    dropped_frames: int


@dataclass(slots=True)
class _Take:
    writer: WavWriter
    on_sound: Callable[[bytes], None] | None = None
    preroll_frames: int = 0
    dropped_before: int = 0
    is_full: bool = False


class Keeper:
    """Drains a queue of blocks on a thread of its own: into a ring of the last second, or into a take's file.

    Commands travel through the same queue, so that a take begins and ends between two certain blocks. What other
    threads may read at any time are `trouble`, `zero_frames` and `live_frames`: single values, each written by the
    keeper's thread alone, of which a reader sees the last or the one before.

    Attributes:
        trouble: Why nothing more is written to the take, which is kept as far as it goes.
    """

    def __init__(self, blocks: BlockQueue, rate_hz: int, channels: int, *, patience_s: float = ANSWER_WITHIN_S) -> None:
        self.trouble: KnownError | None = None
        self._patience_s = patience_s
        self._ending: Future[Kept] | None = None
        self._late: Future[Any] | None = None
        self._blocks = blocks
        self._sample_rate_hz = rate_hz
        self._channels = channels
        self._flow = Flow(rate_hz)
        self._ring: deque[bytes] = deque()
        self._ring_frames = 0
        self._take: _Take | None = None
        self._thread = threading.Thread(target=self._run, name="take-writer", daemon=True)
        self._thread.start()

    @property
    def zero_frames(self) -> int:
        """How many frames of exact zeros came last."""
        return self._flow.zero_frames

    @property
    def live_frames(self) -> int:
        """How many frames the take holds, without those from before it began."""
        take = self._take
        return 0 if take is None else max(0, take.writer.frames - take.preroll_frames)

    def begin(self, writer: WavWriter, on_sound: Callable[[bytes], None] | None = None) -> None:
        """Let everything from here on, and the last second before, go into a take, and tell `on_sound` of it.

        Raises:
            TimeoutError: The disk does not answer; the take is thrown away when it does.
        """
        try:
            self._answer_to(self._ask(lambda: self._begin(writer, on_sound)))
        except TimeoutError:
            self._ask(lambda: self._drop(writer.path))
            raise

    def end(self) -> Kept:
        """Close the take's file and return what it holds; a disk that refuses the end leaves `trouble`.

        Raises:
            TimeoutError: The disk does not answer yet; ask again for the same take.
        """
        kept = self._answer_to(self.ending())
        self._ending = None
        return kept

    def ending(self) -> Future[Kept]:
        """Ask for the end of the take, if that was not done yet; the answer comes when the disk gives it."""
        if self._ending is None:
            self._ending = self._ask(self._end)
        return self._ending

    def discard(self, path: Path) -> None:
        """End the take and delete its file; where the disk does not answer, both are done when it does."""
        self._ending = None
        with contextlib.suppress(TimeoutError):
            self._answer_to(self._ask(lambda: self._drop(path)))

    def close(self) -> None:
        """End the thread, and the take if one is being written; where the disk does not answer, when it does."""
        if self._take is not None and self._ending is None:
            with contextlib.suppress(TimeoutError):
                self.end()
        self._blocks.put(None)
        if self._late is None or self._late.done():
            self._thread.join()
        else:
            log.warning("the disk does not answer, so the writer is left to end when it does")

    def _answer_to(self, reply: Future[Answer]) -> Answer:
        self._late = reply
        return reply.result(self._patience_s)

    def _ask(self, command: Callable[[], Answer]) -> Future[Answer]:
        reply: Future[Answer] = Future()

        def carry_out() -> None:
            try:
                reply.set_result(command())
            except BaseException as error:  # noqa: BLE001 - raised again where it was asked
                reply.set_exception(error)

        self._blocks.put(carry_out)
        return reply

    def _run(self) -> None:
        while (item := self._blocks.get()) is not None:
            if isinstance(item, Block):
                self._take_in(item)
            else:
                item()

    def _take_in(self, block: Block) -> None:
        mono = _mixed(block.samples, self._channels)
        frames = len(mono) // SAMPLE_BYTES
        self._flow.add(frames, block.peak, block.arrived_s, overflowed=block.overflowed)
        if self._take is not None:
            self._write(self._take, mono)
            return
        self._ring.append(mono)
        self._ring_frames += frames
        while self._ring_frames > PREROLL_S * self._sample_rate_hz:
            self._ring_frames -= len(self._ring.popleft()) // SAMPLE_BYTES

    def _write(self, take: _Take, samples: bytes) -> None:
        if take.is_full:
            return
        try:
            take.writer.write(samples)
            self._tell(take, samples)
            if take.writer.frames >= longest_s(self._sample_rate_hz) * self._sample_rate_hz:
                take.writer.close()
                raise KnownError(Trouble.TAKE_TOO_LONG, hours=longest_s(self._sample_rate_hz) / 3600)
        except KnownError as error:
            take.is_full = True
            self.trouble = error

    def _tell(self, take: _Take, samples: bytes) -> None:
        """A listener that fails is told no more; the take itself is what counts, and can be heard from its file."""
        if take.on_sound is None:
            return
        try:
            take.on_sound(samples)
        except Exception as error:
            take.on_sound = None
            log.error("who listened to a take failed and is told no more", exc_info=error)

    def _begin(self, writer: WavWriter, on_sound: Callable[[bytes], None] | None) -> None:
        self.trouble = None
        take = _Take(writer, on_sound, dropped_before=self._flow.settle())
        for samples in self._ring:
            self._write(take, samples)
        take.preroll_frames = take.writer.frames
        self._ring.clear()
        self._ring_frames = 0
        self._take = take

    def _end(self) -> Kept:
        take, self._take = self._take, None
        if take is None:
            raise RuntimeError("no take was begun")
        try:
            take.writer.close()
        except KnownError as error:
            self.trouble = error
        frames = take.writer.frames
        return Kept(frames, min(take.preroll_frames, frames), self._flow.settle() - take.dropped_before)

    def _drop(self, path: Path) -> None:
        take, self._take = self._take, None
        if take is not None:
            with contextlib.suppress(KnownError):
                take.writer.close()
        path.unlink(missing_ok=True)


def _mixed(samples: bytes, channels: int) -> bytes:
    """Return interleaved samples as one channel, the mean of all."""
    if channels == 1:
        return samples
    mean = np.frombuffer(samples, np.int16).reshape(-1, channels).mean(axis=1)
    return bytes(mean.round().astype(np.int16))

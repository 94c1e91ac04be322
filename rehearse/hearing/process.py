"""The recogniser in a process of its own: live while a take is spoken, or a whole recording at once.

Whatever happens to that process, the take is safe: live hearing that fails is only noted, and the recording is heard
after its end by a new process. If that one fails too, it is tried once more, and then said.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.hearing import messages
from rehearse.hearing.child import load_whisper
from rehearse.hearing.handle import Handle, LostError
from rehearse.speech import NOTHING_EXPECTED
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rehearse.audio.decode import Recording
    from rehearse.hearing.child import Loader
    from rehearse.hearing.values import HeardTake
    from rehearse.speech import Expected, Word

PATIENCE_S = 120.0
"""A recogniser that owes an answer and has not got on for so long is ended; the slowest known step takes 10 s, and a
minute was seen where many other programs wanted the cores."""

ATTEMPTS = 2
"""How often a whole recording is tried before the user is told."""

PORTION_S = 0.1
"""Live sound is sent in portions of at least this much."""

FILE_PORTION_S = 10.0
"""A file is sent in portions of this much."""

log = logging.getLogger(__name__)


class RecogniserProcess:
    """A `Listener` whose recogniser lives in another process, which is started anew whenever it is lost.

    Args:
        model: Name of the voice model.
        load: Loads the recogniser there; a function that can be imported.
        patience_s: See `PATIENCE_S`.
    """

    def __init__(self, model: str, load: Loader = load_whisper, patience_s: float = PATIENCE_S) -> None:
        self._model = model
        self._load = load
        self._patience_s = patience_s
        self._owning = threading.Lock()
        self._handle: Handle | None = None
        self._live: ProcessTake | None = None
        self.usable_handle()

    @property
    def model(self) -> str:
        """Name of the voice model."""
        return self._model

    def begin(
        self,
        sample_rate_hz: int,
        expected: Expected = NOTHING_EXPECTED,
        told: Callable[[tuple[Word, ...]], None] = lambda _words: None,
    ) -> ProcessTake:
        """See `Listener`."""
        before = self._live
        if before is not None:
            before.drop()
        self._live = ProcessTake(self, sample_rate_hz, expected, told, before)
        return self._live

    def hear(
        self,
        recording: Recording,
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,
    ) -> HeardTake:
        """See `Listener`.

        Raises:
            Cancelled: `cancelled()` was true.
            KnownError: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
        """
        self._end_live()
        reason = ""
        for _ in range(ATTEMPTS):
            handle = self.usable_handle()
            try:
                take = handle.begin(recording.sample_rate_hz, expected)
                _send(handle, take, recording, cancelled)
                return _result(handle, take, progress, cancelled)
            except LostError as error:
                reason = error.reason
        raise KnownError(Trouble.RECOGNISER_FAILED, reason=reason)

    def usable_handle(self) -> Handle:
        """The process, or a new one where it is lost; that one is loading then."""
        with self._owning:
            if self._handle is not None and self._handle.is_lost:
                self._handle.close()
                self._handle = None
            if self._handle is None:
                self._handle = Handle(self._load, self._model, self._patience_s)
            return self._handle

    def close(self) -> None:
        """See `Listener`."""
        self._end_live()
        with self._owning:
            if self._handle is not None:
                self._handle.close()
                self._handle = None

    def _end_live(self) -> None:
        """A process hears one take at a time."""
        if self._live is not None:
            self._live.close()
            self._live = None


class ProcessTake:
    """A `LiveTake` in the recogniser's process; a thread sends what comes, so that nobody waits for the process."""

    def __init__(
        self,
        owner: RecogniserProcess,
        sample_rate_hz: int,
        expected: Expected,
        told: Callable[[tuple[Word, ...]], None],
        before: ProcessTake | None,
    ) -> None:
        self._owner = owner
        self._told = told
        self._before = before
        self._rate_hz = sample_rate_hz
        self._expected = expected
        self._blocks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._frames = 0
        self._is_dropped = False
        self._begun: tuple[Handle, int] | None = None
        self._sender = threading.Thread(target=self._send, name="rehearse-live", daemon=True)
        self._sender.start()

    def add(self, samples: bytes) -> None:
        """See `LiveTake`."""
        if self._sender.is_alive():
            self._blocks.put(samples)

    def finish(self, frames: int, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> HeardTake | None:
        """See `LiveTake`."""
        self._blocks.put(None)
        while self._sender.is_alive():
            self._sender.join(0.05)
            if cancelled():
                self.drop()
                raise Cancelled
        if self._begun is None:
            return None
        handle, take = self._begun
        if frames != self._frames:
            log.warning(
                "%d samples were heard live of %d that were kept; the file is heard instead", self._frames, frames
            )
            self._drop_there()
            return None
        try:
            handle.send(messages.Finish(take))
            heard = _result(handle, take, progress, cancelled)
        except LostError as error:
            log.warning("live hearing failed: %s; the file is heard instead", error.reason)
        except KnownError as error:
            log.warning("live hearing failed: %s; the file is heard instead", error.trouble)
        else:
            before = heard.chunks - heard.chunks_left
            log.info("heard live: %d of %d chunks, the rest took %.2f s", before, heard.chunks, heard.transcribe_s)
            return heard
        return None

    def drop(self) -> None:
        """See `LiveTake`."""
        self._is_dropped = True
        self._blocks.put(None)
        if not self._sender.is_alive():
            self._drop_there()

    def close(self) -> None:
        """Drop it, and wait until nothing of it runs any more; the process may not be closed before that."""
        self.drop()
        self._sender.join()

    def _send(self) -> None:
        """Runs on the take's own thread until the take is over, dropped or lost."""
        if self._before is not None:
            self._before.close()
            self._before = None
        try:
            handle = self._owner.usable_handle()
            take = handle.begin(self._rate_hz, self._expected, self._told)
            for samples in self._portions():
                handle.send(messages.Samples(take, samples, 2))
                self._frames += len(samples) // 2
            self._begun = handle, take
        except LostError as error:
            log.warning("live hearing failed: %s; the take is heard after its end", error.reason)
            if not self._is_dropped:
                # So that a new one is loaded by then.
                self._owner.usable_handle()
        except KnownError as error:
            log.warning("live hearing failed: %s", error.trouble)
        else:
            if self._is_dropped:
                self._drop_there()

    def _portions(self) -> Iterator[bytes]:
        """What has come, in portions that are worth sending."""
        portion = bytearray()
        while (block := self._blocks.get()) is not None and not self._is_dropped:
            portion += block
            if len(portion) >= 2 * PORTION_S * self._rate_hz:
                yield bytes(portion)
                portion.clear()
        if portion and not self._is_dropped:
            yield bytes(portion)

    def _drop_there(self) -> None:
        if self._begun is not None:
            handle, take = self._begun
            with contextlib.suppress(LostError, KnownError):
                handle.send(messages.Drop(take))


def _send(handle: Handle, take: int, recording: Recording, cancelled: Callable[[], bool]) -> None:
    """Send a whole recording.

    Raises:
        Cancelled: `cancelled()` was true.
        LostError: The process is gone.
    """
    portion = round(FILE_PORTION_S * recording.sample_rate_hz)
    for start in range(0, len(recording.samples), portion):
        if cancelled():
            handle.send(messages.Drop(take))
            raise Cancelled
        samples = recording.samples[start : start + portion]
        handle.send(messages.Samples(take, samples.tobytes(), samples.itemsize))
    handle.send(messages.Finish(take))


def _result(handle: Handle, take: int, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> HeardTake:
    """Wait for what was heard.

    Raises:
        Cancelled: `cancelled()` was true.
        LostError: The process is gone.
        KnownError: What the recogniser could not do.
    """
    longest_s = 0.0
    told_share = 0.0

    def told(state: messages.Progress | None) -> None:
        nonlocal longest_s, told_share
        if cancelled():
            handle.send(messages.Drop(take))
            raise Cancelled
        if state is not None and state.take == take and state.waiting_s > 0:
            longest_s = max(longest_s, state.waiting_s)
            share = 1 - state.waiting_s / longest_s
            if share > told_share:
                told_share = share
                progress(share)

    heard = handle.wait(take, told)
    progress(1.0)
    return heard

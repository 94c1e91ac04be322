"""The recogniser's own process: it hears what is sent to it until the other side is gone.

A recogniser that crashes or hangs takes nobody with it, the loaded libraries don't slow down the window, and the level
meter never waits for one of its steps.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from rehearse import heap
from rehearse.errors import KnownError
from rehearse.hearing import messages
from rehearse.transcription import runtime

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from rehearse.hearing.listener import ChunkHearer
    from rehearse.hearing.live import LiveHearing
    from rehearse.hearing.messages import Reply, Request

    Loader = Callable[[str], ChunkHearer]


def load_whisper(model: str) -> ChunkHearer:
    """Load the real recogniser.

    Raises:
        KnownError: As `WhisperTranscriber`.
    """
    # Threads that wait by spinning take the cores from those that have work; read when the library is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from rehearse.transcription.whisper import WhisperTranscriber

    # While a take is spoken there is mostly one chunk to hear, and after its end somebody waits for it: all cores.
    return WhisperTranscriber(model, runtime.cores())


def run(connection: Connection[Reply, Request], load: Loader, model: str) -> None:
    """Serve the other side of `connection`; ends at once when that is closed."""
    # Ctrl+C in a terminal reaches the whole group; the window decides when this ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # This process lives as long as the window, and is at its largest for a second in ten.
    heap.give_back_at_once()
    requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, requests), daemon=True).start()
    try:
        recogniser = load(model)
        _warm_up()
    except KnownError as error:
        connection.send(messages.failed(None, error))
        return
    connection.send(messages.Ready())
    # One chunk after another: its two decodings take two cores already, and two chunks at once take 100 MB more.
    with ThreadPoolExecutor(1) as pool:
        server = _Server(connection, recogniser, pool, lambda: requests.put(None))
        while True:
            server.take_in(requests.get())


def _warm_up() -> None:
    """Import and load what the first take needs."""
    from rehearse.hearing import live
    from rehearse.transcription.voice_activity import warm_up

    del live
    warm_up()


def _receive(connection: Connection[Reply, Request], requests: queue.SimpleQueue[Request | None]) -> None:
    while True:
        try:
            requests.put(connection.recv())
        except (EOFError, OSError):
            # Nobody is there any more. Native threads may be at work, so this is the only quick way out.
            os._exit(0)


class _Server:
    """Hears one take after another; everything happens on the thread that calls `take_in`."""

    def __init__(
        self,
        connection: Connection[Reply, Request],
        recogniser: ChunkHearer,
        pool: ThreadPoolExecutor,
        changed: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._recogniser = recogniser
        self._pool = pool
        self._changed = changed
        self._take: int | None = None
        self._hearing: LiveHearing | None = None
        self._is_over = False
        self._steps = 0

    def take_in(self, request: Request | None) -> None:
        """Do what is asked; None means that a chunk has got further."""
        if isinstance(request, messages.Begin):
            self._begin(request)
        elif request is None:
            self._steps += 1
        elif request.take != self._take:
            return
        try:
            with runtime.failures_known():
                self._hear(request)
                self._tell()
        except KnownError as error:
            self._connection.send(messages.failed(self._take, error))
            self._let_go()

    def _begin(self, begin: messages.Begin) -> None:
        from rehearse.hearing.live import LiveHearing

        self._let_go()
        self._take = begin.take
        self._hearing = LiveHearing(begin.sample_rate_hz, self._recogniser, self._pool, self._changed, begin.expected)

    def _hear(self, request: Request | None) -> None:
        import numpy as np

        if self._hearing is None:
            return
        if isinstance(request, messages.Samples):
            samples = np.frombuffer(request.samples, messages.WIDTHS[request.width])
            if request.width == 2:
                samples = samples.astype(np.float32) / np.float32(32768.0)
            self._hearing.add(samples)
        elif isinstance(request, messages.Finish):
            self._hearing.finish()
            self._is_over = True
        elif isinstance(request, messages.Drop):
            self._let_go()

    def _tell(self) -> None:
        hearing = self._hearing
        if hearing is None or self._take is None:
            return
        words = hearing.words
        if self._is_over and not words.waiting:
            self._connection.send(messages.Finished(self._take, hearing.result()))
            self._let_go()
        else:
            state = messages.Progress(self._take, hearing.frames, words.waiting, words.waiting_s, self._steps)
            self._connection.send(state)
            if further := words.further():
                self._connection.send(messages.Further(self._take, further))

    def _let_go(self) -> None:
        if self._hearing is not None:
            self._hearing.words.stop()
        self._take = self._hearing = None
        self._is_over = False

"""One recogniser process as its owner sees it: what is sent to it, how far it is, and whether it still answers."""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from typing import TYPE_CHECKING

from rehearse.errors import KnownError
from rehearse.hearing import child, messages
from rehearse.speech import NOTHING_EXPECTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from rehearse.hearing.child import Loader
    from rehearse.hearing.messages import Reply, Request
    from rehearse.hearing.values import HeardTake
    from rehearse.speech import Expected, Word

TICK_S = 0.05
"""How often the waiting threads look up."""

LOAD_WITHIN_S = 120.0
"""A large model on a slow disk takes half a minute to load."""

END_WITHIN_S = 5.0
"""A process that takes longer than this to end is killed."""

log = logging.getLogger(__name__)


class LostError(Exception):
    """The recogniser's process is gone, or had to be ended; what it was asked has no answer.

    Attributes:
        reason: Why, in a few words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Handle:
    """A recogniser process. It is loading when this returns; `send` and `wait` may be called from any thread."""

    def __init__(self, load: Loader, model: str, patience_s: float) -> None:
        """Start a process.

        Args:
            load: Loads the recogniser there; a function that can be imported.
            model: Name of the voice model.
            patience_s: A process that owes an answer and has not got on for so long is taken for stuck. For loading it
                has `LOAD_WITHIN_S`.
        """
        context = multiprocessing.get_context("spawn")
        self._connection: Connection[Request, Reply]
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=child.run, args=(theirs, load, model), name="rehearse-recogniser", daemon=True
        )
        self._process.start()
        theirs.close()
        self._patience_s = patience_s
        self._sending = threading.Lock()
        self._changed = threading.Condition()
        self._lost: LostError | None = None
        self._failure: KnownError | None = None
        self._answer: messages.Finished | messages.Failed | None = None
        self._state: messages.Progress | None = None
        self._is_ready = False
        self._is_closing = False
        self._take = 0
        self._sent_frames = 0
        self._is_asked = False
        self._told: Callable[[tuple[Word, ...]], None] = lambda _words: None
        self._moved_s = time.monotonic()
        self._reader = threading.Thread(target=self._read, name="rehearse-recogniser", daemon=True)
        self._reader.start()

    @property
    def is_lost(self) -> bool:
        """Whether the process can't be used any more."""
        return self._lost is not None or self._failure is not None

    @property
    def process_id(self) -> int | None:
        """The system's number for the process."""
        return self._process.pid

    def begin(
        self,
        sample_rate_hz: int,
        expected: Expected = NOTHING_EXPECTED,
        told: Callable[[tuple[Word, ...]], None] = lambda _words: None,
    ) -> int:
        """Begin a take, and return its number; see `Listener.begin`.

        Raises:
            LostError: The process is gone.
        """
        with self._changed:
            self._take += 1
            self._answer = self._state = None
            self._sent_frames = 0
            self._is_asked = False
            self._told = told
            self._moved_s = time.monotonic()
            take = self._take
        self.send(messages.Begin(take, sample_rate_hz, expected))
        return take

    def send(self, request: Request) -> None:
        """Send a request; it waits while the process has much to read.

        Raises:
            LostError: The process is gone.
            KnownError: The recogniser could not be loaded.
        """
        with self._changed:
            if isinstance(request, messages.Samples) and request.take == self._take:
                self._sent_frames += len(request.samples) // request.width
            self._is_asked |= isinstance(request, messages.Finish) and request.take == self._take
        with self._sending:
            if self._lost is None:
                try:
                    self._connection.send(request)
                except (OSError, ValueError):
                    # The reader may be about to learn why.
                    self._reader.join()
                else:
                    return
        raise self._failure or self._lost or LostError("it ended unexpectedly")

    def wait(self, take: int, told: Callable[[messages.Progress | None], None]) -> HeardTake:
        """Wait for what was heard in a take that was finished.

        Args:
            take: Its number.
            told: Told how far it is, again and again; what it raises ends the waiting.

        Raises:
            LostError: The process is gone.
            KnownError: What the recogniser could not do.
        """
        while True:
            with self._changed:
                if self._failure is not None:
                    raise self._failure
                if self._lost is not None:
                    raise self._lost
                answer, state = self._answer, self._state
                if answer is None or answer.take != take:
                    self._changed.wait(TICK_S)
            if answer is not None and answer.take == take:
                if isinstance(answer, messages.Failed):
                    raise KnownError(answer.trouble, **answer.details)
                return answer.heard
            told(state)

    def close(self) -> None:
        """End the process."""
        self._is_closing = True
        self._reader.join()
        if not self._sending.acquire(timeout=TICK_S):
            # Somebody waits for it to read, which it may never do.
            self._process.kill()
            self._sending.acquire()
        try:
            self._lost = self._lost or LostError("it was ended")
            self._connection.close()
        finally:
            self._sending.release()
        self._process.join(END_WITHIN_S)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()

    def _read(self) -> None:
        """Runs on the reader's thread until the process is gone or `close` is called."""
        try:
            while not self._is_closing:
                if self._connection.poll(TICK_S):
                    self._take_in(self._connection.recv())
                elif self._is_stuck():
                    self._lose("it stopped answering")
                    return
        except (EOFError, OSError):
            self._lose("it ended unexpectedly")

    def _take_in(self, reply: Reply) -> None:
        with self._changed:
            if isinstance(reply, messages.Ready):
                self._is_ready = True
                self._moved_s = time.monotonic()
            elif isinstance(reply, messages.Progress):
                if reply.take == self._take:
                    self._follow(reply)
            elif isinstance(reply, messages.Further):
                if reply.take == self._take:
                    self._told(reply.words)
            elif isinstance(reply, messages.Failed) and reply.take is None:
                self._failure = KnownError(reply.trouble, **reply.details)
            else:
                self._answer = reply
            self._changed.notify_all()

    def _follow(self, state: messages.Progress) -> None:
        """While a chunk waits, only the recogniser's own steps count as getting on."""
        before, self._state = self._state, state
        if before is None or not state.waiting or state.steps != before.steps:
            self._moved_s = time.monotonic()

    def _is_stuck(self) -> bool:
        with self._changed:
            state = self._state
            behind = self._sent_frames > (state.frames if state else 0) or (state is not None and state.waiting > 0)
            answered = self._answer is not None and self._answer.take == self._take
            owes = not self._is_ready or ((behind or self._is_asked) and not answered)
            if not owes:
                self._moved_s = time.monotonic()
            return owes and time.monotonic() - self._moved_s > (self._patience_s if self._is_ready else LOAD_WITHIN_S)

    def _lose(self, reason: str) -> None:
        with self._changed:
            if self._is_closing:
                return
            if self._failure is None:
                log.warning("the recogniser's process is lost: %s", reason)
            self._lost = LostError(reason)
            self._changed.notify_all()
        self._process.kill()
